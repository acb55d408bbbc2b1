"""Printed lines to paragraphs, headings and list items, by where they stand and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from corpus.readers.pdf_sheets import Line

BULLET = re.compile(r"(?:[•◦▪●‣■□➢➤✓✔*–—-]|o(?=\s)|\(?(?:\d{1,2}|[a-z])[.)])(?:\s+|$)")
ENDED = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
LETTER = re.compile(r"[^\W\d_]")
MAX_HEADING = 25  # words
NEAR_EDGE = 0.12  # of a line's length: how far before the edge a ragged line ends
MOST = 0.6  # of the lines
LARGER = 1.1  # how much larger than the text a heading is
LOOSE = 1.35  # a gap that parts paragraphs, to that between the lines of one
INDENT = 0.8  # of a first line, in sizes of its letters
WIDE = 2.2  # the same, of a gap beyond which the text is another one


class Look(NamedTuple):
    """How most of a file is printed."""

    size: float  # points
    bold: bool
    leading: float  # from one line to the next, in sizes of their letters


def look_of(lines: Sequence[Line]) -> Look:
    """How most of the letters are printed, and how far apart the lines of a paragraph stand."""
    styles: Counter[tuple[float, bool]] = Counter()
    for line in lines:
        styles[line.size, line.bold] += len(line.text)
    (size, bold), _ = styles.most_common(1)[0]
    gaps = [
        (line.bottom - following.bottom) / size
        for line, following in pairwise(lines)
        if line.page == following.page and line.size == following.size == size
    ]
    close = [gap for gap in gaps if 0.8 < gap < 2.6]
    return Look(size, bold, median(sorted(close)[: len(close) * 3 // 4 or 1]) if close else 1.2)


def with_bullets(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, each bullet or number that stands alone put before its text."""
    marks = [line for line in lines if BULLET.fullmatch(line.text)]
    result = list(lines)
    for mark in marks:
        beside = [
            line
            for line in result
            if line is not mark
            and 0 <= line.left - mark.right < 4 * line.size
            and abs(line.bottom - mark.bottom) < 0.5 * line.size
            and not BULLET.match(line.text)
        ]
        if beside:
            nearest = min(beside, key=lambda line: line.left)
            result[result.index(nearest)] = nearest._replace(
                text=f"{mark.text} {nearest.text}", left=mark.left
            )
            result.remove(mark)
    return result


def groups_of(lines: Sequence[Line], look: Look) -> Iterator[list[Line]]:
    """The lines of each paragraph, heading or list item."""
    group: list[Line] = []
    for run in runs_of(lines, look):
        for _, block in groupby(run, lambda line: round(line.left / 2)):
            inset = list(block)
            edge = edge_of(inset, run)
            for line in inset:
                if group and not goes_on(group, line, look, edge):
                    yield group
                    group = []
                group.append(line)
    if group:
        yield group


def edge_of(inset: Sequence[Line], run: Sequence[Line]) -> float:
    """Where the lines end that begin at one place: a quotation that is set in has its own edge.

    It fills it: most of its lines end there, which those of a list do not.
    """
    own = max(line.right for line in inset)
    width = own - inset[0].left
    filled = sum(line.right > own - NEAR_EDGE * width for line in inset)
    if len(inset) >= 3 and filled >= MOST * len(inset):
        return own
    return max(line.right for line in run)


def runs_of(lines: Sequence[Line], look: Look) -> Iterator[list[Line]]:
    """Lines that stand below one another in one column, without headings or wide gaps between."""
    run: list[Line] = []
    for line in lines:
        if run and (moves_on(run[-1], line) or parts_runs(run[-1], line, look)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def parts_runs(last: Line, line: Line, look: Look) -> bool:
    """Whether a heading or a wide gap is between two lines."""
    wide = last.bottom - line.bottom > WIDE * look.leading * line.size
    return wide or is_set_off(last, look) != is_set_off(line, look)


def moves_on(last: Line, line: Line) -> bool:
    """Whether a line begins another column or page."""
    return line.page != last.page or line.bottom >= last.bottom or line.left > last.right


def goes_on(group: Sequence[Line], line: Line, look: Look, edge: float) -> bool:
    """Whether a line belongs to the paragraph of the lines before it.

    Within a column it does not where the line before it ended early: where this one's first word
    would have had room there, before the `edge` at which the column's lines end.
    """
    last = group[-1]
    if abs(last.size - line.size) > 0.6 or BULLET.match(line.text):
        return False
    heading = is_set_off(last, look)
    if heading or is_set_off(line, look):
        same = heading and is_set_off(line, look) and last.bold == line.bold
        return same and last.page == line.page and 0 < last.bottom - line.bottom < 1.7 * line.size
    if moves_on(last, line):
        return carries_on(last, line)
    if last.bottom - line.bottom > LOOSE * look.leading * line.size:
        return False
    indented = line.left - last.left > INDENT * line.size
    hanging = BULLET.match(group[0].text) is not None
    if indented and len(group) > 1 and not hanging:
        return False
    return not ended_early(last, line, edge)


def ended_early(last: Line, line: Line, edge: float) -> bool:
    """Whether a line ended although the next one's first word had room in it."""
    letter = (last.right - last.left) / len(last.text)
    word = line.text.split(" ", 1)[0]
    if last.text.endswith("-") and line.text[0].islower():
        return False
    return last.right + letter * (len(word) + 1.5) < edge


def carries_on(last: Line, line: Line) -> bool:
    """Whether a paragraph goes on at the top of another column or page: it has not ended."""
    return not ENDED.search(last.text)


def is_set_off(line: Line, look: Look) -> bool:
    """Whether a line is printed as headings are: larger, or in bold where the text is not.

    In bold alone, it is short and does not end as a sentence does.
    """
    if line.size >= LARGER * look.size:
        return True
    bold = line.bold and not look.bold and line.size >= look.size - 0.6
    return bold and not line.text.endswith((".", ",", ";")) and len(line.text.split()) <= 12


def heading_levels(groups: Iterable[Sequence[Line]], look: Look) -> dict[tuple[float, bool], int]:
    """The level of each way in which headings are printed: the largest is 1."""
    styles = {(group[0].size, group[0].bold) for group in groups if is_heading(group, look)}
    ordered = sorted(styles, key=lambda style: (-style[0], not style[1]))
    return {style: min(level, 6) for level, style in enumerate(ordered, 1)}


def is_heading(group: Sequence[Line], look: Look) -> bool:
    """Whether a group of lines is a heading."""
    words = sum(len(line.text.split()) for line in group)
    letters = any(LETTER.search(line.text) for line in group)
    return letters and words <= MAX_HEADING and all(is_set_off(line, look) for line in group)
