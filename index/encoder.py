"""What turns text into vectors, and what goes wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.embedded import Embedded
from corpus.errors import UserError

Vectors = NDArray[np.float32]  # shape (n, dimension), rows of unit length
Vector = NDArray[np.float32]  # shape (dimension,), unit length


class Encoded(NamedTuple):
    """What was read of one text."""

    vector: Vector
    sentences: Vectors  # a row each, in order: unit length, or zeros where nothing of it was read


class Encoder(Protocol):
    """Turns text into vectors whose inner product is their cosine similarity.

    Questions and passages have a method each because most retrieval models want a
    different prefix on either side, and leaving it out costs quality silently.
    """

    @property
    def name(self) -> str:
        """Model and weights, "all-MiniLM-L6-v2@53aa51172d14"; checked before every search."""
        ...

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many word-pieces of a text are read, marks included; what follows is not."""
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Word-pieces of each text, without the model's own marks, in the order given."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), rows of unit length, in the order given."""
        ...

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """Texts, in the order given, as `encode_passages` has them, and each one's sentences.

        The sentences' vectors are in the space of the questions', so that a cosine says which of
        a passage's answers best.
        """
        ...

    def encode_query(self, text: str) -> Vector:
        """Shape (dimension,), unit length."""
        ...


def each_by_itself(
    texts: Sequence[Embedded], encode: Callable[[Sequence[str]], Vectors]
) -> list[Encoded]:
    """Texts and their sentences, every sentence encoded as if it were a text of its own.

    For an encoder of which only whole texts' vectors are known; it works twice.
    """
    apart = [text[slice(*place)] for text, places in texts for place in places]
    vectors = encode([*(each.text for each in texts), *apart])
    found, at = [], len(texts)
    for vector, (_, places) in zip(vectors[: len(texts)], texts, strict=True):
        found.append(Encoded(vector, vectors[at : at + len(places)]))
        at += len(places)
    return found


class EncoderMismatchError(UserError):
    """The index holds another encoder's vectors."""

    code = "encoder_mismatch"
    exit_status = 3

    def __init__(self, built_with: str, asked_for: str) -> None:
        super().__init__(
            f"The index was built with {built_with!r}, but here is {asked_for!r}, and their "
            "vectors cannot be compared.",
            hint="Run `wellread build` to encode the collection anew.",
        )


class WeightsMissingError(UserError):
    """A model's weights are not on this machine, or are not the ones they should be."""

    code = "weights_missing"
    exit_status = 3
