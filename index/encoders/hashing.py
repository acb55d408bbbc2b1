"""An encoder without a model: hashed words and their beginnings. For tests, and nothing else."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from corpus.embedded import Embedded
from index.encoder import Encoded, Vector, Vectors, each_by_itself
from index.stop_words import STOP_WORDS

WORD = re.compile(r"\w+")
EMPTY = frozenset(STOP_WORDS)
STEM = 5  # characters; "therapist" and "therapists" share a beginning


class HashingEncoder:
    """Sums a signed unit for each word that says something, and its beginning."""

    name = "hashing-256@2"
    dimension = 256
    max_tokens = 256

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text."""
        return [len(WORD.findall(text)) for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 256); a text without such words is the first unit vector."""
        return hashed(texts)

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """Each sentence as if it were a text."""
        return each_by_itself(texts, hashed)

    def encode_query(self, text: str) -> Vector:
        """As a passage is encoded."""
        return np.asarray(hashed([text])[0], dtype=np.float32)


def hashed(texts: Sequence[str]) -> Vectors:
    """A row for each text."""
    rows = np.zeros((len(texts), HashingEncoder.dimension), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in (word for word in WORD.findall(text.casefold()) if word not in EMPTY):
            for feature, weight in ((word, 1.0), (word[:STEM], 0.7)):
                digest = zlib.crc32(feature.encode("utf-8", "replace"))
                row[digest % len(row)] += weight if digest & 0x10000 else -weight
        if not row.any():
            row[0] = 1.0
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)
