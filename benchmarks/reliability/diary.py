"""What the soak has done: a line of JSON for each piece, so that a run can be broken off and go on.

A report belongs to one state of the code: the newest one of this commit goes on, else a new one is
begun, named by date and commit.
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).parents[2]
RUNS = Path(__file__).with_name("runs")
PIECE = 50  # cases between two lines
SHOWN = 5  # of what is wrong in a piece, as the report keeps it
Case = TypeVar("Case")


def commit() -> str:
    """The state of the code, with a + where it was changed since."""
    words = ("git", "describe", "--always", "--dirty=+", "--exclude=*")
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


@dataclass(frozen=True)
class Diary:
    """One report."""

    path: Path

    @classmethod
    def of_today(cls, runs: Path = RUNS) -> Diary:
        """The report of this state of the code."""
        state = commit()
        known = sorted(runs.glob(f"*-{state}.jsonl"))
        new = runs / f"{datetime.now(UTC).date()}-{state}.jsonl"
        return cls(known[-1] if known else new)

    def lines(self) -> list[dict[str, Any]]:
        """Every piece so far; half a line, left by a kill, is passed over."""
        found = []
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                try:
                    found.append(json.loads(line))
                except ValueError:
                    continue
        return found

    def has(self, part: str, what: str, piece: str) -> bool:
        """Whether a piece was done, and all was well."""
        asked = (part, what, piece)
        return any(
            (line["part"], line["what"], line["piece"]) == asked and not line["wrong"]
            for line in self.lines()
        )

    def note(self, part: str, what: str, piece: str, **found: object) -> None:
        """Note a piece; `found` has `cases`, `wrong`, `seconds`, and what else there is to tell."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"part": part, "what": what, "piece": piece, "at": at, **found}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def work_through(
        self,
        part: str,
        what: str,
        cases: Iterable[Case],
        check: Callable[[Case], str],
        *,
        chosen: str = "",
    ) -> list[str]:
        """Check all cases that were not yet checked, some at a time; gives what is wrong.

        Args:
            part: of the soak.
            what: it is done to.
            cases: the same ones in the same order, whenever a run goes on.
            check: says what is wrong with a case; '' where nothing is.
            chosen: which of all cases these are, where not all are checked.
        """
        wrong = []
        for number, piece in enumerate(pieces(cases)):
            name = f"{chosen}{number}"
            if self.has(part, what, name):
                continue
            begun = time.monotonic()
            found = [f"{case}: {said}" for case in piece if (said := check(case))]
            seconds = round(time.monotonic() - begun, 1)
            counts = {"cases": len(piece), "failed": len(found), "wrong": found[:SHOWN]}
            self.note(part, what, name, **counts, seconds=seconds)
            wrong += found
        return wrong


def pieces(cases: Iterable[Case]) -> Iterator[list[Case]]:
    """Cases, some at a time.

    >>> [len(piece) for piece in pieces(range(120))]
    [50, 50, 20]
    """
    left = iter(cases)
    while piece := list(islice(left, PIECE)):
        yield piece
