"""A collection keeps originals as received, under ids that stay, and tells of every damage."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import CATALOGUE
from corpus.collection import Collection, CollectionError, as_format
from corpus.errors import NoSuchArticleError, RefusedSourceError, UserError
from corpus.forgetting import forget_articles

REST = b"Rest is allowed."
NAPS = b"Naps are allowed."


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path) as opened:
        yield opened


def add(collection: Collection, data: bytes, source: str, name: str = "rest.md") -> str:
    """What adding did, in a word."""
    return collection.add(data, source=source, name=name, format="markdown").change


def test_an_added_article_is_there_after_closing(tmp_path: Path) -> None:
    """Its entry and its bytes come back as they went in."""
    with Collection.open(tmp_path) as collection:
        added = collection.add(REST, source="/a/rest.md", name="a/rest.md", format="markdown")
        assert added.change == "added"
    with Collection.open(tmp_path) as collection:
        assert collection.entries() == [added.entry]
        entry = collection.entry("a/rest.md")
        assert (entry.source, entry.format) == ("/a/rest.md", "markdown")
        assert entry.sha256 == hashlib.sha256(REST).hexdigest()
        assert entry.added.endswith("+00:00")
        assert collection.original(entry) == REST


def test_the_same_bytes_change_nothing(collection: Collection) -> None:
    """Adding a file again is no change, and its day of adding stays."""
    add(collection, REST, "/a/rest.md")
    before = collection.entries()
    assert add(collection, REST, "/a/rest.md") == "unchanged"
    assert collection.entries() == before


def test_new_bytes_replace_and_the_id_stays(collection: Collection) -> None:
    """A file that changed is the same article; its old original is kept."""
    first = collection.add(REST, source="/a/rest.md", name="rest.md", format="markdown").entry
    second = collection.add(NAPS, source="/a/rest.md", name="other.md", format="markdown")
    assert second.change == "replaced"
    assert second.entry.id == first.id
    assert collection.original(second.entry) == NAPS
    assert collection.original(first) == REST
    assert len(collection.entries()) == 1


def test_another_format_is_a_change(collection: Collection) -> None:
    """The same bytes read in another way are another article text."""
    add(collection, REST, "/a/rest.md")
    changed = collection.add(REST, source="/a/rest.md", name="rest.md", format="text")
    assert (changed.change, changed.entry.format) == ("replaced", "text")


def test_the_same_bytes_under_another_name_are_told(collection: Collection) -> None:
    """A copy is not added twice: the answer names the article that it is."""
    add(collection, REST, "/a/rest.md")
    assert add(collection, REST, "/b/copy.md", "copy.md") == "same as rest.md"
    assert [entry.id for entry in collection.entries()] == ["rest.md"]


@pytest.mark.parametrize(
    ("name", "second", "third"),
    [
        ("rest.md", "rest-2.md", "rest-3.md"),
        ("README", "README-2", "README-3"),
        ("v1.2/README", "v1.2/README-2", "v1.2/README-3"),
        ("a/rest.tar.md", "a/rest.tar-2.md", "a/rest.tar-3.md"),
    ],
)
def test_ids_are_made_unique(collection: Collection, name: str, second: str, third: str) -> None:
    """Two files of one name are two articles; the number stands before the ending."""
    for number in range(3):
        add(collection, b"%d" % number, f"/{number}/rest.md", name)
    assert {entry.id for entry in collection.entries()} == {name, second, third}


def test_entries_are_in_the_order_of_their_ids(collection: Collection) -> None:
    """Not in the order of adding."""
    for name in ("c.md", "a.md", "b.md"):
        add(collection, name.encode(), f"/{name}", name)
    assert [entry.id for entry in collection.entries()] == ["a.md", "b.md", "c.md"]


def test_a_removed_article_is_gone_and_its_original_kept(collection: Collection) -> None:
    """Removing is from the catalogue; the bytes stay until they are to be forgotten."""
    add(collection, REST, "/a/rest.md")
    removed = collection.remove("rest.md")
    assert collection.entries() == []
    assert collection.original(removed) == REST


def test_a_removed_article_returns_from_its_source_under_the_id_that_it_had(
    collection: Collection,
) -> None:
    """Whatever it would be called now; by a new id where another has taken the old one."""
    add(collection, b"one", "/a/rest.md", "a/rest.md")
    collection.remove("a/rest.md")
    assert add(collection, b"two", "/a/rest.md", "rest.md") == "added"
    assert [entry.id for entry in collection.entries()] == ["a/rest.md"]

    collection.remove("a/rest.md")
    add(collection, b"other", "/b/a/rest.md", "a/rest.md")
    add(collection, b"one", "/a/rest.md", "rest.md")
    assert [entry.id for entry in collection.entries()] == ["a/rest.md", "rest.md"]


def test_nothing_of_where_it_came_from_stays_of_a_forgotten_article(
    collection: Collection,
) -> None:
    """It was removed before, and its file's name is forgotten with it."""
    add(collection, b"one", "/a/rest.md", "a/rest.md")
    collection.remove("a/rest.md")
    forget_articles(collection, ["a/rest.md"])
    assert collection.catalogue.execute("SELECT * FROM removed").fetchall() == []
    add(collection, b"one", "/a/rest.md", "rest.md")
    assert [entry.id for entry in collection.entries()] == ["rest.md"]


def test_an_unknown_id_is_told_with_names_of_the_like(collection: Collection) -> None:
    """A slip of the finger finds the article that was meant."""
    add(collection, REST, "/a/rest.md", "clinic/rest.md")
    with pytest.raises(
        NoSuchArticleError, match=r"^There is no article 'clinc/rest\.md' here\. Did"
    ):
        collection.entry("clinc/rest.md")
    with pytest.raises(NoSuchArticleError, match=r"here\. Did you mean clinic/rest\.md\?$"):
        collection.entry("rest.md")
    with pytest.raises(NoSuchArticleError, match=r"here\. `wellread list` shows every id\.$"):
        collection.remove("zzz")
    assert len(collection.entries()) == 1


# Damage


def test_a_damaged_original_is_told_and_healed_by_adding_again(collection: Collection) -> None:
    """Another byte, at the same length: the hash tells, and the file given again puts it right."""
    entry = collection.add(REST, source="/a/rest.md", name="rest.md", format="markdown").entry
    collection.original_path(entry.sha256).write_bytes(b"R" * len(REST))
    with pytest.raises(
        RefusedSourceError, match=r"^The original of 'rest\.md' is damaged: its sha256"
    ):
        collection.original(entry)
    assert add(collection, REST, "/a/rest.md") == "unchanged"
    assert collection.original(entry) == REST


def test_a_lost_original_is_told_and_healed_by_adding_again(collection: Collection) -> None:
    """The message says what to add again; adding it does help."""
    entry = collection.add(REST, source="/a/rest.md", name="rest.md", format="markdown").entry
    collection.original_path(entry.sha256).unlink()
    with pytest.raises(RefusedSourceError, match=r"can't be read.*Add '/a/rest\.md' again\.$"):
        collection.original(entry)
    assert add(collection, REST, "/a/rest.md") == "unchanged"
    assert collection.original(entry) == REST


def test_a_catalogue_that_is_no_catalogue_is_told(tmp_path: Path) -> None:
    """The message says which collection, what is wrong, and what can be done."""
    (tmp_path / "collection").mkdir()
    (tmp_path / "collection" / "collection.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(
        CollectionError,
        match=r"^The collection in .* can't be opened: file is not a database\. Check",
    ):
        Collection.open(tmp_path)


def test_a_catalogue_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    """What another Wellread wrote is not read by guess, and not changed."""
    Collection.open(tmp_path).close()
    path = tmp_path / "collection" / "collection.sqlite"
    with sqlite3.connect(path) as catalogue:
        catalogue.execute(f"PRAGMA user_version = {CATALOGUE + 1}")
    catalogue.close()
    with pytest.raises(
        CollectionError, match=rf"it has format {CATALOGUE + 1}, this .* reads {CATALOGUE}\."
    ):
        Collection.open(tmp_path)


def test_damage_inside_the_catalogue_is_told(tmp_path: Path) -> None:
    """Pages that were overwritten are met while reading; the message is the same kind."""
    with Collection.open(tmp_path) as collection:
        for number in range(200):
            add(collection, b"%d" % number, f"/{number}", f"{number}.md")
    path = tmp_path / "collection" / "collection.sqlite"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(CollectionError, match=r"(can't be read|can't be opened): .*malformed"):
        Collection.open(tmp_path).entries()


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A collection can't be made where a file is."""
    (tmp_path / "home").write_text("x", "utf-8")
    with pytest.raises(
        CollectionError, match=r"^The collection in .* can't be opened: .*Not a dir"
    ):
        Collection.open(tmp_path / "home")


def test_an_original_that_cannot_be_written_changes_nothing(collection: Collection) -> None:
    """A file stands where the original's folder should be: nothing is entered."""
    digest = hashlib.sha256(REST).hexdigest()
    collection.original_path(digest).parent.write_text("in the way", "utf-8")
    with pytest.raises(
        CollectionError, match=r"^'rest\.md' could not be added: .* unchanged\. Make"
    ):
        add(collection, REST, "/a/rest.md")
    assert collection.entries() == []


@pytest.mark.parametrize("done", ["removed", "added"])
def test_a_change_that_cannot_be_stored_is_told_and_changes_nothing(
    collection: Collection, done: str
) -> None:
    """With what was to be done; everything stays as it was."""
    add(collection, REST, "/a/rest.md")
    collection.catalogue.execute("PRAGMA query_only = 1")
    changes = {
        "removed": lambda: collection.remove("rest.md"),
        "added": lambda: add(collection, NAPS, "/b/naps.md", "naps.md"),
    }
    with pytest.raises(CollectionError, match=rf"^'[a-z]+\.md' could not be {done}: .*readonly"):
        changes[done]()
    assert [entry.id for entry in collection.entries()] == ["rest.md"]


def test_no_half_written_original_stays(collection: Collection) -> None:
    """What is in the folder of originals is named by its own hash, and nothing else is there."""
    add(collection, REST, "/a/rest.md")
    add(collection, NAPS, "/b/naps.md", "naps.md")
    files = [path for path in (collection.folder / "originals").rglob("*") if path.is_file()]
    assert len(files) == 2
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == path.name for path in files)


def test_what_a_killed_command_left_half_written_is_swept(collection: Collection) -> None:
    """By the next build; whole originals stay, those of removed articles too."""
    add(collection, REST, "/a/rest.md")
    kept = collection.original_path(collection.remove("rest.md").sha256)
    half = kept.with_name(".tmp-1234")
    half.write_bytes(REST[:9])

    collection.sweep()

    assert kept.is_file()
    assert not half.exists()


def test_two_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    """Four writers, each with a connection of its own, add the same names: every one is entered."""
    Collection.open(tmp_path).close()

    def add_many(writer: int) -> None:
        with Collection.open(tmp_path) as collection:
            for number in range(10):
                add(collection, b"%d-%d" % (writer, number), f"/{writer}/{number}", f"{number}.md")

    threads = [threading.Thread(target=add_many, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Collection.open(tmp_path) as collection:
        entries = collection.entries()
    assert len(entries) == len({entry.source for entry in entries}) == 40


def test_formats_are_known_by_name() -> None:
    """An unknown one is told, with those that there are."""
    assert as_format("html") == "html"
    with pytest.raises(
        UserError, match=r"^There is no format 'odt'\. Use one of: html, text, mark"
    ):
        as_format("odt")
