"""A passage's sentences as a reader sees them: its units, those of one quotation together.

"Say it aloud: “This is panic. It will pass.”" is three sentences to the cleaner, and one to a
reader, who would see a quotation open and never close: cut in two, each half is odd.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.article import Article, Passage, Place, Span

MAX_QUOTED = 400  # characters; a longer quotation is shown sentence by sentence


def sentences_in(article: Article, passage: Passage) -> list[Place]:
    """The places of a passage's sentences, in order; the passage itself where it is part of one.

    They are its units, but for those that stand inside one quotation.
    """
    first = bisect_left(article.spans, (passage.start,))
    spans = takewhile(lambda span: span.start < passage.end, article.spans[first:])
    inside = [span for span in spans if span.kind != "heading" and span.end <= passage.end]
    return list(whole_quotations(article.text, inside)) or [Place(passage.start, passage.end)]


def whole_quotations(text: str, spans: Sequence[Span]) -> Iterator[Place]:
    """The places of some units, in order; those that one quotation spans are one place.

    A quotation that does not close in its paragraph, or is long, is left as it was cut.
    """
    at = 0
    while at < len(spans):
        end = closing(text, spans, at)
        yield Place(spans[at].start, spans[end].end)
        at = end + 1


def closing(text: str, spans: Sequence[Span], first: int) -> int:
    """The index of the unit that closes what a unit opens; its own where nothing stays open."""
    start = spans[first].start
    if not is_open(text[start : spans[first].end]):
        return first
    for index in range(first + 1, len(spans)):
        span = spans[index]
        if span.block != spans[first].block or span.end - start > MAX_QUOTED:
            break
        if not is_open(text[start : span.end]):
            return index
    return first


def is_open(text: str) -> bool:
    """Whether a quotation begins in a text and does not end in it.

    >>> is_open("Say: “This is panic."), is_open("Say “panic” aloud."), is_open('"Go on. ')
    (True, False, True)
    """
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
