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


def whole_line(pattern: re.Pattern[str]) -> Applies:
    """A rule for units that stand alone and are matched from end to end.

    The pattern sees folded text: lower case, plain quotes, single spaces, no list marker.
    """

    def applies(draft: Draft, index: int) -> bool:
        return draft.alone(index) and pattern.fullmatch(draft.folded[index]) is not None

    return applies


def line_start(pattern: re.Pattern[str], *, max_words: int) -> Applies:
    """A rule for units that stand alone, begin with the pattern, and are short."""

    def applies(draft: Draft, index: int) -> bool:
        return (
            draft.alone(index)
            and draft.word_count(index) <= max_words
            and pattern.match(draft.folded[index]) is not None
        )

    return applies
