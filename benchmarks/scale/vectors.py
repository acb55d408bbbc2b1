"""Vectors alone, up to a million: what writing them costs, and how good and fast the nearest are.

    python -m benchmarks.scale vectors 10000 100000 1000000

Each size is written and read in processes of their own. Writes its table into
benchmarks/scale/README.md.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.drawn import SEED, drawn_vectors, encoded_questions, sample_articles, sample_vectors
from benchmarks.processes import in_a_process, megabytes, once, peak_memory, resident, seconds
from corpus.home import find_home
from index.encoder import Vector, Vectors
from index.encoders.catalogue import open_encoder
from index.many_vectors import ROWS, ListStore
from index.neighbours import VectorStore
from index.stored_rows import portions
from index.vector_writer import VectorWriter, load_vectors
from index.vectors import FaissStore
from search.retrieve import DEPTH

MODULE = "benchmarks.scale.vectors"
README = Path(__file__).with_name("README.md")
PORTION = 8192  # vectors drawn together
ROUNDS = 3
KINDS = {ListStore.kind: 2, FaissStore.kind: 4}  # bytes that each keeps a number in


def main(words: list[str] | None = None) -> None:
    """Write and read each size, print the table and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("vectors", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, help="keep the vectors here, and use those there")
    parser.add_argument("--step", choices=("write", "ask"), help=argparse.SUPPRESS)
    parser.add_argument("--dry", action="store_true", help="leave the README as it is")
    asked = parser.parse_args(words)
    if asked.step:
        print(json.dumps((write if asked.step == "write" else ask)(asked.folder, asked.vectors[0])))
        return
    with tempfile.TemporaryDirectory(prefix="wellread-scale-") as temporary:
        folder = asked.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        text = vectors_table(folder, asked.vectors)
    print(text)
    if not asked.dry:
        put_between_markers(README, "scale-vectors", text)


def samples() -> Vectors:
    """The samples' vectors, from the cache."""
    encoder = open_encoder()
    return sample_vectors(sample_articles(), encoder, find_home() / "cache" / "vectors.sqlite")


def write(folder: Path, count: int) -> dict[str, float]:
    """Write so many vectors; run in a process of its own."""
    drawn_from, random = samples(), np.random.default_rng(SEED)
    place = folder / str(count)
    place.mkdir()
    begun, spent = time.monotonic(), 0.0
    with VectorWriter(place, drawn_from.shape[1]) as writer:
        for start in range(0, count, PORTION):
            drawn = drawn_vectors(drawn_from, min(PORTION, count - start), random)
            spent -= time.process_time()
            writer.add(drawn)
            spent += time.process_time()
        spent -= time.process_time()
    spent += time.process_time()
    disk = sum(path.stat().st_size for path in place.iterdir())
    (place / writer.kind).touch()
    memory = peak_memory()
    return {"seconds": time.monotonic() - begun, "cpu": spent, "memory": memory, "disk": disk}


def ask(folder: Path, count: int) -> dict[str, float]:
    """Ask for the nearest of real questions; run in a process of its own."""
    asked = encoded_questions(open_encoder())
    place = folder / str(count)
    kind = next(kind for kind in KINDS if (place / kind).exists())
    before = resident()
    store = load_vectors(place, kind)
    times = [
        seconds(partial(store.nearest, vector, DEPTH)) for _ in range(ROUNDS) for vector in asked
    ]
    held = (resident() - before) / (count * store.dimension * KINDS[kind])
    p95 = float(np.percentile(times, 95))
    found = {"recall": recall(store, asked, place), "nearest": nearness(store, asked)}
    return {"held": held, "p50": statistics.median(times), "p95": p95, **found}


def recall(store: VectorStore, asked: list[Vector], place: Path) -> float:
    """The share of each question's ten nearest rows that is found."""
    best = [np.zeros((0, 2)) for _ in asked]  # similarity and row
    row = 0
    for vectors in every(store, place):
        similarities = vectors @ np.asarray(asked).T
        for number, column in enumerate(similarities.T):
            near = np.argsort(-column)[:10]
            both = np.concatenate([best[number], np.stack([column[near], row + near], axis=1)])
            best[number] = both[np.argsort(-both[:, 0])[:10]]
        row += len(vectors)
    found = [{one.row for one in store.nearest(vector, 10)} for vector in asked]
    shared = [len(rows & set(exact[:, 1])) for rows, exact in zip(found, best, strict=True)]
    return sum(shared) / (10 * len(asked))


def every(store: VectorStore, place: Path) -> Iterable[Vectors]:
    """All vectors, in order."""
    if isinstance(store, FaissStore):
        return [store.all()]
    return portions(place / ROWS, store.dimension)


def nearness(store: VectorStore, asked: list[Vector]) -> float:
    """The mean cosine of a question and its tenth passage: how much like real ones they lie."""
    return statistics.mean(store.nearest(vector, 10)[-1].score for vector in asked)


def vectors_table(folder: Path, sizes: list[int]) -> str:
    """A row for each size."""
    rows = []
    for size in sizes:
        made = once(MODULE, "write", folder, size)
        found = in_a_process(MODULE, "ask", folder, size)
        kind = "lists" if (folder / str(size) / "lists").exists() else "exact"
        times = [f"{found[name] * 1000:.1f}" for name in ("p50", "p95")]
        cost = [f"{made['cpu']:.0f}", megabytes(made["memory"]), megabytes(made["disk"])]
        held = [f"{found['held']:.2f}", f"{found['recall']:.3f}", f"{found['nearest']:.2f}"]
        rows.append([f"{size:,}", kind, *cost, *times, *held])
    heads = ["vectors", "kept as", "written, CPU s", "memory, MB", "on disk, MB", "300 nearest, ms"]
    return table([*heads, "p95", "a reader, × stored", "recall@10", "cosine of the tenth"], rows)


if __name__ == "__main__":
    main()
