"""The curator's rulings in a collection's catalogue."""

from __future__ import annotations

import json
import sqlite3

from corpus.clean.rulings import Ruling, Verdict
from corpus.row_sums import checked, sum_row

SCHEMA = """
CREATE TABLE IF NOT EXISTS ruling (
    article TEXT NOT NULL,            -- an id, also of an article that was removed and may return
    text TEXT NOT NULL,               -- the unit as it stood in its source
    action TEXT NOT NULL,             -- "keep" or "drop"
    even_protected INTEGER NOT NULL,  -- 1: dropped although it says where help is to be had
    made TEXT NOT NULL,               -- ISO 8601, UTC
    row_sum TEXT NOT NULL DEFAULT '', -- of the others, as of `corpus.row_sums`
    PRIMARY KEY (article, text)
) STRICT;
"""
COLUMNS = "article, text, action, even_protected, made"
OF_ENTRY = f"""(  -- JSON, beside an entry
    SELECT json_group_array(json_array({COLUMNS}, row_sum)) FROM ruling WHERE article = entry.id
)"""


def unpack(stored: str) -> tuple[Ruling, ...]:
    """An entry's rulings, the earliest first, from what `OF_ENTRY` gives."""
    if stored == "[]":  # of most entries
        return ()
    return tuple(in_order([as_ruling(*checked(row)) for row in json.loads(stored)]))


def read_rulings(catalogue: sqlite3.Connection) -> list[Ruling]:
    """Every ruling, by article, the earliest first; also those of articles that were removed."""
    rows = catalogue.execute(f"SELECT {COLUMNS}, row_sum FROM ruling")
    return in_order([as_ruling(*checked(row)) for row in rows])


def in_order(rulings: list[Ruling]) -> list[Ruling]:
    """By article, then by when they were made, then by their text."""
    return sorted(rulings, key=lambda ruling: (ruling.article, ruling.made, ruling.text))


def as_ruling(article: str, text: str, action: str, even_protected: int, made: str) -> Ruling:
    """A row as a ruling."""
    return Ruling(article, text, verdict_of(action), bool(even_protected), made)


def verdict_of(action: str) -> Verdict:
    """What was decided, from how it is stored."""
    return "drop" if action == "drop" else "keep"


def write_ruling(catalogue: sqlite3.Connection, ruling: Ruling) -> None:
    """Enter a ruling in the place of every other on the same words of its article."""
    delete_ruling(catalogue, ruling)
    row = [*ruling[:3], int(ruling.even_protected), ruling.made]
    query = f"INSERT INTO ruling ({COLUMNS}, row_sum) VALUES (?, ?, ?, ?, ?, ?)"
    catalogue.execute(query, [*row, sum_row(row)])


def delete_ruling(catalogue: sqlite3.Connection, ruling: Ruling) -> int:
    """Take back what was ruled on the same words of the same article; gives how many there were."""
    query = "SELECT text FROM ruling WHERE article = ?"
    same = [
        (ruling.article, text)
        for (text,) in catalogue.execute(query, (ruling.article,)).fetchall()
        if Ruling(ruling.article, text, "keep").words == ruling.words
    ]
    catalogue.executemany("DELETE FROM ruling WHERE article = ? AND text = ?", same)
    return len(same)


def forget_article(catalogue: sqlite3.Connection, article_id: str) -> None:
    """Delete all that was ruled on an article."""
    catalogue.execute("DELETE FROM ruling WHERE article = ?", (article_id,))
