"""Speed against plain sentence-transformers, in one run: ratios, medians of interleaved rounds.

    python -m benchmarks.speed

Builds the sample collection in a temporary home. Prints Markdown.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus.collection import Collection
from corpus.home import SAMPLES
from corpus.intake import add_files
from corpus.passages import embedded_text
from index.build import build_index
from index.encoders.catalogue import open_encoder
from index.opened import open_index
from search.engine import SearchEngine

ROUNDS = 5
QUESTIONS = (
    "how do I stop a panic attack",
    "what happens in a first therapy session",
    "is what I say to a therapist private",
    "can exercise help with low mood",
    "how long does grief last",
)


def main() -> None:
    """Measure a build, its parts, and a question."""
    with tempfile.TemporaryDirectory(prefix="wellread-bench-") as temporary:
        home = Path(temporary)
        encoder = open_encoder()
        encoder.encode_query("warm")
        with Collection.open(home) as collection:
            reading = seconds(lambda: list(add_files(collection, [SAMPLES])))
            building = seconds(lambda: build_index(home, collection, encoder, asked_for="minilm"))
            again = seconds(
                lambda: build_index(home, collection, encoder, asked_for="minilm", anew=True)
            )
        index = open_index(home)
        rows = index.passages.located(range(len(index.vectors)))
        texts = [embedded_text(article.title, passage) for _, passage, article in rows]
        plain = seconds(lambda: encoder.encode_passages(texts))
        print("| what | seconds | ratio |\n| --- | --- | --- |")
        print(f"| plain `encode` of {len(texts)} passages | {plain:.1f} | 1 |")
        print(f"| whole first build | {building:.1f} | {building / plain:.2f} |")
        print(f"| whole build with every vector known | {again:.2f} | {again / plain:.3f} |")
        print(f"| reading and cleaning 50 articles | {reading:.1f} | {reading / plain:.2f} |")
        show_questions(SearchEngine.open(home))


def show_questions(engine: SearchEngine) -> None:
    """A question's whole time beside the time of encoding it, interleaved."""
    assert engine.encoder is not None
    encoding, asking, words = [], [], []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            encoding.append(seconds(lambda q=question: engine.encoder.encode_query(q)))
            asking.append(seconds(lambda q=question: engine.search(q)))
            words.append(seconds(lambda q=question: engine.search(q, mode="words")))
    base = statistics.median(encoding)
    print("\n| a question, median | ms | ratio |\n| --- | --- | --- |")
    for name, times in (("encode it", encoding), ("best", asking), ("words", words)):
        middle = statistics.median(times)
        print(f"| {name} | {middle * 1000:.1f} | {middle / base:.2f} |")


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
