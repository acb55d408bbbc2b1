"""What a rule is, and how all rules are asked about a unit at little cost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from corpus.clean.draft import Draft
from corpus.clean.looks import Finds, holding

Asks = Callable[[Draft, int], bool]  # pure: a draft and a unit's index → junk, or not


class Among(NamedTuple):
    """A test that only those units can meet which one look over the whole text finds."""

    units: Finds
    asks: Asks | None = None  # None: what is found is junk


Test = re.Pattern[str] | Asks | Among
Placed = tuple[int, Asks]  # a function, with its rule's place in the order


@dataclass(frozen=True, kw_only=True, eq=False)  # by identity: each cleaning looks its rules up
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


class Together(NamedTuple):
    """All that rules ask of a unit: their patterns as one, and their functions."""

    pattern: re.Pattern[str]  # each rule's in a group that is named after its place in the order
    functions: tuple[Placed, ...]  # asked of every unit
    looks: tuple[tuple[int, Among], ...]  # each with its rule's place

    @classmethod
    def of(cls, tests: Sequence[tuple[int, Test]]) -> Together:
        """These tests, each with its rule's place, put together in that order."""
        patterns = [
            f"(?P<rule_{place}_{number}>{inlined(test)})"
            for number, (place, test) in enumerate(tests)
            if isinstance(test, re.Pattern)
        ]
        return cls(
            re.compile("|".join(patterns) or "(?!)"),
            tuple((place, test) for place, test in tests if callable(test)),
            tuple((place, test) for place, test in tests if isinstance(test, Among)),
        )

    def to_ask(self, draft: Draft) -> dict[int, list[Placed]]:
        """The functions to ask of each unit that a look found, in the rules' order."""
        found: dict[int, list[Placed]] = {}
        for place, (units, asks) in self.looks:
            for index in draft.derived(units):
                found.setdefault(index, []).append((place, asks or always))
        if self.functions:
            for functions in found.values():
                functions += self.functions
                functions.sort(key=itemgetter(0))
        return found

    def first(self, draft: Draft, index: int) -> int:
        """The place of the first rule that applies; −1 where none does."""
        found = self.pattern.fullmatch(draft.folded[index])
        matched = int(found.lastgroup.split("_")[1]) if found and found.lastgroup else -1
        for place, function in draft.derived(self.to_ask).get(index, self.functions):
            if 0 <= matched < place:
                break
            if function(draft, index):
                return place
        return matched


def always(draft: Draft, index: int) -> bool:
    """Say yes of whatever was found."""
    return True


class RuleSet(NamedTuple):
    """Rules in their order, put together so that a unit is asked once by all patterns."""

    rules: tuple[Rule, ...]
    of_lines: Together
    of_sentences: Together

    def first_that_applies(self, draft: Draft, index: int) -> Rule | None:
        """The first rule that drops a unit; None where none does."""
        if not draft.folded[index]:
            return None
        together = self.of_lines if draft.is_line(index) else self.of_sentences
        place = together.first(draft, index)
        return self.rules[place] if place >= 0 else None


@lru_cache(maxsize=64)
def rule_set(rules: tuple[Rule, ...]) -> RuleSet:
    """These rules, ready to be asked; put together once."""
    of_lines = [(n, test) for n, rule in enumerate(rules) for test in rule.lines + rule.anywhere]
    of_sentences = [(n, test) for n, rule in enumerate(rules) for test in rule.anywhere]
    return RuleSet(rules, Together.of(of_lines), Together.of(of_sentences))


def inlined(pattern: re.Pattern[str]) -> str:
    """A pattern as a group that can stand beside others, whatever their flags.

    >>> inlined(re.compile("a b # c", re.VERBOSE)).split()
    ['(?x:a', 'b', '#', 'c', ')']
    """
    flags = ("x" if pattern.flags & re.VERBOSE else "") + ("s" if pattern.flags & re.DOTALL else "")
    return f"(?{flags}:{pattern.pattern}\n)" if "x" in flags else f"(?{flags}:{pattern.pattern})"


def any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """One pattern for what one of these matches; asked once, it costs less than each in turn."""
    return re.compile("|".join(map(inlined, patterns)))


def block_start(pattern: re.Pattern[str], *, max_words: int) -> Among:
    """A test for all of a short block whose first unit begins with the pattern."""

    def units(draft: Draft) -> frozenset[int]:
        return frozenset(
            index
            for first, last in draft.block_bounds.values()
            if draft.block_words(first) <= max_words and pattern.match(draft.folded[first])
            for index in range(first, last + 1)
        )

    return Among(units)


def mentions(pattern: re.Pattern[str], *phrases: str) -> Among:
    """A test by a pattern that would be slow to ask of every unit, for those that hold a phrase."""
    return Among(holding(*phrases), matching(pattern))


def right_before(lead: re.Pattern[str], what: re.Pattern[str]) -> Asks:
    """A test for a unit that leads to another: "Love the show?" right before a host's call.

    Left alone: the same anywhere else.
    """

    def leads(draft: Draft, index: int) -> bool:
        after = index + 1
        return (
            after < len(draft.units)
            and lead.fullmatch(draft.folded[index]) is not None
            and what.fullmatch(draft.folded[after]) is not None
        )

    return leads


def matching(pattern: re.Pattern[str]) -> Asks:
    """A test by a pattern that has to match a unit from end to end."""
    return lambda draft, index: pattern.fullmatch(draft.folded[index]) is not None
