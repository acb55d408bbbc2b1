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
        "| Wellread minilm | **.625** | – |",
    ]


def test_times_are_ratios_to_the_plain_script():
    """Whose own row has the seconds; in brackets the time of the processor."""
    rows = cost_table([PLAIN, OURS], {OURS.peer: 1234.4}).splitlines()[2:]

    assert rows[0].startswith("| plain script | 10.0 s (8.0 s) | 20 ms (30 ms) | 40 ms |")
    assert rows[1] == (
        "| Wellread minilm | 1.50× (1.00×) | 0.50× (1.00×) | 1.00× | 1.00× (1.00×) "
        "| 600 / 500 | 1234 |"
    )


def test_without_the_plain_script_seconds_are_shown():
    """A run of one peer has nothing to compare it with."""
    assert "| Wellread minilm | 15.0 s (8.0 s) |" in cost_table([OURS], {})


@pytest.mark.parametrize(
    ("better", "said"),
    [
        ({"quality": 0.7}, "nDCG@10"),
        ({"build": 14.0}, "building"),
        ({"build_processor": 7.0}, "building, processor's time"),
        ({"question_p50": 0.009}, "a question"),
        ({"question_p95": 0.03}, "a slow question (p95)"),
        ({"question_processor": 0.01}, "a question, processor's time"),
        ({"first": 4.0}, "the first answer"),
        ({"ask_memory": 100.0}, "memory while asking"),
    ],
)
def test_each_measure_in_which_a_peer_is_better_is_told(better, said):
    """Nobody has to look for it in the table."""
    peer = replace(OURS, peer="txtai", **better)

    line = f"- tiny, {said}: Wellread minilm is behind txtai."
    assert losses([OURS, peer], {}) == line


def test_each_row_of_wellread_is_set_beside_the_peers_and_not_beside_the_other():
    """That a larger encoder of Wellread's takes more than its smaller one is no peer's doing."""
    larger = replace(OURS, peer="Wellread mpnet", quality=0.9, build_processor=50.0)
    peer = replace(OURS, peer="txtai", quality=0.7, build_processor=20.0)

    assert losses([peer, OURS, larger], {}).splitlines() == [
        "- tiny, nDCG@10: Wellread minilm is behind txtai.",
        "- tiny, building, processor's time: Wellread mpnet is behind txtai.",
    ]


def test_a_task_is_compared_with_itself_only():
    """A peer that is quick on a small collection is not so on a large one."""
    other = replace(OURS, peer="txtai", task="other", quality=0.9, build_processor=0.1)

    assert losses([OURS, other], {}) == "In none of these measures."


def test_a_tie_is_no_loss_and_a_smaller_disk_is_told():
    """The first is not news; the second has no task."""
    assert losses([OURS, replace(OURS, peer="txtai")], {}) == "In none of these measures."
    sizes = {OURS.peer: 900.0, "Wellread mpnet": 700.0, "plain script": 800.0}
    assert losses([OURS], sizes) == "- Disk: Wellread minilm takes more than plain script."
