"""The command: what it measures, what it leaves out, and that it says so."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.__main__ import (
    README,
    is_wanted,
    keep,
    main,
    measured,
    parse,
    read_tasks,
    ready,
    sizes_of,
    tell,
    told,
)
from benchmarks.peers.environments import Environment
from benchmarks.peers.kept import Kept, read_kept
from benchmarks.peers.ours import code_megabytes, own_rows
from benchmarks.peers.tasks import SAVED_PAGES, Task
from tests.peers.results import OURS, PLAIN

OLDER = (
    "tiny, of an earlier run and another load of the machine: plain script. "
    "Compare processor times rather than times."
)


def test_without_test_collections_the_sample_collection_is_measured_alone(tmp_path):
    """And what is told says so."""
    tasks = read_tasks(parse(["--sets-folder", str(tmp_path / "none")]))
    measured_alone = Kept(results=[replace(PLAIN, task=SAVED_PAGES)])

    assert [task.name for task in tasks] == [SAVED_PAGES]
    assert told(measured_alone).startswith("- Only the sample collection was measured.\n")
    assert "Only the sample" not in told(Kept(results=[*measured_alone.results, PLAIN]))


def test_how_much_was_measured_is_told_of_what_was_measured():
    """A collection that no peer has done yet is not among them."""
    tasks = [
        Task(name="counsel", documents=(), questions={}, qrels={}),
        Task(name=SAVED_PAGES, documents=(), questions={}, qrels={}),
        Task(name="later", documents=(), questions={}, qrels={}),
    ]
    done = [replace(PLAIN, task=name) for name in ("counsel", SAVED_PAGES)]

    assert sizes_of(tasks, done) == [
        "counsel: 0 documents, 0 questions.",
        "sample collection: 0 documents, 0 questions.",
    ]


def test_wellread_has_a_row_with_the_peers_model_and_one_as_it_comes():
    """Each is pinned to its encoder, so that a machine without weights measures no other."""
    rows = own_rows()

    assert [(each.name, each.encoder) for each in rows] == [
        ("Wellread minilm", "minilm"),
        ("Wellread mpnet", "mpnet"),
    ]
    assert set(rows[1].requires) > set(rows[0].requires)
    assert not [each for each in rows[1].requires if "part-00" in each]


def test_wellreads_own_files_count_among_what_is_installed():
    """With the weights that come with it, of 24 MB."""
    assert 24 < code_megabytes() < 60


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        (None, ["plain script", "txtai", "Wellread minilm", "Wellread mpnet"]),
        (["txtai"], ["txtai"]),
        (["Wellread"], ["Wellread minilm", "Wellread mpnet"]),
        (["Wellread mpnet", "plain script"], ["plain script", "Wellread mpnet"]),
    ],
)
def test_rows_are_asked_for_by_name(asked, chosen):
    """Or by the first word, which gives both of Wellread's."""
    names = ["plain script", "txtai", "Wellread minilm", "Wellread mpnet"]

    assert [name for name in names if is_wanted(name, asked)] == chosen


@pytest.mark.parametrize(
    ("peer", "said"),
    [
        (
            Environment(name="x", folder="x", adapter="x.py", requires=(), python="9.9"),
            "x is left out. It needs Python 9.9, and none was found. "
            "Install Python 9.9 as python9.9.",
        ),
        (
            Environment(name="y", folder="y", adapter="y.py", requires=(), shares="none-such"),
            "y is left out. The environment 'none-such', whose packages it shares, was not made. "
            "Put right what that one lacks, and run again.",
        ),
    ],
)
def test_a_peer_that_cannot_be_had_is_named_with_the_reason(peer, said):
    """Nothing is dropped without a word."""
    notes = []

    assert list(ready([peer], notes)) == []
    assert notes == [said]


@pytest.mark.model
def test_a_peer_that_fails_does_not_stop_the_others(reference):
    """Its reason stands above the tables."""
    notes = []
    broken = Environment(name="broken", folder="", adapter="none_such.py", requires=())
    task = Task(name="tiny", documents=(), questions={}, qrels={})

    found = list(measured([broken], {"broken": Path(sys.executable)}, task, notes))

    assert found == []
    assert notes[0].startswith("broken is left out of tiny. Its step 'build' failed: ")


def test_what_was_measured_is_kept_as_figures_too(tmp_path, capsys):
    """For a later run, or a drawing; the README is left alone when that is asked for."""
    before = README.read_text("utf-8")
    file = tmp_path / "of" / "kept.json"
    kept = Kept(results=[PLAIN, OURS], installed={OURS.peer: 9.0}, notes=["A note."])

    keep(kept, file)
    tell(kept, readme=False)
    said = capsys.readouterr().out

    assert read_kept(file) == kept
    assert said.startswith("- A note.\n\n| nDCG@10 | tiny |")
    assert "### Cost: tiny" in said
    assert README.read_text("utf-8") == before


def test_a_whole_run_leaves_its_figures_in_a_file(tmp_path, capsys):
    """By the command itself: Wellread alone, on a small collection of three articles."""
    write_small_set(tmp_path / "sets" / "three")
    file = tmp_path / "kept.json"
    words = ["--sets-folder", str(tmp_path / "sets"), "--sets", "three", "--no-readme"]

    main([*words, "--peers", "Wellread minilm", "--results", str(file)])

    kept = read_kept(file)
    assert [(each.task, each.peer) for each in kept.results] == [("three", "Wellread minilm")]
    assert kept.notes == ["three: 3 documents, 2 questions."]
    assert "| Wellread minilm | **1.000** |" in capsys.readouterr().out


def write_small_set(folder):
    """Three articles in BEIR form, two of which answer a question each."""
    (folder / "qrels").mkdir(parents=True)
    articles = {
        "sleep": "Get up when you cannot sleep at night, and go back to bed when tired.",
        "panic": "A panic attack passes. Breathe out slowly until it does.",
        "grief": "Grief has no timetable. Sadness comes in waves after a loss.",
    }
    asked = {"sleep": "cannot sleep at night", "panic": "what helps in a panic attack"}
    for name, texts in (("corpus", articles), ("queries", asked)):
        rows = [json.dumps({"_id": key, "text": text}) for key, text in texts.items()]
        (folder / f"{name}.jsonl").write_text("\n".join(rows), "utf-8")
    judged = [f"{key}\t{key}\t1" for key in asked]
    lines = "\n".join(["query-id\tcorpus-id\tscore", *judged])
    (folder / "qrels" / "test.tsv").write_text(lines, "utf-8")


def test_a_peer_that_is_measured_again_takes_the_place_of_its_old_figures():
    """The others stay, in their order, and a note says that they are older."""
    earlier = Kept(results=[PLAIN, OURS], installed={OURS.peer: 9.0}, notes=["A note."])
    anew = replace(OURS, quality=0.75)

    both = earlier.beside([anew], {OURS.peer: 8.0}, ["A note.", "Another."])

    assert both.results == [PLAIN, anew]
    assert both.installed == {OURS.peer: 8.0}
    assert both.notes == ["A note.", "Another.", OLDER]


def test_another_collection_makes_none_older():
    """Ratios are of one table, and each table is of one collection."""
    other = replace(PLAIN, task="other")

    assert Kept(results=[PLAIN, OURS]).beside([other], {}, []).notes == []


def test_notes_that_a_later_run_makes_untrue_are_dropped():
    """What is older is worked out anew; a peer that was left out and now is there is not out."""
    notes = ["txtai is left out of tiny. Why.", "txtai is left out. Why.", OLDER, "A note."]
    earlier = Kept(results=[PLAIN, OURS], notes=notes)

    both = earlier.beside([replace(OURS, peer="txtai"), PLAIN, OURS], {}, [])

    assert both.notes == ["A note."]


def test_a_first_run_has_nothing_older_beside_it(tmp_path):
    """And no note."""
    assert read_kept(tmp_path / "none.json") == Kept()
    assert Kept().beside([PLAIN], {}, ["A."]) == Kept(results=[PLAIN], notes=["A."])


def test_the_readme_has_the_place_of_the_tables():
    """Without it the figures would be lost after an hour of measuring."""
    text = README.read_text("utf-8")

    assert text.index("<!-- peers begins -->") < text.index("<!-- peers ends -->")
