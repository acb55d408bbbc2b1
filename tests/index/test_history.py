"""The log of builds says what each did, and no damage to it stops a build or a page."""

import json

import pytest

from corpus.collection import Collection
from index import history
from index.amend import Amending
from index.history import KEPT, LOG, Entry, amended, note_build, read_history
from index.opened import current_build, index_folder
from index.publish import BuildBusyError, building
from index.update import BuildCancelledError, earlier_build, go_back, update_index


def update(shelf, **options):
    """Update a shelf's index, as a command does."""
    with Collection.open(shelf.home) as collection:
        return update_index(shelf.home, collection, shelf.encoder, asked_for="hashing", **options)


def test_a_build_is_noted_with_what_it_did(shelf):
    """Its plan, counts, and name; what it left out is named with the reason."""
    shelf.fill(1, 2)
    shelf.put("short.md", "Too short.")
    report = update(shelf)
    (entry,) = read_history(shelf.home)
    assert (entry.end, entry.build) == ("published", report.pointer.name)
    assert (entry.added, entry.changed, entry.removed, entry.kept) == (3, 0, 0, 0)
    assert (entry.articles, entry.passages) == (2, report.manifest.passages)
    assert (entry.encoded, entry.reused) == (report.encoded, 0)
    assert [left.id for left in entry.left_out] == ["short.md"]
    assert "No article" in entry.left_out[0].reason
    assert entry.left_out_count == 1


def test_a_build_that_was_amended_says_so(shelf):
    """With how much changed since all of it was written; a whole one says nothing of it."""
    limits = Amending(at_least=0, share=1)
    for number in (1, 2):
        shelf.fill(number)
        update(shelf, limits=limits)
    newest, first = read_history(shelf.home)
    assert (newest.amended, first.amended) == (1, 0)
    assert (newest.encoded, newest.reused, newest.kept) == (2, 2, 1)
    assert amended(newest.amended)[0].startswith("Written beside what there was; 1 article changed")


def test_a_build_with_nothing_to_do_is_not_noted(shelf):
    """The log holds what happened."""
    shelf.fill(1)
    update(shelf)
    update(shelf)
    assert len(read_history(shelf.home)) == 1


def test_a_failure_is_noted_with_its_reason(shelf):
    """What a person can put right in full, of a bug only its kind."""
    with pytest.raises(Exception, match="The collection is empty"):
        update(shelf)
    shelf.fill(1)

    def stumble(progress):
        raise ZeroDivisionError("words of an article")

    with pytest.raises(ZeroDivisionError, match="words"):
        update(shelf, tell=stumble)
    bug, empty = read_history(shelf.home)
    assert (bug.end, bug.error) == ("failed", "A bug: ZeroDivisionError.")
    assert (empty.end, empty.build) == ("failed", "")
    assert "The collection is empty" in empty.error


@pytest.mark.parametrize("stop", [BuildCancelledError("Stopped."), KeyboardInterrupt()])
@pytest.mark.parametrize("stage", ["read", "embed", "publish"])
def test_a_cancelled_build_publishes_nothing(shelf, stop, stage):
    """In whatever stage; what was published answers, and the next build finishes the work."""
    shelf.fill(1, 2)
    update(shelf)
    before = current_build(shelf.home)
    shelf.fill(3)

    def tell(progress):
        if progress.stage == stage:
            raise stop

    with pytest.raises(type(stop)):
        update(shelf, tell=tell)
    assert current_build(shelf.home) == before
    assert read_history(shelf.home)[0].end == "cancelled"
    assert not list(index_folder(shelf.home).glob("tmp-*"))
    assert update(shelf).published
    assert shelf.ids() == ["001.md", "002.md", "003.md"]
    assert shelf.faults() == []


def test_another_builder_at_work_is_not_noted(shelf):
    """Its own entry says what it did."""
    shelf.fill(1)
    with building(index_folder(shelf.home)), pytest.raises(BuildBusyError, match="under way"):
        update(shelf)
    assert read_history(shelf.home) == []


def test_going_back_is_noted_and_can_be_seen_before(shelf):
    """What would answer then, and what does now."""
    shelf.fill(1)
    first = update(shelf)
    assert earlier_build(shelf.home) is None
    shelf.fill(2)
    update(shelf)
    assert earlier_build(shelf.home).articles == 1
    go_back(shelf.home)
    assert current_build(shelf.home).name == first.pointer.name
    entry = read_history(shelf.home)[0]
    assert (entry.end, entry.build, entry.articles) == ("rolled back", first.pointer.name, 1)
    assert earlier_build(shelf.home).articles == 2


def test_there_is_no_earlier_build_where_nothing_can_be_read(tmp_path):
    """An empty home, and one whose pointer is damaged."""
    assert earlier_build(tmp_path) is None
    index_folder(tmp_path).mkdir()
    (index_folder(tmp_path) / "CURRENT").write_text("{")
    assert earlier_build(tmp_path) is None


def test_an_entry_comes_back_as_it_was_noted(tmp_path):
    """Reasons with any letter, line breaks, too."""
    entry = Entry(
        at="2026-03-19T10:00:00+00:00",
        end="published",
        build="000001-abcdef01",
        reconsidered=("3 lines on 2 articles are now known to repeat over their site",),
        left_out=(history.LeftOut("größe\n.md", "", "why \u2028 not"),),
        left_out_count=70,
        error="a\nb",
    )
    note_build(tmp_path, entry)
    assert read_history(tmp_path) == [entry]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "null",
        '{"at": 1}',
        '{"at": "x", "end": "eaten", "left_out": [], "reconsidered": []}',
        '{"at": "x", "end": "failed", "left_out": [], "reconsidered": [], "seconds": "long"}',
        '{"at": "x", "end": "failed", "left_out": [], "reconsidered": [], "added": -1}',
        '{"at": "x", "end": "failed", "left_out": [1], "reconsidered": []}',
        '{"at": "x", "end": "failed", "left_out": [], "reconsidered": [], "build": {}}',
        "\0" * 50,
    ],
)
def test_a_damaged_line_is_passed_over(tmp_path, line):
    """What is before and after it is read."""
    note_build(tmp_path, Entry("1", "failed"))
    with (tmp_path / LOG).open("a") as file:
        file.write(line + "\n")
    note_build(tmp_path, Entry("2", "failed"))
    assert [entry.at for entry in read_history(tmp_path)] == ["2", "1"]


def test_what_a_newer_wellread_notes_besides_is_passed_over(tmp_path):
    """A field that is not known here."""
    note_build(tmp_path, Entry("1", "failed"))
    stored = json.loads((tmp_path / LOG).read_text())
    (tmp_path / LOG).write_text(json.dumps(stored | {"weather": "fine"}) + "\n")
    assert [entry.at for entry in read_history(tmp_path)] == ["1"]


def test_a_long_log_is_shortened(tmp_path):
    """Its newest entries stay."""
    for number in range(2 * KEPT + 5):
        note_build(tmp_path, Entry(str(number), "failed"))
    found = read_history(tmp_path)
    assert KEPT <= len(found) < 2 * KEPT
    assert found[0].at == str(2 * KEPT + 4)
    assert [path.name for path in tmp_path.iterdir()] == [LOG]


def test_a_log_that_can_not_be_written_stops_no_build(shelf):
    """A folder stands in its place."""
    (shelf.home / LOG).mkdir(parents=True)
    shelf.fill(1)
    assert update(shelf).published
    assert read_history(shelf.home) == []


def test_an_entry_says_nothing_that_it_was_not_told():
    """Of a build that failed: no articles, no passages, nothing left out, no reason yet."""
    assert Entry("2026-01-02T03:04:05+00:00", "failed")[2:] == (
        *("", 0.0, 0, 0, 0, 0, 0, 0, 0, 0),
        *((), (), 0, "", "", 0, 0),
    )
