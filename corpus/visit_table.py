"""When each web address was asked last, and what its site said, in a collection's catalogue.

So that the next time only what changed is sent. Nothing here is needed to make an index: an export
leaves it out, and the machine that takes it up asks each site in full once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from corpus.row_sums import sum_row

SCHEMA = """
CREATE TABLE IF NOT EXISTS visit (
    address TEXT PRIMARY KEY,    -- as it was asked for
    article TEXT NOT NULL,       -- the id of the article that it brought; '' for none
    answered TEXT NOT NULL,      -- the address behind all redirects
    etag TEXT NOT NULL,          -- as the site stated them; '' for none
    last_modified TEXT NOT NULL,
    asked TEXT NOT NULL,         -- ISO 8601, UTC
    gone TEXT NOT NULL,          -- since when the page is not there any more; '' while it is
    reason TEXT NOT NULL,        -- why it brought no article, or is gone; '' for an article
    row_sum TEXT NOT NULL DEFAULT ''  -- of the others, as of `corpus.row_sums`
) STRICT;
CREATE INDEX IF NOT EXISTS visit_article ON visit (article);
"""
COLUMNS = "address, article, answered, etag, last_modified, asked, gone, reason"


class Visit(NamedTuple):
    """What came of asking for an address the last time that its site answered."""

    address: str
    article: str = ""
    answered: str = ""
    etag: str = ""
    last_modified: str = ""
    asked: str = ""
    gone: str = ""
    reason: str = ""

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask for the page only if it is another by now.

        >>> Visit("https://rest.example/", etag='"5e"').validators
        {'If-None-Match': '"5e"'}
        """
        stated = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in stated.items() if value}


def read_visit(catalogue: sqlite3.Connection, address: str) -> Visit | None:
    """The last visit of an address; None where it was never asked for."""
    query = f"SELECT {COLUMNS}, row_sum FROM visit WHERE address = ?"
    return next(whole(catalogue.execute(query, (address,))), None)


def fetched_articles(catalogue: sqlite3.Connection) -> frozenset[str]:
    """The ids of the articles that were fetched from the web."""
    return frozenset(row[0] for row in catalogue.execute("SELECT DISTINCT article FROM visit"))


def gone_visits(catalogue: sqlite3.Connection) -> list[Visit]:
    """The visits of articles whose pages are gone, by article."""
    query = f"SELECT {COLUMNS}, row_sum FROM visit WHERE gone != '' AND article != ''"
    return list(whole(catalogue.execute(f"{query} ORDER BY article, address")))


def whole(rows: Iterable[Sequence[Any]]) -> Iterator[Visit]:
    """The visits that are what was written; a damaged one counts as none, and is made anew."""
    for *values, stored in rows:
        if sum_row(values) == stored:
            yield Visit(*values)


def write_visit(catalogue: sqlite3.Connection, visit: Visit) -> None:
    """Enter a visit in the place of an earlier one of its address."""
    query = f"INSERT OR REPLACE INTO visit ({COLUMNS}, row_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    catalogue.execute(query, [*visit, sum_row(visit)])


def forget_article(catalogue: sqlite3.Connection, article: str) -> None:
    """Delete every visit that brought an article."""
    catalogue.execute("DELETE FROM visit WHERE article = ?", (article,))


def forget_fruitless(catalogue: sqlite3.Connection, before: str) -> None:
    """Delete the visits before a time that brought no article."""
    catalogue.execute("DELETE FROM visit WHERE article = '' AND asked < ?", (before,))
