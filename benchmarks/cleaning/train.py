"""Trains the head from labelled pages: `python -m benchmarks.cleaning.train`.

Two models, one on the other: a logistic regression over hashed words and word pairs, and boosted
trees over its scores and every other column. The trees learn from scores that the regression
gave pages of sites it had not seen.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.cleaning.gold import (
    HERE,
    Label,
    Page,
    labelled_pages,
    labels_in_order,
    sample_pages,
)
from corpus.clean.cleaner import draft_of
from corpus.clean.draft import Draft
from corpus.clean.head import MODEL
from corpus.clean.head.features import features_of
from corpus.clean.head.lexicon import SIZE, weights_at
from corpus.clean.head.model import WEIGHTS, Head, from_stored
from corpus.clean.head.tokens import Tokens, tokens_of
from corpus.clean.head.trees import DEPTH
from corpus.readers.plain import read_plain

SEED = 20261122
FOLDS = 4  # over sites, for the scores that the trees learn from
TREES = 200
WHOLE_LINES = ("pages", "wcxb article", "wcxb forum")  # labelled line by line, none in parts
VARIED = 0.7  # weight of a page that was varied
MOVED = 0.3  # of the junk that is left in it
INSERTED = 0.6  # of the lines of prose in it, behind which a written one is put
MIN_WORDS = 12  # of a line of prose
WRITTEN = {  # file → how often, and how often inside the paragraph
    "paid_links": (0.35, 0.8),
    "advice": (0.4, 0.6),
    "adverts": (0.1, 0.3),
    "page_furniture": (0.15, 0.0),
}
LINE_ABOVE, SENTENCE_ABOVE = 0.5, 0.9  # of the score; see README.md for how they were chosen
SURE_ABOVE, DOUBT_ABOVE = 0.9, 0.4


class Sample(NamedTuple):
    """One page as the models read it."""

    site: str
    draft: Draft
    dropped: list[bool]  # by the rules
    tokens: Tokens
    labels: Sequence[Label | None]
    weight: float = 1.0


def sample_of(page: Page) -> Sample:
    """A page with a label for each unit."""
    draft, decisions = draft_of(read_plain(page.text))
    dropped = [each.action == "drop" for each in decisions]
    tokens = tokens_of(draft.folded)
    return Sample(page.site, draft, dropped, tokens, labels_in_order(page)(draft.units))


def samples_of(pages: Iterable[Page], seed: int = SEED) -> list[Sample]:
    """Each page as it is, and once more with less of its junk, in other places, and more of ours.

    Saved pages differ in how much of their menus came along; without the second, a sentence
    between two buttons would be taken for a third. Sentences sold to other sites are on few of
    the labelled pages, so written ones are put between their sentences, and as many honest ones.
    """
    random = np.random.default_rng(seed)
    samples = []
    for page in pages:
        samples.append(sample_of(page))
        if page.set in WHOLE_LINES:
            samples.append(sample_of(varied(page, random))._replace(weight=VARIED))
    return samples


def varied(page: Page, random: np.random.Generator) -> Page:
    """A page with a random part of its junk, some of that elsewhere, and written lines put in."""
    share, moved = random.choice((0.1, 0.3, 0.6)), random.random(len(page.labels)) < MOVED
    placed = [
        (float(random.integers(len(page.labels))) if label.junk and moved[at] else float(at), label)
        for at, label in enumerate(page.labels)
        if not label.junk or random.random() < share
    ]
    line_end = str(random.choice(("\n", "\n\n")))
    labels, parts = list[Label](), list[str]()
    for _, label in sorted(placed, key=lambda pair: pair[0]):
        parts += [line_end, label.text]
        labels.append(label)
        if not label.junk and len(label.text.split()) >= MIN_WORDS and random.random() < INSERTED:
            written, within = insertion(random)
            parts += [" " if within else line_end, written.text]
            labels.append(written)
    return replace(page, labels=tuple(labels), text="".join(parts[1:]))


def insertion(random: np.random.Generator) -> tuple[Label, bool]:
    """A written line, and whether it goes on with the line before it."""
    name = str(random.choice(list(WRITTEN), p=[odds for odds, _ in WRITTEN.values()]))
    junk, within = name != "advice", bool(random.random() < WRITTEN[name][1])
    return Label(str(random.choice(inserted_lines(name))), junk, name), within


@lru_cache
def inserted_lines(name: str) -> tuple[str, ...]:
    """The lines of one of the written files."""
    text = (HERE / "inserted" / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


def train(
    samples: Sequence[Sample], *, version: int = MODEL, seed: int = SEED, trees: int = TREES
) -> dict[str, Any]:
    """The model in its stored form."""
    words = word_matrix(samples)
    page_of = np.repeat(np.arange(len(samples)), [len(each.labels) for each in samples])
    labels = [label for each in samples for label in each.labels]
    known = np.array([label is not None for label in labels])
    weight = np.array([each.weight for each in samples])[page_of]
    junk = np.array([bool(label and label.junk) for label in labels])
    fold = folds_of([each.site for each in samples], FOLDS, seed)[page_of]
    fold = with_lines_apart(fold, labels)
    lexical = np.zeros(len(labels), np.float32)
    for held in range(FOLDS):
        model = fit_words(words, junk, known & (fold != held))
        lexical[fold == held] = model.predict_proba(words[fold == held])[:, 1]
    columns = [
        features_of(each.draft, each.tokens, each.dropped, lexical[page_of == number])
        for number, each in enumerate(samples)
    ]
    names = list(columns[0])
    matrix = np.concatenate([np.stack([page[name] for name in names], 1) for page in columns])
    return {
        "version": version,
        "line_above": LINE_ABOVE,
        "sentence_above": SENTENCE_ABOVE,
        "doubt_above": DOUBT_ABOVE,
        "sure_above": SURE_ABOVE,
        "columns": names,
        "words": stored_words(fit_words(words, junk, known)),
        "trees": stored_trees(fit_trees(matrix[known], junk[known], weight[known], seed, trees)),
    }


def word_matrix(samples: Sequence[Sample]) -> Any:
    """One row a unit: its tokens and pairs, each counted once, over the root of their number."""
    import scipy.sparse

    rows, above = [], 0
    for sample in samples:
        unit = np.concatenate([sample.tokens.unit, sample.tokens.unit])
        rows.append(np.unique((unit + above) * 2 * SIZE + weights_at(sample.tokens)))
        above += len(sample.labels)
    pairs = np.concatenate(rows)
    row, column = pairs // (2 * SIZE), pairs % (2 * SIZE)
    values = 1 / np.sqrt(np.bincount(row, minlength=above))[row]
    return scipy.sparse.csr_matrix((values, (row, column)), shape=(above, 2 * SIZE))


def folds_of(sites: Sequence[str], count: int, seed: int) -> NDArray[np.int64]:
    """A fold for each site, so that none is on two sides of a split."""
    names = sorted(set(sites))
    order = np.random.default_rng(seed).permutation(len(names))
    fold = {name: int(place) % count for name, place in zip(names, order, strict=True)}
    return np.array([fold[site] for site in sites])


def with_lines_apart(fold: NDArray[np.int64], labels: Sequence[Label | None]) -> NDArray[np.int64]:
    """The folds, with each written line in one of its own, on whatever pages it stands.

    It stands on pages of several folds: a regression that had learnt it from one would know it
    on another by heart, and the trees would come to trust words more than they may.
    """
    apart = fold.copy()
    for row, label in enumerate(labels):
        if label is not None and label.kind in WRITTEN:
            apart[row] = zlib.crc32(label.text.encode()) % FOLDS
    return apart


def fit_words(words: Any, junk: NDArray[np.bool_], rows: NDArray[np.bool_]) -> Any:
    """The regression over words."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=4, solver="liblinear", random_state=0, max_iter=300)
    return model.fit(words[rows], junk[rows])


def fit_trees(
    matrix: NDArray[np.float32],
    junk: NDArray[np.bool_],
    weight: NDArray[np.float64],
    seed: int,
    trees: int,
) -> Any:
    """The boosted trees."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.1,
        max_depth=DEPTH,
        max_leaf_nodes=2**DEPTH,
        min_samples_leaf=20,
        l2_regularization=2,
        early_stopping=False,
        random_state=seed % 2**31,
    )
    return model.fit(matrix, junk, sample_weight=weight)


def stored_words(model: Any) -> dict[str, Any]:
    """The regression's weights, each in one byte."""
    weights = model.coef_[0]
    scale = float(np.abs(weights).max()) / 127
    quantised = np.round(weights / scale).astype(np.int8)
    return {
        "bias": round(float(model.intercept_[0]), 6),
        "scale": scale,
        "weights": base64.b64encode(quantised.tobytes()).decode(),
    }


def stored_trees(model: Any) -> dict[str, Any]:
    """The trees, each filled up to 15 questions and 16 answers."""
    filled = [full_tree(each[0].nodes) for each in model._predictors]
    return {
        "bias": round(float(model._baseline_prediction.item()), 6),
        "columns": [columns for columns, _, _ in filled],
        "thresholds": [thresholds for _, thresholds, _ in filled],
        "answers": [answers for _, _, answers in filled],
    }


def full_tree(nodes: Any) -> tuple[list[int], list[float], list[float]]:
    """A tree whose paths are all of one length: behind a leaf, questions that change nothing."""
    inner = 2**DEPTH - 1
    columns, thresholds, answers = [0] * inner, [0.0] * inner, [0.0] * (inner + 1)
    waiting = [(0, 0)]
    while waiting:
        at, number = waiting.pop()
        node = nodes[number]
        if at >= inner:
            answers[at - inner] = round(float(node["value"]), 5)
            continue
        leaf = bool(node["is_leaf"])
        if not leaf:
            columns[at] = int(node["feature_idx"])
            thresholds[at] = float(np.float32(node["num_threshold"]))
        waiting.append((2 * at + 1, number if leaf else int(node["left"])))
        waiting.append((2 * at + 2, number if leaf else int(node["right"])))
    return columns, thresholds, answers


def head_from(samples: Sequence[Sample]) -> Head:
    """A head that has learnt from these samples."""
    return from_stored(train(samples))


def main() -> None:
    """Train on every labelled page, and write the weights."""
    samples = samples_of([*labelled_pages(), *sample_pages()])
    stored = train(samples)
    WEIGHTS.write_text(json.dumps(stored, separators=(",", ":")) + "\n", "utf-8")
    units = sum(label is not None for each in samples for label in each.labels)
    sites = len({each.site for each in samples})
    print(f"{WEIGHTS.name}: {units:,} labelled units of {sites} sites", file=sys.stderr)
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    print(f'corpus/clean/head/model.py: SHA256 = "{digest}"', file=sys.stderr)


if __name__ == "__main__":
    main()
