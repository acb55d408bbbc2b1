"""What a reader is shown: units without markup, and the kept ones as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.article import Span
from corpus.clean.folding import INVISIBLE, visible
from corpus.readers.extract import Extract
from corpus.readers.markdown import plain_text
from corpus.units import Unit

SPACES = re.compile(r"\s+")
GAPS = {-1: "", 0: " ", 1: "\n"}  # by the newlines that stood there


class Kept(NamedTuple):
    """A unit that stays."""

    unit: Unit
    shown: str  # what it reads as
    doubted: bool


def join(extract: Extract, kept: Iterable[Kept]) -> tuple[str, tuple[Span, ...]]:
    """The kept units in one text, spaced as in the source."""
    pieces: list[str] = []
    spans: list[Span] = []
    position, gap_from = 0, -1
    for unit, shown, doubted in kept:
        gap = gap_between(extract.text[gap_from : unit.start]) if spans else ""
        position += len(gap)
        pieces += [gap, shown]
        end = position + len(shown)
        spans.append(Span(position, end, unit.kind, unit.block, unit.level, doubted))
        position, gap_from = end, unit.end
    return "".join(pieces), tuple(spans)


def gap_between(between: str) -> str:
    """What to put between two kept units, given all that stood between them.

    >>> gap_between(" dropped words.\\n\\n"), gap_between(""), gap_between("\\n")
    ('\\n\\n', '', '\\n')
    """
    if between == " ":
        return between  # as between the sentences of a paragraph
    runs = [between] if between.isspace() else SPACES.findall(between)
    newlines = max((run.count("\n") for run in runs), default=-1)
    return GAPS.get(newlines, "\n\n")


def readable_texts(units: Sequence[Unit], extract: Extract) -> tuple[str, ...]:
    """The units as a person reads them: no markup, no invisible characters, lines joined."""
    texts = [unit.text for unit in units]
    if extract.markdown:
        texts = [plain_text(text) for text in texts]
    if INVISIBLE.search(extract.text):
        return tuple(map(visible, texts))
    return tuple(" ".join(text.split()) for text in texts)
