"""The question that leads to an offer: junk where the offer is, and an author's means elsewhere."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft

MAX_LURE = 14  # words of one before a site's own offer
LURE = re.compile(
    r"""(?:wondering|looking|ready|want(?:ing)?|struggling|curious|did\syou\sknow
        |not\s(?:sure|certain|quite\ssure)|need|could|are\syou|interested|in\sneed|searching|craving
        |eager|keen|still|feeling|unsure|prefer|thinking\s(?:of|about)|have\s(?:a\s)?questions?
        |got\s(?:a\s)?questions?|do\syou\s(?:want|need|prefer|have)|would\syou\s(?:like|prefer))\b
      (?:[^.!]|\b[ap]\.m\.){1,140}\?""",
    re.VERBOSE,
)


def is_lure(draft: Draft, index: int) -> bool:
    """Whether a sentence asks what an offer answers: "Not sure where to start?".

    Left alone: what asks for a fact, "What helps?", "Why is that?".
    """
    folded = draft.folded[index]
    return folded[-1:] == "?" and LURE.fullmatch(folded) is not None


def with_questions(draft: Draft, units: frozenset[int]) -> frozenset[int]:
    """Some units, and the questions right before them, which may lead to them."""
    folded = draft.folded
    return units.union(index - 1 for index in units if index and folded[index - 1][-1:] == "?")


def same_paragraph(draft: Draft, index: int, other: int) -> bool:
    """Whether a second unit is there, and in the same block."""
    return 0 <= other < len(draft.units) and draft.units[other].block == draft.units[index].block
