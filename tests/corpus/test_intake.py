"""Every source is tried, none stops the rest, and each is told what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.intake import Outcome, Report, add_bytes, add_files, sync_folder
from corpus.sources import NoSuchSourceError


def words(about: str) -> str:
    """An article of some forty words."""
    line = f"{about.capitalize()} is allowed at any time of the day, and nobody has to earn it. "
    return f"# On {about}\n\n{line * 3}\n"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in a folder "pages"."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for about in ("rest", "naps", "sleep"):
        (pages / f"{about}.md").write_text(words(about), "utf-8")
    return pages


def changes(outcomes: Iterator[Outcome]) -> dict[str, str]:
    """What became of each source."""
    return {outcome.name: outcome.change for outcome in outcomes}


def ids(collection: Collection) -> list[str]:
    """The collection's ids."""
    return [entry.id for entry in collection.entries()]


def test_a_folder_is_added_file_by_file(collection: Collection, folder: Path) -> None:
    """Each file is an article under the folder's name; a second time nothing changes."""
    expected = ["pages/naps.md", "pages/rest.md", "pages/sleep.md"]
    assert changes(add_files(collection, [folder])) == dict.fromkeys(expected, "added")
    assert ids(collection) == expected
    assert changes(add_files(collection, [folder])) == dict.fromkeys(expected, "unchanged")


def test_one_bad_file_never_stops_the_rest(collection: Collection, folder: Path) -> None:
    """A PDF by another name, an empty file, an unknown type, a link out, a page of scripts."""
    (folder / "a.html").write_bytes(b"%PDF-1.7 and so on")
    (folder / "b.md").write_bytes(b"")
    (folder / "c.odt").write_bytes(b"PK\x03\x04")
    (folder / "d.md").symlink_to(folder.parent)
    (folder / "e.html").write_text("<html><body><script>x()</script></body></html>", "utf-8")
    (folder / "f.md").write_text("Too short.", "utf-8")
    report = Report(tuple(add_files(collection, [folder])))
    assert (report.count("added"), report.count("refused")) == (3, 6)
    assert {outcome.name: outcome.reason.split(".")[0] for outcome in report.refused} == {
        "pages/a.html": "Not text: by its first bytes it is a PDF",
        "pages/b.md": "Empty: there is nothing in it",
        "pages/c.odt": "Unknown type '",
        "pages/d.md": f"A link out of the folder, to '{folder.parent}'; add that file by its own"
        " name",
        "pages/e.html": "No article was found in this page: it holds no running text",
        "pages/f.md": "No article: 2 words are left after cleaning, and 0 lines were dropped",
    }
    assert ids(collection) == ["pages/naps.md", "pages/rest.md", "pages/sleep.md"]
    assert all(outcome.article_id == "" for outcome in report.refused)


def test_a_refused_source_leaves_nothing_behind(collection: Collection, folder: Path) -> None:
    """What can't be read as an article is not kept as an original either."""
    outcome = add_bytes(collection, b"Too short.", source="stdin:1", name="a.md", format="markdown")
    assert outcome.change == "refused"
    assert not any(path.is_file() for path in (collection.folder / "originals").rglob("*"))


def test_a_name_that_is_nothing_stops_before_anything_is_added(
    collection: Collection, folder: Path
) -> None:
    """A slip in the second name is told before the first is added."""
    with pytest.raises(NoSuchSourceError, match=r"^There is no file or folder '.*/nowhere'"):
        list(add_files(collection, [folder, folder / "nowhere"]))
    assert ids(collection) == []


def test_a_format_that_is_named_is_believed(collection: Collection, tmp_path: Path) -> None:
    """A file without an ending is read as what the curator says."""
    (tmp_path / "notes").write_text(words("rest"), "utf-8")
    assert changes(add_files(collection, [tmp_path / "notes"])) == {"notes": "refused"}
    added = add_files(collection, [tmp_path / "notes"], format="markdown")
    assert changes(added) == {"notes": "added"}


def test_a_changed_file_replaces_its_article(collection: Collection, folder: Path) -> None:
    """The same file is the same article, by whatever path it is named."""
    list(add_files(collection, [folder]))
    (folder / "rest.md").write_text(words("resting"), "utf-8")
    roundabout = folder / ".." / "pages" / "rest.md"
    assert changes(add_files(collection, [roundabout])) == {"rest.md": "replaced"}
    assert ids(collection) == ["pages/naps.md", "pages/rest.md", "pages/sleep.md"]


def test_a_copy_is_told(collection: Collection, folder: Path) -> None:
    """The reason names the article that has the same bytes."""
    list(add_files(collection, [folder]))
    (folder / "zzz.md").write_text(words("rest"), "utf-8")
    last = list(add_files(collection, [folder]))[-1]
    assert last == Outcome(
        "pages/zzz.md", "unchanged", "pages/rest.md", "the same bytes as pages/rest.md"
    )


def test_a_file_that_is_no_article_any_more_keeps_its_old_text(
    collection: Collection, folder: Path
) -> None:
    """An article is not lost because its file was cut short; the refusal says so."""
    list(add_files(collection, [folder]))
    (folder / "rest.md").write_text("", "utf-8")
    outcomes = changes(sync_folder(collection, folder, prune=True))
    assert outcomes["pages/rest.md"] == "refused"
    entry = collection.entry("pages/rest.md")
    assert collection.original(entry) == words("rest").encode()


# Sync


def test_sync_adds_what_is_new_and_keeps_what_is_gone(collection: Collection, folder: Path) -> None:
    """Without `prune` nothing is ever removed."""
    list(add_files(collection, [folder]))
    (folder / "rest.md").unlink()
    (folder / "dreams.md").write_text(words("dreams"), "utf-8")
    assert changes(sync_folder(collection, folder, prune=False)) == {
        "pages/dreams.md": "added",
        "pages/naps.md": "unchanged",
        "pages/sleep.md": "unchanged",
    }
    assert "pages/rest.md" in ids(collection)


def test_sync_with_prune_removes_what_is_gone(
    collection: Collection, folder: Path, tmp_path: Path
) -> None:
    """Only what came from this folder: other files, uploads and standard input stay."""
    list(add_files(collection, [folder]))
    (tmp_path / "other.md").write_text(words("tea"), "utf-8")
    list(add_files(collection, [tmp_path / "other.md"]))
    (tmp_path / "other.md").unlink()
    upload = words("light").encode()
    add_bytes(collection, upload, source="upload:1", name="light.md", format="markdown")
    (folder / "rest.md").unlink()
    outcomes = list(sync_folder(collection, folder, prune=True))
    assert outcomes[0] == Outcome("pages/rest.md", "removed", "pages/rest.md", "its file is gone")
    assert ids(collection) == ["light.md", "other.md", "pages/naps.md", "pages/sleep.md"]


def test_a_renamed_file_is_one_article_after_sync(collection: Collection, folder: Path) -> None:
    """With `prune` it goes and comes under its new name; without, its old name stays."""
    list(add_files(collection, [folder]))
    (folder / "rest.md").rename(folder / "resting.md")
    kept = changes(sync_folder(collection, folder, prune=False))
    assert kept["pages/resting.md"] == "unchanged"
    assert "pages/rest.md" in ids(collection)
    moved = changes(sync_folder(collection, folder, prune=True))
    assert (moved["pages/rest.md"], moved["pages/resting.md"]) == ("removed", "added")
    assert ids(collection) == ["pages/naps.md", "pages/resting.md", "pages/sleep.md"]


def test_sync_of_a_folder_that_is_not_there_removes_nothing(
    collection: Collection, folder: Path
) -> None:
    """A disk that is not mounted is no reason to empty a collection."""
    list(add_files(collection, [folder]))
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(NoSuchSourceError, match=r"^There is no file or folder '.*/pages'"):
        list(sync_folder(collection, folder, prune=True))
    assert len(ids(collection)) == 3


def test_a_report_counts() -> None:
    """Each end has its count, and an end that nothing met has none."""
    report = Report((Outcome("a", "added", "a", ""), Outcome("b", "refused", "", "Empty.")))
    assert (report.count("added"), report.count("refused"), report.count("removed")) == (1, 1, 0)
    assert [outcome.name for outcome in report.refused] == ["b"]
