"""Whatever call of a verb fails, and how: it says so, and the home is whole; or it has done it all.

Errors of the disk, of permissions, of too many open files, of signals and of half writes are put
in the place of single calls, or of all calls from one on, as where a disk stays full.
"""

import re
from itertools import count

import pytest

from index.many_vectors import LISTS, ROWS
from tests.faults.injected import spread, trials
from tests.faults.interrupted import fail
from tests.faults.stages import HEAVY, SOAKED, VERBS
from tests.faults.tracing.client import Fault
from tests.faults.whole import answers_of

NAMES = [verb.name for verb in VERBS]
SAMPLE = 6  # faults of each verb, evenly spread over all that can be


def faults_of(stage, tracer, place, at_most):
    """Every fault that is tried on a verb."""
    asked = Fault("read", 10**9, "EIO")  # never met; but reads are counted
    seen = tracer.run(stage.copy(place), stage.commands, fault=asked).seen
    return list(trials(seen, at_most))


@pytest.mark.parametrize("name", NAMES)
def test_some_faults_of_each_verb(staged, tracer, tmp_path, name):
    """A message that names what is wrong, never a traceback; the next build heals all."""
    stage = staged(name)
    tried = faults_of(stage, tracer, tmp_path / "home", 10**9)
    sample = SAMPLE // 2 if name in HEAVY else SAMPLE
    for number in range(sample):
        trial = tried[(2 * number + 1) * len(tried) // (2 * sample)]
        ended = fail(stage, tracer, tmp_path / "home", *trial)
        assert ended.wrong == "", trial.fault


def test_a_full_disk_for_good_is_told_of_by_every_verb(staged, tracer, tmp_path):
    """From the first byte on: each one leaves with 1 and says why."""
    for name in NAMES:
        stage = staged(name)
        full = Fault("write", 0, "ENOSPC", lasting=True)
        ended = fail(stage, tracer, tmp_path / "home", full)

        assert ended.wrong == ""
        assert ended.traced.status == 1
        assert ended.traced.injected


@pytest.mark.parametrize(
    "words", [["search", "panic attack"], ["show", "source/panic.md"], ["list"], ["verify"]]
)
def test_where_no_file_can_be_made_reading_goes_on(staged, tracer, tmp_path, words):
    """Neither SQLite's shared memory nor tantivy's lock file is needed to read."""
    home = staged("remove").copy(tmp_path / "home")
    whole = tracer.run(home, [words])
    full = tracer.run(home, [words], fault=Fault("open", 0, "ENOSPC", lasting=True))

    assert (full.status, full.out) == (0, whole.out)
    assert full.injected


def test_a_forgotten_article_that_could_not_be_looked_for_is_told_of(staged, tracer, tmp_path):
    """All was deleted; the search for its words, which comes last, can't read a file."""
    stage = staged("forget")
    opens = tracer.run(stage.copy(tmp_path / "home"), stage.commands).seen["open"]
    ended = fail(stage, tracer, tmp_path / "home", Fault("open", opens - 9, "EMFILE", True))

    assert ended.wrong == ""
    assert ended.traced.status == 1
    assert "not every file could be read to prove it" in ended.traced.err


def test_an_import_of_which_nobody_can_say_whether_it_was_made_loses_nothing(
    staged, tracer, tmp_path
):
    """The commit itself fails, and SQLite's log may have it: no original is taken back then."""
    stage, said = staged("import"), ""
    for at in range(14, 19):
        ended = fail(stage, tracer, tmp_path / "home", Fault("sync", at, "ENOSPC", lasting=True))
        assert ended.wrong == ""
        assert ended.traced.status == 1
        said += ended.traced.err

    assert "What was there before is unchanged" in said
    assert "'The export' may have been imported, or not" in said


@pytest.mark.parametrize(("at", "says"), [(18, "Nothing was changed"), (30, "A new one has 2")])
def test_what_a_full_disk_does_not_give_a_repair_is_not_taken_for_damage(
    staged, tracer, tmp_path, at, says
):
    """No room for SQLite's shared memory, nor for tantivy's lock: no article is given up for it."""
    full = Fault("open", at, "ENOSPC", lasting=True)
    ended = fail(staged("repair"), tracer, tmp_path / "home", full)

    assert ended.wrong == ""
    assert ended.traced.status == 1
    assert says in ended.traced.err


def test_a_build_that_a_repair_may_not_open_now_stays_where_it_is(staged, tracer, tmp_path):
    """Too many open files, once: whether it is damaged, nobody knows."""
    home = tmp_path / "home"
    ended = fail(staged("repair"), tracer, home, Fault("open", 30, "EMFILE"))

    assert ended.wrong == ""
    assert re.search(r"Whether build .* is damaged can't be told now: .*It stays", ended.traced.err)


def test_a_deep_repair_sets_nothing_aside_that_it_may_not_open(staged, tracer, tmp_path):
    """Of a whole home, at whatever call there are too many open files."""
    stage, home, deep = staged("remove"), tmp_path / "home", [["repair", "--deep"]]
    opens = tracer.run(stage.copy(home), deep).seen["open"]
    stopped = 0
    for at in spread(opens, 20):
        ended = tracer.run(stage.copy(home), deep, fault=Fault("open", at, "EMFILE"))
        assert not (home / "damaged").exists(), at
        stopped += "can't be told now" in ended.err

    assert stopped


@pytest.mark.parametrize("at", [6, 12, 18, 24])
def test_a_change_that_could_not_be_moved_in_was_made(staged, tracer, tmp_path, at):
    """It is in SQLite's log, and the next change moves it into the catalogue's own file."""
    ended = fail(staged("import"), tracer, tmp_path / "home", Fault("read", at, "EIO"))

    assert ended.wrong == ""
    assert (ended.traced.status, ended.traced.injected) == (0, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("build", "The new index answers, and after a power failure the one before may: "),
        ("rollback", "The build before answers now, and after a power failure may not: "),
    ],
)
def test_what_was_published_and_may_be_lost_is_not_said_to_have_failed(
    staged, tracer, tmp_path, name, said
):
    """CURRENT has its new name, and the disk does not confirm it."""
    stage = staged(name)
    syncs = tracer.run(stage.copy(tmp_path / "home"), stage.commands).seen["sync"]
    tried = (
        fail(stage, tracer, tmp_path / "home", Fault("sync", at, "EIO"))
        for at in range(syncs - 1, -1, -1)
    )
    ended = next(each for each in tried if each.traced.status)

    assert ended.wrong == ""
    assert said in ended.traced.err
    assert answers_of(tmp_path / "home") is not None


def test_an_article_that_cannot_be_read_is_left_out_of_its_build_alone(staged, tracer, tmp_path):
    """It is named with its reason, the others are searched, and the next build has it."""
    stage = staged("build")
    original = Fault("open", 0, "EIO", of=stage.before.articles["source/grief.md"])
    left_out = fail(stage, tracer, tmp_path / "home", original)

    assert left_out.wrong == ""
    assert left_out.traced.status == 5
    assert "! left out source/grief.md: " in left_out.traced.out


def test_a_catalogue_that_the_disk_does_not_hold_takes_no_place(staged, tracer, tmp_path):
    """Made anew, it is in SQLite's log alone where the disk is full: the damaged one stays."""
    stage, said = staged("repair"), ""
    for at in range(104, 112):
        full = Fault("write", at, "ENOSPC", lasting=True)
        ended = fail(stage, tracer, tmp_path / "home", full)
        assert ended.wrong == ""
        assert ended.traced.status == 1
        said += ended.traced.err

    assert "The damaged one is still in its place." in said


def test_vectors_that_can_not_be_read_back_end_a_build_of_lists(staged, tracer, tmp_path):
    """Whichever read of them fails: numpy and FAISS would take that for the end of the file."""
    stage, failed = staged("lists"), {ROWS: 0, LISTS: 0}
    for name in failed:
        for at in count():
            fault = Fault("read", at, "EIO", of=f"/{name}")
            ended = fail(stage, tracer, tmp_path / "home", fault)
            assert ended.wrong == "", fault
            if not ended.traced.injected:
                break
            failed[name] += "The index could not be written: " in ended.traced.err

    assert all(failed.values())


@pytest.mark.soak
@pytest.mark.parametrize("name", [*NAMES, *(verb.name for verb in SOAKED)])
def test_every_fault_of_each_verb(staged, tracer, tmp_path, work_through, chosen, name):
    """All errors at all calls, or those chosen."""
    stage = staged(name)

    def check(trial):
        return fail(stage, tracer, tmp_path / "home", *trial).wrong

    cases = faults_of(stage, tracer, tmp_path / "home", 10**9)[chosen]
    assert work_through("a call fails", name, cases, check) == []
