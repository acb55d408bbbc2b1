"""Large collections: what a build costs, and how long a question takes beside encoding it.

    python -m benchmarks.scale builds 10000 100000

Builds an index of each size in a process of its own, asks all of them the same questions in turn,
and writes the tables into benchmarks/scale/README.md. No passage is encoded (benchmarks/drawn.py).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.drawn import DrawnEncoder, Library, questions, sample_articles, sample_vectors
from benchmarks.processes import (
    in_a_process,
    megabytes,
    once,
    peak_memory,
    processor_time,
    seconds,
)
from corpus.clean.repetition import Page
from corpus.clean.signatures import NO_SIGNATURES
from corpus.collection import Collection, Entry
from corpus.home import find_home
from corpus.page_table import write_page
from corpus.pages import page_of
from corpus.passages import PassageRecipe
from index.build import build_index
from index.encoders.catalogue import open_encoder
from index.many_vectors import ListStore
from index.opened import Index, index_folder, open_index
from index.publish import building
from index.readings import digest_of
from index.tested import publish
from index.vector_cache import VectorCache
from index.write import Reading, recipe_for, write_build
from search.engine import SearchEngine
from search.retrieve import DEPTH

README = Path(__file__).with_name("README.md")
MODULE = "benchmarks.scale.builds"
PER_ARTICLE = 9.7  # passages, about; the last article goes beyond the number asked for
ROUNDS = 3
TEN = 10  # articles that are added


Step = Callable[[Path, int], dict[str, float]]


class Asked(NamedTuple):
    """Seconds that questions took at one size."""

    whole: list[float]
    vectors: list[float]  # of which the nearest vectors
    words: list[float]  # and the words


def main(words: list[str] | None = None) -> None:
    """Build each size, ask all, print the tables and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", type=int, nargs="*", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="keep the indexes here, and use those there")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="leave the README as it is")
    asked = parser.parse_args(words)
    if asked.step:
        print(json.dumps(STEPS[asked.step](asked.folder, asked.passages[0])))
        return
    with tempfile.TemporaryDirectory(prefix="wellread-scale-") as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        parts = {
            "scale-builds": builds_table(folder, asked.passages),
            "scale-questions": questions_table(folder, asked.passages),
            "scale-adding": adding_table(folder, asked.passages),
        }
    for name, text in parts.items():
        print(f"{text}\n")
        if not asked.dry:
            put_between_markers(README, name, text)


def drawn_encoder() -> DrawnEncoder:
    """The encoder of every index here."""
    encoder = open_encoder()
    cache = find_home() / "cache" / "vectors.sqlite"
    return DrawnEncoder(encoder, sample_vectors(sample_articles(), encoder, cache))


def build(folder: Path, passages: int) -> dict[str, float]:
    """Build one index, and say what it cost; run in a process of its own."""
    encoder, library = drawn_encoder(), Library(sample_articles())
    begun, spent = time.monotonic(), time.process_time()
    recipe = recipe_for(encoder, encoder.name, PassageRecipe())
    entries = map(entry_of, range(articles_of(passages)))
    readings = (Reading(library.article(n), digest_of(each)) for n, each in enumerate(entries))
    home = folder / str(passages)
    with building(index_folder(home)) as work, VectorCache(cache_of(home), encoder) as cache:
        made = write_build(work, readings, [], recipe=recipe, cache=cache, tell=lambda _: None)
        publish(work, made, cache, previous=None)
    return {
        "passages": made.passages,
        "articles": made.articles,
        "seconds": time.monotonic() - begun,
        "cpu": time.process_time() - spent,
        "memory": peak_memory(),
        "lists": float(made.vectors == ListStore.kind),
        "disk": sum(sums.size for sums in made.files.values()),
    }


def add(folder: Path, passages: int) -> dict[str, float]:
    """Add ten articles to one index, and say what it cost; run in a process of its own.

    What an article is read by is a process of its own, too, and is counted.
    """
    encoder, library = drawn_encoder(), Library(sample_articles())
    home = folder / str(passages)
    with Collection.open(home) as collection:
        enter(collection, articles_of(passages))
        count = len(collection.entries())
        for number in range(count, count + TEN):
            drawn, entry = library.article(number), entry_of(number)
            text = f"{drawn.article.title}\n\n{drawn.article.text}".encode()
            page = page_of(drawn, source=entry.source)
            collection.add(text, source=entry.source, name=entry.id, format=entry.format, page=page)
        begun, spent = time.monotonic(), processor_time()
        report = build_index(home, collection, encoder, asked_for=encoder.name)
    return {
        "seconds": time.monotonic() - begun,
        "cpu": processor_time() - spent,
        "memory": peak_memory(),
        "encoded": report.encoded,
        "amended": report.manifest.amended,
    }


def cache_of(home: Path) -> Path:
    """Where a home keeps the vectors of its texts."""
    return home / "cache" / "vectors.sqlite"


def entry_of(number: int) -> Entry:
    """A drawn article in a collection; its original is never read."""
    name, digest = f"{number:08d}.txt", hashlib.sha256(str(number).encode()).hexdigest()
    return Entry(name, f"drawn:{name}", digest, "text", "2026-11-22T00:00:00+00:00")


def enter(collection: Collection, count: int) -> None:
    """Enter the drawn articles that an index was made of, where that was not done before."""
    if collection.find(id=entry_of(0).id):
        return
    with collection.writing("The drawn articles", "entered"):
        for each in map(entry_of, range(count)):
            collection.enter(each)
            write_page(collection.catalogue, each.id, Page("", NO_SIGNATURES, language="en"))
    collection.settle()


def articles_of(passages: int) -> int:
    """How many articles have about so many passages."""
    return round(passages / PER_ARTICLE)


def read(folder: Path, passages: int) -> dict[str, float]:
    """Open one index and ask it every question; run in a process of its own."""
    encoder = open_encoder()
    spent = time.process_time()
    with opened(folder, passages) as index:
        opening = time.process_time() - spent
        engine = SearchEngine(index, encoder)
        for question in questions():
            engine.search(question)
        return {"opening": opening, "memory": peak_memory()}


STEPS: dict[str, Step] = {"build": build, "open": read, "add": add}


def builds_table(folder: Path, sizes: list[int]) -> str:
    """What each build costs, and what a reader of it holds."""
    rows = []
    for size in sizes:
        made = once(MODULE, "build", folder, size)
        found = in_a_process(MODULE, "open", folder, size)
        rows.append(
            [
                f"{made['passages']:,}",
                f"{made['articles']:,}",
                "lists" if made["lists"] else "exact",
                f"{made['seconds']:.0f}",
                f"{made['cpu']:.0f}",
                megabytes(made["memory"]),
                megabytes(made["disk"]),
                f"{found['opening']:.1f}",
                megabytes(found["memory"]),
            ]
        )
    heads = ["passages", "articles", "vectors", "build, s", "CPU, s", "memory, MB", "on disk, MB"]
    heads += ["opening, CPU s", "a reader, MB"]
    return table(heads, rows)


def questions_table(folder: Path, sizes: list[int]) -> str:
    """A question's time at each size beside encoding it: every question in turn at every size."""
    encoder = open_encoder()
    engines = [SearchEngine(opened(folder, size), encoder) for size in sizes]
    for question in questions():
        for engine in engines:
            engine.search(question)  # warm
    encoding: list[float] = []
    found = [Asked([], [], []) for _ in engines]
    for _ in range(ROUNDS):
        for question in questions():
            encoding.append(seconds(partial(encoder.encode_query, question)))
            for engine, asked in zip(engines, found, strict=True):
                ask(engine, question, asked)
    base = statistics.median(encoding)
    rows = [["encode it", *both(encoding), "1", "", ""]]
    for engine, asked in zip(engines, found, strict=True):
        ratio = f"{statistics.median(asked.whole) / base:.2f}"
        halves = [f"{statistics.median(half) * 1000:.1f}" for half in asked[1:]]
        name = f"{len(engine.index.vectors):,} passages"
        rows.append([name, *both(asked.whole), ratio, *halves])
    heads = ["a question", "median, ms", "p95, ms", "ratio", "its vectors", "its words"]
    return table(heads, rows)


def ask(engine: SearchEngine, question: str, asked: Asked) -> None:
    """Time one question, and its two halves."""
    asked.whole.append(seconds(partial(engine.search, question)))
    if engine.encoder:
        vector = engine.encoder.encode_query(question)
        asked.vectors.append(seconds(partial(engine.index.vectors.nearest, vector, DEPTH)))
    asked.words.append(seconds(partial(engine.index.words.best, question, DEPTH)))


def both(times: list[float]) -> list[str]:
    """Median and 95th percentile, in milliseconds."""
    return [f"{float(value) * 1000:.1f}" for value in np.percentile(times, (50, 95))]


def adding_table(folder: Path, sizes: list[int]) -> str:
    """What it costs to add ten articles to each size, and ten more to what was amended."""
    rows = []
    for size in sizes:
        whole = once(MODULE, "build", folder, size)
        first, again = (in_a_process(MODULE, "add", folder, size) for _ in range(2))
        rows.append(
            [
                f"{whole['passages']:,}",
                "amended" if first["amended"] else "written anew",
                f"{first['encoded']:.0f}",
                f"{first['seconds']:.0f}",
                f"{first['cpu']:.1f}",
                f"{again['cpu']:.1f}",
                megabytes(first["memory"]),
            ]
        )
    heads = ["passages", "the index is", "encoded", "s", "CPU, s", "ten more, CPU s", "memory, MB"]
    return table(heads, rows)


def opened(folder: Path, size: int) -> Index:
    """The index of one size."""
    return open_index(folder / str(size))


if __name__ == "__main__":
    main()
