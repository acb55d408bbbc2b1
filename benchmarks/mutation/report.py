"""What was tried → a table of scores, with what is known of them for certain, and the survivors."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

CERTAIN = 1.96  # of a normal distribution: 95 %
NOTICED = ("killed", "timed out")
HEAD = "| part | mutants | noticed | score | 95 % |\n| --- | --- | --- | --- | --- |"


def interval(noticed: int, tried: int) -> tuple[float, float]:
    """Between which shares the true one lies (Wilson, 95 %), where some were drawn by chance.

    >>> [round(100 * bound) for bound in interval(85, 100)]
    [77, 91]
    """
    if not tried:
        return 0.0, 1.0
    share, spread = noticed / tried, CERTAIN**2 / tried
    middle = share + spread / 2
    width = CERTAIN * math.sqrt(share * (1 - share) / tried + spread / 4 / tried)
    return max(0.0, (middle - width) / (1 + spread)), min(1.0, (middle + width) / (1 + spread))


def part_of(path: str) -> str:
    """Which part of the house a module is of."""
    if path.startswith("corpus/clean/"):
        return "corpus/clean/"
    return path if path.startswith("corpus/") else path.split("/")[0] + "/"


def table(tried: Sequence[dict[str, Any]], key: str) -> Iterator[str]:
    """A row for each value of a key, and one for all."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in tried:
        groups[part_of(each["path"]) if key == "part" else each[key]].append(each)
    for name, found in [*sorted(groups.items()), ("all", list(tried))]:
        noticed = sum(each["end"] in NOTICED for each in found)
        low, high = interval(noticed, len(found))
        yield (
            f"| {name} | {len(found)} | {noticed} | {100 * noticed / len(found):.1f} % "
            f"| {100 * low:.0f}–{100 * high:.0f} % |"
        )


def survivors(tried: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A line for each mutant that no test noticed."""
    for each in sorted(tried, key=lambda each: (each["path"], each["line"])):
        if each["end"] not in NOTICED:
            note = "" if each["end"] == "survived" else f" ({each['end']})"
            yield f"* {each['path']}:{each['line']} `{each['old']}` → `{each['new']}`{note}"


def as_text(title: str, tried: Sequence[dict[str, Any]]) -> str:
    """All of it, in Markdown."""
    return "\n".join(
        [
            f"# {title}\n",
            HEAD,
            *table(tried, "part"),
            "",
            HEAD.replace("part", "mistake"),
            *table(tried, "operator"),
            "\n## Not noticed\n",
            *survivors(tried),
            "",
        ]
    )
