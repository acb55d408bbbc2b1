"""Chances told and shares that came true → a picture, light or dark as its reader's screen is."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

SIZE, EDGE = 320, 48  # pixels
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.frame, .even { fill: none; stroke: #8b949e }
.even { stroke-dasharray: 4 4 }
.told { fill: none; stroke: #0b6e6e; stroke-width: 2 }
circle { fill: #0b6e6e }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .told { stroke: #5fd3c6 }
  circle { fill: #5fd3c6 }
}
"""


class Bin(NamedTuple):
    """Questions that were told about the same chance."""

    told: float  # their mean chance
    true: float  # the share of them that has an answer
    count: int


def draw(bins: Sequence[Bin], *, title: str) -> str:
    """An SVG: a point for each bin, which on the dashed line tells the truth."""
    whole = SIZE + 2 * EDGE
    points = [(across(each.told), down(each.true), each) for each in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    marks = "".join(
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='5'><title>{each.count} questions: told "
        f"{each.told:.2f}, answered {each.true:.2f}</title></circle>"
        f"<text x='{x + 9:.1f}' y='{y + 14:.1f}'>{each.count}</text>"
        for x, y, each in points
    )
    ticks = "".join(
        f"<text x='{across(at):.0f}' y='{whole - EDGE + 18}' text-anchor='middle'>{at:.1f}</text>"
        f"<text x='{EDGE - 8}' y='{down(at) + 4:.0f}' text-anchor='end'>{at:.1f}</text>"
        for at in (0.0, 0.5, 1.0)
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {whole} {whole}' "
        f"width='{whole}' height='{whole}' role='img'>\n<title>{escape(title)}</title>\n"
        f"<style>{STYLE}</style>\n"
        f"<text x='{EDGE}' y='{EDGE - 18}'>{escape(title)}</text>\n"
        f"<rect class='frame' x='{EDGE}' y='{EDGE}' width='{SIZE}' height='{SIZE}'/>\n"
        f"<path class='even' d='M{across(0)} {down(0)} L{across(1)} {down(1)}'/>\n"
        f"<polyline class='told' points='{line}'/>\n{marks}\n{ticks}\n"
        f"<text x='{whole / 2}' y='{whole - 8}' text-anchor='middle'>chance told</text>\n"
        f"<text transform='translate(14 {whole / 2}) rotate(-90)' text-anchor='middle'>"
        "share with an answer</text>\n</svg>\n"
    )


def across(share: float) -> float:
    """Where a share stands from left to right."""
    return EDGE + share * SIZE


def down(share: float) -> float:
    """Where a share stands from the top."""
    return EDGE + (1 - share) * SIZE
