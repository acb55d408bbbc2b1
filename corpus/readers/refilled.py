"""List items and table rows that trafilatura lost between the blocks that it kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from corpus.readers.parts import Part
from corpus.readers.placed import Placed, placed_blocks

ASIDE = frozenset(("aside", "nav", "footer", "form"))
NEAR = 3  # elements; a block of a list item's own, and in one paragraph or box inside it
MIN_INSIDE = 0.9  # of the kept words, inside the element that counts as the article's
MAX_LINKED = 0.5  # of a list item's words; above it, it is a link
FAR = 6_000  # characters, for a short text; farther on, the same words are another block
SHORT = 25  # characters
OF_SOMETHING_ELSE = re.compile(  # in the class or id of what stands in an article and is none of it
    r"""relat | recommend | read-?(?:more|next|also) | more-?(?:from|posts|stories|articles)
      | similar | trending | popular | latest | recent | suggest | also-?like | teaser | prev
      | post-?nav | next-?post | pagination | carousel | slider              # other pages
      | author | byline | bio\b | about-?the | contributor | writer | profile | avatar | meta\b
      | user | member | poster | nickname
      | newsletter | subscri | sign-?up | opt-?in | mailchimp | hubspot | hs-form
      | shar(?:e|ing) | social | follow | print-
      | comment | respond | reply | disqus | discussion
      | \bnav | menu | breadcrumb | toc\b | table-of-contents | skip- | jump | pager | tabs?\b
      | footer | side-?bar | aside | widget | \brail\b | colophon | topbar | masthead
      | promo | \bcta\b | call-to-action | banner | \bads?\b | advert | sponsor | affiliate
      | demo | product-?card | offer | pricing | coupon
      | cookie | consent | gdpr | modal | pop-?up | overlay | lightbox | login | dialog
      | \btags?\b | categor | topics?\b | taxonomy | label | cat-links
      | card | grid | tile | listing | archive | feed | loop | item-?list
      | hidden | sr-only | screen-reader | visually
    """,
    re.IGNORECASE | re.VERBOSE,
)
JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])|_")  # "relatedPosts", "related_posts"

Words = dict[Any, int]


class Position(NamedTuple):
    """Where one of trafilatura's blocks stands in the page."""

    first: int  # of the page's blocks
    last: int
    part: int  # of trafilatura's


def refilled(root: Any, parts: Sequence[Part]) -> list[Part]:
    """The blocks, and between them the list items and table rows that were lost.

    One is put back wherever it stands between blocks that were kept, inside the element that
    holds nearly all of these; an item that is a link only where its list has items that were
    kept, since lists of nothing but links are other pages. What class names call something
    else stays out: teasers, author boxes, forms, share bars, comments. Nothing is put back twice.

    Args:
        root: the page as an lxml element.
        parts: what trafilatura kept, in reading order.
    """
    body = root.find("body")
    blocks = placed_blocks(body) if body is not None and parts else []
    positions = positions_of([part.text for part in parts], blocks)
    kept = {block for each in positions for block in range(each.first, each.last + 1)}
    if not kept:
        return list(parts)
    words = words_inside(blocks, kept)
    article = article_of(blocks, kept, words)
    known = {part.text for part in parts}
    owner = {each.last: each.part for each in positions}
    after: dict[int, list[Part]] = defaultdict(list)
    current = 0
    for index in range(min(kept), max(kept)):
        current = owner.get(index, current)
        block = blocks[index]
        if index not in kept and block.part.text not in known and belongs(block, article, words):
            known.add(block.part.text)
            after[current].append(block.part)
    return [each for index, part in enumerate(parts) for each in (part, *after[index])]


def positions_of(texts: Sequence[str], blocks: Sequence[Placed]) -> list[Position]:
    """Where each text stands among the blocks; what is not found has no position."""
    starts, whole = laid_out(blocks)
    positions, reached = [], 0
    for number, text in enumerate(map(solid, texts)):
        end = reached + FAR + len(text) if len(text) < SHORT else len(whole)
        at = whole.find(text, reached, end)
        if at < 0 and len(text) >= SHORT:
            at = whole.find(text)
        if text and at >= 0:
            reached = max(reached, at + len(text))
            touched = range(bisect_right(starts, at) - 1, bisect_right(starts, reached - 1))
            inside = [i for i in touched if at <= middle(starts, i, whole) < at + len(text)]
            if inside:
                positions.append(Position(inside[0], inside[-1], number))
    return positions


def laid_out(blocks: Sequence[Placed]) -> tuple[list[int], str]:
    """Where each block begins in the text of all, without white space, and that text."""
    pieces = [solid(block.part.text) for block in blocks]
    starts, position = [], 0
    for piece in pieces:
        starts.append(position)
        position += len(piece)
    return starts, "".join(pieces)


def middle(starts: Sequence[int], index: int, whole: str) -> int:
    """The place of a block's middle character."""
    end = starts[index + 1] if index + 1 < len(starts) else len(whole)
    return (starts[index] + end - 1) // 2


def solid(text: str) -> str:
    """A text's characters without any white space."""
    return "".join(text.split())


def words_inside(blocks: Sequence[Placed], kept: set[int]) -> Words:
    """For each element how many words inside it were kept; those with none are left out."""
    words: Words = defaultdict(int)
    for index in sorted(kept):
        count = len(blocks[index].part.text.split())
        for element in (blocks[index].element, *blocks[index].element.iterancestors()):
            words[element] += count
    return words


def article_of(blocks: Sequence[Placed], kept: set[int], words: Words) -> Any:
    """The smallest element that holds nearly all words that were kept."""
    most = max(words.values())
    inside = blocks[sorted(kept)[len(kept) // 2]].element
    around = (inside, *inside.iterancestors())
    return next(each for each in around if words[each] >= MIN_INSIDE * most)


def belongs(block: Placed, article: Any, words: Words) -> bool:
    """Whether a block that was lost is an item or a row of the article."""
    around = list(up_to(article, block.element))
    if any(map(is_something_else, around)):
        return False
    if any(each.tag == "li" for each in around[:NEAR]):
        linked = block.linked >= MAX_LINKED * len(block.part.text.split())
        return not linked or any(each in words for each in around if each.tag in ("ul", "ol"))
    return block.element.tag == "tr" and bool(around)


def up_to(article: Any, element: Any) -> Iterator[Any]:
    """An element and those around it inside the article; none where it isn't in there."""
    around: list[Any] = []
    for each in (element, *element.iterancestors()):
        if each is article:
            yield from around
            return
        around.append(each)


def is_something_else(element: Any) -> bool:
    """Whether an element, by its tag or class names, holds no part of the article around it."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag in ASIDE or bool(OF_SOMETHING_ELSE.search(JOINT.sub("-", names)))
