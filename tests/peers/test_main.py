"""The command: what it measures, what it leaves out, and that it says so."""

import json
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
def test_a_peer_that_fails_does_not_stop_the_others(minilm):
    """Its reason stands above the tables."""
    notes = []
    broken = Environment(name="broken", folder="", adapter="none_such.py", requires=())
    task = Task(name="tiny", documents=(), questions={}, qrels={})

    found = list(measured([broken], {"broken": Path(sys.executable)}, task, notes))

    assert found == []
    assert notes[0].startswith("broken is left out of tiny. Its step 'build' failed: ")


def test_what_was_measured_is_kept_as_figures_too(tmp_path, capsys):
    """For whoever wants to draw them; the README is left alone when that is asked for."""
    before = README.read_text("utf-8")
    kept = tmp_path / "kept.json"

    write_down([PLAIN, OURS], {"Wellread": 9.0}, ["A note."], parse(
        ["--no-readme", "--results", str(kept)]
    ))  # fmt: skip
    said = capsys.readouterr().out

    assert json.loads(kept.read_text("utf-8"))["installed"] == {"Wellread": 9.0}
    assert said.startswith("- A note.\n\n| nDCG@10 | tiny |")
    assert "### Cost: tiny" in said
    assert README.read_text("utf-8") == before


def test_the_readme_has_the_place_of_the_tables():
    """Without it the figures would be lost after an hour of measuring."""
    text = README.read_text("utf-8")

    assert text.index("<!-- peers begins -->") < text.index("<!-- peers ends -->")
