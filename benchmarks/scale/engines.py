"""Whether both engines rank alike, and how long each takes: the sample collection, built twice.

    python -m benchmarks.scale engines --uri http://localhost:19530

Builds it in two temporary homes, asks both the same questions, and prints Markdown. Without
`--uri` it is milvus-lite. The collections are dropped at the end.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.speed import QUESTIONS
from corpus.collection import Collection
from corpus.home import SAMPLES
from corpus.intake import add_files
from index.background import OUTSIDERS
from index.build import build_index
from index.encoders.catalogue import default_encoder, open_encoder
from index.engines.choice import choose, read_choice
from index.engines.milvus import Milvus
from index.filters import ArticleFilter
from search.engine import SearchEngine
from search.query import make_query

DEPTH = 10


class Asked(NamedTuple):
    """What one engine gives for a question."""

    rows: list[int]
    milliseconds: float


def main(words: list[str] | None = None) -> None:
    """Build, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri", default="")
    parser.add_argument("--encoder", default=default_encoder())
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="wellread-bench-") as temporary:
        uri = asked.uri or f"{temporary}/lite.db"
        homes = {name: Path(temporary) / name for name in ("embedded", "milvus")}
        try:
            for name, home in homes.items():
                build(home, name, uri, asked.encoder)
            engines = {name: SearchEngine.open(home) for name, home in homes.items()}
            show(engines)
        finally:
            drop_all(homes["milvus"])


def build(home: Path, name: str, uri: str, encoder: str) -> None:
    """Index the sample collection in a home."""
    with Collection.open(home) as collection:
        for _ in add_files(collection, [SAMPLES]):
            pass
        if name == "milvus":
            choose(home, "milvus", uri)
        build_index(home, collection, open_encoder(encoder), asked_for=encoder)


def show(engines: dict[str, SearchEngine]) -> None:
    """Print how alike they rank, and how long each takes."""
    index = engines["embedded"].index
    titles = [index.passages.prepared(each).article.title for each in index.passages.ids()]
    questions = [*QUESTIONS, *titles, *OUTSIDERS]
    half = tuple(index.passages.ids()[::2])
    for engine in engines.values():
        ask(engine, questions[0])
    for said, where in (
        ("all", ArticleFilter()),
        ("half the articles", ArticleFilter(sources=half)),
    ):
        given = {n: [ask(e, each, where) for each in questions] for n, e in engines.items()}
        pairs = list(zip(given["embedded"], given["milvus"], strict=True))
        overlap = statistics.mean(len({*a.rows} & {*b.rows}) / (len(a.rows) or 1) for a, b in pairs)
        same = sum(a.rows == b.rows for a, b in pairs)
        print(f"\n{said}, {len(questions)} questions: overlap@{DEPTH} {overlap:.4f}, ", end="")
        print(f"the same order {same} times\n")
        print("| engine | p50, ms | p95, ms |\n| --- | --- | --- |")
        for name, every in given.items():
            times = sorted(each.milliseconds for each in every)
            p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
            print(f"| {name} | {p50:.1f} | {p95:.1f} |")


def ask(engine: SearchEngine, question: str, where: ArticleFilter | None = None) -> Asked:
    """The best rows for a question, and how long they took."""
    query = make_query(question, where=where or ArticleFilter())
    begun = time.perf_counter()
    rows = [mixed.row for mixed, _ in zip(engine.rank(query), range(DEPTH), strict=False)]
    return Asked(rows, (time.perf_counter() - begun) * 1000)


def drop_all(home: Path) -> None:
    """Drop what a home has in its Milvus."""
    choice = read_choice(home)
    if choice.uri:
        milvus = Milvus.connect(choice.uri)
        for name in milvus.names(f"{choice.prefix}_"):
            milvus.drop(name)


if __name__ == "__main__":
    main()
