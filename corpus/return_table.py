"""Which id an article that was removed had, by its source, in a collection's catalogue.

A file may come back by another way than it came, in a folder or by itself, which would name it
otherwise; what was decided about its lines holds for its id. An export leaves this out: on another
machine the same file has another path.
"""

from __future__ import annotations

import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS removed (
    source TEXT PRIMARY KEY,  -- as its entry had it
    article TEXT NOT NULL     -- the id that it had
) STRICT;
"""


def note_removed(catalogue: sqlite3.Connection, source: str, article: str) -> None:
    """Note which id a source's article had."""
    catalogue.execute("INSERT OR REPLACE INTO removed VALUES (?, ?)", (source, article))


def id_before(catalogue: sqlite3.Connection, source: str) -> str:
    """The id that a source's article had when it was removed; '' where none was."""
    query = "SELECT article FROM removed WHERE source = ?"
    found = catalogue.execute(query, (source,)).fetchone()
    return found[0] if found else ""


def forget_source(catalogue: sqlite3.Connection, source: str) -> None:
    """Let go of a source's id, as its article is here again."""
    catalogue.execute("DELETE FROM removed WHERE source = ?", (source,))


def forget_article(catalogue: sqlite3.Connection, article: str) -> None:
    """Delete from where an article came."""
    catalogue.execute("DELETE FROM removed WHERE article = ?", (article,))
