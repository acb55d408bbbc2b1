"""Two runs of the same questions → what changed, and whether it may be chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.evaluate import MEASURES
from search.judged import EvaluationError
from search.query import Mode
from search.saved_run import Run

LEVEL = 0.05  # of significance, over all that is compared at once
DRAWS = 10_000  # of signs, and of questions: p is known to .002 where it is .05
CHUNK = 250  # draws that are held in memory at once
SEED = 20_070  # fixed, so that the same two runs give the same figures
SAME = 1e-9  # differences smaller than this are of how floats were added

Floats = npt.NDArray[np.float64]


class Compared(NamedTuple):
    """One measure of one mode, in the run before and the run after."""

    mode: Mode
    measure: str
    differences: tuple[float, ...]  # after minus before, question by question
    before: float  # means over these questions
    after: float
    low: float  # a 95 % interval of the mean difference
    high: float
    p: float  # of the mean difference, two-sided
    p_corrected: float  # for all that was compared at once

    @property
    def difference(self) -> float:
        """The mean difference; above 0 the run after is better."""
        return float(np.mean(self.differences))

    @property
    def wins(self) -> int:
        """Questions that the run after answers better."""
        return sum(each > SAME for each in self.differences)

    @property
    def losses(self) -> int:
        """Questions that it answers worse."""
        return sum(each < -SAME for each in self.differences)

    @property
    def ties(self) -> int:
        """Questions that both answer as well."""
        return len(self.differences) - self.wins - self.losses

    @property
    def verdict(self) -> str:
        """`better` or `worse` where that is significant, else ''."""
        if self.p_corrected >= LEVEL:
            return ""
        return "better" if self.difference > 0 else "worse"


def compare(before: Run, after: Run) -> list[Compared]:
    """Every measure of every mode that both runs have, the modes in the order of the run after.

    p is that of a paired randomisation test, corrected by Holm's method for all the measures and
    modes compared here; nothing corrects for comparing further runs. The interval is a percentile
    bootstrap over questions, and is not corrected.

    Raises:
        EvaluationError: the runs are of different questions, or have no mode in common.
    """
    refuse_unpaired(before, after)
    found = [
        compared(mode, measure, pairs)
        for mode in after.modes
        if mode in before.modes
        for measure in measures_of(after, mode)
        if (pairs := pairs_of(before, after, mode, measure))
    ]
    if not found:
        raise EvaluationError(
            f"The runs have no mode in common: {' and '.join(before.modes)} before, "
            f"{' and '.join(after.modes)} after.",
            hint="Measure one of them again, with the other's `--mode`.",
        )
    corrected = holm([each.p for each in found])
    return [each._replace(p_corrected=p) for each, p in zip(found, corrected, strict=True)]


def refuse_unpaired(before: Run, after: Run) -> None:
    """Stop where differences would be those of the questions, not of the ranking.

    Raises:
        EvaluationError: the questions, or the articles that answer them, are not the same.
    """
    if before.judged != after.judged:
        raise EvaluationError(
            f"The runs can't be compared, as their questions or the articles that answer them are "
            f"not the same: {before.questions} of {before.collection!r} before, "
            f"{after.questions} of {after.collection!r} after.",
            hint="Measure both on the same questions; articles that are gone count, too.",
        )


def measures_of(run: Run, mode: Mode) -> list[str]:
    """The names of a mode's measures, also of those that only some questions have."""
    found = dict.fromkeys(name for each in run.modes[mode].values() for name in each)
    return [*(name for name in MEASURES if name in found), *(found.keys() - set(MEASURES))]


def pairs_of(before: Run, after: Run, mode: Mode, measure: str) -> list[tuple[float, float]]:
    """A measure before and after, of each question that has it in both runs."""
    return [
        (old[measure], new[measure])
        for question, new in after.modes[mode].items()
        if measure in (old := before.modes[mode].get(question, {})) and measure in new
    ]


def compared(mode: Mode, measure: str, pairs: Sequence[tuple[float, float]]) -> Compared:
    """One measure of one mode; its p is not corrected yet."""
    old, new = np.asarray(pairs, dtype=np.float64).T
    differences = new - old
    low, high = interval(differences)
    p = randomisation_p(differences)
    means = float(old.mean()), float(new.mean())
    return Compared(mode, measure, tuple(differences.tolist()), *means, low, high, p, p)


def randomisation_p(differences: Floats, *, seed: int = SEED) -> float:
    """How often chance alone gives a mean as far from 0, were both runs equally good.

    Each difference's sign is drawn anew; two-sided. Never 0: the signs as they are count, too.

    >>> randomisation_p(np.zeros(9))
    1.0

    Source:
        Smucker, Allan and Carterette, "A comparison of statistical significance tests for
        information retrieval evaluation", CIKM 2007. https://doi.org/10.1145/1321440.1321528
        For the one that is added: Phipson and Smyth, "Permutation p-values should never be zero",
        2010. https://doi.org/10.2202/1544-6115.1585
    """
    rng = np.random.default_rng(seed)
    moved = differences[np.abs(differences) > SAME]
    as_far = 0
    for _ in range(DRAWS // CHUNK):
        signs = rng.integers(0, 2, size=(CHUNK, len(moved)), dtype=np.int8) * 2 - 1
        as_far += int(np.count_nonzero(np.abs(signs @ moved) >= abs(moved.sum()) - SAME))
    return (as_far + 1) / (DRAWS + 1)


def interval(differences: Floats, *, seed: int = SEED) -> tuple[float, float]:
    """Where 95 % of the mean differences lie when as many questions are drawn with replacement.

    Source:
        Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13.
    """
    rng, count = np.random.default_rng(seed), len(differences)
    means = [
        differences[rng.integers(0, count, size=(CHUNK, count))].mean(axis=1)
        for _ in range(DRAWS // CHUNK)
    ]
    low, high = np.percentile(np.concatenate(means), [2.5, 97.5])
    return float(low), float(high)


def holm(ps: Sequence[float]) -> list[float]:
    """p values corrected for having been looked at together, in the order given.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]

    Source:
        Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
        Statistics 6, 1979.
    """
    corrected, reached = [0.0] * len(ps), 0.0
    for rank, at in enumerate(sorted(range(len(ps)), key=ps.__getitem__)):
        reached = max(reached, min(1.0, (len(ps) - rank) * ps[at]))
        corrected[at] = reached
    return corrected


def fewest_questions(tests: int) -> int:
    """With fewer differing questions than this, nothing can be significant.

    The smallest p of `n` differences is 2 / 2ⁿ: all signs as they are, or all turned.

    >>> fewest_questions(1), fewest_questions(12)
    (6, 9)
    """
    return next(n for n in range(1, 64) if tests * 2 / 2**n < LEVEL)
