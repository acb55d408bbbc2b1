"""Questions that call for help, and questions that do not, as vectors that another is held against.

A question is near when the weighted sum of its likeness to all prototypes is above a threshold:
kernel ridge regression on the vectors without their mean, along the axes in which they differ most.
A story is near when one of its sentences is, more so where the whole of it nearly is.
`python -m benchmarks.crisis.fit` makes a file of them for each encoder that Wellread comes with,
from the questions in benchmarks/crisis/ that are not held out; no word of these is in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.sealed import read_sealed

if TYPE_CHECKING:  # numpy is not imported for a card that the lexicon brings
    import numpy as np
    from numpy.typing import NDArray

    from index.encoder import Vector

FOLDER = Path(__file__).with_name("prototypes")
SHA256 = {  # of each file, as its making tells them
    "all-MiniLM-L6-v2": "b2c45958da2377c87f989a427b353d855b6fcc54e7464c07eba97aa4a0af6082",
    "all-mpnet-base-v2": "e273a68ee5bc9656fab32f8eeadd9f551df82f3a599d8525818d41ba5545e14b",
}
SCALE = 127  # of the prototypes' coordinates, kept in 8 bits
WHOLE = 0.5  # how much a whole story counts beside its nearest sentence


@dataclass(frozen=True, slots=True)
class Prototypes:
    """What one encoder makes of the questions."""

    mean: NDArray[np.float32]  # shape (dimension,)
    axes: NDArray[np.float32]  # shape (axes, dimension), of unit length
    points: NDArray[np.float32]  # shape (prototypes, axes), rows of unit length
    weights: NDArray[np.float32]  # of each prototype; above 0 for one that calls for help
    narrow: float  # how fast likeness falls with the angle
    threshold: float
    story_threshold: float

    def are_near(self, question: Vector, sentences: Iterable[Vector] = ()) -> bool:
        """Whether a question's vector, as its encoder gave it, lies with those that call.

        Args:
            question: of all of it.
            sentences: of each sentence of a story, drawn until one is near; none of what is judged
                as a whole.
        """
        beyond = self.nearness(question) - self.threshold
        is_story = False
        for each in sentences:
            if self.nearness(each) + WHOLE * beyond > self.story_threshold:
                return True
            is_story = True
        return not is_story and beyond > 0

    def nearness(self, vector: Vector) -> float:
        """The weighted sum of likenesses; higher is nearer to the questions that call."""
        import numpy as np

        point = unit(self.axes @ unit(vector - self.mean))
        return float(self.weights @ np.exp(self.narrow * (self.points @ point - 1)))


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """A vector of length 1 in the same direction; 0 stays."""
    import numpy as np

    return vector / max(float(np.linalg.norm(vector)), 1e-9)


@cache
def find_prototypes(encoder: str) -> Prototypes | None:
    """The prototypes for an encoder of this name; None where none were made.

    One model's vectors in 8 bits and in fp32 lie close enough to share a file.

    Raises:
        BrokenSealError: its file is not as it came.
    """
    import numpy as np

    model = model_of(encoder)
    if model not in SHA256:
        return None
    sealed = read_sealed(FOLDER / f"{model}.npz", SHA256[model])
    with np.load(io.BytesIO(sealed)) as kept:
        return Prototypes(
            mean=kept["mean"].astype(np.float32),
            axes=kept["axes"].astype(np.float32),
            points=kept["points"].astype(np.float32) / SCALE,
            weights=kept["weights"],
            narrow=float(kept["narrow"]),
            threshold=float(kept["threshold"]),
            story_threshold=float(kept["story_threshold"]),
        )


def model_of(encoder: str) -> str:
    """The model in an encoder's name.

    >>> model_of("all-MiniLM-L6-v2-int8@356fbc9d4865")
    'all-MiniLM-L6-v2'
    """
    return encoder.split("@")[0].removesuffix("-int8").replace("/", "--")
