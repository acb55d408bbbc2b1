"""Prints how well the crisis card is called for, and writes the tables of this folder's README.

`python -m benchmarks.crisis`: by the lexicon alone, and with each encoder whose weights are here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median

from benchmarks.cleaning.tables import figure, put_between_markers, table
from benchmarks.crisis.measured import Detector, Row, Share, by, measure
from benchmarks.crisis.questions import Question, read_questions
from index.encoder import WeightsMissingError
from index.encoders.catalogue import open_encoder
from search.crisis import calls_for_help
from search.crisis.lexicon import read_lexicon
from search.crisis.plain import plain

README = Path(__file__).with_name("README.md")
ENCODERS = ("minilm", "mpnet")
HEADS = ("", "recall", "of", "95 %", "false alarms", "of", "95 %")


def main() -> None:
    """Measure, print, write."""
    questions = read_questions()
    held_out = [each for each in questions if each.is_held_out]
    detectors = dict(open_detectors())
    best = list(detectors.values())[-1]
    tables = {
        "held-out": [measure(name, held_out, detect) for name, detect in detectors.items()],
        "all": [measure(name, questions, detect) for name, detect in detectors.items()],
        "themes": by("theme", held_out, best),
        "languages": by("language", held_out, best),
    }
    for name, rows in tables.items():
        write(name, table(HEADS, map(cells, rows)))
    write("speed", table(("characters", "ms of the processor"), speeds(questions)))


def open_detectors() -> Iterator[tuple[str, Detector]]:
    """The lexicon alone, then with each encoder that is here; each question is asked once."""
    yield "lexicon", cache(calls_for_help)
    for name in ENCODERS:
        try:
            yield f"lexicon and {name}", with_encoder(name)
        except WeightsMissingError as error:
            print(f"Without {name}: {error}")


def with_encoder(name: str) -> Detector:
    """The detector with an encoder of the catalogue."""
    encoder = open_encoder(name)
    return cache(lambda text: calls_for_help(text, encoder))


def cells(row: Row) -> tuple[object, ...]:
    """A row as the table has it."""
    return (row.name, *share_cells(row.recall), *share_cells(row.false_alarms))


def share_cells(share: Share) -> tuple[str, ...]:
    """A share, of how many, and its interval; nothing where nothing was asked."""
    if not share.asked:
        return "", "", ""
    return figure(share.value), str(share.asked), f"{figure(share.low)}–{figure(share.high)}"


def speeds(questions: Sequence[Question]) -> list[tuple[str, str]]:
    """How long the lexicon takes: for a usual question, for the longest that is read."""
    usual = [each.text for each in questions if 30 <= len(each.text) <= 60][:300]
    long = " ".join(each.text for each in questions)[:2_000]
    read = read_lexicon().has_sign
    return [
        ("30–60", f"{median(timed(lambda text: read(plain(text)), text) for text in usual):.2f}"),
        ("2,000", f"{median(timed(lambda text: read(plain(text)), long) for _ in range(9)):.1f}"),
        ("a million", f"{median(timed(calls_for_help, 'word ' * 200_000) for _ in range(3)):.1f}"),
    ]


def timed(ask: Callable[[str], bool], text: str) -> float:
    """Milliseconds of the processor for one question."""
    begun = time.process_time()
    ask(text)
    return (time.process_time() - begun) * 1_000


def write(name: str, text: str) -> None:
    """Print a table and put it into the README."""
    print(f"\n{name}\n{text}")
    put_between_markers(README, name, f"\n{text}")


if __name__ == "__main__":
    main()
