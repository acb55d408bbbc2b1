"""What a build learned of what stands on several pages: it may decide about old articles anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from corpus.clean.repetition import Repeated
from corpus.collection import Entry

SITE, SITES = "repeated", "shared"  # what an article's digest calls its lines, and its frames
OF_DIGEST = re.compile(r" (repeated|shared):([-,0-9]+)")


class Reconsidered(NamedTuple):
    """How much came to be known as standing on several pages, and how much no longer is."""

    lines: int = 0
    articles: int = 0  # that have such lines
    lines_no_more: int = 0
    articles_no_more: int = 0
    frames: int = 0
    articles_of_frames: int = 0
    frames_no_more: int = 0
    articles_of_frames_no_more: int = 0

    def __str__(self) -> str:
        return "; ".join(self.sentences)

    @property
    def sentences(self) -> list[str]:
        """What there is to say; nothing where nothing changed.

        >>> Reconsidered(12, 4, 1, 1).sentences[0]
        '12 lines on 4 articles are now known to repeat over their site'
        """
        said = (
            (self[:2], "line", "now known to repeat over their site"),
            (self[2:4], "line", "no longer repeated over their site"),
            (self[4:6], "sentence", "now known to be worded alike on several sites"),
            (self[6:], "sentence", "no longer worded alike on several sites"),
        )
        return [
            f"{counted(number, thing)} on {counted(articles, 'article')} "
            f"{'is' if number == 1 else 'are'} {what}"
            for (number, articles), thing, what in said
            if number
        ]


NOTHING = Reconsidered()


def counted(number: int, thing: str) -> str:
    """A number and its thing, in the plural where there are more."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def with_repeated(digest: str, repeated: Repeated) -> str:
    """An article's digest with what of it stands elsewhere too, for the next build to read.

    >>> digest = with_repeated("5e1f", Repeated(frozenset({7, -2}), frozenset({3})))
    >>> digest, sorted(repeated_in(digest).lines), repeated_in("5e1f") == Repeated()
    ('5e1f repeated:-2,7 shared:3', [-2, 7], True)
    """
    for name, known in zip((SITE, SITES), repeated, strict=True):
        if known:
            digest += f" {name}:{','.join(map(str, sorted(known)))}"
    return digest


def repeated_in(digest: str) -> Repeated:
    """What was known to stand elsewhere too when an article was read."""
    known = {name: frozenset(map(int, all.split(","))) for name, all in OF_DIGEST.findall(digest)}
    return Repeated(known.get(SITE, frozenset()), known.get(SITES, frozenset()))


def compare(indexed: Mapping[str, str], entries: Iterable[Entry]) -> Reconsidered:
    """What is known now of the articles, against what was when they were indexed.

    Args:
        indexed: the digests of the published index, by article; a new article knew of nothing.
        entries: the collection as it is to be built.
    """
    pairs = [(repeated_in(indexed.get(entry.id, "")), entry.repeated) for entry in entries]
    lines = [(before.lines, now.lines) for before, now in pairs]
    frames = [(before.frames, now.frames) for before, now in pairs]
    return Reconsidered(*changes(lines), *changes(frames))


def changes(pairs: Iterable[tuple[frozenset[int], frozenset[int]]]) -> tuple[int, int, int, int]:
    """How many came and on how many articles, how many went and on how many."""
    known = list(pairs)
    more = [len(now - before) for before, now in known if now - before]
    fewer = [len(before - now) for before, now in known if before - now]
    return sum(more), len(more), sum(fewer), len(fewer)
