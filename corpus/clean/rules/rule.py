"""What a rule is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.clean.draft import Draft

Applies = Callable[[Draft, int], bool]  # pure: a draft and a unit's index → junk, or not


@dataclass(frozen=True)
class Rule:
    """One certain rule: what it drops is junk wherever it stands."""

    id: str  # stays the same for good: curators' decisions and accounts name it
    version: int  # goes up when the rule drops more or less than before
    reason: str  # for a curator, after "dropped because it is …"
    applies: Applies
    example: str  # a line that it drops, as a page shows it; one of the rule's own test cases


def whole_line(*patterns: re.Pattern[str]) -> Applies:
    """A rule for units that stand alone and that a pattern matches from end to end.

    The patterns see folded text: lower case, plain quotes, single spaces, no list marker.
    """

    def applies(draft: Draft, index: int) -> bool:
        return draft.alone(index) and matches(draft.folded[index], patterns)

    return applies


def any_sentence(*patterns: re.Pattern[str]) -> Applies:
    """A rule for units that a pattern matches from end to end, also inside a paragraph."""

    def applies(draft: Draft, index: int) -> bool:
        return matches(draft.folded[index], patterns)

    return applies


def block_start(pattern: re.Pattern[str], *, max_words: int) -> Applies:
    """A rule for all of a short block whose first unit begins with the pattern."""

    def applies(draft: Draft, index: int) -> bool:
        first = draft.block_start(index)
        return (
            pattern.match(draft.folded[first]) is not None and draft.block_words(index) <= max_words
        )

    return applies


def either(*rules: Applies) -> Applies:
    """A rule that applies where one of these does."""

    def applies(draft: Draft, index: int) -> bool:
        return any(rule(draft, index) for rule in rules)

    return applies


def matches(folded: str, patterns: tuple[re.Pattern[str], ...]) -> bool:
    """Whether one of the patterns matches a text from end to end."""
    return any(pattern.fullmatch(folded) for pattern in patterns)
