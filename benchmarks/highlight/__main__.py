"""How well the best sentence is chosen, measured anew: `python -m benchmarks.highlight`.

Builds the sample collection in a temporary home, unless `--home` names one that has it, and writes
the tables of benchmarks/highlight/README.md between their markers. Three minutes on two cores.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cleaning.tables import figure, put_between_markers, table
from benchmarks.highlight.answers import read_answers
from benchmarks.highlight.choosers import (
    IndexedNearness,
    MostWords,
    Nearness,
    WithMeaning,
    WordsAndCues,
    in_order,
)
from benchmarks.highlight.measure import (
    Case,
    Found,
    Ranker,
    cases_in,
    chance,
    gain,
    measure,
    measure_found,
    search_for,
)
from corpus.collection import Collection
from corpus.home import SAMPLES
from corpus.intake import add_files
from index.build import build_index
from index.encoders.catalogue import default_encoder, open_encoder
from search.engine import SearchEngine

README = Path(__file__).with_name("README.md")
BEFORE = "rare words and cues (until now, and where only words are asked)"
IN_USE = "**words, cues and nearness as read in the passage (in use)**"
HALVES = {"development": False, "held out": True}


def main(words: list[str] | None = None) -> None:
    """Measure the choosers on the right passage, then the search."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.highlight", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home with the sample collection, built")
    parser.add_argument(
        "--encoder", default=default_encoder(), help="that a temporary home is built with"
    )
    asked = parser.parse_args(words)
    answers = list(read_answers())
    with samples(asked.home, asked.encoder) as engine:
        cases, found = list(cases_in(engine, answers)), list(search_for(engine, answers))
        rankers = choosers(engine, cases, found)
        tables = {
            "given the passage": given_the_passage(cases, rankers),
            "end to end": end_to_end(found, rankers),
        }
    for name, text in tables.items():
        put_between_markers(README, name, text)
        print(f"\n{text}", flush=True)


@contextmanager
def samples(home: Path | None, encoder: str) -> Iterator[SearchEngine]:
    """An engine over the sample collection."""
    if home is not None:
        yield SearchEngine.open(home)
        return
    with tempfile.TemporaryDirectory(prefix="wellread-bench-") as temporary:
        with Collection.open(Path(temporary)) as collection:
            list(add_files(collection, [SAMPLES]))
            build_index(Path(temporary), collection, open_encoder(encoder), asked_for=encoder)
        yield SearchEngine.open(temporary)


def choosers(
    engine: SearchEngine, cases: Sequence[Case], found: Sequence[Found]
) -> dict[str, Ranker]:
    """What is compared.

    Raises:
        ValueError: the encoder's weights are not here.
    """
    if engine.encoder is None:
        raise ValueError(engine.note)
    words = engine.index.words
    without: dict[str, Ranker] = {
        "the passage's order": in_order,
        "most words": MostWords(words),
        BEFORE: WordsAndCues(words),
    }
    meaning = Nearness(engine.encoder)
    passages = [(case.article, case.passage) for case in cases]
    passages += [hit for each in found for hit in each.hits]
    meaning.learn([case.marked.question for case in cases], passages)
    indexed = IndexedNearness(engine.index, engine.encoder)
    return without | {
        "nearness alone, as read in the passage": WithMeaning(indexed),
        IN_USE: WithMeaning(indexed, words),
        "nearness alone, each sentence encoded by itself": WithMeaning(meaning),
        "words, cues and that nearness": WithMeaning(meaning, words),
    }


def given_the_passage(cases: Sequence[Case], rankers: Mapping[str, Ranker]) -> str:
    """A row for each way to choose."""
    halves = [[c for c in cases if c.marked.held_out == held] for held in HALVES.values()]
    heads = ["chosen by", *(f"{name}, {what}" for name in HALVES for what in ("right", "RR"))]
    rows = [["lot", *(cell for half in halves for cell in (figure(chance(half)), "–"))]]
    for name, rank in rankers.items():
        rows.append([name, *(cell for half in halves for cell in measure(half, rank).cells)])
    counts = ", ".join(
        f"{len(half)} questions {name}" for name, half in zip(HALVES, halves, strict=True)
    )
    gains = ", ".join(
        f"{gain(half, rankers[IN_USE], rankers[BEFORE])} {name}"
        for name, half in zip(HALVES, halves, strict=True)
    )
    return f"{counts}. What is in use, less what was before: {gains}.\n\n{table(heads, rows)}"


def end_to_end(found: Sequence[Found], rankers: Mapping[str, Ranker]) -> str:
    """What a visitor meets, with each way to choose."""
    rows = []
    for half, held in HALVES.items():
        asked = [each for each in found if each.marked.held_out == held]
        for name, rank in rankers.items():
            met = measure_found(asked, rank)
            rows.append([half, name, met.sentence, met.in_three, met.given_passage or "–"])
        rows.append([half, "(the first hit is of the article)", met.article, "–", "–"])
    heads = ["questions", "chosen by", "right in the first hit", "in one of three hits"]
    return table([*heads, "right, where the first hit holds an answer"], rows)


if __name__ == "__main__":
    main()
