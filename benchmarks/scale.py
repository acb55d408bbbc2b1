"""Large collections: what a build costs, and how long a question takes beside encoding it.

    python -m benchmarks.scale 10000 100000

Builds an index of each size in a process of its own, asks all of them the same questions in turn,
and writes the tables into benchmarks/README.md. No passage is encoded (benchmarks/drawn.py).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.drawn import DrawnEncoder, Library, questions, sample_articles, sample_vectors
from benchmarks.processes import in_a_process, megabytes, once, peak_memory, seconds
from corpus.home import find_home
from corpus.passages import PassageRecipe
from index.build import build_temporary
from index.encoders.catalogue import open_encoder
from index.manifest import MANIFEST, Manifest, read_manifest
from index.opened import Index, open_build
from index.publish import Pointer
from search.engine import SearchEngine
from search.retrieve import DEPTH

README = Path(__file__).with_name("README.md")
MODULE = "benchmarks.scale"
PER_ARTICLE = 9.7  # passages, about; the last article goes beyond the number asked for
ROUNDS = 3


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
    parser.add_argument("--step", choices=("build", "open"), help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="leave the README as it is")
    asked = parser.parse_args(words)
    if asked.step:
        step = build if asked.step == "build" else read
        print(json.dumps(step(asked.folder, asked.passages[0])))
        return
    with tempfile.TemporaryDirectory(prefix="wellread-scale-") as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        parts = {
            "scale-builds": builds_table(folder, asked.passages),
            "scale-questions": questions_table(folder, asked.passages),
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
    count = round(passages / PER_ARTICLE)
    with build_temporary(
        folder / str(passages),
        library.articles(0, count),
        encoder,
        passages=PassageRecipe(),
        cache_home=folder / f"cache-{passages}",
    ) as index:
        return {
            "passages": len(index.vectors),
            "articles": index.manifest.articles,
            "seconds": time.monotonic() - begun,
            "cpu": time.process_time() - spent,
            "memory": peak_memory(),
            "disk": sum(sums.size for sums in index.manifest.files.values()),
        }


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


def builds_table(folder: Path, sizes: list[int]) -> str:
    """What each build costs, and what a reader of it holds."""
    rows = []
    for size in sizes:
        made = once(MODULE, "build", folder, size)
        found = in_a_process(MODULE, "open", folder, size)
        kind = manifest_of(folder, size).vectors
        rows.append(
            [
                f"{made['passages']:,}",
                f"{made['articles']:,}",
                kind,
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


def build_of(folder: Path, size: int) -> Path:
    """Where the index of one size lies."""
    return folder / str(size) / "work"


def manifest_of(folder: Path, size: int) -> Manifest:
    """The manifest of one size."""
    return read_manifest((build_of(folder, size) / MANIFEST).read_bytes())


def opened(folder: Path, size: int) -> Index:
    """The index of one size."""
    return open_build(folder / str(size), Pointer("work", ""))


if __name__ == "__main__":
    main()
