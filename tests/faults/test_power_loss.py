"""When the power fails, what was acknowledged is there, whatever else the disk lost or tore.

A command is recorded call by call; then every disk is made that might be found after the power
failed at some moment of it, and must be found whole. The recorder is held to the truth: the disk
that it makes of all calls is the real one, byte for byte.
"""

import pytest

from tests.faults.outage import Outage, different, evenly, record_verb, wrong_after
from tests.faults.power import Kept, after_power_loss, variants
from tests.faults.recorded import TOP, Data, Names, Sync, Tree
from tests.faults.stages import HEAVY, SOAKED, VERBS

NAMES = [verb.name for verb in VERBS]
SAMPLE = 2  # moments of each verb; at each the power fails in six ways
SHARED_MEMORY = "-shm"  # SQLite writes it without calls, and makes it anew after a crash


@pytest.fixture
def recorded(staged, tracer, tmp_path):
    """Records a verb by its name."""
    return lambda name: record_verb(staged(name), tracer, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_some_moments_of_each_verb(recorded, tmp_path, name):
    """The disk is the real one where nothing fails; where it fails, nothing told of is lost."""
    recording = recorded(name)
    assert dict(contents(recording.after)) == dict(contents(recording.found))

    moments = evenly(recording.steps, SAMPLE // 2 if name in HEAVY else SAMPLE)
    outages = (Outage(at, kept) for at in moments for kept in variants([at]))
    for outage, tree in different(recording, outages):
        assert wrong_after(recording, outage, tree, tmp_path / "found") == "", outage


def contents(tree):
    """What can be read in a tree, by path."""
    for path, number in tree.paths():
        if not path.endswith(SHARED_MEMORY):
            yield path, tree.files.get(number)


MADE = Names(((TOP, "a", 1),), "file")
WRITTEN = Data(1, 0, b"new")
FOLDER = Names(((TOP, "f", 2),), "folder")
MOVED = Names(((TOP, "a", None), (TOP, "b", 1)))
GONE = Names(((TOP, "b", None),))


def found(steps, *kept, before=None):
    """What can be read after a power failure, by path."""
    return dict(contents(after_power_loss(before or Tree(), steps, Kept(*kept))))


@pytest.mark.parametrize(
    ("steps", "kept", "expected"),
    [
        pytest.param([MADE, WRITTEN], ("all", "all"), {"a": b"new"}, id="nothing is lost"),
        pytest.param([MADE, WRITTEN], ("none", "none"), {}, id="all is lost"),
        pytest.param([MADE, WRITTEN], ("all", "none"), {"a": b""}, id="a name without its bytes"),
        pytest.param([MADE, WRITTEN, Sync(1)], ("none", "none"), {}, id="bytes without a name"),
        pytest.param(
            [MADE, WRITTEN, Sync(1), Sync(TOP)], ("none", "none"), {"a": b"new"}, id="both synced"
        ),
        pytest.param(
            [MADE, WRITTEN, Sync(1), Sync(TOP), MOVED],
            ("none", "none"),
            {"a": b"new"},
            id="a new name is lost",
        ),
        pytest.param(
            [MADE, WRITTEN, Sync(1), MOVED, Sync(TOP)],
            ("none", "none"),
            {"b": b"new"},
            id="a rename is whole",
        ),
        pytest.param(
            [MADE, MOVED, Sync(TOP), GONE], ("none", "none"), {"b": b""}, id="what was deleted"
        ),
        pytest.param(
            [FOLDER, Names(((2, "c", 3),), "file"), Sync(2)],
            ("none", "none"),
            {},
            id="a synced folder whose own name is lost",
        ),
    ],
)
def test_what_survives(steps, kept, expected):
    """Bytes that were synced, names whose folder was; of the rest what is said."""
    assert found(steps, *kept) == expected


def test_no_name_is_there_without_what_it_builds_on():
    """A file that was made, renamed and deleted is found under one name at most, in any chance."""
    steps = [MADE, WRITTEN, MOVED, GONE]
    seen = {tuple(found(steps, "some", "all", seed)) for seed in range(60)}

    assert seen == {(), ("a",), ("b",)}


def test_a_sector_is_never_newer_in_one_half():
    """Two writes to one sector: neither, the first, or both; never only the second."""
    steps = [MADE, Data(1, 0, b"1"), Data(1, 1, b"2")]
    seen = {found(steps, "all", "some", seed)["a"] for seed in range(60)}

    assert b"12" in seen
    assert b"\x002" not in seen


def test_sectors_are_torn_apart():
    """Two sectors written at once: each may be old while the other is new."""
    before = Tree({TOP: {"a": 1}}, {1: b"o" * 1024})
    steps = [Data(1, 0, b"n" * 1024)]
    seen = {found(steps, "all", "some", seed, before=before)["a"][::512] for seed in range(60)}

    assert seen == {b"oo", b"on", b"no", b"nn"}


@pytest.mark.soak
@pytest.mark.parametrize("name", [*NAMES, *(verb.name for verb in SOAKED)])
def test_every_moment_of_each_verb(recorded, tmp_path, work_through, chosen, name):
    """After every step, the last one first, or those chosen; each disk once, in eight ways."""
    recording = recorded(name)
    moments = range(len(recording.steps), -1, -1)[chosen]
    outages = (Outage(at, kept) for at in moments for kept in variants([2 * at, 2 * at + 1]))

    def check(found):
        return wrong_after(recording, *found, tmp_path / "found")

    cases = different(recording, outages)
    assert work_through("the power fails", name, cases, check) == []
