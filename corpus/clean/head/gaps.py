"""What a weak sign may drop whole or not at all: a numbered series of headings, a table's row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.clean.draft import Draft

NUMBER = re.compile(r"\d+")
ROW = "|"  # begins a row of a Markdown table, and the rule under its first


def gaps_in_series(draft: Draft, dropped: Sequence[bool]) -> Iterator[int]:
    """The headings that a classifier would drop, and whose siblings stay: "Step 3" of five."""
    series = {
        index: (unit.level, NUMBER.sub("1", draft.folded[index]))
        for index, unit in enumerate(draft.units)
        if unit.kind == "heading" and NUMBER.search(draft.folded[index])
    }
    stay = Counter(pattern for index, pattern in series.items() if not dropped[index])
    for index, pattern in series.items():
        if dropped[index] and stay[pattern] >= 2:
            yield index


def gaps_in_tables(draft: Draft, dropped: Sequence[bool]) -> Iterator[int]:
    """What a classifier would drop of a row of which something stays, and the heads over it."""
    units = draft.units
    in_table = groupby(range(len(units)), key=lambda index: starts_row(draft, index))
    for is_table, group in in_table:
        words = [index for index in group if units[index].kind != "markup"]
        rows = [list(row) for _, row in groupby(words, key=lambda index: units[index].block)]
        if not is_table or len(rows) < 2:
            continue
        stay = [any(not dropped[index] for index in row) for row in rows]
        stay[0] = any(stay)
        for row, stays in zip(rows, stay, strict=True):
            yield from (index for index in row if stays and dropped[index])


def starts_row(draft: Draft, index: int) -> bool:
    """Whether a unit's block begins as a table's row does."""
    unit = draft.units[index]
    first = unit if unit.kind == "markup" else draft.units[draft.block_start(index)]
    return first.text.startswith(ROW)
