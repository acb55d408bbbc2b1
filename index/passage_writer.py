"""Writes articles and passages into one SQLite file, which `passages.Passages` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Self

from corpus.article import Passage
from corpus.clean.decision import Decision
from corpus.duplicates import Sketched
from corpus.prepare import Prepared
from index import topics, variants
from index.being_written import BeingWritten
from index.disk import naming

SCHEMA = """
CREATE TABLE article (
    number INTEGER PRIMARY KEY,   -- 0 and up, in the order in which they came
    id TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    published TEXT NOT NULL,
    digest TEXT NOT NULL,         -- of the original and the way it is read
    fields TEXT NOT NULL,         -- the article's other fields, JSON
    text TEXT NOT NULL,
    spans TEXT NOT NULL,          -- JSON
    extracted TEXT NOT NULL,      -- what the decisions' offsets count in
    decisions TEXT NOT NULL,      -- the account of the cleaning, JSON
    notes TEXT NOT NULL           -- why it needs review, JSON; mostly []
) STRICT;
CREATE TABLE passage (
    row INTEGER PRIMARY KEY,      -- the same number as in the vectors and the words
    article INTEGER NOT NULL REFERENCES article (number),
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    headings TEXT NOT NULL        -- JSON
) STRICT;
CREATE INDEX passage_article ON passage (article);
CREATE INDEX article_site ON article (site);
"""
IN_COLUMNS = frozenset({"id", "text", "spans"})
KNOWN_OF = (  # where an article's number stands
    ("passage", "article"),
    ("sketch", "article"),
    ("variant", "article"),
    ("variant", "head"),
    ("topic_of", "article"),
    ("article", "number"),
)


class PassageWriter(BeingWritten):
    """Writes articles and their passages, numbered in the order in which they come.

    The file is finished at the end of `with`.
    """

    schema = SCHEMA + variants.SCHEMA + topics.SCHEMA

    def __init__(self, path: Path, *, rows: int = 0) -> None:
        """Begin a file, or go on in one that is there, whose next passage has row `rows`."""
        super().__init__(path)
        self.articles = 0
        self.rows = rows

    def __enter__(self) -> Self:
        super().__enter__()
        with naming(self.path):
            query = "SELECT coalesce(max(number) + 1, 0) FROM article"
            (self.articles,) = self.connection.execute(query).fetchone()
        return self

    def add(self, prepared: Prepared, digest: str, passages: Sequence[Passage]) -> int:
        """Write one article with its passages; gives the first passage's row.

        Raises:
            OSError: it could not be written.
        """
        first = self.rows
        with naming(self.path):
            self.write_article(prepared, digest)
            self.connection.executemany(
                "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (first + i, self.articles, p.ordinal, p.start, p.end, dump(p.headings))
                    for i, p in enumerate(passages)
                ],
            )
        self.articles += 1
        self.rows += len(passages)
        return first

    def remove(self, number: int) -> None:
        """Take out one article with its passages, its sketch, and what it says about other ones.

        Raises:
            OSError: it could not be written.
        """
        with naming(self.path):
            for table, column in KNOWN_OF:
                self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))

    def link_variants(self, articles: Sequence[Sketched]) -> int:
        """Write which of the articles, all in the order of adding, say the same; gives how many.

        Raises:
            OSError: it could not be written.
        """
        with naming(self.path):
            return variants.write_variants(self.connection, articles)

    def variant_rows(self) -> list[int]:
        """The rows of the articles that say the same as another, which `link_variants` found."""
        return variants.variant_rows(self.connection)

    def variant_articles(self) -> list[int]:
        """The numbers of those articles."""
        return variants.variant_articles(self.connection)

    def write_article(self, prepared: Prepared, digest: str) -> None:
        """Write one article's row."""
        article = prepared.article
        article_id, *columns = columns_of(prepared)
        self.connection.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.articles, article_id, article.site, article.published, digest, *columns),
        )


def columns_of(prepared: Prepared) -> tuple[str, str, str, str, str, str, str]:
    """An article with its account, as `passages.prepared_of` reads it."""
    article = prepared.article
    return (
        article.id,
        dump({k: v for k, v in asdict(article).items() if k not in IN_COLUMNS}),
        article.text,
        dump(article.spans),
        prepared.extracted,
        dump([packed(decision) for decision in prepared.decisions]),
        dump(prepared.notes),
    )


def dump(value: object) -> str:
    """JSON as it is stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed(decision: Decision) -> list[object]:
    """A decision without its text, which the extracted text gives."""
    unit = decision.unit
    place = [unit.kind, unit.start, unit.end, unit.block, unit.level]
    return [*place, *decision[1:]]
