"""Files of many records: how fast they are added, and in how much memory.

    python -m benchmarks.scale records 1000 10000 100000

Writes a JSON Lines file of each size, of short articles (eighty words), 3 % of them broken, adds
it in a process of its own, and again where nothing changed; and writes the table into
benchmarks/scale/README.md. 100,000 records take some twenty minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.processes import in_a_process, megabytes, peak_memory, seconds
from corpus import bulk
from corpus.collection import Collection
from corpus.intake import add_files
from corpus.readers.isolated import IsolatedReader

README = Path(__file__).with_name("README.md")
MODULE = "benchmarks.scale.records"
SIZES = (1_000, 10_000)
BROKEN = 33  # one record of so many
WORDS = (
    *("rest", "sleep", "breath", "walk", "friend", "morning", "evening", "worry", "thought"),
    *("letter", "garden", "music", "water", "light", "hour", "week", "doctor", "voice", "table"),
    *("window", "road", "habit", "feeling", "answer", "question", "story", "kitchen", "rain"),
)
STEPS = ("one", "add", "again")  # a commit for each record, many to a commit, nothing new


def main(words: list[str] | None = None) -> None:
    """Measure each size, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(words)
    if asked.step:
        print(json.dumps(measure(asked.step, asked.folder, asked.sizes[0])))
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = [row_of(size, Path(folder)) for size in asked.sizes]
    head = ["records", "articles", "refused", "adding", "a second", "memory", "again"]
    told = table([*head, "memory again", "one to a commit"], rows)
    put_between_markers(README, "records", told)
    print(told)


def row_of(size: int, folder: Path) -> list[str]:
    """One size, as the table has it."""
    write_records(folder / f"{size}.jsonl", size)
    first, again = (in_a_process(MODULE, step, folder, size) for step in ("add", "again"))
    alone = in_a_process(MODULE, "one", folder, size) if size <= min(SIZES) else {}
    return [
        f"{size:,}",
        f"{first['added']:,.0f}",
        f"{first['refused']:,.0f}",
        f"{first['seconds']:,.0f} s",
        f"{size / first['seconds']:,.0f}",
        f"{megabytes(first['memory'])} MB",
        f"{again['seconds']:,.0f} s",
        f"{megabytes(again['memory'])} MB",
        f"{alone['seconds']:,.0f} s" if alone else "",
    ]


def measure(step: str, folder: Path, size: int) -> dict[str, float]:
    """What one step costs, in this process."""
    home = folder / f"{'one' if step == 'one' else 'home'}-{size}"
    bulk.MOST = 1 if step == "one" else bulk.MOST
    counts: Counter[str] = Counter()
    with Collection.open(home) as collection, IsolatedReader() as reader:
        outcomes = add_files(collection, [folder / f"{size}.jsonl"], read=reader.read)
        took = seconds(lambda: counts.update(outcome.change for outcome in outcomes))
    found = {"seconds": took, "memory": peak_memory()}
    return found | {change: counts[change] for change in ("added", "unchanged", "refused")}


def write_records(path: Path, size: int) -> None:
    """A file of so many records, each with words of its own, the same every time."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(1, size + 1):
            text = "" if number % BROKEN == 0 else "\n\n".join(paragraphs(number))
            address = f"https://site-{number % 50}.example/{number}"
            record = {"title": f"On rest, part {number}", "text": text, "url": address}
            file.write(json.dumps(record) + "\n")


def paragraphs(number: int) -> Iterator[str]:
    """Four sentences of twenty drawn words each."""
    for place in range(4):
        drawn = hashlib.shake_128(f"{number} {place}".encode()).digest(20)
        words = " ".join(WORDS[byte % len(WORDS)] for byte in drawn)
        yield f"{words.capitalize()}."


if __name__ == "__main__":
    main()
