"""A preview says what adding would do, and adding then does it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.intake import add_received
from corpus.preview import Preview, Tally, preview
from corpus.received import Received
from tests.zips import article

JUNK = article("Rest") + b"\nShare on Facebook\n\nWas this page helpful?\n"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as opened:
        yield opened


def source(data: bytes, name: str = "rest.md") -> Received:
    """An upload."""
    return Received(name, f"upload:{name}", data, "markdown")


def seen(collection: Collection, received: Received) -> tuple[str, str]:
    """What a preview says of the collection."""
    found = preview(collection, received)
    return found.change, found.article_id


def test_lines_are_counted_by_what_becomes_of_them(collection: Collection) -> None:
    """Kept, in doubt, dropped; nothing was added by looking."""
    found = preview(collection, source(JUNK))
    assert found.prepared is not None
    assert found.tally == Tally(kept=4, doubted=0, dropped=2)
    assert "Facebook" not in found.prepared.article.text
    assert collection.entries() == []


def test_it_says_what_of_the_collection_would_change(collection: Collection) -> None:
    """New, the same, another text in the place of one, the same text by another name."""
    assert seen(collection, source(article())) == ("new", "")
    add_received(collection, source(article()))
    assert seen(collection, source(article())) == ("unchanged", "rest.md")
    assert seen(collection, source(JUNK)) == ("replaces", "rest.md")
    assert seen(collection, source(article(), "naps.md")) == ("same as", "rest.md")


@pytest.mark.parametrize("data", [b"", b"Too short.", b"\x89PNG\r\n\x1a\n", article(), JUNK])
def test_adding_does_what_the_preview_said(collection: Collection, data: bytes) -> None:
    """With the same reason where it is refused."""
    found = preview(collection, source(data))
    outcome = add_received(collection, source(data))
    assert (found.change == "refused") == (outcome.change == "refused")
    assert found.reason == (outcome.reason if outcome.change == "refused" else "")


def test_what_an_archive_refused_stays_refused(collection: Collection) -> None:
    """It has no bytes to look at."""
    refused = Received("a.zip", "upload:a.zip", refused="Too large.")
    assert preview(collection, refused) == Preview("a.zip", "refused", reason="Too large.")
