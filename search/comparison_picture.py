"""A comparison → one SVG: each measure with its interval, and each question's difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from search.comparison import LEVEL, Compared

WIDTH, LEFT, RIGHT = 800, 190, 550  # px: of all, and where the plots begin and end
ROW, STRIP, MARGIN = 26, 90, 24  # px
FIRST = "nDCG@10"  # the measure whose questions are drawn one by one
STYLE = """
svg { max-width: 100%; height: auto }
svg { background: #faf7f1; font: 13px system-ui, sans-serif; font-variant-numeric: tabular-nums }
text { fill: #22302e } .soft { fill: #52605c } .line { stroke: #8b958f } .grid { stroke: #e2dacb }
.better { fill: #1b625b; stroke: #1b625b } .worse { fill: #8a4b2a; stroke: #8a4b2a }
.chance { fill: #faf7f1; stroke: #52605c } .bars { stroke: none } .head { font-weight: 600 }
@media (prefers-color-scheme: dark) {
svg { background: #11191b } text { fill: #e4e8e2 } .soft { fill: #a9b7b1 } .line { stroke: #6d7f7e }
.grid { stroke: #2b3a3c } .better { fill: #93d3c6; stroke: #93d3c6 }
.worse { fill: #e0a987; stroke: #e0a987 } .chance { fill: #11191b; stroke: #a9b7b1 } }
"""


def draw_comparison(found: Sequence[Compared], *, before: str, after: str) -> str:
    """The picture, in light or dark as its reader has it; without scripts or anything from outside.

    Above, every measure's mean difference with its 95 % interval: filled where it is significant.
    Below, for each mode the differences of single questions, best first.

    Args:
        found: at least one.
        before: the name of the run before; after: that of the other.
    """
    strips = [each for each in found if each.measure == FIRST]
    top = 74.0
    plot_end = top + ROW * len(found)
    height = plot_end + 2 * MARGIN + (STRIP + 2 * MARGIN) * len(strips)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" '
        f'width="{WIDTH}" height="{height:g}" role="img" aria-labelledby="title about">',
        f'<title id="title">{plain(after)} compared with {plain(before)}</title>',
        f'<desc id="about">{plain(in_words(found))}</desc><style>{STYLE}</style>',
        write(MARGIN, 28, f"{shortened(after)} compared with {shortened(before)}", "head"),
        write(MARGIN, 48, f"Mean difference and its 95 % interval; filled: p < {LEVEL:g}, "
              f"corrected for {len(found)} comparisons (Holm)", "soft"),
        *forest(found, top),
    ]  # fmt: skip
    for number, each in enumerate(strips):
        parts += strip(each, plot_end + 2 * MARGIN + number * (STRIP + 2 * MARGIN))
    return "\n".join([*parts, "</svg>", ""])


def in_words(found: Iterable[Compared]) -> str:
    """What the picture shows, for those who can't see it."""
    return "; ".join(
        f"{each.mode} {each.measure} {signed(each.difference)} ({each.verdict or 'may be chance'})"
        for each in found
    )


def forest(found: Sequence[Compared], top: float) -> Iterator[str]:
    """A row a measure, under the name of each mode once, over one scale."""
    limit = nice(max(abs(end) for each in found for end in (each.low, each.high)))
    bottom = top + ROW * len(found)
    for at in (-limit, 0.0, limit):
        x = place(at, limit)
        kind = "grid" if at else "line"
        yield f'<path class="{kind}" d="M{x:.1f} {top - 6:g}V{bottom:g}"/>'
        yield write(x, bottom + 16, signed(at) if at else "0", "soft", "middle")
    y = top + ROW / 2
    for mode, rows in groupby(found, key=lambda each: each.mode):
        yield write(MARGIN, y + 4, mode, "head")
        for each in rows:
            yield from forest_row(each, y, limit)
            y += ROW


def forest_row(each: Compared, y: float, limit: float) -> Iterator[str]:
    """A measure: its interval as a line, its mean as a dot, both in words at the right."""
    kind = each.verdict or "chance"
    low, mean, high = (place(at, limit) for at in (each.low, each.difference, each.high))
    yield write(LEFT - 12, y + 4, each.measure, "soft", "end")
    yield f'<path class="{kind}" stroke-width="2" d="M{low:.1f} {y:g}H{high:.1f}"/>'
    yield f'<circle class="{kind}" stroke-width="2" cx="{mean:.1f}" cy="{y:g}" r="5"/>'
    said = f"{signed(each.difference)} [{signed(each.low)}, {signed(each.high)}] {each.verdict}"
    yield write(RIGHT + 22, y + 4, said.rstrip(), "")


def strip(each: Compared, top: float) -> Iterator[str]:
    """The differences of single questions, sorted: what is won above the line, lost below."""
    counts = f"{each.wins} better, {each.ties} the same, {each.losses} worse"
    yield write(MARGIN, top, each.mode, "head")
    yield write(LEFT, top, f"{each.measure}, question by question: {counts}", "soft")
    middle = top + 20 + STRIP / 2
    limit = nice(max(map(abs, each.differences)))
    ranked = sorted(each.differences, reverse=True)
    wide = (WIDTH - MARGIN - LEFT) / len(ranked)
    for kind, sign in (("better", 1), ("worse", -1)):
        shown = (
            (LEFT + number * wide, middle - value / limit * STRIP / 2)
            for number, value in enumerate(ranked)
            if value * sign > 0
        )
        bars = "".join(f"M{x:.2f} {middle:g}V{y:.2f}h{wide:.2f}V{middle:g}Z" for x, y in shown)
        if bars:
            yield f'<path class="{kind} bars" d="{bars}"/>'
    yield f'<path class="line" d="M{LEFT} {middle:g}H{WIDTH - MARGIN}"/>'
    for at in (limit, -limit):
        yield write(LEFT - 12, middle - at / limit * STRIP / 2 + 4, signed(at), "soft", "end")


def place(at: float, limit: float) -> float:
    """Where a difference stands, in px."""
    return LEFT + (RIGHT - LEFT) * (at / limit + 1) / 2


def nice(reach: float) -> float:
    """The least of …, 0.1, 0.2, 0.5, 1 that reaches as far; 0.01 where hardly anything differs.

    >>> nice(0.034), nice(0.2), nice(0)
    (0.05, 0.2, 0.01)
    """
    if reach <= 0.01:
        return 0.01
    decade = 10.0 ** floor(log10(reach))
    steps = (step for step in (1, 2, 5, 10) if step * decade >= reach - 1e-12)
    return round(next(steps, ceil(reach)) * decade, 6)


def signed(value: float) -> str:
    """A difference with its sign, as a true minus; three digits.

    >>> signed(-0.03125), signed(0.0004)
    ('−0.031', '0.000')
    """
    rounded = f"{abs(value):.3f}"
    sign = "" if not float(rounded) else "−" if value < 0 else "+"
    return sign + rounded


def shortened(name: str) -> str:
    """A run's name in as much room as there is for it."""
    return name if len(name) <= 40 else f"{name[:39]}…"


def write(x: float, y: float, words: str, kind: str, anchor: str = "start") -> str:
    """A line of text, whatever letters are in it."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{plain(words)}</text>'


def plain(words: str) -> str:
    """Words as XML can hold them: escaped, without what no file may have in it.

    >>> plain("a<b & \\x07c")
    'a&lt;b &amp; c'
    """
    return escape("".join(filter(str.isprintable, words)))
