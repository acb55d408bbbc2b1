"""Makes the prototypes of search/crisis/ from the questions that are not held out.

`python -m benchmarks.crisis.fit` needs the weights of both encoders; a minute of two cores.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.crisis.questions import Question, read_questions
from index.encoders.catalogue import open_encoder
from search.crisis.lexicon import read_lexicon
from search.crisis.plain import is_in_latin
from search.crisis.prototypes import FOLDER, SCALE, model_of

ENCODERS = ("minilm", "mpnet")
AXES = 96  # fewer lose recall, and all of them (384, 768) gain none
NARROW = 2.0
RIDGE = 0.1
# Of the questions that do not call for help, how many may be taken for ones that do when each is
# judged by all others: what the lexicon lets through comes on top.
FALSE_ALARMS = 0.07

Matrix = NDArray[np.float64]


class Fitted(NamedTuple):
    """Prototypes as they are kept."""

    mean: Matrix
    axes: Matrix
    points: Matrix
    weights: Matrix
    threshold: float
    recall: float  # of the questions of development, each judged by all others
    false_alarms: float


def fit(vectors: Matrix, calls: NDArray[np.bool_]) -> Fitted:
    """Kernel ridge regression, its threshold set by leaving out one question at a time."""
    mean = vectors.mean(axis=0)
    centred = units(vectors - mean)
    axes = np.linalg.svd(centred, full_matrices=False)[2][:AXES]
    points = np.round(units(centred @ axes.T) * SCALE) / SCALE
    target = np.where(calls, 1.0, -1.0)
    inverse = np.linalg.inv(np.exp(NARROW * (points @ points.T - 1)) + RIDGE * np.eye(len(points)))
    weights = inverse @ (target - target.mean())
    alone = target - target.mean() - weights / np.diag(inverse)
    threshold = float(np.quantile(alone[~calls], 1 - FALSE_ALARMS))
    heard = alone > threshold
    return Fitted(mean, axes, points, weights, threshold, heard[calls].mean(), heard[~calls].mean())


def units(rows: Matrix) -> Matrix:
    """Rows of length 1."""
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def save(encoder: str, fitted: Fitted) -> None:
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
    )
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    print(f'search/crisis/prototypes.py: SHA256["{file.stem}"] = "{digest}"')


def learnt_from() -> list[Question]:
    """The questions that the prototypes are made of: such as they are asked about."""
    told = (each for each in read_questions() if not each.is_held_out and each.label != "either")
    return [each for each in told if is_in_latin(each.text)]


def main() -> None:
    """Make the files and print how well each does by itself, and what it adds to the lexicon."""
    questions = learnt_from()
    calls = np.array([each.label == "calls" for each in questions])
    signed = np.array([read_lexicon().calls(each.text) for each in questions])
    heard, wrong = signed[calls].mean(), signed[~calls].mean()
    print(f"{len(questions)} questions; lexicon: recall {heard:.3f}, false alarms {wrong:.3f}")
    for name in ENCODERS:
        encoder = open_encoder(name)
        vectors = np.array([encoder.encode_query(each.text) for each in questions], np.float64)
        fitted = fit(vectors, calls)
        save(encoder.name, fitted)
        print(f"{encoder.name}: recall {fitted.recall:.3f}, false alarms {fitted.false_alarms:.3f}")


if __name__ == "__main__":
    main()
