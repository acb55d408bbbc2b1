"""Whether a difference may be chance: by hand, and against the exact count of all signs."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from search.comparison import (
    DRAWS,
    compare,
    fewest_questions,
    holm,
    interval,
    randomisation_p,
)
from search.judged import EvaluationError
from search.saved_run import Run

MEASURED = ("nDCG@10", "RR@10")


def run_of(values, *, modes=("best",), judged="one", **measures):
    """A run in which every mode and measure has the same values, question by question."""
    by_question = {
        f"q{number}": dict.fromkeys(MEASURED, value) for number, value in enumerate(values)
    }
    for question, measured in measures.items():
        by_question[question] |= measured
    return Run(
        collection="set",
        judged=judged,
        questions=len(values),
        encoder="hashing-256@2",
        index="temporary",
        settings={},
        modes=dict.fromkeys(modes, by_question),
    )


def exact_p(differences):
    """The share of all 2ⁿ ways to set the signs with a sum as far from 0."""
    sums = [
        abs(sum(sign * each for sign, each in zip(signs, differences, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(differences))
    ]
    return sum(each >= abs(sum(differences)) - 1e-12 for each in sums) / len(sums)


@pytest.mark.parametrize(
    "differences",
    [
        [0.3, 0.2, 0.5, 0.1, 0.4, 0.2, 0.6, 0.1, 0.2, 0.3],
        [0.5, -0.5, 0.25, 0.0, 0.1, 0.7, -0.2, 0.4],
        [1.0, -1.0, 1.0, -1.0],
        [-0.2, -0.4, 0.1, -0.3, -0.3, -0.6, 0.05],
        [0.4],
    ],
)
def test_p_is_near_that_of_all_signs(differences):
    """Ten thousand draws are within three standard errors, and the one that is added."""
    exact = exact_p(differences)
    allowed = 3 * (exact * (1 - exact) / DRAWS) ** 0.5 + 1.1 / DRAWS

    assert randomisation_p(np.array(differences)) == pytest.approx(exact, abs=allowed)


def test_p_is_two_sided_and_the_same_again():
    """Turned around it is the same; so it is when asked twice, and it is never 0."""
    differences = np.linspace(0.1, 0.9, 60)

    assert randomisation_p(differences) == randomisation_p(-differences)
    assert randomisation_p(differences) == 1 / (DRAWS + 1)
    assert randomisation_p(differences[:7]) == randomisation_p(differences[:7])


def test_questions_that_do_not_differ_change_no_p():
    """Their sign is no news."""
    differing = np.array([0.3, 0.2, -0.1, 0.4])

    assert randomisation_p(differing) == randomisation_p(np.append(differing, np.zeros(30)))


def test_chance_alone_is_significant_as_seldom_as_it_says():
    """Of 200 comparisons of noise about 5 % have p below .05."""
    rng = np.random.default_rng(5)
    ps = [randomisation_p(rng.normal(size=25), seed=seed) for seed in range(200)]

    assert 0.01 <= np.mean(np.array(ps) < 0.05) <= 0.09


def test_the_interval_is_about_two_standard_errors_to_each_side():
    """As it must be where differences are many and even."""
    differences = np.random.default_rng(3).normal(0.1, 0.2, size=400)
    error = differences.std() / 20

    low, high = interval(differences)

    assert low == pytest.approx(differences.mean() - 1.96 * error, abs=0.1 * error)
    assert high == pytest.approx(differences.mean() + 1.96 * error, abs=0.1 * error)


@pytest.mark.parametrize(
    ("ps", "corrected"),
    [
        ([], []),
        ([0.2], [0.2]),
        ([0.01, 0.02, 0.03, 0.04], [0.04, 0.06, 0.06, 0.06]),
        ([0.04, 0.01], [0.04, 0.02]),
        ([0.9, 0.8], [1.0, 1.0]),
    ],
)
def test_holm_as_worked_out_by_hand(ps, corrected):
    """The smallest is multiplied by their number, the next by one less; none falls below it."""
    assert holm(ps) == pytest.approx(corrected)


def test_a_gain_on_every_question_is_better_and_its_reverse_is_worse():
    """Means, counts and the sign of the difference are those of the run after."""
    low, high = run_of([0.1] * 12), run_of([0.5] * 12)

    gain, loss = compare(low, high)[0], compare(high, low)[0]

    assert (gain.before, gain.after) == pytest.approx((0.1, 0.5))
    assert (gain.wins, gain.ties, gain.losses, gain.verdict) == (12, 0, 0, "better")
    assert gain.difference == pytest.approx(0.4)
    assert (gain.low, gain.high) == pytest.approx((0.4, 0.4))
    assert (loss.wins, loss.ties, loss.losses, loss.verdict) == (0, 0, 12, "worse")


def test_few_questions_are_called_neither():
    """All five are better, and that happens by chance in one of sixteen cases."""
    found = compare(run_of([0.1] * 5), run_of([0.9] * 5))

    assert [each.verdict for each in found] == ["", ""]
    assert all(each.p_corrected == pytest.approx(2 * each.p) for each in found)
    assert fewest_questions(len(found)) == 7


def test_what_is_compared_at_once_makes_significance_rarer():
    """A p of .03 alone is significant; among six that are as good it is not."""
    values = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
    one, many = ("best",), ("best", "meaning", "words")
    alone = compare(only_rr(run_of([0.0] * 6, modes=one)), only_rr(run_of(values, modes=one)))
    among = compare(run_of([0.0] * 6, modes=many), run_of(values, modes=many))

    assert [each.verdict for each in alone] == ["better"]
    assert len(among) == 6
    assert {each.verdict for each in among} == {""}


def only_rr(run):
    """A run with one measure alone."""
    modes = {
        mode: {question: {"RR@10": each["RR@10"]} for question, each in by_question.items()}
        for mode, by_question in run.modes.items()
    }
    return replace(run, modes=modes)


def test_a_run_and_itself_differ_in_nothing():
    """p is 1, and the interval has no width."""
    run = run_of([0.2, 0.9, 0.4])

    for each in compare(run, run):
        assert (each.difference, each.low, each.high, each.p, each.p_corrected) == (0, 0, 0, 1, 1)
        assert (each.wins, each.ties, each.losses, each.verdict) == (0, 3, 0, "")


def test_a_measure_of_some_questions_is_compared_over_those():
    """Only q1 has an answer in both; a measure that no question has in both is left out."""
    before = run_of([0.5] * 3, q0={"answer@10": 1.0}, q1={"answer@10": 0.0}, q2={"old": 1.0})
    after = run_of([0.5] * 3, q1={"answer@10": 1.0})

    found = {each.measure: each for each in compare(before, after)}

    assert list(found) == ["nDCG@10", "RR@10", "answer@10"]
    assert found["answer@10"].differences == (1.0,)


def test_only_modes_of_both_are_compared():
    """In the order of the run after."""
    found = compare(run_of([0.5], modes=("best", "words")), run_of([0.5], modes=("words", "best")))

    assert [each.mode for each in found] == ["words", "words", "best", "best"]


def test_runs_of_other_questions_are_refused():
    """With how many each has."""
    with pytest.raises(EvaluationError, match=r"not the same: 2 of 'set' before, 3 of 'set' after"):
        compare(run_of([0.5] * 2), run_of([0.5] * 3, judged="another"))


def test_runs_without_a_common_mode_are_refused():
    """Words and meaning are not the same thing measured twice."""
    with pytest.raises(EvaluationError, match="no mode in common: words before, best after"):
        compare(run_of([0.5], modes=("words",)), run_of([0.5]))
