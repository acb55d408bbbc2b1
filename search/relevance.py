"""What is *strong*, *related*, *weak* or nothing relevant, and how that was calibrated.

A similarity means something else for every encoder, so each has thresholds of its own. They were
read off 40 plain questions that the sample collection answers and 40 that it does not (cars,
cooking, tax …); "weak" begins midway between the best outsider and the poorest answer. Twenty
more of each were only asked afterwards (tests/search/samples.json). Refused, of the questions:

| encoder | outsiders | answerable | outsiders, later | answerable, later |
| --- | --- | --- | --- | --- |
| all-MiniLM-L6-v2-int8 | 38/40 | 1/40 | 19/20 | 0/20 |

The others were not measured since vectors are centred.

Questions nearer to the subject are harder: of 100 from medicine at large (LiveQA), MiniLM refuses
57 and calls 33 weak. A word covered says less without a similarity: by words alone 26 of the 40
outsiders are refused, and 3 of the 40 answerable questions with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from search.hit import Relation


class Calibration(NamedTuple):
    """The least evidence, 0 to 1, for each relation."""

    strong: float
    related: float
    weak: float
    words: float  # the weight of the words covered, beside the similarity


# By the encoder's name without its weights; the others are taken for MiniLM's kin.
BY_ENCODER = {
    "all-MiniLM-L6-v2": Calibration(strong=0.55, related=0.38, weak=0.31, words=0.15),
    "all-MiniLM-L6-v2-int8": Calibration(strong=0.55, related=0.38, weak=0.31, words=0.15),
    "all-mpnet-base-v2": Calibration(strong=0.55, related=0.38, weak=0.31, words=0.15),
    "all-mpnet-base-v2-int8": Calibration(strong=0.55, related=0.38, weak=0.31, words=0.15),
    "hashing-256": Calibration(strong=0.45, related=0.25, weak=0.15, words=0.15),
}
WORDS_ONLY = Calibration(strong=0.80, related=0.60, weak=0.36, words=1.0)


def calibration_for(encoder_name: str) -> Calibration:
    """The thresholds for an encoder, by its name with or without weights."""
    return BY_ENCODER.get(encoder_name.split("@")[0], BY_ENCODER["all-MiniLM-L6-v2"])


def evidence(similarity: float | None, covered: float, calibration: Calibration) -> float:
    """How much speaks for a passage: its similarity, and the share of the question's words in it.

    Args:
        similarity: cosine; None where only words were asked.
        covered: 0 to 1.
        calibration: says how much the words count.
    """
    if similarity is None:
        return covered
    return similarity + calibration.words * covered


def relation(strength: float, calibration: Calibration) -> Relation:
    """The word for some evidence."""
    if strength >= calibration.strong:
        return "strong"
    if strength >= calibration.related:
        return "related"
    return "weak" if strength >= calibration.weak else "none"


def coverage(asked: Sequence[str], found: Sequence[str]) -> float:
    """The share of the question's terms that a passage has; 0 for a question without terms.

    >>> coverage(["sleep", "anxieti"], ["sleep", "bed"])
    0.5
    """
    return len(set(asked) & set(found)) / len(set(asked)) if asked else 0.0
