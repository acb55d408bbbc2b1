"""Quick looks over a whole text for the units that a slower question is worth asking of."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any

Finds = Callable[[Draft], frozenset[int]]  # pure, and does not look at the title: a draft → units
DIGIT = re.compile(r"\d")


def with_digit(draft: Draft) -> frozenset[int]:
    """The units that hold a digit."""
    readable = zip(draft.folded, draft.texts, strict=True)
    return frozenset(i for i, (folded, text) in enumerate(readable) if DIGIT.search(folded or text))


def holding(*phrases: str) -> Finds:
    """What finds the units whose folded text holds one of these, also inside a word."""

    def units(draft: Draft) -> frozenset[int]:
        here = [phrase for phrase in phrases if phrase in draft.whole]
        return frozenset(
            index
            for index, folded in enumerate(draft.folded if here else ())
            if holds_any(folded, here)
        )

    return units


def having(*words: str) -> Finds:
    """What finds the units that have one of these words, as `words_in` sees them."""
    wanted = frozenset(words)

    def units(draft: Draft) -> frozenset[int]:
        return frozenset(i for i, own in enumerate(draft.words) if not wanted.isdisjoint(own))

    return units


def near_top(count: int) -> Finds:
    """What finds the first units of a text."""
    return lambda draft: frozenset(range(min(count, len(draft.units))))
