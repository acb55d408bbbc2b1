"""What has more lines or sentences than any article is refused before they are judged.

Each takes some 30 µs and 2 kB to clean, so that a file of 10 MB took over a minute and 4.8 GB.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import page_table, units
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.intake import add_bytes
from corpus.pages import learn_pages
from corpus.prepare import prepare
from corpus.readers import extract
from corpus.readers.extract import MOST_PARTS, Block, Extract
from corpus.readers.formats import Format, read_source
from corpus.readers.worker import answer_to
from corpus.units import segment

REFUSED = r"^Too many lines or sentences: more than 200,000, where .* Split it into its articles\."
PAGE = "Rest is allowed at any time of the day. Nobody has to earn it by being tired first. " * 4


def of_letters(count: int) -> Extract:
    """An extract of so many blocks, each a letter."""
    blocks = tuple(Block("list_item", 2 * at, 2 * at + 1) for at in range(count))
    return Extract(text="a\n" * count, blocks=blocks)


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_text_of_too_many_lines_is_refused_unread(format: Format) -> None:
    """However short they are, and whether words stand in them or not."""
    with pytest.raises(RefusedSourceError, match=REFUSED):
        read_source(b"__\n" * (MOST_PARTS + 1), format=format)


def test_a_text_of_too_many_sentences_is_refused() -> None:
    """Though all of them stand on one line."""
    with pytest.raises(RefusedSourceError, match=REFUSED):
        prepare(b"Rest it. " * (MOST_PARTS + 1), format="text", article_id="a")


@pytest.mark.parametrize("key", ["page", "document"])
def test_a_page_or_document_of_too_many_blocks_is_refused_where_it_is_read(key: str) -> None:
    """Its blocks never come to the process that asks, which has no limits."""
    readers: dict[str, Callable[[object], Extract]] = {
        "many": lambda _: of_letters(MOST_PARTS + 1),
        "most": lambda _: of_letters(MOST_PARTS),
    }
    refused = answer_to({"extractor": "many", key: "YQ=="}, readers)

    assert sorted(refused) == ["hint", "refused"]
    assert "more than 200,000" in refused["refused"]
    assert list(answer_to({"extractor": "most", key: "YQ=="}, readers)) == ["extract"]


def test_the_most_that_an_article_may_have() -> None:
    """A part more, and it is refused."""
    assert len(segment(of_letters(MOST_PARTS))) == MOST_PARTS
    with pytest.raises(RefusedSourceError, match=REFUSED):
        segment(of_letters(MOST_PARTS + 1))


def test_what_was_added_when_more_was_allowed_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that learns the lines of earlier articles remembers nothing of it, and goes on."""
    with Collection.open(tmp_path) as collection:
        for name, text in (("long.txt", PAGE), ("short.txt", f"Rest\n\n{PAGE[:160]}")):
            given = {"source": f"test:{name}", "name": name, "format": "text"}
            assert add_bytes(collection, text.encode(), read=read_source, **given).change == "added"
        with collection.writing("all", "forgotten"):
            collection.catalogue.execute("DELETE FROM page")
        monkeypatch.setattr(extract, "MOST_PARTS", 5)
        monkeypatch.setattr(units, "MOST_PARTS", 5)

        assert learn_pages(collection, read_source) == 2
        assert learn_pages(collection, read_source) == 0
        stored = collection.catalogue.execute("SELECT lines FROM page ORDER BY article").fetchall()
        assert [len(page_table.unpack(lines)) for (lines,) in stored] == [0, 4]
