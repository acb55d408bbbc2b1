"""Days as references write them, as exactly as they are known."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", re.ASCII)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Day(NamedTuple):
    """A day, or only its month or year."""

    year: int
    month: int = 0  # 0: not known
    day: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """What is known of it, from the year on."""
        return tuple(filter(None, self))

    @property
    def iso(self) -> str:
        """In ISO 8601.

        >>> Day(2026, 3).iso
        '2026-03'
        """
        year, *rest = self.parts
        return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])

    @property
    def in_words(self) -> str:
        """As a sentence has it.

        >>> Day(2026, 3, 19).in_words, Day(2026, 3).in_words, Day(2026).in_words
        ('19 March 2026', 'March 2026', '2026')
        """
        said = (str(self.day) if self.day else "", self.month_name, str(self.year))
        return " ".join(filter(None, said))

    @property
    def month_name(self) -> str:
        """The month in English; '' where it is not known."""
        return MONTHS[self.month - 1] if self.month else ""


def read_day(stated: str) -> Day | None:
    """The day, month or year that ISO 8601 states; None for what is no such day.

    >>> read_day("2026-03-19"), read_day("2026-02-30"), read_day("last spring")
    (Day(year=2026, month=3, day=19), None, None)
    """
    found = ISO.match(stated)
    if not found:
        return None
    known = Day(*(int(part or 0) for part in found.groups()))
    try:
        date(known.year, known.month or 1, known.day or 1)
    except ValueError:
        return None
    return known
