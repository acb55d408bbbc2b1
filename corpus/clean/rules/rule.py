"""What a rule is, and how all rules are asked about a unit at little cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.clean.draft import Draft

Asks = Callable[[Draft, int], bool]  # pure: a draft and a unit's index → junk, or not
Test = re.Pattern[str] | Asks


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One certain rule: what it drops is junk wherever it stands.

    A pattern has to match a unit from end to end. It sees folded text: lower case, plain quotes,
    single spaces, no list marker.
    """

    id: str  # stays the same for good: curators' decisions and accounts name it
    version: int  # goes up when the rule drops more or less than before
    reason: str  # for a curator, after "dropped because it is …"
    example: str  # a line that it drops, as a page shows it; one of the rule's own test cases
    lines: tuple[Test, ...] = ()  # asked of units that stand alone
    anywhere: tuple[Test, ...] = ()  # asked of every unit, also inside a paragraph

    def applies(self, draft: Draft, index: int) -> bool:
        """Whether the rule drops a unit."""
        tests = self.lines + self.anywhere if draft.is_line(index) else self.anywhere
        return any(
            test.fullmatch(draft.folded[index]) is not None
            if isinstance(test, re.Pattern)
            else test(draft, index)
            for test in tests
        )


class Together(NamedTuple):
    """All that rules ask of a unit: their patterns as one, and their functions."""

    pattern: re.Pattern[str]
    functions: tuple[Asks, ...]

    @classmethod
    def of(cls, tests: Iterable[Test]) -> Together:
        """These tests, put together."""
        tests = tuple(tests)
        patterns = [inlined(test) for test in tests if isinstance(test, re.Pattern)]
        functions = tuple(test for test in tests if not isinstance(test, re.Pattern))
        return cls(re.compile("|".join(patterns) or "(?!)"), functions)

    def may_apply(self, draft: Draft, index: int) -> bool:
        """Whether one of the tests is met."""
        if self.pattern.fullmatch(draft.folded[index]):
            return True
        for function in self.functions:  # noqa: SIM110 - any() costs more, for every unit
            if function(draft, index):
                return True
        return False


class RuleSet(NamedTuple):
    """Rules in their order. Nine units in ten are no rule's, and are told so at once."""

    rules: tuple[Rule, ...]
    of_lines: Together
    of_sentences: Together

    def first_that_applies(self, draft: Draft, index: int) -> Rule | None:
        """The first rule that drops a unit; None where none does."""
        together = self.of_lines if draft.is_line(index) else self.of_sentences
        if not draft.folded[index] or not together.may_apply(draft, index):
            return None
        return next((rule for rule in self.rules if rule.applies(draft, index)), None)


@lru_cache(maxsize=64)
def rule_set(rules: tuple[Rule, ...]) -> RuleSet:
    """These rules, ready to be asked; put together once."""
    inside = [test for rule in rules for test in rule.anywhere]
    alone = [test for rule in rules for test in rule.lines]
    return RuleSet(rules, Together.of(alone + inside), Together.of(inside))


def inlined(pattern: re.Pattern[str]) -> str:
    """A pattern as a group that can stand beside others, whatever their flags.

    >>> inlined(re.compile("a b # c", re.VERBOSE)).split()
    ['(?x:a', 'b', '#', 'c', ')']
    """
    flags = ("x" if pattern.flags & re.VERBOSE else "") + ("s" if pattern.flags & re.DOTALL else "")
    return f"(?{flags}:{pattern.pattern}\n)" if "x" in flags else f"(?{flags}:{pattern.pattern})"


def block_start(pattern: re.Pattern[str], *, max_words: int) -> Asks:
    """A test for all of a short block whose first unit begins with the pattern."""

    def starts(draft: Draft, index: int) -> bool:
        first = draft.folded[draft.block_start(index)]
        return pattern.match(first) is not None and draft.block_words(index) <= max_words

    return starts


def mentions(pattern: re.Pattern[str], *words: str) -> Asks:
    """A test by a pattern that would be slow to ask of every unit, for those that hold a word."""

    def matches(draft: Draft, index: int) -> bool:
        folded = draft.folded[index]
        for word in words:
            if word in folded:
                return pattern.fullmatch(folded) is not None
        return False

    return matches
