"""Makes the prototypes of search/crisis/ from the questions that are not held out.

`python -m benchmarks.crisis.fit` needs the weights of both encoders; two minutes of two cores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.questions import Question, read_questions
from index.encoder import Encoder
from index.encoders.catalogue import open_encoder
from search.crisis.lexicon import read_lexicon
from search.crisis.plain import is_in_latin
from search.crisis.prototypes import FOLDER, SCALE, WHOLE, model_of
from search.crisis.story import sentences_of

ENCODERS = ("minilm", "mpnet")
AXES = 96  # fewer lose recall, and all of them (384, 768) gain none
NARROW = 2.0
RIDGE = 0.1
# Of the questions that do not call for help, how many may be taken for ones that do when each is
# judged by all others: what the lexicon lets through comes on top.
FALSE_ALARMS = 0.07

STORY_FALSE_ALARMS = 0.15  # the same of stories, each judged without its own sentences

Matrix = NDArray[np.float64]
Calls = NDArray[np.bool_]


class Fitted(NamedTuple):
    """Prototypes as they are kept."""

    mean: Matrix
    axes: Matrix
    points: Matrix
    weights: Matrix
    threshold: float
    alone: Matrix  # the nearness of each row that was learnt from, judged without its group
    recall: float  # of those whose threshold it is
    false_alarms: float

    def nearness(self, vectors: Matrix) -> Matrix:
        """As search/crisis/prototypes.py has it, of rows."""
        points = units(units(vectors - self.mean) @ self.axes.T)
        return np.asarray(np.exp(NARROW * (points @ self.points.T - 1)) @ self.weights)


class Story(NamedTuple):
    """A question of several sentences."""

    at: int  # its own place among the questions
    sentences: Matrix
    calls: bool


def fit(vectors: Matrix, calls: Calls, groups: NDArray[np.int_] | None = None) -> Fitted:
    """Kernel ridge regression, its threshold set by leaving out one group of rows at a time.

    Args:
        vectors: a row each.
        calls: whether each calls for help.
        groups: the number of each row's group, for those of the first rows a number of their own
            and the same as their place, which the threshold is of; else each row is one.
    """
    groups = np.arange(len(vectors)) if groups is None else groups
    mean = vectors.mean(axis=0)
    centred = units(vectors - mean)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:AXES]
    points = np.round(units(centred @ axes.T) * SCALE) / SCALE
    target = np.where(calls, 1.0, -1.0)
    inverse = np.linalg.inv(np.exp(NARROW * (points @ points.T - 1)) + RIDGE * np.eye(len(points)))
    weights = inverse @ (target - target.mean())
    alone = target - target.mean() - left_out(inverse, weights, groups)
    questions = np.arange(groups.max() + 1)
    asked, heard = calls[questions], alone[questions]
    threshold = float(np.quantile(heard[~asked], 1 - FALSE_ALARMS))
    recall, false = (heard[asked] > threshold).mean(), (heard[~asked] > threshold).mean()
    return Fitted(mean, axes, points, weights, threshold, alone, recall, false)


def left_out(inverse: Matrix, weights: Matrix, groups: NDArray[np.int_]) -> Matrix:
    """By how much each row is missed when its group is not learnt from (An et al., 2007)."""
    missed = weights / np.diag(inverse)
    for number in np.flatnonzero(np.bincount(groups) > 1):
        rows = np.flatnonzero(groups == number)
        missed[rows] = np.linalg.solve(inverse[np.ix_(rows, rows)], weights[rows])
    return np.asarray(missed)


def fit_stories(vectors: Matrix, calls: Calls, stories: Sequence[Story]) -> tuple[Fitted, float]:
    """The same, learnt from the sentences of stories, too; and the threshold of stories.

    Of a story that calls, nobody said which sentence does: the nearest counts as one, those that
    are far from it as none, and what is between is left out.
    """
    first = fit(vectors, calls)
    rows, does, groups = [vectors], [calls], [np.arange(len(vectors))]
    for story in stories:
        near = first.nearness(story.sentences)
        says = (near == near.max()) & story.calls
        told = says | (near < 0) | (not story.calls)
        rows.append(story.sentences[told])
        does.append(says[told])
        groups.append(np.full(told.sum(), story.at))
    fitted = fit(np.vstack(rows), np.concatenate(does), group_of := np.concatenate(groups))
    scores = [
        WHOLE * (fitted.alone[each.at] - fitted.threshold)
        + fitted.alone[len(vectors) :][group_of[len(vectors) :] == each.at].max()
        for each in stories
        if not each.calls
    ]
    return fitted, float(np.quantile(scores, 1 - STORY_FALSE_ALARMS))


def units(rows: Matrix) -> Matrix:
    """Rows of length 1."""
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def save(encoder: str, fitted: Fitted, story_threshold: float) -> None:
    """Write the file of an encoder's model."""
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{model_of(encoder)}.npz"
    np.savez_compressed(
        file,
        mean=fitted.mean.astype(np.float16),
        axes=fitted.axes.astype(np.float16),
        points=np.round(fitted.points * SCALE).astype(np.int8),
        weights=fitted.weights.astype(np.float32),
        narrow=np.float32(NARROW),
        threshold=np.float32(fitted.threshold),
        story_threshold=np.float32(story_threshold),
    )
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    print(f'search/crisis/prototypes.py: SHA256["{file.stem}"] = "{digest}"')


def learnt_from() -> list[Question]:
    """The questions that the prototypes are made of: such as they are asked about."""
    told = (each for each in read_questions() if not each.is_held_out and each.label != "either")
    return [each for each in told if is_in_latin(each.text)]


def encoded(encoder: Encoder, text: str) -> Matrix:
    """A text's vector."""
    return encoder.encode_query(text).astype(np.float64)


def main() -> None:
    """Make the files and print how well each does by itself, and what it adds to the lexicon."""
    questions = learnt_from()
    calls = np.array([each.label == "calls" for each in questions])
    signed = np.array([read_lexicon().calls(each.text) for each in questions])
    heard, wrong = signed[calls].mean(), signed[~calls].mean()
    print(f"{len(questions)} questions; lexicon: recall {heard:.3f}, false alarms {wrong:.3f}")
    for name in ENCODERS:
        encoder = open_encoder(name)
        encode = cache(partial(encoded, encoder))
        vectors = np.array([encode(each.text) for each in questions])
        stories = [
            Story(at, np.array([encode(said) for said in sentences]), each.label == "calls")
            for at, each in enumerate(questions)
            if (sentences := sentences_of(each.text))
        ]
        fitted, story_threshold = fit_stories(vectors, calls, stories)
        save(encoder.name, fitted, story_threshold)
        print(f"{encoder.name}: recall {fitted.recall:.3f}, false alarms {fitted.false_alarms:.3f}")


if __name__ == "__main__":
    main()
