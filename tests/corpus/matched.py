"""Texts that a pattern matches: made from its parts, so that each of its alternatives comes up."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

CLASSES = {kinds.CATEGORY_DIGIT: "3", kinds.CATEGORY_WORD: "a", kinds.CATEGORY_SPACE: " "}
REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT)
TRIES = 4  # texts for each alternative; what a pattern looks ahead for is not always met
MOST = 400  # alternatives; dates in twelve languages have thousands
LONGEST = 12  # times that a part is repeated at most


def texts_matched(pattern: re.Pattern[str], *, seed: int = 0) -> Iterator[str]:
    """Texts that a pattern matches from end to end; each of its alternatives is tried for."""
    parsed = parser.parse(pattern.pattern, pattern.flags)
    branches = list(branches_in(parsed))
    made: set[str] = set()
    choices = [(id(branch), at) for branch in branches for at in range(len(branch))]
    chance = random.Random(seed)
    for choice in [None, *chance.sample(choices, min(len(choices), MOST))]:
        maker = Maker(chance, dict([choice] if choice else []))
        for _ in range(TRIES):
            text = maker.text_of(parsed)
            if text not in made and pattern.fullmatch(text):
                made.add(text)
                yield text


def branches_in(parsed: Iterable[tuple[Any, Any]]) -> Iterator[list[Any]]:
    """Every choice between alternatives that a parsed pattern has."""
    for kind, value in parsed:
        if kind is kinds.BRANCH:
            yield value[1]
            for alternative in value[1]:
                yield from branches_in(alternative)
        elif kind is kinds.SUBPATTERN:
            yield from branches_in(value[-1])
        elif kind in REPEATS:
            yield from branches_in(value[2])
        elif kind in (kinds.ASSERT, kinds.ATOMIC_GROUP):
            yield from branches_in(value[1] if kind is kinds.ASSERT else value)


class Maker:
    """Makes texts; some of its choices are made for it."""

    def __init__(self, chance: random.Random, chosen: dict[int, int]) -> None:
        self.chance = chance
        self.chosen = chosen
        self.wanted: list[str] = []  # what was looked ahead for

    def text_of(self, parsed: Iterable[tuple[Any, Any]]) -> str:
        """A text for a parsed pattern, as likely as not one that it matches."""
        self.wanted = []
        return self.joined(parsed)

    def joined(self, parsed: Iterable[tuple[Any, Any]]) -> str:
        """One part after the other."""
        return "".join(self.part(kind, value) for kind, value in parsed)

    def part(self, kind: Any, value: Any) -> str:
        """One part; `value` is as the parser of `re` has it for such a kind."""
        if kind is kinds.LITERAL:
            return chr(value)
        if kind is kinds.BRANCH:
            found = self.chosen.get(id(value[1]))
            return self.joined(value[1][found] if found is not None else self.any_of(value[1]))
        if kind is kinds.SUBPATTERN:
            return self.joined(value[-1])
        if kind in REPEATS:
            return self.repeated(*value)
        if kind is kinds.IN:
            return self.letter(value)
        if kind is kinds.ASSERT:
            if value[0] > 0:  # ahead
                self.wanted.append(self.joined(value[1]))
            return ""
        if kind is kinds.ATOMIC_GROUP:
            return self.joined(value)
        return "a" if kind in (kinds.ANY, kinds.NOT_LITERAL) else ""

    def any_of(self, values: Any) -> Any:
        """One of them."""
        return self.chance.choice(values)

    def repeated(self, least: int, most: int, parsed: Any) -> str:
        """A part so many times; where anything may stand, what was looked ahead for."""
        if parsed[0][0] is kinds.ANY and int(most) > 1:
            words = [*self.wanted, ""] if least == 0 else [*self.wanted, "a" * least]
            text = self.any_of([*words, " " + words[0], words[0] + " ", f" {words[0]} "])
            return text[: int(most)]
        times = self.chance.randint(int(least), min(int(most), int(least) + 1, LONGEST))
        has_choice = any(id(branch) in self.chosen for branch in branches_in(parsed))
        return "".join(self.joined(parsed) for _ in range(max(times, has_choice and most > 0)))

    def letter(self, values: Any) -> str:
        """A letter of a class; for those that leave some out, one that is seldom left out."""
        if values[0][0] is kinds.NEGATE:
            return "a"
        kind, value = self.any_of(values)
        if kind is kinds.RANGE:
            return chr(value[0])
        return chr(value) if kind is kinds.LITERAL else CLASSES.get(value, "a")
