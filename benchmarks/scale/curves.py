"""Curves → one SVG of small pictures, each with its limit drawn in; light or dark as its reader is.

Sizes stand on a scale of powers of ten, what is measured on an even one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import log10
from typing import NamedTuple

from search.comparison_picture import nice

WIDE, HIGH = 300, 150  # px of a plot
LEFT, TOP, RIGHT, BOTTOM = 64, 46, 20, 56  # px around it
IN_A_ROW = 2
SIZES = (1_000, 10_000, 100_000, 1_000_000)
STYLE = """
svg { max-width: 100%; height: auto; background: #fff }
text { font: 12px system-ui, sans-serif; fill: #1f2328; font-variant-numeric: tabular-nums }
.head { font-weight: 600 } .frame { fill: none; stroke: #8b949e }
.limit { stroke: #9a3b1f; stroke-dasharray: 5 4 } .said { fill: #9a3b1f }
.c0 { stroke: #0b6e6e; fill: #0b6e6e } .c1 { stroke: #7a5a00; fill: #7a5a00 }
.c2 { stroke: #4b4aa8; fill: #4b4aa8 } polyline { stroke-width: 2 }
polyline.c0, polyline.c1, polyline.c2 { fill: none }
text.c0, text.c1, text.c2 { stroke: none }
@media (prefers-color-scheme: dark) {
svg { background: #0d1117 } text { fill: #e6edf3 }
.limit { stroke: #f0a58a } .said { fill: #f0a58a }
.c0 { stroke: #5fd3c6; fill: #5fd3c6 } .c1 { stroke: #e3c365; fill: #e3c365 }
.c2 { stroke: #b3b1ff; fill: #b3b1ff } }
"""


class Curve(NamedTuple):
    """What was measured at some sizes; those without a figure are left out."""

    name: str  # '' where there is one curve alone
    points: tuple[tuple[float, float], ...]  # size and figure


class Panel(NamedTuple):
    """One small picture."""

    title: str  # with the unit
    curves: tuple[Curve, ...]
    limit: float
    said: str  # of the limit
    low: float = 0.0  # where the scale begins

    @property
    def high(self) -> float:
        """Where the scale ends: above all that is drawn."""
        drawn = [figure for curve in self.curves for _, figure in curve.points]
        return 1.0 if self.low else nice(1.05 * max(self.limit, *drawn))


def draw(panels: Sequence[Panel], *, title: str) -> str:
    """All pictures in rows of two, under a title; what they show is told in words, too."""
    wide, high = LEFT + WIDE + RIGHT, TOP + HIGH + BOTTOM
    rows = -(-len(panels) // IN_A_ROW)
    width, height = IN_A_ROW * wide, rows * high
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title about">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="about">{escape(" ".join(map(in_words, panels)))}</desc>',
        f"<style>{STYLE}</style>",
    ]
    for number, panel in enumerate(panels):
        across, down = number % IN_A_ROW * wide + LEFT, number // IN_A_ROW * high + TOP
        parts += [f'<g transform="translate({across} {down})">', *panel_lines(panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def in_words(panel: Panel) -> str:
    """A picture's figures as a sentence.

    >>> in_words(Panel("Memory, MB", (Curve("", ((1000, 294), (10_000, 409))),), 1500, "wanted"))
    'Memory, MB: 294 at 1,000, 409 at 10,000; limit 1,500, wanted.'
    """
    told = []
    for curve in panel.curves:
        figures = ", ".join(f"{figure:,g} at {size:,.0f}" for size, figure in curve.points)
        told.append(f"{curve.name}: {figures}" if curve.name else figures)
    return f"{panel.title}: {'; '.join(told)}; limit {panel.limit:,g}, {panel.said}."


def panel_lines(panel: Panel) -> Iterator[str]:
    """Frame, scales, limit and curves."""
    yield f'<text class="head" x="0" y="-26">{escape(panel.title)}</text>'
    yield f'<rect class="frame" width="{WIDE}" height="{HIGH}"/>'
    for size in SIZES:
        x = at(size)
        yield f'<text x="{x:.1f}" y="{HIGH + 18}" text-anchor="middle">{size:,}</text>'
    for value in (panel.low, (panel.low + panel.high) / 2, panel.high):
        y = up(value, panel) + 4
        yield f'<text x="-8" y="{y:.1f}" text-anchor="end">{value:,g}</text>'
    y = up(panel.limit, panel)
    yield f'<path class="limit" d="M0 {y:.1f}H{WIDE}"/>'
    said = f"limit {panel.limit:,g}: {panel.said}"
    yield f'<path class="limit" d="M0 {HIGH + 34}h24"/>'
    yield f'<text class="said" x="32" y="{HIGH + 38}">{escape(said)}</text>'
    for number, curve in enumerate(panel.curves):
        yield from curve_lines(curve, panel, number)


def curve_lines(curve: Curve, panel: Panel, number: int) -> Iterator[str]:
    """A line through its points; its name stands above the frame, in its colour."""
    kind = f"c{number % 3}"
    places = [(at(size), up(figure, panel), size, figure) for size, figure in curve.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, *_ in places)
    yield f'<polyline class="{kind}" points="{line}"/>'
    for x, y, size, figure in places:
        told = f"<title>{escape(curve.name)} {figure:,g} at {size:,.0f}</title>"
        yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4">{told}</circle>'
    if curve.name:
        yield f'<text class="{kind}" x="{number * 110}" y="-9">{escape(curve.name)}</text>'


def at(size: float) -> float:
    """Where a size stands from the left, in px.

    >>> at(1_000), at(1_000_000)
    (15.0, 285.0)
    """
    share = (log10(size) - log10(SIZES[0])) / (log10(SIZES[-1]) - log10(SIZES[0]))
    return round(15 + share * (WIDE - 30), 1)


def up(value: float, panel: Panel) -> float:
    """Where a figure stands from the top, in px."""
    return HIGH * (1 - (value - panel.low) / (panel.high - panel.low))
