"""An encoder that stands before another one, and does as that does but for what it adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it imports numpy, and a page is drawn before that
    from corpus.embedded import Embedded
    from index.encoder import Encoded, Encoder, Vector, Vectors


@dataclass(frozen=True, slots=True)
class Delegating:
    """Another encoder; whoever extends this says what is different."""

    encoder: Encoder

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
        """As the encoder does."""
        return self.encoder.encode_passages(texts)

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """As the encoder does."""
        return self.encoder.encode_embedded(texts)

    def encode_query(self, text: str) -> Vector:
        """As the encoder does."""
        return self.encoder.encode_query(text)
