"""What is published is whole, its number only grows, and nothing stands in its way for ever."""

import json
import os
import subprocess
import sys

import pytest

from corpus.errors import UserError
from index.build import BuildError
from index.manifest import IndexUnusableError
from index.publish import (
    CURRENT,
    BuildBusyError,
    NoEarlierBuildError,
    Pointer,
    alone,
    building,
    builds,
    point_at,
    read_current,
    roll_back,
    sweep,
    write_current,
)

HOLD = """
import sys
from pathlib import Path
from index.publish import building
with building(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def numbers(shelf):
    """The numbers of the builds on disk, newest first."""
    return [int(name.split("-")[0]) for name in builds(shelf.index)]


def test_numbers_only_grow(built):
    """Each build has a larger number than any before it."""
    seen = [numbers(built)[0]]
    for number in range(10, 14):
        built.fill(number).build()
        seen.append(numbers(built)[0])

    assert seen == [1, 2, 3, 4, 5]


def test_two_builds_are_kept(built):
    """The one that answers and the one before; nothing else is left in the folder."""
    for number in range(10, 13):
        built.fill(number).build()

    published = read_current(built.index)

    assert [published.current.name, published.previous.name] == builds(built.index)
    assert {path.name for path in built.index.iterdir()} == {
        CURRENT,
        "build.lock",
        *builds(built.index),
    }


def test_an_orphan_never_blocks(built):
    """A build that was named but never published is swept, and the next gets a name of its own.

    Numbers that were used again made every later build fail.
    """
    for _ in range(3):
        (built.index / "000002-0123abcd").mkdir()
        (built.index / "000002-0123abcd" / "manifest.json").write_text("{}")
        (built.index / "tmp-left-by-a-kill").mkdir()
        (built.index / "CURRENT.0123abcd.tmp").write_text("half")

        report = built.build(anew=True)

        assert report.published
        assert "000002-0123abcd" not in builds(built.index)
        assert not list(built.index.glob("*tmp*"))


def test_a_first_build_that_is_named_and_not_yet_published(tmp_path):
    """CURRENT says so before the build has its name: nothing answers, and nothing is damaged."""
    index = tmp_path
    (index / "tmp-1").mkdir()
    point_at(index, Pointer("tmp-1", "0" * 64), previous=None)
    write_current(index, None)  # as it was a moment before

    assert read_current(index) is None
    assert builds(index)
    sweep(index)
    assert builds(index) == []


def test_a_current_that_is_lost(built):
    """Whole builds without CURRENT: they answer, with a warning, and the next build mends it."""
    (built.index / CURRENT).unlink()

    with built.open() as index:
        assert index.warning == (
            "The newest index can't be used, so another one answers "
            "(CURRENT is damaged: it is missing)."
        )
    assert built.status().is_stale
    assert [fault.what for fault in built.faults()] == ["CURRENT"]
    assert built.build().published
    assert built.open().warning == ""
    assert built.faults() == []


def test_sweeping_without_current_keeps_every_build(built):
    """Nobody knows then which builds are good; what is unfinished goes."""
    kept = builds(built.index)
    (built.index / CURRENT).write_bytes(b"{")
    (built.index / "tmp-0").mkdir()

    sweep(built.index)

    assert builds(built.index) == kept
    assert not (built.index / "tmp-0").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null"[:3],
        b"{}",
        b'{"current": ["../../etc", "00"], "previous": null}',
        b'{"current": [1, 2], "previous": null}',
        b'{"current": "ab", "previous": null}',
        b'{"current": ["000001-00000000", ""], "previous": null}',
        b"\xff\xfe\x00",
    ],
)
def test_a_damaged_current_falls_back_to_what_is_whole(built, content):
    """The newest build that verifies answers, with a warning; the next build mends CURRENT."""
    (built.index / CURRENT).write_bytes(content)

    with pytest.raises(ValueError, match=r"^CURRENT is damaged: "):
        read_current(built.index)
    with built.open() as index:
        assert len(index.passages.ids()) == 6
        assert index.warning.startswith("The newest index can't be used, so another one answers")
    assert built.build().published
    assert built.open().warning == ""


def test_every_flipped_byte_of_current_is_noticed_or_harmless(built):
    """Whichever byte it is: a whole build answers, the same articles as before."""
    built.fill(6).build()
    whole = (built.index / CURRENT).read_bytes()
    for position in range(len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 0x15
        (built.index / CURRENT).write_bytes(damaged)
        with built.open() as index:
            assert len(index.passages.ids()) == (6 if "000001-" in index.pointer.name else 7)
            assert index.warning or len(index.passages.ids()) == 7


def test_rolling_back_twice_returns(built):
    """Each time the other of the two builds answers."""
    built.fill(6).build()
    first = built.ids()

    roll_back(built.index)
    earlier = built.ids()
    roll_back(built.index)

    assert len(earlier) == 6
    assert built.ids() == first
    assert built.faults() == []


def test_there_may_be_nothing_to_roll_back_to(built, tmp_path):
    """After one build, and before the first."""
    for index in (built.index, tmp_path / "nowhere"):
        with pytest.raises(
            NoEarlierBuildError,
            match=r"^There is no earlier build to go back to\. Two builds are kept: this one and",
        ):
            roll_back(index)


def test_no_rolling_back_to_a_damaged_build(built):
    """What answers now goes on answering."""
    built.fill(6).build()
    earlier = built.index / builds(built.index)[1]
    (earlier / "vectors.faiss").write_bytes(b"")

    with pytest.raises(
        UserError,
        match=r"^The earlier build 000001-\w{8} can't be trusted: vectors\.faiss has 0 bytes.* "
        r"The current one still answers\.",
    ):
        roll_back(built.index)
    assert len(built.ids()) == 7


def test_rolling_back_with_a_damaged_current_says_so(built):
    """It can't be told which build was before."""
    (built.index / CURRENT).write_bytes(b"{")
    with pytest.raises(
        IndexUnusableError,
        match=r"^It can't be told which builds of .* there are: CURRENT is damaged: .* Run `well",
    ):
        roll_back(built.index)


def test_one_builds_while_the_other_says_it_is_busy(built):
    """A second builder, and one who rolls back, are told; when the first ends, the lock is free."""
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(built.index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.curdir},
    )
    with held:
        assert held.stdout.readline() == b"held\n"
        busy = r"^Another build of this collection is under way\. Wait until it has finished\.$"
        with pytest.raises(BuildBusyError, match=busy):
            built.build(anew=True)
        with pytest.raises(BuildBusyError, match=busy):
            roll_back(built.index)
        assert len(built.ids()) == 6
        held.kill()
    assert built.build(anew=True).published


def test_the_lock_is_of_one_process_too(built):
    """Two threads of the page's can't build at once either."""
    with alone(built.index), pytest.raises(BuildBusyError, match="under way"):
        built.build(anew=True)


def test_a_build_that_fails_leaves_no_folder(built):
    """Whatever ends it, an interruption as well."""

    def interrupted():
        with building(built.index) as folder:
            (folder / "half").write_text("half")
            raise KeyboardInterrupt("by a person")

    with pytest.raises(KeyboardInterrupt, match="by a person"):
        interrupted()
    assert not list(built.index.glob("tmp-*"))


def test_what_is_kept_beside_a_new_build_can_be_trusted(built):
    """When the newest was damaged, the one before it is kept, not the damaged one."""
    built.fill(6).build()
    good = read_current(built.index).previous
    (built.build_folder() / "vectors.faiss").write_bytes(b"")

    built.fill(7).build()

    assert read_current(built.index).previous == good
    assert built.faults() == []


def test_current_is_small_and_plain(built):
    """A person can read which build answers."""
    stored = json.loads((built.index / CURRENT).read_text("utf-8"))

    assert stored["current"][0] == built.build_folder().name
    assert stored["previous"] is None


def test_a_file_where_the_index_should_be(shelf):
    """The message names it."""
    shelf.fill(0)
    shelf.index.write_text("not a folder")

    with pytest.raises(
        BuildError, match=r"^The index could not be written: .*File exists: '.*/index'\. What was"
    ):
        shelf.build()
    with pytest.raises(IndexUnusableError, match=r"can be trusted: .*Not a directory"):
        shelf.open()
