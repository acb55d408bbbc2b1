"""Threads of unknown software: blocks of one kind, each with a person or a date and prose."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from corpus.readers.parts import BLOCKS, HEADINGS, UNSEEN

THREAD_WORD = r"(?:forum|thread|topic|discussion|question|answer|(?<![a-z])boards?\b|replies)"
OF_THREAD = re.compile(THREAD_WORD, re.I)
OF_FORUM = re.compile(r"forum|thread", re.I)  # no article is called so
OF_READERS = re.compile(  # readers' comments under an article, lists of other pages, reviews
    r"comments?[-_]{1,2}(?:area|list|respond|section)|disqus|review|related|teaser|product|faq|widget"
    r"|search-result|listing|sidebar",
    re.I,
)
ARTICLE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting)"')
PERSON = re.compile(r"user|author|profile|member|avatar|poster|nickname|byline", re.I)
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = re.compile(
    rf"""\b(?:\d{{4}}-\d\d-\d\d | \d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}
        | \d{{1,4}}\s?(?:min|hour|day|week|month|year)s?\sago
        | {MONTH}\.?\s{DAY},?\s\d{{4}} | {DAY}\s{MONTH}\.?,?\s\d{{4}})\b""",
    re.VERBOSE,
)
DIGITS = re.compile(r"\d+")
MIN_POSTS = 2
MIN_POST = 8  # words of a middling post
MIN_SIGNED = 0.8  # of the posts name a person or a day
MIN_COVER = 0.5  # of the page's prose is in the posts
MIN_BODY = 0.85  # of a post's prose, inside the element that holds its words
MIN_LEAD = 20  # words; the question above its answers

MIN_TITLE = 4  # words; a shorter heading is a person's name
NEAR = 4  # elements, a post and those around it

Words = dict[Any, int]


class Group(NamedTuple):
    """Blocks of one kind."""

    posts: list[Any]
    words: int  # of prose in all of them


def repeated_posts(page: str, root: Any) -> list[Any]:
    """The elements that hold the posts' words, in order; none where the page is no thread.

    The question above its answers is one of them. Readers' comments under an article, lists of
    other pages and reviews are no thread.
    """
    body = root.find("body")
    if body is None or not names_thread(body) or ARTICLE.search(page):
        return []
    words = prose_words(body)
    groups = [group for group in groups_of(body, words) if is_thread(group, words[body])]
    if not groups:
        return []
    best = max(groups, key=lambda group: group.words)
    bodies = bodies_of(best.posts, words)
    lead = lead_above(body, best.posts[0], words)
    return bodies if lead is None else [lead, *bodies]


def names_thread(body: Any) -> bool:
    """Whether any class or id of the page speaks of a thread; most pages end here."""
    from lxml import etree

    names = etree.XPath("//@class | //@id", smart_strings=False)(body)
    return bool(OF_THREAD.search(" ".join(set(names))))


def prose_of(root: Any) -> int:
    """How many words a page has outside links, menus and forms."""
    body = root.find("body")
    return 0 if body is None else prose_words(body)[body]


def prose_words(body: Any) -> Words:
    """For each element its words outside links, menus and forms."""
    words: Words = defaultdict(int)
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or element.tag in UNSEEN | {"a", "nav", "form"}:
            words[element] = 0
        else:
            words[element] += len((element.text or "").split())
        above = element.getparent()
        if above is not None:
            words[above] += words[element] + len((element.tail or "").split())
    return words


def groups_of(body: Any, words: Words) -> Iterator[Group]:
    """The blocks that share a tag and class, where most hold prose and a person or a date."""
    kinds: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for element in body.iter():
        if words[element] and (element.get("class") or element.get("id")):
            kinds[kind_of(element)].append(element)
    for posts in kinds.values():
        prose = [words[post] for post in posts]
        if len(posts) < MIN_POSTS or sorted(prose)[len(prose) // 2] < MIN_POST:
            continue
        known = set(posts)
        outer = [post for post in posts if known.isdisjoint(post.iterancestors())]
        yield Group(posts, sum(words[post] for post in outer))


def kind_of(element: Any) -> tuple[str, str, str]:
    """What blocks of one kind have in common: tag, class and id, without numbers."""
    name, mark = (DIGITS.sub("", element.get(each) or "") for each in ("class", "id"))
    return str(element.tag), name, mark


def is_thread(group: Group, all_words: int) -> bool:
    """Whether blocks of one kind are the posts of a thread, and most of the page."""
    if group.words < MIN_COVER * all_words:
        return False
    marks = list(marks_around(group.posts[0]))
    return (
        sum(map(is_signed, group.posts)) >= MIN_SIGNED * len(group.posts)
        and 2 * len(set(filter(None, map(teased, group.posts)))) < len(group.posts)
        and any(map(OF_THREAD.search, marks))
        and (any(map(OF_FORUM.search, marks)) or not any(map(OF_READERS.search, marks[:NEAR])))
    )


def is_signed(post: Any) -> bool:
    """Whether a block names a person or a day."""
    for element in post.iter():
        marks = " ".join(element.get(name) or "" for name in ("class", "itemprop", "href"))
        if element.tag == "time" or PERSON.search(marks):
            return True
    return bool(DATE.search(" ".join(post.itertext())))


def teased(post: Any) -> str:
    """What a block's heading links to, in words, as in a list of pages; '' for a name or none."""
    for heading in post.iter(*HEADINGS):
        if heading.find(".//a") is not None or any(a.tag == "a" for a in heading.iterancestors()):
            words = "".join(heading.itertext()).split()
            return " ".join(words) if len(words) >= MIN_TITLE else ""
    return ""


def marks_around(post: Any) -> Iterator[str]:
    """The classes and ids of a block and of all it stands in, and the page's address."""
    for element in (post, *post.iterancestors()):
        yield f"{element.get('class') or ''} {element.get('id') or ''}"
    for link in post.getroottree().xpath("//link[@rel='canonical']"):
        yield urlsplit(link.get("href") or "").path


def bodies_of(posts: Sequence[Any], words: Words) -> list[Any]:
    """In each post the element that holds its words, without the box about their author.

    It is of the same kind in all posts: long posts decide, in short ones the box is the longer.
    """
    votes: Counter[tuple[str, str, str]] = Counter()
    for post in posts:
        votes[kind_of(body_of(post, words))] += words[post] ** 2
    kind = votes.most_common(1)[0][0]
    found = [
        [element for element in post.iter() if kind_of(element) == kind] or [body_of(post, words)]
        for post in posts
    ]
    return list(dict.fromkeys(element for elements in found for element in elements))


def body_of(post: Any, words: Words) -> Any:
    """The smallest element with a class or id that holds nearly all of a post's prose."""
    current = body = post
    while current is not None:
        body = current if current.get("class") or current.get("id") else body
        inner = (each for each in current if words[each] >= MIN_BODY * words[post])
        current = next((each for each in inner if each.tag in BLOCKS), None)
    return body


def lead_above(body: Any, first: Any, words: Words) -> Any:
    """The question above its answers: the nearest signed prose before them; None for none."""
    for around in (first, *first.iterancestors()):
        if around is body:
            return None
        for before in around.itersiblings(preceding=True):
            if words[before] >= MIN_LEAD and is_signed(before):
                return body_of(before, words)
    return None
