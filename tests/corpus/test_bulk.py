"""Records are added many to a commit; broken ones are told; a broken run goes on where it was."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import bulk
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.intake import add_files, sync_folder
from corpus.outcome import Outcome
from corpus.preparing import prepare_entry
from corpus.readers.formats import Format, read_source
from corpus.records.columns import MapError, read_map
from tests.many import fetched, json_lines, prose, row, warc


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Forty records, of which four are broken."""
    rows = [row(n, text="" if n % 10 == 0 else prose(f"Rest {n}")) for n in range(1, 41)]
    path = tmp_path / "articles.jsonl"
    path.write_bytes(json_lines(rows))
    return path


def counts(outcomes: list[Outcome]) -> dict[str, int]:
    """How many met each end."""
    return dict(Counter(outcome.change for outcome in outcomes))


def tables(collection: Collection) -> set[str]:
    """The tables of the catalogue."""
    return {name for (name,) in collection.catalogue.execute("SELECT name FROM sqlite_master")}


def test_every_record_is_an_article_or_has_a_reason(collection: Collection, file: Path) -> None:
    """At its place; a second time nothing changes, and what is broken is told again."""
    before = tables(collection)
    first = list(add_files(collection, [file]))
    assert counts(first) == {"added": 36, "refused": 4}
    assert [each.record for each in first if each.change == "refused"] == [10, 20, 30, 40]
    assert first[9].name == "articles.jsonl, record 10"
    assert first[9].reason == "No text: its column 'text' is empty."
    assert counts(list(add_files(collection, [file]))) == {"unchanged": 36, "refused": 4}
    assert len(collection.entries()) == 36
    assert tables(collection) == before


def test_an_article_can_be_read_again_without_its_file(collection: Collection, file: Path) -> None:
    """All that its columns stated is kept with its text."""
    list(add_files(collection, [file]))
    file.unlink()
    entry = collection.entry("articles/record-7.txt")
    article = prepare_entry(collection, entry).article
    assert (article.title, article.author, article.published) == (
        "On rest 7",
        "Ann Lee",
        "2024-05-01",
    )
    assert (article.url, entry.source) == ("https://rest.example/7", "https://rest.example/7")


def test_an_address_that_stands_twice_is_one_article(collection: Collection, file: Path) -> None:
    """The first record counts; the other names it, and how to do without addresses."""
    home = "https://rest.example/"
    file.write_bytes(json_lines([row(1, url=home), row(2), row(3, url=home)]))
    outcomes = list(add_files(collection, [file]))
    assert counts(outcomes) == {"added": 2, "refused": 1}
    assert outcomes[-1].reason == (
        "Record 1 has the same address, https://rest.example/, and counts. Where a column is none, "
        "`--map url=` leaves it out."
    )
    free = list(add_files(collection, [file], columns=read_map("url=")))
    assert counts(free) == {"added": 3}


def test_a_changed_record_replaces_its_article(collection: Collection, file: Path) -> None:
    """By its address, wherever in the file it now stands."""
    file.write_bytes(json_lines([row(1), row(2)]))
    list(add_files(collection, [file]))
    file.write_bytes(json_lines([row(2, text=prose("Sleep")), row(1)]))
    outcomes = list(add_files(collection, [file]))
    assert [(each.change, each.article_id) for each in outcomes] == [
        ("replaced", "articles/record-2.txt"),
        ("unchanged", "articles/record-1.txt"),
    ]


def test_two_files_of_one_name_do_not_mix(collection: Collection, tmp_path: Path) -> None:
    """Their records have sources, and names, of their own."""
    for number, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        rows = [{"text": prose(f"Rest {number}")}]
        (tmp_path / folder / "articles.jsonl").write_bytes(json_lines(rows))
        list(add_files(collection, [tmp_path / folder / "articles.jsonl"]))
    assert [entry.id for entry in collection.entries()] == [
        "articles/record-1-record-1.txt",
        "articles/record-1.txt",
    ]


def test_a_missing_column_is_told_before_anything_is_added(
    collection: Collection, file: Path, tmp_path: Path
) -> None:
    """Also where the files before it are good."""
    other = tmp_path / "other.jsonl"
    other.write_bytes(json_lines([{"body": prose("Naps")}]))
    with pytest.raises(MapError, match=r"^There is no column 'title', .* There are: 'body'\.$"):
        list(add_files(collection, [file, other], columns=read_map("title=title")))
    with pytest.raises(MapError, match=r"^--map says .* no file with columns is to be added"):
        list(add_files(collection, [tmp_path / "home"], columns=read_map("title=title")))
    assert collection.entries() == []


def test_a_file_of_records_inside_a_folder_is_refused(collection: Collection, file: Path) -> None:
    """As an archive is: it is added by its own name."""
    found = {each.name: each.reason for each in add_files(collection, [file.parent])}
    assert found[f"{file.parent.name}/articles.jsonl"].startswith("A file of many records inside")


def test_sync_with_prune_leaves_records_alone(collection: Collection, file: Path) -> None:
    """Their file is no folder's, though it lies in one."""
    file.write_bytes(json_lines([{"text": prose("Rest")}]))
    list(add_files(collection, [file]))
    folder = file.parent / "pages"
    folder.mkdir()
    file.unlink()
    list(sync_folder(collection, file.parent, prune=True))
    assert len(collection.entries()) == 1


def test_a_pipe_by_the_name_of_records_is_refused(collection: Collection, tmp_path: Path) -> None:
    """It is not waited for."""
    os.mkfifo(tmp_path / "a.jsonl")
    (only,) = add_files(collection, [tmp_path / "a.jsonl"])
    assert only.reason == "Not a regular file (a pipe, socket or device)."


def test_pictures_of_a_crawl_are_passed_over(collection: Collection, tmp_path: Path) -> None:
    """They are counted, and are no refusals."""
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(warc(fetched(1), fetched(2, b"\x89PNG", "image/png"), fetched(3, b"<p>No")))
    outcomes = list(add_files(collection, [path]))
    assert [(each.record, each.change) for each in outcomes] == [
        (1, "added"),
        (2, "passed over"),
        (3, "refused"),
    ]
    assert collection.entries()[0].source == "https://rest.example/1"
    article = prepare_entry(collection, collection.entries()[0]).article
    assert (article.url, article.retrieved) == ("https://rest.example/1", "2024-05-01")


# Broken off


class Stopped(Exception):
    """Stands for the end of the process."""


class Reader:
    """Reads sources and counts them; ends after so many."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.count = 0
        self.most = most

    def __call__(self, data: bytes, *, format: Format) -> object:
        """What a source holds."""
        if self.count == self.most:
            raise Stopped
        self.count += 1
        return read_source(data, format=format)


def broken_off(collection: Collection, file: Path, after: int) -> list[Outcome]:
    """What is told by a command that ends after reading so many records."""
    told: list[Outcome] = []
    with pytest.raises(Stopped, match=r"^$"):
        keep_all(told, add_files(collection, [file], read=Reader(after)))  # type: ignore[arg-type]
    return told


def keep_all(told: list[Outcome], outcomes: Iterator[Outcome]) -> None:
    """Keep each as it comes, also where one of them never does."""
    for outcome in outcomes:
        told += [outcome]


def test_a_second_run_goes_on_where_the_first_was_broken_off(
    collection: Collection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told is there, nothing of it is cleaned again, and every refusal is told again."""
    monkeypatch.setattr(bulk, "MOST", 5)
    told = broken_off(collection, file, after=17)
    assert counts(told) == {"added": 14, "refused": 1}
    assert {each.article_id for each in told} - {""} == {e.id for e in collection.entries()}

    reader = Reader()
    rest = list(add_files(collection, [file], read=reader))  # type: ignore[arg-type]
    assert rest[0].reason == (
        "continues behind record 15, where it was broken off; 14 articles of it are here"
    )
    assert counts(rest) == {"continued": 1, "added": 22, "refused": 4}
    assert reader.count == 22
    assert len(collection.entries()) == 36
    assert not any(name.startswith("reading") for name in tables(collection))


@pytest.mark.parametrize("change", ["the file", "the columns"])
def test_another_file_or_other_columns_begin_at_the_beginning(
    collection: Collection, file: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """What was read of it before may be something else by now."""
    monkeypatch.setattr(bulk, "MOST", 5)
    broken_off(collection, file, after=17)
    if change == "the file":
        file.write_bytes(json_lines([row(100)]) + file.read_bytes())
    columns = read_map("author=" if change == "the columns" else "")
    outcomes = list(add_files(collection, [file], columns=columns))
    assert "continued" not in counts(outcomes)
    assert len(outcomes) == (41 if change == "the file" else 40)


def test_a_batch_that_fails_leaves_nothing_and_is_read_again(
    collection: Collection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in its midst: no article of it is told, or there."""
    monkeypatch.setattr(bulk, "MOST", 5)
    keep = Collection.keep_original
    kept: list[str] = []

    def refuse_the_eighth(self: Collection, digest: str, data: bytes) -> None:
        kept.append(digest)
        if len(kept) == 8:
            raise sqlite3.OperationalError("database or disk is full")
        keep(self, digest, data)

    monkeypatch.setattr(Collection, "keep_original", refuse_the_eighth)
    with pytest.raises(UserError, match=r"record 6 and those behind it' could not be added"):
        list(add_files(collection, [file]))
    assert [entry.id for entry in collection.entries()] == [
        f"articles/record-{number}.txt" for number in range(1, 6)
    ]
    rest = list(add_files(collection, [file]))
    assert counts(rest) == {"continued": 1, "added": 31, "refused": 4}
