"""Speed against plain sentence-transformers, in one run: ratios, medians of interleaved rounds.

    python -m benchmarks.speed

Builds the sample collection in a temporary home. Prints Markdown.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from corpus.collection import Collection
from corpus.embedded import embedded
from corpus.home import SAMPLES
from corpus.intake import add_files
from index.build import build_index
from index.encoder import Encoder
from index.encoders.catalogue import default_encoder, open_encoder
from index.opened import open_index
from search.engine import SearchEngine

PLAIN = "plain sentence-transformers `encode` of the same passages, the same model in fp32"
BUILDS = 3  # rounds of building, each with every part
ROUNDS = 5  # of questions
QUESTIONS = (
    "how do I stop a panic attack",
    "what happens in a first therapy session",
    "is what I say to a therapist private",
    "can exercise help with low mood",
    "how long does grief last",
)


def main() -> None:
    """Measure a build, its parts, and a question."""
    encoder, plain = open_encoder(), open_encoder(f"{default_encoder()}-fp32")
    encoder.encode_query("warm")
    plain.encode_query("warm")
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="wellread-bench-") as temporary:
        for number in range(BUILDS):
            home = Path(temporary) / str(number)
            for name, took in one_round(home, encoder, plain).items():
                times.setdefault(name, []).append(took)
        base = statistics.median(times[PLAIN])
        print("| what, median of rounds | seconds | ratio |\n| --- | --- | --- |")
        for name, took in times.items():
            middle = statistics.median(took)
            print(f"| {name} | {middle:.2f} | {middle / base:.3f} |")
        show_questions(SearchEngine.open(home))


def one_round(home: Path, encoder: Encoder, plain: Encoder) -> dict[str, float]:
    """Seconds for each part of building the sample collection, in a home of its own."""
    with Collection.open(home) as collection:
        reading = seconds(lambda: list(add_files(collection, [SAMPLES])))
        first = seconds(lambda: build_index(home, collection, encoder, asked_for=default_encoder()))
        again = seconds(
            lambda: build_index(home, collection, encoder, asked_for=default_encoder(), anew=True)
        )
    with open_index(home) as index:
        rows = index.passages.located(index.passages.rows())
        read = [embedded(article, passage) for _, passage, article in rows]
        texts = [each.text for each in read]
    return {
        PLAIN: seconds(lambda: plain.encode_passages(texts)),
        "the same passages by the default encoder": seconds(lambda: encoder.encode_passages(texts)),
        "the same with their sentences": seconds(lambda: encoder.encode_embedded(read)),
        "whole first build, 50 articles": first,
        "whole build with every vector known": again,
        "reading and cleaning on `add`": reading,
    }


def show_questions(engine: SearchEngine) -> None:
    """A question's whole time beside the time of encoding it, interleaved."""
    encoder = engine.encoder
    if encoder is None:
        print(engine.note)
        return
    parts: dict[str, Callable[[str], object]] = {
        "encode it": encoder.encode_query,
        "best": engine.search,
        "words": partial(engine.search, mode="words"),
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in parts}
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            for name, part in parts.items():
                begun = time.process_time()
                waited = seconds(partial(part, question))
                times[name].append((waited, time.process_time() - begun))
    show_medians(times)


def show_medians(times: dict[str, list[tuple[float, float]]]) -> None:
    """A row for each part: seconds waited and of the processor, each beside the first part's."""
    print("\n| a question, median | ms | ratio | processor ms | ratio |")
    print("| --- | --- | --- | --- | --- |")
    middles = {name: np.median(taken, axis=0) for name, taken in times.items()}
    base = next(iter(middles.values()))
    for name, middle in middles.items():
        cells = zip((middle * 1000).tolist(), (middle / base).tolist(), strict=True)
        print(f"| {name} | {' | '.join(f'{ms:.1f} | {ratio:.2f}' for ms, ratio in cells)} |")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
