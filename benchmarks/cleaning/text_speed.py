"""How fast already-extracted text is cleaned, and that a text ten times as long takes ten times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks.cleaning.gold import labelled_pages, sample_pages
from benchmarks.cleaning.tables import table
from corpus.clean.cleaner import clean
from corpus.clean.head.model import Head, load_head
from corpus.readers.plain import read_plain

MEGABYTE = 1_000_000
ROUNDS = 3
EVERY = 4  # of the labelled pages


def measure_speed() -> dict[str, str]:
    """The table about speed, by the name of its place."""
    head = load_head()
    prose = sample_articles()
    texts = {
        "articles of the sample collection, one by one": up_to(prose, MEGABYTE),
        "labelled pages, one by one": [page.text for page in labelled_pages()][::EVERY],
        "one line of prose": [line_of(prose, MEGABYTE)],
        "one line of prose, ten times as long": [line_of(prose, 10 * MEGABYTE)],
    }
    rows, took = [], dict[str, list[float]]()
    for name, given in texts.items():
        size = sum(len(text.encode()) for text in given) / MEGABYTE
        took[name] = medians(given, head, rounds=1 if size > 2 else ROUNDS)
        alone, both = (f"{seconds:.2f} s, {size / seconds:.2f} MB/s" for seconds in took[name])
        rows.append((name, f"{size:.2f}", alone, both))
    short, long = list(took.values())[-2:]
    ratios = " and ".join(f"{b / a:.1f}" for a, b in zip(short, long, strict=True))
    heads = ("text", "MB", "rules alone", "rules and head")
    return {"speed": f"{table(heads, rows)}\n\nTen times the line takes {ratios} times as long."}


def sample_articles() -> list[str]:
    """What is content of each sample article."""
    return [
        "\n\n".join(label.text for label in page.labels if not label.junk)
        for page in sample_pages()
    ]


def up_to(texts: Sequence[str], size: int) -> list[str]:
    """The texts, over and over, until they have as many characters."""
    found, have = list[str](), 0
    while have < size:
        found.append(texts[len(found) % len(texts)])
        have += len(found[-1])
    return found


def line_of(texts: Sequence[str], size: int) -> str:
    """The texts as one line of as many characters."""
    return " ".join(" ".join(text.split()) for text in up_to(texts, 2 * size))[:size]


def medians(texts: Sequence[str], head: Head, *, rounds: int) -> list[float]:
    """Seconds of processor time by the rules alone and by rules and head, interleaved."""
    rules_alone, both = list[float](), list[float]()
    for _ in range(rounds):
        rules_alone.append(seconds(lambda: [clean(read_plain(text)) for text in texts]))
        both.append(seconds(lambda: [clean(read_plain(text), head=head) for text in texts]))
    return [statistics.median(rules_alone), statistics.median(both)]


def seconds(work: Callable[[], object]) -> float:
    """How much processor time some work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
