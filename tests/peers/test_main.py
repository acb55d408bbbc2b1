"""The command: what it measures, what it leaves out, and that it says so."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.__main__ import (
    README,
    measured,
    parse,
    read_tasks,
    ready,
    sizes_of,
    write_down,
)
from benchmarks.peers.environments import Environment
from benchmarks.peers.kept import Kept, read_kept
from benchmarks.peers.tasks import SAVED_PAGES, Task
from tests.peers.results import OURS, PLAIN


def test_without_test_collections_the_sample_collection_is_measured_alone(tmp_path):
    """And the table says so."""
    notes = []
    tasks = read_tasks(parse(["--sets-folder", str(tmp_path / "none")]), notes)

    assert [task.name for task in tasks] == [SAVED_PAGES]
    assert notes == ["No test collection was found, so only the sample collection is measured."]


def test_a_part_is_told_to_be_a_part():
    """The sample collection is small enough to be measured whole."""
    tasks = [
        Task(name="counsel", documents=(), questions={}, qrels={}),
        Task(name=SAVED_PAGES, documents=(), questions={}, qrels={}),
        Task(name="later", documents=(), questions={}, qrels={}),
    ]
    done = [replace(PLAIN, task=name) for name in ("counsel", SAVED_PAGES)]

    assert sizes_of(tasks, done, quick=True) == [
        "counsel: 0 documents, 0 questions, a part of it (`--quick`).",
        "sample collection: 0 documents, 0 questions.",
    ]


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
    file = tmp_path / "kept.json"
    kept = Kept(results=[PLAIN, OURS], installed={"Wellread": 9.0}, notes=["A note."])

    write_down(kept, parse(["--no-readme", "--results", str(file)]))
    said = capsys.readouterr().out

    assert read_kept(file) == kept
    assert said.startswith("- A note.\n\n| nDCG@10 | tiny |")
    assert "### Cost: tiny" in said
    assert README.read_text("utf-8") == before


def test_a_peer_that_is_measured_again_takes_the_place_of_its_old_figures():
    """The others stay, in their order, and a note says that they are older."""
    earlier = Kept(results=[PLAIN, OURS], installed={"Wellread": 9.0}, notes=["A note."])
    anew = replace(OURS, quality=0.75)

    both = earlier.beside([anew], {"Wellread": 8.0}, ["A note.", "Another."])

    assert both.results == [PLAIN, anew]
    assert both.installed == {"Wellread": 8.0}
    assert both.notes[:2] == ["A note.", "Another."]
    assert both.notes[2].startswith("Of an earlier run, and of another load of the machine: plain")


def test_a_first_run_has_nothing_older_beside_it(tmp_path):
    """And no note."""
    assert read_kept(tmp_path / "none.json") == Kept()
    assert Kept().beside([PLAIN], {}, ["A."]) == Kept(results=[PLAIN], notes=["A."])


def test_the_readme_has_the_place_of_the_tables():
    """Without it the figures would be lost after an hour of measuring."""
    text = README.read_text("utf-8")

    assert text.index("<!-- peers begins -->") < text.index("<!-- peers ends -->")
