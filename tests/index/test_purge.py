"""What is left of a forgotten article goes, and what is needed stays."""

import json
import sqlite3

import pytest

from corpus.embedded import Embedded
from index.cache_pruning import keys_needed, prune_cache
from index.history import Entry, forget_in_log, note_build, read_history
from index.manifest import LeftOut
from index.publish import builds, keep_current_only, read_current
from index.vector_cache import QUESTION, key_of

GONE = Embedded("gone")


def keys(path):
    """The keys of a cache."""
    connection = sqlite3.connect(path)
    found = {key for (key,) in connection.execute("SELECT key FROM vector")}
    connection.close()
    return found


@pytest.fixture
def cache(built):
    """The cache of a shelf, with vectors of another encoder and of a text that is gone."""
    path = built.home / "cache" / "vectors.sqlite"
    with sqlite3.connect(path) as connection:
        rows = [(key_of("other@1", Embedded("x")), b"v"), (key_of(built.encoder.name, GONE), b"v")]
        connection.executemany("INSERT INTO vector VALUES (?, ?)", rows)
    connection.close()
    return path


def test_a_pruned_cache_has_what_the_build_needs_and_nothing_else(built, cache):
    """Passages and the questions that a build asks; so nothing is encoded again."""
    before = keys(cache)
    with built.open() as index:
        prune_cache(cache, index)
        needed = set(keys_needed(index))

    assert keys(cache) == before & needed
    assert len(before - keys(cache)) == 2
    assert built.build(anew=True).encoded == 0


def test_titles_are_needed_as_questions(built):
    """A build asks itself its articles' titles."""
    with built.open() as index:
        titles = [index.passages.prepared(each).article.title for each in index.passages.ids()]
        needed = set(keys_needed(index))
    assert {key_of(built.encoder.name, Embedded(QUESTION + title)) for title in titles} <= needed


@pytest.mark.parametrize("data", [b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_cache_that_cannot_be_pruned_is_deleted(built, cache, data):
    """Whatever it holds can be made again."""
    cache.write_bytes(data)
    with built.open() as index:
        prune_cache(cache, index)
    assert not cache.exists()


def test_a_cache_that_no_build_needs_is_deleted(cache, tmp_path):
    """And one that is not there is no fault."""
    prune_cache(cache, None)
    assert not cache.exists()
    prune_cache(tmp_path / "none.sqlite", None)


def test_a_locked_cache_is_told(built, cache, monkeypatch):
    """It may be good: it is not deleted, and the error names it."""
    lock = sqlite3.connect(cache)
    lock.execute("BEGIN EXCLUSIVE")
    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda path, **_: connect(path, timeout=0.05))
    with built.open() as index, pytest.raises(OSError, match=r"^vectors\.sqlite: .*locked"):
        prune_cache(cache, index)
    lock.close()
    assert cache.exists()


def test_only_the_current_build_is_kept(built):
    """The one before it and its place in CURRENT are gone."""
    built.build(anew=True)
    assert len(builds(built.index)) == 2

    keep_current_only(built.index)

    current, previous = read_current(built.index)
    assert (builds(built.index), previous) == ([current.name], None)
    built.open().close()


def test_a_build_that_cannot_be_deleted_is_told(built):
    """Its words would be left, and nobody would know."""
    (built.index / "kept-by-hand").mkdir()
    with pytest.raises(OSError, match=r"^kept-by-hand is still there$"):
        keep_current_only(built.index)


def test_a_home_without_an_index_has_nothing_to_keep(tmp_path):
    """Neither a folder nor a pointer."""
    keep_current_only(tmp_path / "none")
    (tmp_path / "index").mkdir()
    keep_current_only(tmp_path / "index")
    assert read_current(tmp_path / "index") is None


def test_the_log_forgets_names_and_keeps_the_rest(tmp_path):
    """What was left out, why a build failed, and a damaged line that has the name in any form."""
    left = (LeftOut("a/secrét.md", "", "empty"), LeftOut("b.md", "", "empty"))
    note_build(tmp_path, Entry("2026-01-01", "published", left_out=left, left_out_count=2))
    note_build(tmp_path, Entry("2026-01-02", "failed", error="a/secrét.md: no room"))
    note_build(tmp_path, Entry("2026-01-03", "failed", error="no room"))
    log = tmp_path / "builds.jsonl"
    with log.open("a", encoding="utf-8") as file:
        file.write('{"at": "half a line of a/secrét.md\n')
        file.write("half a line of " + json.dumps("a/secrét.md") + "\n")
        file.write("half a line\n")

    forget_in_log(tmp_path, ["a/secrét.md"])

    assert "secr" not in log.read_text("utf-8")
    assert "half a line\n" in log.read_text("utf-8")
    newest, failed, published = read_history(tmp_path)
    assert (newest.error, failed.error) == ("no room", "")
    assert published.left_out == (LeftOut("b.md", "", "empty"),)
    assert published.left_out_count == 2


def test_a_home_without_a_log_has_none_afterwards(tmp_path):
    """Nothing is made up."""
    forget_in_log(tmp_path, ["a.md"])
    assert list(tmp_path.iterdir()) == []
