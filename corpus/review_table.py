"""Which articles in need of review their curator has looked at, in a collection's catalogue."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from corpus.row_sums import checked, sum_row

SCHEMA = """
CREATE TABLE IF NOT EXISTS review (
    article TEXT PRIMARY KEY,  -- an id, also of an article that was removed and may return
    reasons TEXT NOT NULL,     -- why it needed review, as JSON
    seen TEXT NOT NULL,        -- names the text and the reasons that were looked at
    made TEXT NOT NULL,        -- ISO 8601, UTC
    row_sum TEXT NOT NULL DEFAULT ''  -- of the others, as of `corpus.row_sums`
) STRICT;
"""
COLUMNS = "article, reasons, seen, made"


class Review(NamedTuple):
    """A curator has looked at an article: it holds for the text and the reasons of that time."""

    article: str  # the id
    reasons: tuple[str, ...]
    seen: str  # as `seen_as` gives it
    made: str = ""  # ISO 8601, UTC


def seen_as(text: str, reasons: Sequence[str]) -> str:
    """What names an article's text and why it needs review; another name when either changes.

    >>> seen_as("Rest.", ["short"]) == seen_as("Rest.", ["short", "odd"])
    False
    """
    told = json.dumps([text, *reasons])
    return hashlib.sha256(told.encode()).hexdigest()


def read_reviews(catalogue: sqlite3.Connection) -> list[Review]:
    """Every review, by article; also those of articles that were removed."""
    query = f"SELECT {COLUMNS}, row_sum FROM review ORDER BY article"
    rows = map(checked, catalogue.execute(query))
    return [Review(row[0], tuple(json.loads(row[1])), *row[2:]) for row in rows]


def write_review(catalogue: sqlite3.Connection, review: Review) -> None:
    """Enter a review in the place of an earlier one of its article."""
    row = [review.article, json.dumps(review.reasons), review.seen, review.made]
    query = f"INSERT OR REPLACE INTO review ({COLUMNS}, row_sum) VALUES (?, ?, ?, ?, ?)"
    catalogue.execute(query, [*row, sum_row(row)])


def delete_review(catalogue: sqlite3.Connection, article_id: str) -> int:
    """Take an article's review back; gives how many there were."""
    return catalogue.execute("DELETE FROM review WHERE article = ?", (article_id,)).rowcount
