"""What is *strong*, *related*, *weak* or nothing relevant: how likely a passage is to answer.

A similarity means something else in every collection and under every encoder, so it is read
against the build's own background (index/background.py): by how many spreads a passage is nearer
than the nearest one is to a question without an answer. That, and the share of the question's
words that the passage has, rare ones counting more, give the chance that a question whose best
passage looks so has an answer here. The three numbers were fitted once, on three development
sets under two encoders (`python -m benchmarks.grades`); what differs between collections is
measured at each build. Margin over the question's own background, agreement of the two halves and
the gap to the tenth passage added nothing to these two. Figures: benchmarks/README.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from index.background import Background
from search.hit import Relation


class Weights(NamedTuple):
    """Of a logistic function; the first two are not below 0, so that more never means less."""

    nearer: float  # for each spread above the background
    covered: float  # for all of the question's words
    base: float


class Thresholds(NamedTuple):
    """From where on a relation is reached."""

    strong: float
    related: float
    weak: float


WEIGHTS = Weights(nearer=1.6, covered=2.8, base=-6.0)
CHANCE = Thresholds(strong=0.97, related=0.80, weak=0.15)
# Where only words were asked: shares of the question's words. They are a poor sign: of outsiders'
# questions four fifths are refused, and of questions with an answer every eighth.
WORDS_ONLY = Thresholds(strong=0.80, related=0.60, weak=0.36)


def judge(
    similarity: float | None,
    asked: Mapping[str, float],
    found: Iterable[str],
    background: Background,
) -> Relation:
    """The word for a passage.

    Args:
        similarity: cosine, without the centre; None where only words were asked.
        asked: the question's terms, each with its rarity.
        found: the passage's terms.
        background: of the collection.
    """
    terms = set(found)
    if similarity is None:
        return relation(coverage(dict.fromkeys(asked, 1.0), terms), WORDS_ONLY)
    return relation(chance(similarity, coverage(asked, terms), background), CHANCE)


def chance(similarity: float, covered: float, background: Background) -> float:
    """How likely a question is to have an answer, 0 to 1, when this is what was found for it.

    >>> round(chance(0.30, 0.0, Background(typical=0.30, spread=0.05)), 4)
    0.0025
    >>> round(chance(0.50, 0.5, Background(typical=0.30, spread=0.05)), 4)
    0.8581

    Args:
        similarity: cosine of a passage.
        covered: the share of the question's words in it, 0 to 1.
        background: what is usual where there is no answer.
    """
    nearer = (similarity - background.typical) / background.spread
    evidence = WEIGHTS.nearer * nearer + WEIGHTS.covered * covered + WEIGHTS.base
    return 1 / (1 + math.exp(min(-evidence, 700)))


def relation(evidence: float, thresholds: Thresholds) -> Relation:
    """The word for some evidence."""
    if evidence >= thresholds.strong:
        return "strong"
    if evidence >= thresholds.related:
        return "related"
    return "weak" if evidence >= thresholds.weak else "none"


def coverage(asked: Mapping[str, float], found: Iterable[str]) -> float:
    """The share of the question's terms that a passage has, by weight; 0 for one without terms.

    >>> coverage({"sleep": 3.0, "anxieti": 1.0}, ["sleep", "bed"])
    0.75
    """
    there, whole = set(found), sum(asked.values())
    return sum(weight for term, weight in asked.items() if term in there) / whole if whole else 0.0
