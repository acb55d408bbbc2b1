"""An encoder for one search: a question that several parts of it ask for is encoded once."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.delegating import Delegating
from index.encoder import Vector


@dataclass(frozen=True, slots=True)
class AskedOnce(Delegating):
    """Another encoder, with the vectors of the questions that it was asked for."""

    asked: dict[str, Vector] = field(default_factory=dict)  # gone with the search

    def encode_query(self, text: str) -> Vector:
        """The encoder's vector, computed when it is first asked for."""
        if text not in self.asked:
            self.asked[text] = self.encoder.encode_query(text)
        return self.asked[text]
