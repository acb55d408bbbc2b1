"""Feeds hostile articles on several cores, watched from outside, and counts what became of them.

`python -m benchmarks.hostile.soaking` goes on where the last part that is written down ended, until
WELLREAD_HOSTILE_INPUTS (a million) are done; each part adds its dated line to the record.
"""

from __future__ import annotations

import csv
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "benchmarks" / "reliability" / "hostile-articles.csv"
COLUMNS = (
    *("day", "first", "end", "inputs", "articles", "refused", "another_reader", "builds"),
    *("processes_died", "hung", "other_faults", "slowest_s", "minutes"),
)
PATIENCE = 240.0  # seconds for one input: three extractors of 60 each at most, and cleaning
PART = 20_000
FEEDER = (sys.executable, "-m", "benchmarks.hostile.feeding")


@dataclass
class Tally:
    """What became of the inputs of a part."""

    ends: Counter[str] = field(default_factory=Counter)  # "article", "refused", "fault"
    reasons: Counter[str] = field(default_factory=Counter)  # of those refused
    faults: list[tuple[int, str]] = field(default_factory=list)  # an input's number, what was wrong
    died: list[int] = field(default_factory=list)  # at which inputs a process ended
    hung: list[int] = field(default_factory=list)  # which inputs took longer than they may
    another_reader: int = 0
    builds: int = 0
    slowest: float = 0.0  # seconds
    slowest_at: int = 0

    @property
    def inputs(self) -> int:
        """How many were fed."""
        return sum(self.ends.values()) + len(self.died) + len(self.hung)

    def note(self, told: dict[str, Any]) -> None:
        """Count what a feeder told."""
        number = int(told.get("seed", told.get("built", -1)))
        self.faults += [(number, fault) for fault in told.get("faults", ())]
        self.builds += "built" in told
        if "end" not in told:
            return
        self.ends[told["end"]] += 1
        self.another_reader += bool(told.get("gave up"))
        if "why" in told:
            self.reasons[told["why"]] += 1
        if told["seconds"] > self.slowest:
            self.slowest, self.slowest_at = told["seconds"], number


def feed_watched(
    numbers: range,
    tally: Tally,
    lock: threading.Lock,
    *,
    patience: float = PATIENCE,
    feeder: Sequence[str] = FEEDER,
) -> None:
    """Have a process feed the inputs; where it dies or hangs, another goes on behind that input."""
    while numbers:
        last = feed_until_it_ends(numbers, tally, lock, patience=patience, feeder=feeder)
        if last is None:
            return
        numbers = numbers[numbers.index(last) + 1 :]


def feed_until_it_ends(
    numbers: range, tally: Tally, lock: threading.Lock, *, patience: float, feeder: Sequence[str]
) -> int | None:
    """Run one process; gives the input at which it died or was killed, None where it was done."""
    span = [str(numbers.start), str(numbers.stop), str(numbers.step)]
    process = subprocess.Popen([*feeder, *span], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=pass_on, args=(process, lines), daemon=True).start()
    at, ended = numbers.start, False
    while True:
        try:
            line = lines.get(timeout=patience)
        except queue.Empty:
            process.kill()
            process.wait()
            with lock:
                if ended:
                    tally.faults.append((at, f"no word for {patience:g} s behind it"))
                else:
                    tally.hung.append(at)
            return at
        if not line:
            break
        told = json.loads(line)
        at, ended = told.get("at", at), "at" not in told
        with lock:
            tally.note(told)
    if process.wait() == 0:
        return None
    with lock:
        if ended:  # behind an input: at a build, or in between
            tally.faults.append((at, f"the process ended with {process.returncode} behind it"))
        else:
            tally.died.append(at)
    return at


def pass_on(process: subprocess.Popen[str], lines: queue.SimpleQueue[str]) -> None:
    """What a process says, line by line; '' when it says no more."""
    assert process.stdout
    with process.stdout:
        for line in process.stdout:
            lines.put(line)
    lines.put("")


def feed_part(first: int, end: int, *, processes: int) -> Tally:
    """Feed a part of the inputs on some cores."""
    tally, lock = Tally(), threading.Lock()
    threads = [
        threading.Thread(target=feed_watched, args=(range(first + i, end, processes), tally, lock))
        for i in range(processes)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def done_so_far(record: Path) -> int:
    """The input at which the last part that is written down ended."""
    if not record.is_file():
        return 0
    with record.open(newline="", encoding="utf-8") as file:
        return max((int(row["end"]) for row in csv.DictReader(file)), default=0)


def write_down(record: Path, first: int, end: int, tally: Tally, seconds: float) -> None:
    """Add a part's line to the record."""
    row = (
        *(datetime.now(UTC).date().isoformat(), first, end, tally.inputs, tally.ends["article"]),
        *(tally.ends["refused"], tally.another_reader, tally.builds, len(tally.died)),
        *(len(tally.hung), len(tally.faults), f"{tally.slowest:.1f}", f"{seconds / 60:.1f}"),
    )
    record.parent.mkdir(parents=True, exist_ok=True)
    new = not record.is_file()
    with record.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, row] if new else [row])


def soak(upto: int, *, part: int = PART, record: Path = RECORD) -> list[Tally]:
    """Feed all that is left of so many inputs, part by part, each written down when it is done."""
    tallies, processes = [], max(1, len(os.sched_getaffinity(0)))
    while (first := done_so_far(record)) < upto:
        end = min(first + part, upto)
        began = time.monotonic()
        tallies.append(feed_part(first, end, processes=processes))
        write_down(record, first, end, tallies[-1], time.monotonic() - began)
    return tallies


if __name__ == "__main__":
    for tally in soak(int(os.environ.get("WELLREAD_HOSTILE_INPUTS", "1000000"))):
        sys.stdout.write(f"{tally}\n")
