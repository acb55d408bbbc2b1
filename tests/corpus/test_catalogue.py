"""The catalogue: damage in it is told, and one of an earlier version is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import review_table
from corpus.catalogue import CATALOGUE, version_of
from corpus.clean.rulings import Ruling
from corpus.collection import Collection, CollectionError
from corpus.curating import all_rulings, store_rulings
from corpus.forgetting import forget_articles
from corpus.reviewing import all_reviews

REST = b"Rest is allowed."
RULING = Ruling("rest.md", "Share this", "drop", even_protected=True)
NOT_WRITTEN = r"can't be read: the row of 'rest\.md' is not what was written"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an article, a decision and a review."""
    with Collection.open(tmp_path) as collection:
        collection.add(REST, source="/a/rest.md", name="rest.md", format="markdown")
        store_rulings(collection, [RULING])
        with collection.writing("x", "y"):
            review = review_table.Review("rest.md", ("short",), "5ee", "2026-01-01")
            review_table.write_review(collection.catalogue, review)
    return tmp_path


@pytest.fixture
def catalogue(home: Path) -> Iterator[sqlite3.Connection]:
    """Its catalogue, as a program that knows nothing of sums would change it."""
    connection = sqlite3.connect(home / "collection" / "collection.sqlite", isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("column", ["source", "sha256", "format", "added", "row_sum"])
def test_a_changed_entry_is_told(home: Path, catalogue: sqlite3.Connection, column: str) -> None:
    """Whichever column: a bit of it would pass for another article, or for one added elsewhere."""
    catalogue.execute(f"UPDATE entry SET {column} = substr({column}, 2) || 'x'")
    with Collection.open(home) as collection, pytest.raises(CollectionError, match=NOT_WRITTEN):
        collection.entries()


@pytest.mark.parametrize("change", ["action = 'keep'", "even_protected = 0", "text = 'Share'"])
def test_a_changed_decision_is_told(home: Path, catalogue: sqlite3.Connection, change: str) -> None:
    """In the list of decisions, and beside the article that it is about."""
    catalogue.execute(f"UPDATE ruling SET {change}")
    with Collection.open(home) as collection:
        with pytest.raises(CollectionError, match=NOT_WRITTEN):
            all_rulings(collection)
        with pytest.raises(CollectionError, match=NOT_WRITTEN):
            collection.entries()


def test_a_changed_review_is_told(home: Path, catalogue: sqlite3.Connection) -> None:
    """An article would not be asked for again though it should."""
    catalogue.execute("UPDATE review SET seen = '5ef'")
    with Collection.open(home) as collection, pytest.raises(CollectionError, match=NOT_WRITTEN):
        all_reviews(collection)


OF_6 = {
    "entry": "id TEXT PRIMARY KEY, source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, "
    "format TEXT NOT NULL, added TEXT NOT NULL",
    "ruling": "article TEXT NOT NULL, text TEXT NOT NULL, action TEXT NOT NULL, "
    "even_protected INTEGER NOT NULL, made TEXT NOT NULL, PRIMARY KEY (article, text)",
    "review": "article TEXT PRIMARY KEY, reasons TEXT NOT NULL, seen TEXT NOT NULL, "
    "made TEXT NOT NULL",
}


def as_of_6(catalogue: sqlite3.Connection) -> None:
    """Make it what the version before wrote: no sums, and nothing on earlier originals."""
    for table, columns in OF_6.items():
        rows = [row[:-1] for row in catalogue.execute(f"SELECT * FROM {table}")]
        catalogue.execute(f"DROP TABLE {table}")
        catalogue.execute(f"CREATE TABLE {table} ({columns}) STRICT")
        marks = ", ".join("?" * len(rows[0]))
        catalogue.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    catalogue.executescript(
        "DROP TABLE kept; DROP TABLE forgotten; DROP TABLE visit; PRAGMA user_version = 6;"
    )


def test_a_catalogue_of_the_version_before_gets_its_sums(
    home: Path, catalogue: sqlite3.Connection
) -> None:
    """Nothing of it is lost, what sites repeat neither, and its articles can be forgotten."""
    catalogue.execute("INSERT INTO page (article, site, version, lines) VALUES ('x', 's', 2, x'')")
    as_of_6(catalogue)
    with Collection.open(home) as collection:
        assert version_of(collection.catalogue) == CATALOGUE
        assert [entry.id for entry in collection.entries()] == ["rest.md"]
        assert [each._replace(made="") for each in all_rulings(collection)] == [RULING]
        assert list(all_reviews(collection)) == ["rest.md"]
        assert collection.catalogue.execute("SELECT article FROM page").fetchall() == [("x",)]
        forget_articles(collection, ["rest.md"])
        assert collection.entries() == all_rulings(collection) == []
    assert not [path for path in (home / "collection" / "originals").rglob("*") if path.is_file()]


def test_bringing_up_to_date_is_whole_or_not_at_all(
    home: Path, catalogue: sqlite3.Connection
) -> None:
    """What stands in its way leaves the earlier version; the next opening tries again."""
    as_of_6(catalogue)
    catalogue.execute("CREATE VIEW kept AS SELECT 1")  # a table of this name can't be made
    with pytest.raises(CollectionError, match=r"can't be opened: "):
        Collection.open(home)
    assert version_of(catalogue) == 6
    assert "row_sum" not in str(catalogue.execute("SELECT sql FROM sqlite_master").fetchall())
    catalogue.execute("DROP VIEW kept")
    with Collection.open(home) as collection:
        assert [entry.id for entry in collection.entries()] == ["rest.md"]
