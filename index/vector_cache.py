"""Vectors that were computed before, by what was embedded; safe to delete."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.disk import naming
from index.encoder import Encoder, Vector, Vectors

BATCH = 256  # texts encoded between two commits: what a killed build loses at most
QUESTION = "question\0"  # before a question's text: it may be encoded in another way
KEYS = "SELECT key FROM vector"
HEAD = 8  # bytes of a key that tell it from all others, but for one in many billions
CHECK = 8  # bytes of a hash behind each vector: a flipped sign would pass every other test
# What SQLite says of a file that is damaged, is no database, or holds other tables. All else (a
# full disk, a lock, a folder that can't be written) leaves the file alone: it may be good.
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class VectorCache:
    """An encoder's vectors in one SQLite file, closed by `with`.

    A file that is damaged is deleted and begun anew: it only holds what can be computed again.
    One that can't be written raises `OSError` at once, before hours of work are lost.
    """

    def __init__(self, path: Path, encoder: Encoder) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.encoder = encoder
        self.reused = 0
        self.encoded = 0
        with naming(path):
            try:
                self.connection = connect(path)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
                self.connection = connect_anew(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension), in the order given; only what is not known is encoded."""
        found, made = self.known_or_made(texts, self.encoder.encode_passages)
        self.encoded += made
        self.reused += len(texts) - made
        return found

    def again(self, texts: Sequence[str]) -> Vectors:
        """The same of texts that a build asked for before, and that are not counted anew."""
        return self.known_or_made(texts, self.encoder.encode_passages)[0]

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The same of questions, as they are asked; they don't count as passages."""

        def encode(missing: Sequence[str]) -> Iterable[Vector]:
            return map(self.encoder.encode_query, missing)

        return self.known_or_made(texts, encode, apart=QUESTION)[0]

    def known_or_made(
        self,
        texts: Sequence[str],
        encode: Callable[[Sequence[str]], Iterable[Vector]],
        *,
        apart: str = "",
    ) -> tuple[Vectors, int]:
        """The vectors of texts, in their order, and how many had to be made.

        `apart` keeps what is encoded in another way from sharing a key.
        """
        keys = [self.key(apart + text) for text in texts]
        known = {key: vector for key in set(keys) if (vector := self.look_up(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = dict(zip(missing, encode(list(missing.values())), strict=True))
            self.keep(made)
            known |= made
        rows = [known[key] for key in keys]
        found = np.asarray(rows, dtype=np.float32).reshape(len(texts), self.encoder.dimension)
        return found, len(missing)

    def take_over(self, made: Mapping[bytes, Vector]) -> None:
        """Keep vectors that were computed elsewhere for this build; those that are known stay."""
        new = {key: vector for key, vector in made.items() if self.look_up(key) is None}
        self.encoded += len(new)
        self.keep(new)

    def heads(self) -> NDArray[np.uint64]:
        """What the keys of all vectors begin with, in order."""
        with naming(self.path):
            try:
                return np.sort(heads_of(row[0] for row in self.connection.execute(KEYS)))
            except sqlite3.DatabaseError as error:
                self.begin_anew(error)
                return heads_of(())

    def keep(self, made: Mapping[bytes, Vector]) -> None:
        """Write vectors, all or none."""
        rows = [(key, checked(key, vector.tobytes())) for key, vector in made.items()]
        with naming(self.path):
            try:
                self.write(rows)
            except sqlite3.DatabaseError as error:
                self.begin_anew(error)
                self.write(rows)

    def write(self, rows: list[tuple[bytes, bytes]]) -> None:
        """Write rows in one transaction."""
        with self.connection:
            self.connection.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def look_up(self, key: bytes) -> Vector | None:
        """A vector that was kept; None where there is none, or it is not as it was kept."""
        query = "SELECT vector FROM vector WHERE key = ?"
        with naming(self.path):
            try:
                row = self.connection.execute(query, (key,)).fetchone()
            except sqlite3.DatabaseError as error:
                self.begin_anew(error)
                return None
        size = 4 * self.encoder.dimension
        if row is None or row[0] != checked(key, row[0][:size]) or len(row[0]) != size + CHECK:
            return None
        return np.frombuffer(row[0], dtype=np.float32, count=self.encoder.dimension)

    def begin_anew(self, error: sqlite3.DatabaseError) -> None:
        """Put an empty file in a damaged one's place; any other error is raised again."""
        if not is_damage(error):
            raise error
        self.connection.close()
        self.connection = connect_anew(self.path)

    def key(self, text: str) -> bytes:
        """What names a vector of the encoder."""
        return key_of(self.encoder.name, text)


def key_of(encoder: str, text: str) -> bytes:
    """What names a vector: the encoder with its weights, and the text."""
    return hashlib.sha256(f"{encoder}\0{text}".encode("utf-8", "surrogatepass")).digest()


def heads_of(keys: Iterable[bytes]) -> NDArray[np.uint64]:
    """What keys begin with, as numbers, in the order given."""
    return np.frombuffer(b"".join(key[:HEAD] for key in keys), dtype=np.uint64)


def checked(key: bytes, vector: bytes) -> bytes:
    """A vector's bytes with the hash that shows whether they are still the ones of this key."""
    return vector + hashlib.blake2b(key + vector, digest_size=CHECK).digest()


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is to blame, not the disk, a lock or permissions."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
    return code & 0xFF in DAMAGED  # the low byte: what lies above it only refines


def connect_anew(path: Path) -> sqlite3.Connection:
    """An empty cache in the place of a damaged one."""
    delete_cache(path)
    return connect(path)


def delete_cache(path: Path) -> None:
    """Delete a cache and what SQLite keeps beside it; nothing where there is none."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def connect(path: Path) -> sqlite3.Connection:
    """Open or make a cache.

    Raises:
        sqlite3.DatabaseError: the file is no cache, or can't be written.
    """
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, vector BLOB) STRICT"
        )
        with closing(connection.execute("SELECT key, vector FROM vector LIMIT 1")) as found:
            found.fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
