"""A builder that is killed at any moment leaves a whole index, the old or the new one."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.reliability.diary import PIECE
from corpus.collection import Collection
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.opened import open_index
from index.status import verify

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).parents[2]
LONGEST = 0.35  # seconds until a kill, at first: a round of the writer takes about a tenth


class Killer:
    """Runs the writer on a home and kills it; the home is inspected after each kill."""

    def __init__(self, home):
        self.home = home
        self.server = subprocess.Popen(
            [sys.executable, str(WRITER), str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with self.server:
            self.server.stdin.close()

    def kill_after(self, seconds, seed):
        """Let a writer write for so long, then kill it."""
        self.server.stdin.write(f"{seed}\n")
        self.server.stdin.flush()
        child = int(self.server.stdout.readline())
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        assert self.server.stdout.readline() == "gone\n"

    def published(self):
        """The number of the build that answers; everything on disk is found to be whole."""
        with open_index(self.home) as index, Collection.open(self.home) as collection:
            assert index.warning == ""
            assert verify(self.home, collection) == []
            assert len(index.passages.ids()) == index.manifest.articles
            assert collection.catalogue.execute("PRAGMA quick_check").fetchone() == ("ok",)
            return int(index.pointer.name.split("-")[0])


def kill_often(home, times, seed, record):
    """Kill a writer so many times; each time the index is whole and never older than before.

    Where the machine is busy and kills come before anything is published, they are put off.
    """
    chance = random.Random(seed)
    with Killer(home) as killer:
        number = first = killer.published()
        longest = LONGEST
        for _ in range(times):
            killer.kill_after(chance.uniform(0.0, longest), chance.randrange(10**9))
            before, number = number, killer.published()
            assert number >= before
            longest = longest * 1.3 if number == before else max(LONGEST, longest / 1.3)
    with Collection.open(home) as collection:
        build_index(home, collection, HashingEncoder(), asked_for="hashing", anew=True)
    assert not list((home / "index").glob("tmp-*"))
    record("kills", times)
    record("builds", number - first)
    return number - first


def test_a_killed_builder_leaves_a_whole_index(own_home, record_property):
    """Twenty kills at random moments: every file verifies, and the next build succeeds."""
    assert kill_often(own_home, 20, 1, record_property) > 3


@pytest.mark.soak
def test_no_kill_of_many_leaves_a_broken_index(own_home, record_property, diary):
    """Three thousand kills, or as many as WELLREAD_KILLS says, fifty a piece."""
    for piece in range(int(os.environ.get("WELLREAD_KILLS", "3000")) // PIECE):
        if not diary.has("killed at random", "add, remove, forget, build", str(piece)):
            begun = time.monotonic()
            published = kill_often(own_home, PIECE, 2 + piece, record_property)
            diary.note(
                "killed at random",
                "add, remove, forget, build",
                str(piece),
                cases=PIECE,
                failed=0,
                wrong=[],
                seconds=round(time.monotonic() - begun, 1),
                published=published,
            )
            assert published > PIECE // 5


def test_a_first_build_that_is_killed_can_be_repeated(tmp_path):
    """Without an earlier build to fall back on: nothing answers, or the whole new one does."""
    chance = random.Random(3)
    for attempt in range(4):
        home = tmp_path / str(attempt)
        with Killer(home) as killer:
            killer.kill_after(chance.uniform(0.0, 0.12), attempt)
        with Collection.open(home) as collection:
            collection.add(b"# A\n\n" + b"Some words. " * 30, source="a", name="a", format="text")
            build_index(home, collection, HashingEncoder(), asked_for="hashing")
            assert verify(home, collection) == []
        with open_index(home) as index:
            assert index.warning == ""
