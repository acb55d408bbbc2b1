"""What was acknowledged is in the catalogue's own file: SQLite's log can lose its end unnoticed.

SQLite writes a change into a log beside the file (`-wal`), and leaves out the log's end where that
is damaged, without a word: it can't tell it from a change that nobody was told of.
"""

import random
import shutil
import sqlite3
import time

import pytest

from corpus.catalogue import LOCK_WAIT, READ_WAIT
from corpus.clean.rulings import Ruling
from corpus.collection import Collection, CollectionError
from corpus.curating import store_rulings
from corpus.forgetting import forget_articles
from tests.faults.damages import DAMAGES
from tests.faults.interrupted import told

SAMPLE = 4  # kills of `add`, evenly spread over its calls
ARTICLE = b"# Resting\n\n" + b"Rest is allowed at any time of day, says our doctor. " * 8


def log_of(home):
    """SQLite's log of a home's catalogue."""
    return home / "collection" / "collection.sqlite-wal"


def left_by_a_crash(home, place):
    """A home as it would be found if everybody who has it open were killed now."""
    shutil.rmtree(place, ignore_errors=True)
    return shutil.copytree(home, place)


def ids_in(home):
    """The articles of a home, whose catalogue is whole."""
    with Collection.open(home) as collection:
        collection.refuse_damage(whole=True)
        return [entry.id for entry in collection.entries()]


def add(collection, name):
    """Add an article of its own."""
    data = ARTICLE + name.encode()
    collection.add(data, source=f"test:{name}", name=name, format="markdown")


def test_the_end_of_a_log_is_lost_without_a_word(tmp_path):
    """So SQLite is made: of three commits one is left, and the file is called whole."""
    path = tmp_path / "any.sqlite"
    with sqlite3.connect(path) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE said (number)")
        for number in range(3):
            with writer:
                writer.execute("INSERT INTO said VALUES (?)", (number,))
        copy = shutil.copytree(tmp_path, tmp_path / "crashed") / path.name
    writer.close()
    log = copy.with_name(f"{copy.name}-wal")
    data = bytearray(log.read_bytes())
    data[-2 * 4120 + 100] ^= 1  # a bit of the second commit; a page of 4096 and its head of 24
    log.write_bytes(data)

    with sqlite3.connect(copy) as found:
        assert found.execute("SELECT number FROM said").fetchall() == [(0,)]
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found.close()


CHANGES = {
    "adding": lambda collection: add(collection, "rest.md"),
    "removing": lambda collection: collection.remove("tiny/sleep.md"),
    "forgetting": lambda collection: forget_articles(collection, ["tiny/sleep.md"]),
    "ruling": lambda collection: store_rulings(collection, [Ruling("tiny/sleep.md", "x", "drop")]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_acknowledged_is_in_the_log_alone(own_home, tmp_path, change):
    """After each change its own file has it; what becomes of the log has no meaning any more."""
    with Collection.open(own_home) as collection:
        CHANGES[change](collection)
        meant = collection.entries()
        crashed = left_by_a_crash(own_home, tmp_path / "crashed")
    assert log_of(crashed).stat().st_size == 0
    log_of(crashed).write_bytes(random.Random(1).randbytes(9000))

    with Collection.open(crashed) as collection:
        collection.refuse_damage(whole=True)
        assert collection.entries() == meant


def test_who_reads_on_does_not_hold_up_who_writes(own_home, tmp_path):
    """The change then stays in the log, whole, until the next one takes it along."""
    with Collection.open(own_home) as collection, Collection.open(own_home) as reader:
        reader.catalogue.execute("BEGIN")
        before = reader.catalogue.execute("SELECT count(*) FROM entry").fetchone()
        begun = time.monotonic()
        add(collection, "rest.md")
        assert READ_WAIT / 1000 <= time.monotonic() - begun < LOCK_WAIT
        assert log_of(own_home).stat().st_size
        assert "rest.md" in ids_in(left_by_a_crash(own_home, tmp_path / "crashed"))
        assert reader.catalogue.execute("SELECT count(*) FROM entry").fetchone() == before

        reader.catalogue.execute("COMMIT")
        add(collection, "more.md")
        assert log_of(own_home).stat().st_size == 0


def lost(stage, tracer, place, at):
    """What `add` told of and is not there, though nothing is told of: killed, its log damaged."""
    home = stage.copy(place)
    traced = tracer.run(home, stage.commands, kill_at=at)
    log, chance = log_of(home), random.Random(at)
    if log.exists() and log.stat().st_size:
        log.write_bytes(chance.choice(DAMAGES)(log.read_bytes(), chance))
    try:
        with Collection.open(home) as collection:
            collection.refuse_damage(whole=True)
            found = {entry.id: entry.sha256 for entry in collection.entries()}
    except CollectionError:
        return ""
    acknowledged = [name for name in stage.after.articles if name in told(traced.err)]
    gone = [name for name in acknowledged if found.get(name) != stage.after.articles[name]]
    return f"lost: {gone}" if gone else ""


def test_no_kill_and_a_damaged_log_lose_what_was_told_of(staged, tracer, tmp_path):
    """At some calls of `add`."""
    stage = staged("add")
    calls = tracer.run(stage.copy(tmp_path / "home"), stage.commands).count
    for number in range(SAMPLE):
        assert (
            lost(stage, tracer, tmp_path / "home", (2 * number + 1) * calls // (2 * SAMPLE)) == ""
        )


@pytest.mark.soak
def test_no_kill_at_any_call_and_a_damaged_log_lose_anything(
    staged, tracer, tmp_path, work_through, chosen
):
    """At all of them, or those chosen."""
    stage = staged("add")
    calls = tracer.run(stage.copy(tmp_path / "home"), stage.commands).count

    def check(at):
        return lost(stage, tracer, tmp_path / "home", at)

    assert work_through("killed, its log damaged", "add", range(calls + 2)[chosen], check) == []
