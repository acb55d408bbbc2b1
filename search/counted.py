"""How many questions were asked on each day, and how many found nothing: two numbers a day.

Off unless the person who runs the page asks for it. No question, no word, no hour, no address, and
nothing of a private search; a day is let go of after a year.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

NAME = "questions.json"
KEPT_DAYS = 365


class Day(NamedTuple):
    """The questions of one day."""

    asked: int = 0
    unanswered: int = 0  # of them, those that found nothing relevant


def read_counts(home: Path, today: date) -> dict[date, Day]:
    """The days that have any, the earliest first, none over a year old; a damaged file has none."""
    try:
        stored = json.loads((home / NAME).read_bytes())
        days = {date.fromisoformat(day): Day(*map(int, counts)) for day, counts in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
    first = today - timedelta(days=KEPT_DAYS)
    return {day: days[day] for day in sorted(days) if first < day}


def count_question(home: Path, *, found: bool, today: date) -> None:
    """Count one more; a number that can't be written is not worth an error to who asked."""
    with contextlib.suppress(OSError), (home / f".{NAME}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        days = read_counts(home, today)
        asked, unanswered = days.get(today, Day())
        days[today] = Day(asked + 1, unanswered + (not found))
        write_counts(home, days)


def drop_old_counts(home: Path, today: date) -> None:
    """Let go of what is older than a year, also where nothing is counted any more."""
    with contextlib.suppress(OSError):
        if (home / NAME).is_file():
            write_counts(home, read_counts(home, today))


def write_counts(home: Path, days: Mapping[date, Day]) -> None:
    """Write the days in one rename."""
    part = home / f".{NAME}.{os.getpid()}"
    part.write_text(json.dumps({day.isoformat(): counts for day, counts in days.items()}) + "\n")
    part.replace(home / NAME)
