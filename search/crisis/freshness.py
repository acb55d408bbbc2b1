"""Which help lines were not looked up for too long: dates are compared, no line is rung up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from search.crisis.lines import HelpLine, Region

FRESH = timedelta(days=365)
AHEAD = timedelta(days=1)  # a day begins elsewhere before it does here


class Stale(NamedTuple):
    """A line whose number has to be looked up again."""

    region: Region
    line: HelpLine
    reason: str


def stale_lines(regions: Iterable[Region], *, today: date) -> list[Stale]:
    """The lines last found in a public source over a year ago, or on a day that is yet to come."""
    return [
        Stale(region, line, reason)
        for region in regions
        for line in region.lines
        if (reason := staleness(line.verified_on, today))
    ]


def staleness(verified_on: date, today: date) -> str:
    """What is wrong with a date; "" where nothing is.

    >>> staleness(date(2026, 1, 1), today=date(2027, 6, 1))
    'was verified 516 days ago'
    >>> staleness(date(2026, 1, 1), today=date(2026, 6, 1))
    ''
    """
    age = today - verified_on
    if age > FRESH:
        return f"was verified {age.days} days ago"
    return f"has a date that is yet to come, {verified_on}" if -age > AHEAD else ""
