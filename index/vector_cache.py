"""Vectors that were computed before, by what was embedded; safe to delete."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Encoder, Vectors

BATCH = 256  # texts encoded between two commits: what a killed build loses at most
Done = Callable[[int], None]  # told how many texts were encoded, or found


class VectorCache:
    """An encoder's vectors in one SQLite file, closed by `with`.

    A file that is damaged is put aside and begun anew: it only holds what can be computed again.
    """

    def __init__(self, path: Path, encoder: Encoder) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.encoder = encoder
        self.reused = 0
        self.encoded = 0
        try:
            self.connection = connect(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self.connection = connect(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), in the order given; only what is not known is encoded."""
        keys = [self.key(text) for text in texts]
        known = {key: vector for key in set(keys) if (vector := self.look_up(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        fresh = self.encoder.encode_passages(list(missing.values())) if missing else ()
        with self.connection:
            for key, vector in zip(missing, fresh, strict=True):
                known[key] = vector
                self.connection.execute(
                    "INSERT OR REPLACE INTO vector VALUES (?, ?)", (key, vector.tobytes())
                )
        self.encoded += len(missing)
        self.reused += len(texts) - len(missing)
        rows = [known[key] for key in keys]
        shape = (len(texts), self.encoder.dimension)
        return np.asarray(rows, dtype=np.float32).reshape(shape)

    def look_up(self, key: bytes) -> Vectors | None:
        """A vector that was kept; None where there is none of the right length."""
        row = self.connection.execute("SELECT vector FROM vector WHERE key = ?", (key,)).fetchone()
        if row is None or len(row[0]) != 4 * self.encoder.dimension:
            return None
        vector = np.frombuffer(row[0], dtype=np.float32)
        # unit length: a damaged vector would rank at random
        return vector if abs(float(vector @ vector) - 1) < 1e-3 else None

    def key(self, text: str) -> bytes:
        """What names a vector: the encoder with its weights, and the text."""
        words = f"{self.encoder.name}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(words).digest()


def connect(path: Path) -> sqlite3.Connection:
    """Open or make a cache.

    Raises:
        sqlite3.DatabaseError: the file is no cache.
    """
    connection = sqlite3.connect(path, timeout=30)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, vector BLOB) STRICT"
    )
    return connection
