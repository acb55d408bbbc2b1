"""An encoder without a model: hashed words and their beginnings. For tests, and nothing else."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from index.encoder import Vector, Vectors

WORD = re.compile(r"\w+")
STEM = 5  # characters; "therapist" and "therapists" share a beginning


class HashingEncoder:
    """Sums a signed unit for each word and its beginning; the same text, the same vector."""

    name = "hashing-256@1"
    dimension = 256
    max_tokens = 256

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text."""
        return [len(WORD.findall(text)) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 256); a text without words is the first unit vector."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in WORD.findall(text.casefold()):
                for feature, weight in ((word, 1.0), (word[:STEM], 0.7)):
                    digest = zlib.crc32(feature.encode("utf-8", "replace"))
                    row[digest % self.dimension] += weight if digest & 0x10000 else -weight
            if not row.any():
                row[0] = 1.0
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    def encode_query(self, text: str) -> Vector:
        """As a passage is encoded."""
        return np.asarray(self.encode_passages([text])[0], dtype=np.float32)
