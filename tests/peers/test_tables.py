"""What the README says of the results."""

from dataclasses import replace

import pytest

from benchmarks.peers.tables import cost_table, losses, quality_table
from tests.peers.results import OURS, PLAIN


def test_the_best_of_each_task_is_bold_and_a_gap_is_a_dash():
    """A peer that could not do a task stays in the table."""
    other = replace(PLAIN, task="other")

    assert quality_table([PLAIN, OURS, other]).splitlines()[2:] == [
        "| plain script | .500 | **.500** |",
        "| Wellread | **.625** | – |",
    ]


def test_times_are_ratios_to_the_plain_script():
    """Whose own row has the seconds; in brackets the time of the processor."""
    rows = cost_table([PLAIN, OURS], {"Wellread": 1234.4}).splitlines()[2:]

    assert rows[0].startswith("| plain script | 10.0 s (8.0 s) | 20 ms (30 ms) | 40 ms |")
    assert rows[1] == (
        "| Wellread | 1.50× (1.00×) | 0.50× (1.00×) | 1.00× | 1.00× (1.00×) | 600 / 500 | 1234 |"
    )


def test_without_the_plain_script_seconds_are_shown():
    """A run of one peer has nothing to compare it with."""
    assert "| Wellread | 15.0 s (8.0 s) |" in cost_table([OURS], {})


@pytest.mark.parametrize(
    ("better", "line"),
    [
        ({"quality": 0.7}, "- tiny, nDCG@10: behind txtai."),
        ({"build_processor": 7.0}, "- tiny, building: behind txtai."),
        ({"question_processor": 0.01}, "- tiny, a question: behind txtai."),
        ({"ask_memory": 100.0}, "- tiny, memory while asking: behind txtai."),
    ],
)
def test_each_measure_in_which_a_peer_is_better_is_told(better, line):
    """Nobody has to look for it in the table."""
    peer = replace(OURS, peer="txtai", **better)

    assert losses([OURS, peer], {}) == line


def test_a_tie_is_no_loss_and_a_smaller_disk_is_told():
    """The first is not news; the second has no task."""
    assert losses([OURS, replace(OURS, peer="txtai")], {}) == "In none of these measures."
    assert losses([OURS], {"Wellread": 900.0, "plain script": 800.0}) == (
        "- Disk: takes more than plain script."
    )
