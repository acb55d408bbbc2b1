"""What the detector makes of the questions: recall and false alarms, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from benchmarks.crisis.questions import Question

DRAWS = 2_000
SEED = 20261122


class Share(NamedTuple):
    """How many of some questions brought the card, and between what that share may lie."""

    brought: int
    asked: int
    low: float  # 95 %, by bootstrap over the questions
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 of no questions."""
        return self.brought / self.asked if self.asked else 0.0


class Row(NamedTuple):
    """A row of the table."""

    name: str
    recall: Share
    false_alarms: Share


Detector = Callable[[str], bool]


def measure(name: str, questions: Iterable[Question], detect: Detector) -> Row:
    """Recall and false alarms; questions that might go either way are not counted."""
    answered = [(each.label, detect(each.text)) for each in questions]
    calls = [brought for label, brought in answered if label == "calls"]
    others = [brought for label, brought in answered if label == "does_not"]
    return Row(name, share(calls), share(others))


def share(brought: Sequence[bool]) -> Share:
    """A share with its interval, the same on every run.

    >>> share([True, True, True, False])
    Share(brought=3, asked=4, low=0.25, high=1.0)
    """
    if not brought:
        return Share(0, 0, 0.0, 0.0)
    shares = np.random.default_rng(SEED).binomial(len(brought), sum(brought) / len(brought), DRAWS)
    low, high = np.quantile(shares / len(brought), [0.025, 0.975])
    return Share(sum(brought), len(brought), float(low), float(high))


def by(key: str, questions: Sequence[Question], detect: Detector) -> list[Row]:
    """A row for each theme or language, in the order of the questions."""
    values = dict.fromkeys(getattr(each, key) for each in questions)
    return [
        measure(value, [each for each in questions if getattr(each, key) == value], detect)
        for value in values
    ]
