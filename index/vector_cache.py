"""What an encoder made of texts before: vectors, and codes of their sentences. Safe to delete."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from corpus.embedded import Embedded
from index.disk import naming
from index.encoder import Encoded, Encoder, Vectors
from index.sentence_codes import SENTENCES, coded

BATCH = 256  # texts encoded between two commits: what a killed build loses at most
QUESTION = "question\0"  # before a question's text: it may be encoded in another way
KEYS = "SELECT key FROM vector"
HEAD = 8  # bytes of a key that tell it from all others, but for one in many billions
CHECK = 8  # bytes of a hash behind each entry: a flipped sign would pass every other test
# What SQLite says of a file that is damaged, is no database, or holds other tables. All else (a
# full disk, a lock, a folder that can't be written) leaves the file alone: it may be good.
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class Known(NamedTuple):
    """What a cache gives of some texts, in their order."""

    vectors: Vectors  # shape (texts, dimension)
    codes: list[bytes]  # of each text's sentences, as `sentence_codes` has them


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

    def passages(self, texts: Sequence[Embedded]) -> Known:
        """What is known of passages, in the order given; only what is not is encoded."""
        found, made = self.of_passages(texts)
        self.encoded += made
        self.reused += len(texts) - made
        return found

    def again(self, texts: Sequence[Embedded]) -> Vectors:
        """The vectors of passages that a build asked for before, and that are not counted anew."""
        return self.of_passages(texts)[0].vectors

    def of_passages(self, texts: Sequence[Embedded]) -> tuple[Known, int]:
        """What is known of passages, and how many were encoded for it."""
        return self.known_or_made(
            [self.key(each) for each in texts],
            lambda rows: map(entry_of, self.encoder.encode_embedded([texts[row] for row in rows])),
        )

    def questions(self, texts: Sequence[str]) -> Vectors:
        """The vectors of questions, as they are asked; they don't count as passages."""
        return self.known_or_made(
            [self.key(Embedded(QUESTION + text)) for text in texts],
            lambda rows: (self.encoder.encode_query(texts[row]).tobytes() for row in rows),
        )[0].vectors

    def known_or_made(
        self, keys: Sequence[bytes], make: Callable[[list[int]], Iterable[bytes]]
    ) -> tuple[Known, int]:
        """What is kept under some keys, in their order, and how many entries had to be made.

        `make` is given where among the keys those stand whose entries are wanted.
        """
        known = {key: entry for key in set(keys) if (entry := self.look_up(key)) is not None}
        missing = {key: row for row, key in enumerate(keys) if key not in known}
        if missing:
            made = dict(zip(missing, make(list(missing.values())), strict=True))
            self.keep(made)
            known |= made
        entries = [known[key] for key in keys]
        size = 4 * self.encoder.dimension
        vectors = np.frombuffer(b"".join(each[:size] for each in entries), dtype=np.float32)
        found = vectors.reshape(len(keys), self.encoder.dimension)
        return Known(found, [each[size:] for each in entries]), len(missing)

    def take_over(self, made: Mapping[bytes, bytes]) -> None:
        """Keep entries that were computed elsewhere for this build; those that are known stay."""
        new = {key: entry for key, entry in made.items() if self.look_up(key) is None}
        self.encoded += len(new)
        self.keep(new)

    def heads(self) -> NDArray[np.uint64]:
        """What all keys begin with, in order."""
        with naming(self.path):
            try:
                return np.sort(heads_of(row[0] for row in self.connection.execute(KEYS)))
            except sqlite3.DatabaseError as error:
                self.begin_anew(error)
                return heads_of(())

    def keep(self, made: Mapping[bytes, bytes]) -> None:
        """Write entries, all or none."""
        rows = [(key, checked(key, entry)) for key, entry in made.items()]
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

    def look_up(self, key: bytes) -> bytes | None:
        """An entry that was kept; None where there is none, or it is not as it was kept."""
        query = "SELECT vector FROM vector WHERE key = ?"
        with naming(self.path):
            try:
                row = self.connection.execute(query, (key,)).fetchone()
            except sqlite3.DatabaseError as error:
                self.begin_anew(error)
                return None
        if row is None or row[0] != checked(key, entry := row[0][:-CHECK]):
            return None
        return entry if len(entry) >= 4 * self.encoder.dimension else None

    def begin_anew(self, error: sqlite3.DatabaseError) -> None:
        """Put an empty file in a damaged one's place; any other error is raised again."""
        if not is_damage(error):
            raise error
        self.connection.close()
        self.connection = connect_anew(self.path)

    def key(self, text: Embedded) -> bytes:
        """What names an entry of the encoder."""
        return key_of(self.encoder.name, text)


def key_of(encoder: str, embedded: Embedded) -> bytes:
    """What names an entry: the encoder with its weights, the text, and where its sentences are."""
    places = "".join(f"{place.start}-{place.end} " for place in embedded.sentences)
    version = f"{SENTENCES}: {places}\0" if places else ""
    said = f"{encoder}\0{version}{embedded.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


def entry_of(encoded: Encoded) -> bytes:
    """What is kept of a text: its vector, and behind that the codes of its sentences."""
    return encoded.vector.tobytes() + coded(encoded.sentences)


def heads_of(keys: Iterable[bytes]) -> NDArray[np.uint64]:
    """What keys begin with, as numbers, in the order given."""
    return np.frombuffer(b"".join(key[:HEAD] for key in keys), dtype=np.uint64)


def checked(key: bytes, entry: bytes) -> bytes:
    """An entry with the hash that shows whether it is still the one of this key."""
    return entry + hashlib.blake2b(key + entry, digest_size=CHECK).digest()


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
