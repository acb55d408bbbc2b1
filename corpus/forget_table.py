"""What a collection's catalogue must know to forget an article: every original it ever had.

An article that was changed or removed leaves its earlier originals behind, with much the same
words. And an index is freed of an article some time after the collection is, so what is to be
forgotten stays noted until all is done, whoever ends what was begun.
"""

from __future__ import annotations

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (       -- the originals that were received for each article
    article TEXT NOT NULL,              -- an id, also of an article that was removed
    sha256 TEXT NOT NULL,
    PRIMARY KEY (article, sha256)
) STRICT;
CREATE TABLE IF NOT EXISTS forgotten (  -- here, but perhaps not yet in the index
    article TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (article, sha256)
) STRICT;
INSERT OR IGNORE INTO kept SELECT id, sha256 FROM entry;
"""
NO_ONES = """
    SELECT DISTINCT sha256 FROM forgotten
    EXCEPT SELECT sha256 FROM kept EXCEPT SELECT sha256 FROM entry ORDER BY sha256
"""


def note_original(catalogue: sqlite3.Connection, article: str, sha256: str) -> None:
    """Note that an original was received for an article."""
    catalogue.execute("INSERT OR IGNORE INTO kept VALUES (?, ?)", (article, sha256))


def every_original(catalogue: sqlite3.Connection) -> list[tuple[str, str]]:
    """Each article that is or was here with each original it had, in order."""
    return catalogue.execute("SELECT article, sha256 FROM kept ORDER BY article, sha256").fetchall()


def originals_of(catalogue: sqlite3.Connection, article: str) -> list[str]:
    """The sha256 of every original that was received for an article; none for an unknown one."""
    query = "SELECT sha256 FROM kept WHERE article = ? ORDER BY sha256"
    return [row[0] for row in catalogue.execute(query, (article,))]


def begin(catalogue: sqlite3.Connection, article: str) -> None:
    """Note that an article is to be forgotten, with all its originals."""
    query = "INSERT OR IGNORE INTO forgotten SELECT article, sha256 FROM kept WHERE article = ?"
    catalogue.execute(query, (article,))
    catalogue.execute("DELETE FROM kept WHERE article = ?", (article,))


def to_delete(catalogue: sqlite3.Connection) -> list[str]:
    """The originals of what is to be forgotten that no other article has or had."""
    return [row[0] for row in catalogue.execute(NO_ONES)]


def forgotten(catalogue: sqlite3.Connection) -> list[str]:
    """The articles that were forgotten here, and of which an index may still have words."""
    query = "SELECT DISTINCT article FROM forgotten ORDER BY article"
    return [row[0] for row in catalogue.execute(query)]


def end(catalogue: sqlite3.Connection, article: str) -> None:
    """Note that nothing of an article is left."""
    catalogue.execute("DELETE FROM forgotten WHERE article = ?", (article,))
