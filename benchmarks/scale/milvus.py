"""Vectors in Milvus: how fast they are taken, how good and fast the nearest are, by their number.

    python -m benchmarks.scale milvus 1000 10000
    python -m benchmarks.scale milvus 100000 --uri http://localhost:19530 --called "Milvus 2.3.5"

Without `--uri` it is milvus-lite, each size in a process of its own. Writes the rows of what it is
called into the table of benchmarks/scale/README.md, and leaves the others. Its collection is
dropped at the end. Vectors and questions are those of `vectors`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.drawn import SEED, drawn_vectors, encoded_questions
from benchmarks.processes import in_a_process, megabytes, peak_memory, seconds
from benchmarks.scale.pictures import README, rows_of
from benchmarks.scale.vectors import PORTION, ROUNDS, samples
from index.encoder import Vector, Vectors
from index.encoders.catalogue import open_encoder
from index.engines.milvus import Milvus
from index.engines.milvus_store import MilvusStore
from index.scores import Rows
from index.vector_writer import EXACT_UP_TO
from search.retrieve import DEPTH

MODULE = "benchmarks.scale.milvus"
NAME = "wellread_bench_vectors"
LITE = "milvus-lite 3.2.2"
NEAREST = 10
EACH = 100  # one row of so many is let through by the filter
HEADS = ["kept by", "vectors", "compared by", "sent, a second", "made ready, s", "memory, MB"]
HEADS += ["300 nearest, ms", "p95", "recall@10", "ten among 1 %, ms", "recall@10 there"]


def main(words: list[str] | None = None) -> None:
    """Send, ask, compare; print the rows and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--uri", default="", help="of a server; else a file of milvus-lite")
    parser.add_argument("--called", default=LITE, help="what the table calls it")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="leave the README as it is")
    asked = parser.parse_args(words)
    if asked.step:
        size = asked.vectors[0]
        found = measure(Milvus.connect(str(asked.folder / f"{size}.db")), size)
        print(json.dumps({**found, "memory": peak_memory()}))
        return
    rows = []
    for size in asked.vectors:
        if asked.uri:
            found = measure(Milvus.connect(asked.uri), size)
        else:
            with tempfile.TemporaryDirectory(prefix="wellread-scale-") as folder:
                found = in_a_process(MODULE, "lite", Path(folder), size)
        rows.append(row_of(asked.called, size, found))
        print(table(HEADS, rows[-1:]), flush=True)
    if not asked.dry:
        put_between_markers(README, "scale-milvus", table(HEADS, with_others(rows)))


def measure(milvus: Milvus, count: int) -> dict[str, float]:
    """Send so many vectors, and ask for the nearest of real questions."""
    drawn_from, random = samples(), np.random.default_rng(SEED)
    asked = encoded_questions(open_encoder())
    milvus.create(NAME, drawn_from.shape[1])
    whole, few, sending = Best(asked), Best(asked), 0.0
    for start in range(0, count, PORTION):
        drawn = drawn_vectors(drawn_from, min(PORTION, count - start), random)
        sending += seconds(partial(milvus.upsert, NAME, start, drawn))
        rows = np.arange(start, start + len(drawn))
        whole.see(rows, drawn)
        few.see(rows[rows % EACH == 0], drawn[rows % EACH == 0])
    exact = milvus.is_lite or count <= EXACT_UP_TO
    ready = seconds(partial(milvus.finalize, NAME, exact=exact))
    store = MilvusStore(milvus, NAME, dimension=drawn_from.shape[1], count=count)
    among = np.arange(0, count, EACH, dtype=np.int64)
    times = timed(asked, lambda vector: store.nearest(vector, DEPTH))
    narrow = timed(asked, lambda vector: store.nearest(vector, NEAREST, among=among))
    found = {
        "exact": float(exact),
        "sent": count / sending,
        "ready": ready,
        "p50": statistics.median(times),
        "p95": float(np.percentile(times, 95)),
        "recall": whole.shared([rows_near(store, each) for each in asked]),
        "narrow": statistics.median(narrow),
        "there": few.shared([rows_near(store, each, among) for each in asked]),
    }
    milvus.drop(NAME)
    return found


def timed(asked: Sequence[Vector], ask: Callable[[Vector], object]) -> list[float]:
    """Seconds that each question took, in some rounds, after a first that is not counted."""
    for vector in asked:
        ask(vector)
    return [seconds(partial(ask, vector)) for _ in range(ROUNDS) for vector in asked]


def rows_near(store: MilvusStore, vector: Vector, among: Rows | None = None) -> set[int]:
    """The ten nearest rows that a store finds."""
    return {one.row for one in store.nearest(vector, NEAREST, among=among)}


class Best:
    """The nearest rows of some questions among all that were seen, by comparing each."""

    def __init__(self, asked: Sequence[Vector]) -> None:
        self.asked = np.asarray(asked)
        self.best = [np.zeros((0, 2)) for _ in asked]  # similarity and row

    def see(self, rows: Rows, vectors: Vectors) -> None:
        """Compare some more."""
        for number, column in enumerate((vectors @ self.asked.T).T):
            near = np.argsort(-column)[:NEAREST]
            seen = np.stack([column[near], rows[near]], axis=1)
            both = np.concatenate([self.best[number], seen])
            self.best[number] = both[np.argsort(-both[:, 0])[:NEAREST]]

    def shared(self, found: Sequence[set[int]]) -> float:
        """The share of them that is found, question by question."""
        pairs = zip(found, self.best, strict=True)
        counts = [(len(rows & {*best[:, 1].astype(int)}), len(best)) for rows, best in pairs]
        return sum(shared for shared, _ in counts) / sum(of for _, of in counts)


def row_of(called: str, size: int, found: dict[str, float]) -> list[str]:
    """One size, as the table has it."""
    times = {name: f"{found[name] * 1000:.1f}" for name in ("p50", "p95", "narrow")}
    return [
        called,
        f"{size:,}",
        "each row" if found["exact"] else "HNSW",
        f"{found['sent']:,.0f}",
        f"{found['ready']:.1f}",
        megabytes(found["memory"]) if "memory" in found else "",
        times["p50"],
        times["p95"],
        f"{found['recall']:.3f}",
        times["narrow"],
        f"{found['there']:.3f}",
    ]


def with_others(rows: list[list[str]]) -> list[list[str]]:
    """The table's rows of other Milvuses and sizes, and these in their places."""
    try:
        before = [list(row.values()) for row in rows_of(README.read_text("utf-8"), "scale-milvus")]
    except ValueError:
        before = []
    known = {tuple(row[:2]): row for row in [*before, *rows]}
    return sorted(known.values(), key=lambda row: (row[0] != LITE, row[0], len(row[1]), row[1]))


if __name__ == "__main__":
    main()
