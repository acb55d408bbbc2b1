"""Markdown tables, shares with their intervals, and their place between a file's markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

RESAMPLES = 1000
SEED = 20261122


class Share(NamedTuple):
    """A share of units, and between what values it lies in 95 of 100 draws of the sites."""

    value: float
    low: float
    high: float
    units: int

    def __str__(self) -> str:
        return f"{figure(self.value)} [{figure(self.low)}, {figure(self.high)}]"


def share(counted: Iterable[tuple[str, bool]]) -> Share | None:
    """The share of units that are true, with an interval by bootstrap over sites.

    Args:
        counted: a unit's site and whether it is true; a site's units are drawn together.

    Returns:
        None where there is no unit.

    >>> str(share([("a", True), ("b", False), ("b", True), ("b", True)]))
    '.750 [.667, 1.000]'
    """
    sites: dict[str, list[int]] = {}
    for site, true in counted:
        both = sites.setdefault(site, [0, 0])
        both[0] += true
        both[1] += 1
    if not sites:
        return None
    counts = np.array([sites[site] for site in sorted(sites)])
    drawn = np.random.default_rng(SEED).integers(len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[drawn].sum(1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], (2.5, 97.5))
    true, units = counts.sum(0)
    return Share(float(true / units), float(low), float(high), int(units))


def figure(value: float) -> str:
    """A share to three places, cut and not rounded where it would be called a whole.

    >>> figure(0.5), figure(0.99996), figure(1.0)
    ('.500', '.999', '1.000')
    """
    if value == 1:
        return "1.000"
    return f"{min(value, 0.999):.3f}".removeprefix("0")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table.

    >>> print(table(["set", "kept"], [["seeds", 1]]))
    | set | kept |
    | --- | --- |
    | seeds | 1 |
    """
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def put_between_markers(path: Path, name: str, text: str) -> None:
    """Replace what a file has between `<!-- NAME begins -->` and `<!-- NAME ends -->`.

    Raises:
        ValueError: the file lacks the markers, so the figures would have no place.
    """
    marked = re.compile(rf"(<!-- {name} begins -->\n).*?(<!-- {name} ends -->)", re.DOTALL)
    before = path.read_text("utf-8")
    if not marked.search(before):
        raise ValueError(f"{path} has no markers for {name!r}; put them where the table belongs.")
    after = marked.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", before)
    path.write_text(after, "utf-8")
