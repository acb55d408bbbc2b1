"""An encoder that can be interrupted: a Cancel is met within a second, not after a whole batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.delegating import Delegating

if TYPE_CHECKING:  # it imports numpy's types
    from corpus.embedded import Embedded
    from index.encoder import Encoded, Vector

OF_EACH_CORE = 8  # passages between two looks: half a second for the larger encoder


@dataclass(frozen=True, slots=True)
class Heeding(Delegating):
    """Another encoder, which asks between a few texts and the next whether it is to go on.

    `heed` raises what is to end the work.
    """

    heed: Callable[[], None]

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """As the encoder does, a few at a time."""
        from index.encoders.cores import usable_cores

        few = OF_EACH_CORE * usable_cores()
        encoded: list[Encoded] = []
        for start in range(0, len(texts), few):
            self.heed()
            encoded += self.encoder.encode_embedded(texts[start : start + few])
        return encoded

    def encode_query(self, text: str) -> Vector:
        """As the encoder does."""
        self.heed()
        return self.encoder.encode_query(text)
