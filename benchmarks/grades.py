"""How honest the words *strong*, *related*, *weak* and "nothing" are, and the weights behind them.

    python -m benchmarks.grades ../shared/ir --encoder minilm

Asks the sample collection and each development set questions that it answers, outsiders' questions
that no build has seen (tests/search/samples.json), and questions of the other sets. Prints a table
and the weights fitted anew, and draws benchmarks/retrieval/reliability-ENCODER.svg.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.calibration import Bin, draw
from corpus.collection import Collection
from corpus.home import SAMPLES, find_home
from corpus.intake import add_files
from corpus.passages import PassageRecipe, embedded_text
from index.background import OUTSIDERS
from index.build import build_index, build_temporary
from index.encoder import Encoder
from index.encoders.catalogue import open_encoder
from search.engine import SearchEngine
from search.judged import read_judged
from search.query import make_query
from search.relevance import CHANCE, Weights, chance, coverage, relation

ROOT = Path(__file__).parents[1]
ASKED = json.loads((ROOT / "tests" / "search" / "samples.json").read_text("utf-8"))
STRANGERS = [*ASKED["outsiders"], *ASKED["held_out"]["outsiders"]]
FAR = [*OUTSIDERS[:64], *OUTSIDERS[72:80], *OUTSIDERS[88:]]  # neither on nature nor on bodies
NEAR = 100  # questions of another set that are asked, evenly from all of it
EDGES = (0.0, 0.05, 0.15, 0.5, 0.8, 0.97, 1.0)
RELATIONS = ("none", "weak", "related", "strong")

Floats = NDArray[np.float64]


class Found(NamedTuple):
    """What was found for a question: of its likeliest passage."""

    chance: float
    spreads: float  # above the background
    covered: float


class Asked(NamedTuple):
    """What a collection found for questions of one kind."""

    collection: str
    kind: str  # "answerable", "outsiders", "shipped", or the set that the questions are of
    found: list[Found]


def main(words: list[str] | None = None) -> None:
    """Ask, print, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/ir"))
    parser.add_argument("--encoder", default="minilm")
    asked = parser.parse_args(words)
    encoder = open_encoder(asked.encoder)
    folders = sorted(path.parent for path in asked.folder.glob("*/corpus.jsonl"))
    found = [*ask_samples(encoder, asked.encoder), *ask_sets(folders, encoder)]
    show(found)
    if folders:
        print(f"\nFitted on the development sets: {fit(found)}")
    bins = list(reliability(found))
    picture = ROOT / "benchmarks" / "retrieval" / f"reliability-{asked.encoder}.svg"
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(
        draw(bins, title=f"Chance told and share answered, {asked.encoder}"), "utf-8"
    )
    print(f"\nDrawn: {picture.relative_to(ROOT)}")


def ask_samples(encoder: Encoder, name: str) -> Iterator[Asked]:
    """The sample collection: none of its questions was used to fit anything."""
    with tempfile.TemporaryDirectory(prefix="wellread-grades-") as home:
        with Collection.open(Path(home)) as collection:
            list(add_files(collection, [SAMPLES]))
            build_index(Path(home), collection, encoder, asked_for=name)
        engine = SearchEngine.open(home)
        questions = [*ASKED["answerable"], *ASKED["held_out"]["answerable"]]
        kinds = {"answerable": [each["question"] for each in questions], "outsiders": STRANGERS}
        yield from ask(engine, "samples", kinds)


def ask_sets(folders: Sequence[Path], encoder: Encoder) -> Iterator[Asked]:
    """Each development set: its own questions, outsiders', and those of the other sets."""
    judged = {folder.name: read_judged(folder, split="test") for folder in folders}
    for name, each in judged.items():
        with tempfile.TemporaryDirectory(prefix="wellread-grades-") as folder:
            index = build_temporary(
                Path(folder),
                each.articles,
                encoder,
                passages=PassageRecipe(),
                cache_home=find_home(),
            )
            ids = {prepared.article.id for prepared in each.articles}
            own = [
                text
                for key, text in each.questions.items()
                if any(grade > 0 and a in ids for a, grade in each.qrels[key].items())
            ]
            others = {
                other: list(one.questions.values())[:: max(1, len(one.questions) // NEAR)]
                for other, one in judged.items()
                if other != name
            }
            kinds = {"answerable": own, "outsiders": STRANGERS, "shipped": FAR, **others}
            yield from ask(SearchEngine(index, encoder), name, kinds)


def ask(engine: SearchEngine, name: str, kinds: dict[str, list[str]]) -> Iterator[Asked]:
    """Questions of some kinds, asked of one collection."""
    for kind, questions in kinds.items():
        yield Asked(name, kind, [look(engine, question) for question in questions])


def look(engine: SearchEngine, question: str) -> Found:
    """The likeliest of the passages that a question would be shown."""
    query, index = make_query(question), engine.index
    asked, terms, background = index.words.rarities(query.text), index.words.terms, index.background
    best = engine.best(query)
    found = [Found(0.0, -9.0, 0.0)]
    for mixed, (_, passage, article) in zip(
        best, index.passages.located([mixed.row for mixed in best]), strict=True
    ):
        near = mixed.similarity or 0.0
        covered = coverage(asked, terms(embedded_text(article.title, passage)))
        spreads = (near - background.typical) / background.spread
        found.append(Found(chance(near, covered, background), spreads, covered))
    return max(found)


def show(found: Iterable[Asked]) -> None:
    """A row for each collection and kind: how many are told what."""
    print(f"| collection | questions | number | {' | '.join(RELATIONS)} |")
    print(f"| --- | --- | --- |{' --- |' * len(RELATIONS)}")
    for each in found:
        told = [relation(one.chance, CHANCE) for one in each.found]
        shares = " | ".join(f"{told.count(name) / len(told):.3f}" for name in RELATIONS)
        print(f"| {each.collection} | {each.kind} | {len(told)} | {shares} |", flush=True)


def reliability(found: Sequence[Asked]) -> Iterator[Bin]:
    """Of the questions told a chance between two edges, the share that has an answer.

    Each collection counts alike, and in each the two kinds.
    """
    rows = [
        (one.chance, each.kind == "answerable", 1 / len(each.found))
        for each in found
        if each.kind in ("answerable", "outsiders")
        for one in each.found
    ]
    for low, high in pairwise(EDGES):
        within = [row for row in rows if low <= row[0] < high or row[0] == high == 1]
        weight = sum(row[2] for row in within)
        if within:
            told = sum(row[0] * row[2] for row in within) / weight
            yield Bin(told, sum(row[2] for row in within if row[1]) / weight, len(within))


def fit(found: Sequence[Asked]) -> Weights:
    """The weights that the development sets ask for, by Newton's method, ten steps and a bit.

    What is called answerable against the outsiders that are shipped, but those on bodies and on
    nature, whom two of the sets answer; each set and kind alike.
    """
    used = [
        each
        for each in found
        if each.collection != "samples" and each.kind in ("answerable", "shipped")
    ]
    rows = [(o.spreads, o.covered, 1.0) for each in used for o in each.found]
    right = [float(each.kind == "answerable") for each in used for _ in each.found]
    shares = [100 / len(each.found) for each in used for _ in each.found]
    features, answered, weights = (np.asarray(each) for each in (rows, right, shares))
    return Weights(*(round(float(value), 2) for value in newton(features, answered, weights)))


def newton(features: Floats, answered: Floats, weights: Floats) -> Floats:
    """A weighted logistic regression, held back a little; the last feature is 1."""
    found = np.zeros(features.shape[1])
    hold = np.array([0.01] * (len(found) - 1) + [1e-9])
    for _ in range(40):
        told = 1 / (1 + np.exp(-features @ found))
        slope = features.T @ (weights * (told - answered)) + hold * found
        bend = (features * (weights * told * (1 - told))[:, None]).T @ features + np.diag(hold)
        found -= np.clip(np.linalg.solve(bend, slope), -2, 2)
    return found


if __name__ == "__main__":
    main()
