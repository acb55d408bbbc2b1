"""An encoder that can be interrupted: a Cancel is met within a second, not after a whole batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it imports numpy's types
    from index.encoder import Encoder, Vector, Vectors

OF_EACH_CORE = 8  # passages between two looks: half a second for the larger encoder


@dataclass(frozen=True, slots=True)
class Heeding:
    """Another encoder, which asks between a few texts and the next whether it is to go on.

    `heed` raises what is to end the work.
    """

    encoder: Encoder
    heed: Callable[[], None]

    @property
    def name(self) -> str:
        """The encoder's own."""
        return self.encoder.name

    @property
    def dimension(self) -> int:
        """The encoder's own."""
        return self.encoder.dimension

    @property
    def max_tokens(self) -> int:
        """The encoder's own."""
        return self.encoder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As the encoder counts."""
        return self.encoder.count_tokens(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does, a few at a time."""
        import numpy as np

        from index.encoders.cores import usable_cores

        few = OF_EACH_CORE * usable_cores()
        parts = []
        for start in range(0, len(texts), few):
            self.heed()
            parts.append(self.encoder.encode_passages(texts[start : start + few]))
        return np.concatenate(parts) if parts else self.encoder.encode_passages(texts)

    def encode_query(self, text: str) -> Vector:
        """As the encoder does."""
        self.heed()
        return self.encoder.encode_query(text)
