"""A report of the soak → a table: `python -m benchmarks.reliability [REPORT]`, else the newest."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.reliability.diary import RUNS, Diary

HEAD = "| part | of | cases | wrong | minutes |\n| --- | --- | --- | --- | --- |"


def rows(lines: Sequence[dict[str, Any]]) -> Iterator[str]:
    """A row for each part and what it was done to; the last line of a piece counts."""
    last = {(line["part"], line["what"], line["piece"]): line for line in lines}
    groups = defaultdict(list)
    for (part, what, _), line in last.items():
        groups[part, what].append(line)
    for (part, what), found in groups.items():
        cases = sum(line["cases"] for line in found)
        wrong = sum(line["failed"] for line in found)
        minutes = sum(line["seconds"] for line in found) / 60
        yield f"| {part} | {what} | {cases:,} | {wrong:,} | {minutes:.1f} |"


def newest(runs: Path = RUNS) -> Path:
    """The report that was written to last."""
    return max(runs.glob("*.jsonl"), key=lambda path: path.stat().st_mtime)


def main(words: Sequence[str]) -> None:
    """Print the table of a report."""
    report = Path(words[0]) if words else newest()
    print(f"{report.stem}\n\n{HEAD}")
    for row in rows(Diary(report).lines()):
        print(row)


if __name__ == "__main__":
    main(sys.argv[1:])
