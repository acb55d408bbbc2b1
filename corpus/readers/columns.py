"""Printed lines to paragraphs, headings and list items, by where they stand and how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.readers.pdf_sheets import Line

BULLET = re.compile(r"(?:[•◦▪●‣■□➢➤✓✔*–—-]|o(?=\s)|\(?(?:\d{1,2}|[a-z])[.)])(?:\s+|$)")
ENDED = re.compile(r"""[.!?:;…]["'”’»)\]]*$""")
LETTER = re.compile(r"[^\W\d_]")
MAX_HEADING = 25  # words
LARGER = 1.1  # how much larger than the text a heading is
LOOSE = 1.35  # a gap that parts paragraphs, to that between the lines of one
INDENT = 0.8  # of a first line, in sizes of its letters
SHORT = 0.85  # of its column's width: a line that ends before that ends its paragraph


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
    edges = right_edges(lines)
    group: list[Line] = []
    for line in lines:
        if group and not goes_on(group, line, look, edges):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far right the text of each column reaches, by page and by where its lines begin."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        key = column_of(line)
        edges[key] = max(line.right, edges.get(key, 0))
    return edges


def column_of(line: Line) -> tuple[int, int]:
    """The page and column of a line; columns are told from one another by a sixth of a page."""
    return line.page, round(line.left / 100)


def goes_on(
    group: Sequence[Line], line: Line, look: Look, edges: dict[tuple[int, int], float]
) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    last = group[-1]
    if abs(last.size - line.size) > 0.6 or BULLET.match(line.text):
        return False
    heading = is_set_off(last, look)
    if heading or is_set_off(line, look):
        same = heading and is_set_off(line, look) and last.bold == line.bold
        return same and last.page == line.page and 0 < last.bottom - line.bottom < 1.7 * line.size
    full = last.right - last.left >= SHORT * (edges[column_of(last)] - last.left)
    down = last.bottom - line.bottom
    if line.page != last.page or down <= 0 or line.left > last.right:
        return carries_on(last, line, full)
    if down > LOOSE * look.leading * line.size:
        return False
    if BULLET.match(group[0].text):
        return line.left > group[0].left + 2 or full
    indented = line.left - last.left > INDENT * line.size
    if indented and len(group) > 1:
        return False
    return full or not ENDED.search(last.text)


def carries_on(last: Line, line: Line, full: bool) -> bool:
    """Whether a paragraph goes on at the top of another column or page."""
    if ENDED.search(last.text):
        return False
    return last.text.endswith("-") or line.text[0].islower() or full


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
