"""What stands on several pages: the lines that a site repeats, the frames that sites share."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.clean.draft import MAX_RULE_LENGTH
from corpus.clean.frames import NO_FRAMES, Frames
from corpus.clean.rulings import words_of
from corpus.units import Unit

LINES = 2  # goes up when the same source would give other lines; pages are then read anew
MIN_PAGES = 3
MIN_SITES = 3  # that share a frame
MIN_SHARE = 0.3  # of the site's pages; lower, and what two authors share is taken for furniture

Line = int  # stands for a line's words, 64 bits: no two lines of one site share it by chance
Lines = frozenset[Line]
NO_LINES: Lines = frozenset()


class Page(NamedTuple):
    """What is remembered of an article, for comparing it with others."""

    site: str  # of `corpus.site.site_of`; '' belongs to none
    lines: Lines
    frames: Frames = NO_FRAMES
    language: str = ""  # as of `corpus.language`


class Repeated(NamedTuple):
    """What of an article is known to stand elsewhere too; a sign of junk, and never a verdict."""

    lines: Lines = NO_LINES  # those that its site repeats over its pages
    frames: Frames = NO_FRAMES  # those that sentences of several sites share


NOTHING_REPEATED = Repeated()


def line_of(text: str) -> Line | None:
    """What stands for a unit's words; None for one too long to be junk, or without a letter.

    Case, quotes, spaces, list marks and Markdown do not matter:

    >>> line_of("- **Share**  this") == line_of("share this"), line_of("* * *")
    (True, None)
    """
    words = words_of(text) if len(text) <= MAX_RULE_LENGTH else ""
    if not any(map(str.isalpha, words)):
        return None
    digest = hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def lines_of(units: Iterable[Unit]) -> Lines:
    """The lines of a text; markup has none."""
    found = {line_of(unit.text) for unit in units if unit.kind != "markup"}
    return frozenset(line for line in found if line is not None)


def repeated_over(pages: Sequence[Lines]) -> Lines:
    """The lines that a site repeats: on three of its pages or more, and on 30 % of them.

    >>> repeated_over([frozenset({1, 2}), frozenset({1, 3}), frozenset({1, 2})])
    frozenset({1})
    """
    enough = max(MIN_PAGES, MIN_SHARE * len(pages))
    counts = Counter(line for lines in pages for line in lines)
    return frozenset(line for line, count in counts.items() if count >= enough)


def repeated_units(units: Sequence[Unit], repeated: Lines) -> frozenset[int]:
    """The indices of the units whose line is among those that their site repeats."""
    if not repeated:
        return frozenset()
    return frozenset(
        index
        for index, unit in enumerate(units)
        if unit.kind != "markup" and line_of(unit.text) in repeated
    )
