"""Text to units: sentences, headings and list items, each with its exact place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from corpus.readers.extract import MOST_PARTS, Block, Extract, refuse_countless

UnitKind = Literal["heading", "sentence", "list_item", "quote", "caption", "markup", "furniture"]

ABBREVIATIONS = frozenset(
    (
        *("dr", "mr", "mrs", "ms", "prof", "st", "no", "vs", "etc", "e.g", "i.e", "cf", "al"),
        *("approx", "dept", "est", "fig", "jr", "sr", "inc", "ltd", "co", "u.s", "u.k", "ph.d"),
        *("m.d", "b.a", "m.a", "b.s", "m.s", "vol", "pp", "ed", "eds", "min", "max", "tel"),
        *("ext", "resp", "incl"),
    )
)
AHEAD = r"""(?=\s+["'“‘«(\[¿¡•]*[^\W_a-z])"""  # space, and a capital or digit
CLOSING = r"""["'”’»)\]]"""
BOUNDARY = re.compile(  # every branch after one mark, so that the search can leap from mark to mark
    rf"""[.!?…。！？\n]
    (?: (?<=[.!?…]) (?<![.!?…][.!?…]) [.!?…]*+ {CLOSING}*+ {AHEAD}
        | (?<=[!?]) (?<![!?][!?]) [!?]*+ (?=\s+\S)  # ! and ? end a sentence anyhow, but not
                                                   # a quotation's: "Is it?" she asked
        | (?<=[a-z]{{4}}\.) (?=\s+[a-z])           # the next one's capital was forgotten
        | (?<=[a-z]{{2}}[.!?]) (?=[A-Z][a-z])      # the space was lost: "with.Seriously"
        | (?<=[。！？]) [。！？]*+ ["”’」』）]*+        # no space follows these
        | (?<=\n) [ \t]*+ (?=\n)                  # a blank line inside a block
    )""",
    re.VERBOSE,
)
LAST_WORD = re.compile(r"[^\s(\[“\"‘']{1,12}$")
MARKER = re.compile(r"[ \t]*(?:[-*+•‣◦▪●·–—]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t]+")


class Unit(NamedTuple):
    """The smallest thing that cleaning keeps or drops.

    Always `extract.text[unit.start : unit.end] == unit.text`.
    """

    kind: UnitKind
    start: int  # in characters of Extract.text
    end: int  # one past the last character
    text: str
    block: int  # units of one paragraph or list item share a number; −1 between blocks
    level: int  # of a heading, 1 is the highest; 0 for all else


def segment(extract: Extract) -> tuple[Unit, ...]:
    """Cut an extract into units, in order, none overlapping, nothing between them but white space.

    What a reader left outside its blocks (rules, front matter, link definitions) becomes units
    of kind "markup", so that the account of a cleaning covers every character.

    Raises:
        RefusedSourceError: there are more of them than any article has.
    """
    units = tuple(islice(units_in(extract), MOST_PARTS + 1))
    refuse_countless(len(units))
    return units


def units_in(extract: Extract) -> Iterator[Unit]:
    """The units, one by one."""
    position = 0
    for number, block in enumerate(extract.blocks):
        yield from markup(extract.text, position, block.start)
        yield from units_of(extract.text, block, number)
        position = block.end
    yield from markup(extract.text, position, len(extract.text))


def markup(text: str, start: int, end: int) -> Iterator[Unit]:
    """The gap between two blocks as a unit, when it holds more than white space."""
    if trimmed := trim(text, start, end):
        yield Unit("markup", *trimmed, text[slice(*trimmed)], -1, 0)


def units_of(text: str, block: Block, number: int) -> Iterator[Unit]:
    """The sentences of one block; a heading, caption or piece of markup is one unit."""
    whole = block.kind in ("heading", "caption", "markup", "furniture")
    spans = [(block.start, block.end)] if whole else sentences(text, block.start, block.end)
    kind: UnitKind = "sentence" if block.kind == "paragraph" else block.kind
    for start, end in spans:
        if trimmed := trim(text, start, end):
            yield Unit(kind, *trimmed, text[slice(*trimmed)], number, block.level)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where each sentence of `text[start:end]` begins and ends; together they cover it whole.

    >>> text = "Dr. Lee asks why. You answer."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Dr. Lee asks why.', ' You answer.']
    """
    end = len(text) if end is None else end
    begin = start
    after_marker = marker.end() if (marker := MARKER.match(text, start, end)) else start
    for found in BOUNDARY.finditer(text, after_marker, end):
        if is_abbreviation(text, begin, found.start(), found.group()):
            continue
        yield begin, found.end()
        begin = found.end()
    if begin < end:
        yield begin, end


def is_abbreviation(text: str, begin: int, stop: int, mark: str) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation or an initial."""
    if mark != ".":
        return False
    word = LAST_WORD.search(text, max(begin, stop - 12), stop)
    if word is None:
        return False
    letters = word.group().casefold()
    return letters in ABBREVIATIONS or (len(letters) == 1 and word.group().isupper())


def trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The same span without the white space at its ends; None when nothing else is in it."""
    inner = text[start:end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner.rstrip())
    return (start + left, start + right) if left < right else None
