"""The profile for forums and question-and-answer pages: the title, and every post's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from corpus.readers.described import located, marked_posts, parts_told, told_posts
from corpus.readers.parts import Part, letters, parts_below, word_count
from corpus.readers.platforms import platforms_of, select
from corpus.readers.repeated import MIN_COVER, prose_of, repeated_posts

SAID = re.compile(r".{1,60}\s(?:said|wrote)\s?:")  # in a quotation; else it is the post's own
QUOTED_FROM = re.compile(  # what boards write above, below and under a quotation
    r"""(?:quote(?:\sfrom\b.{0,80}|:)?|originally\s(?:posted|written)\sby\b.{1,60}
      |click\sto\s(?:expand|shrink)\b.{0,3}
      |(?:last\s)?edited\s.{1,60}\sby\s.{1,40}
      )""",
    re.IGNORECASE | re.VERBOSE,
)
MUCH_MORE = 1.5  # times the words; a page may describe no more than its first posts
MIN_WORDS = 12  # in all posts together; below it the template is not the one that we know

Post = list[Part]


def thread_parts(page: str, root: Any, title: str) -> list[Part]:
    """The posts of a forum's or question-and-answer site's page, under its title.

    Votes, user boxes, buttons, signatures and lists of other threads are left out, because
    only what holds a post's own words is read. Known software's templates are surest, where
    they find most of the page's prose or all that it describes; else what the page marks with
    schema.org, unless blocks of one kind that repeat hold much more.

    Args:
        page: the page as text.
        root: the same page as an lxml element.
        title: the page's title as stated; '' for none.

    Returns:
        The blocks in reading order; none where the page is no such page.
    """
    for platform in platforms_of(page):
        skip = frozenset(select(root, platform.without))
        posts = posts_below(select(root, platform.posts), skip)
        if count(posts) >= MIN_WORDS and (covers(posts, root) or tells_all(posts, page, root)):
            return joined(title, posts)
    described, repeated = described_posts(page, root), posts_below(repeated_posts(page, root))
    posts = repeated if count(repeated) > MUCH_MORE * count(described) else described
    if len(posts) == 1 and not covers(posts, root):
        return []
    return joined(title, posts) if count(posts) >= MIN_WORDS else []


def covers(posts: Iterable[Post], root: Any) -> bool:
    """Whether posts are most of the page's prose."""
    return count(posts) >= MIN_COVER * prose_of(root)


def tells_all(posts: Iterable[Post], page: str, root: Any) -> bool:
    """Whether the page describes posts, and not many more words than these have.

    Where most of a page's prose is its site's, that alone tells the posts from a part of them.
    """
    return 0 < count(described_posts(page, root)) <= MUCH_MORE * count(posts)


def described_posts(page: str, root: Any) -> list[Post]:
    """The posts that the page describes with schema.org, in the way that tells most of them."""
    marked = posts_below(marked_posts(page, root))
    texts = told_posts(page, root)
    if len(texts) <= len(marked):
        return marked
    return posts_below(located(root, texts)) or list(map(parts_told, texts))


def count(posts: Iterable[Post]) -> int:
    """How many words posts have."""
    return word_count(part.text for post in posts for part in post)


def posts_below(found: Sequence[Any], skip: frozenset[Any] = frozenset()) -> list[Post]:
    """Each post's blocks, without what it quotes from a post above it.

    An element inside another of those found is part of that one.
    """
    known = set(found)
    outer = [each for each in found if known.isdisjoint(each.iterancestors())]
    posts: list[Post] = []
    said = ""
    for element in outer:
        if element not in skip:
            post = [part for part in parts_below(element, skip) if not is_echo(part, said)]
            said += "".join(letters(part.text) for part in post)
            posts.append(post)
    return [post for post in posts if post]


def is_echo(part: Part, said: str) -> bool:
    """Whether a block only repeats what another post of the page said, or tells who said it."""
    if part.kind == "quote" and (letters(part.text) in said or SAID.fullmatch(part.text)):
        return True
    return bool(QUOTED_FROM.fullmatch(part.text))


def joined(title: str, posts: Iterable[Sequence[Part]]) -> list[Part]:
    """A thread's blocks: its title as the highest heading, then all posts."""
    heading = [Part("heading", 1, title)] if title else []
    return heading + [lowered(part) for post in posts for part in post]


def lowered(part: Part) -> Part:
    """A post's heading stands below the thread's title."""
    return part._replace(level=max(2, part.level)) if part.kind == "heading" else part
