"""An encoder for one search: a question that several parts of it ask for is encoded once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from index.encoder import Encoder, Vector, Vectors


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """Another encoder, with the vectors of the questions that it was asked for."""

    encoder: Encoder
    asked: dict[str, Vector] = field(default_factory=dict)  # gone with the search

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

    def encode_query(self, text: str) -> Vector:
        """The encoder's vector, computed when it is first asked for."""
        if text not in self.asked:
            self.asked[text] = self.encoder.encode_query(text)
        return self.asked[text]
