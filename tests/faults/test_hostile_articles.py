"""Whatever comes as an article is made one or is refused with its reason, and ingestion goes on."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from benchmarks.hostile.feeding import kind_of, outcome_of
from benchmarks.hostile.inputs import hostile_input
from benchmarks.hostile.soaking import Tally, done_so_far, feed_part, feed_watched, soak, write_down

SAMPLE = 10**9  # from this number on: not among those of the soak
DYING = (
    sys.executable,
    "-c",
    "import json, os, sys, time\n"
    "for n in range(*map(int, sys.argv[1:])):\n"
    "    print(json.dumps({'at': n}), flush=True)\n"
    "    n == 3 and os.abort()\n"
    "    n == 6 and time.sleep(60)\n"
    "    print(json.dumps({'seed': n, 'end': 'article', 'seconds': 0}), flush=True)\n"
    "    n == 1 and time.sleep(60)\n",
)


def all_well(tally):
    """Whether nothing died, hung, or came out wrong; what did is shown by its number."""
    return (tally.died, tally.hung, tally.faults) == ([], [], [])


def test_a_sample_of_hostile_articles_is_ingested():
    """Pages, texts and Markdown: each is an article, exact to the character, or is refused."""
    tally = feed_part(SAMPLE, SAMPLE + 150, processes=1)

    assert all_well(tally), (tally.died, tally.hung, tally.faults)
    assert tally.inputs == 150
    assert tally.builds == 1
    assert min(tally.ends["article"], tally.ends["refused"]) > 10


@pytest.mark.soak
def test_a_million_hostile_articles_are_ingested():
    """All that no earlier run did, or as many as WELLREAD_HOSTILE_INPUTS says; it goes on later."""
    tallies = soak(int(os.environ.get("WELLREAD_HOSTILE_INPUTS", "1000000")))

    wrong = [(tally.died, tally.hung, tally.faults) for tally in tallies if not all_well(tally)]
    assert wrong == []


def test_a_number_is_always_the_same_input():
    """What was found can be looked at again, on any machine."""
    assert [hostile_input(number) for number in range(40)] == [
        hostile_input(number) for number in range(40)
    ]
    assert {hostile_input(number).format for number in range(40)} == {"html", "text", "markdown"}
    assert len({hostile_input(number).data for number in range(200)}) == 200


def test_what_dies_and_what_hangs_is_told_and_the_rest_goes_on():
    """The watcher itself: of eight inputs one kills its process, and one waits for ever.

    So does the build behind another, which is no input's fault and counts none twice.
    """
    tally = Tally()
    feed_watched(range(8), tally, threading.Lock(), patience=3, feeder=DYING)

    assert (tally.died, tally.hung, tally.ends["article"], tally.inputs) == ([3], [6], 6, 8)
    assert tally.faults == [(1, "no word for 3 s behind it")]


def test_a_fault_is_noticed():
    """A reader that fails as none may is told with the error; a silent refusal is, too."""

    class Broken:
        """Fails."""

        def read(self, data, *, format):
            """Raise what is a bug."""
            raise KeyError("body")

    (told,) = outcome_of(hostile_input(1), Broken())["faults"]
    assert "KeyError in test_hostile_articles.py" in told


def test_a_soak_goes_on_where_its_record_ends(tmp_path):
    """Parts are lines of the record; nothing that was done is done again."""
    record = tmp_path / "new" / "record.csv"
    assert done_so_far(record) == 0
    write_down(record, 0, 20, Tally(), 60.0)
    write_down(record, 20, 40, Tally(), 60.0)
    assert done_so_far(record) == 40
    assert soak(40, record=record) == []
    assert record.read_text("utf-8").count("\n") == 3


def test_reasons_are_counted_without_their_numbers():
    """So that a thousand refusals of one kind are one line."""
    one, other = (
        "Not text: 17 of its first 900 characters",
        "Not text: 3 of its first 40 characters",
    )
    assert kind_of(one) == kind_of(other)
