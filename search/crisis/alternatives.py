"""Many patterns searched for at once: at each word, those alone that can begin there are tried.

What is found is what one pattern finds that has them all, `\\b(?:one|another|...)(?!\\w)`, but in a
third of the time: that pattern tries every one of them at every word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SIZE = 4  # letters of a beginning that are looked at
OPEN = "\0"  # ends a beginning after which anything may come; no text has it
WIDE = {OPEN}
NOTHING = (kinds.AT, kinds.ASSERT, kinds.ASSERT_NOT)  # what takes up no letter
EDGE = re.compile(r"\b")

Match = re.Match[str]


class Alternatives:
    """Patterns of which the first that matches counts; each begins and ends with a word."""

    def __init__(self, entries: Iterable[str]) -> None:
        """From regular expressions; none may match an empty text."""
        self.entries = tuple(entries)
        by_start: dict[str, set[int]] = {"": set()}
        for number, entry in enumerate(self.entries):
            for start in starts(parser.parse(entry)):
                by_start.setdefault(start.rstrip(OPEN), set()).add(number)
        self.tried: dict[str, tuple[str, ...]] = {}
        for start in by_start:
            shorter = (by_start.get(start[:size], set()) for size in range(len(start) + 1))
            numbers = sorted(set().union(*shorter))
            self.tried[start] = tuple(self.entries[number] for number in numbers)

    def found_in(self, text: str) -> Iterator[Match]:
        """What they match, from the left, none overlapping another."""
        end = 0
        for edge in EDGE.finditer(text):
            if (at := edge.start()) < end:
                continue
            start = text[at : at + SIZE]
            while start not in self.tried:
                start = start[:-1]
            for entry in self.tried[start]:
                if found := matching(entry)(text, at):
                    yield found
                    end = found.end()
                    break

    def are_in(self, text: str) -> bool:
        """Whether any of them matches.

        >>> Alternatives(["no (?:way|end)", "not"]).are_in("there is no end")
        True
        """
        return any(True for _ in self.found_in(text))

    def replaced_in(self, text: str, instead: str) -> str:
        """A text with all that they match replaced.

        >>> Alternatives(["no way", "no"]).replaced_in("no, no way, none", "_")
        '_, _, none'
        """
        spans = [0, *chain.from_iterable(found.span() for found in self.found_in(text)), len(text)]
        kept = zip(spans[::2], spans[1::2], strict=True)
        return instead.join(text[begin:end] for begin, end in kept)


@cache
def matching(entry: str) -> Callable[[str, int], Match | None]:
    """An entry's pattern, compiled when it is first tried: of a thousand few ever are."""
    return re.compile(rf"(?:{entry})(?!\w)").match


def starts(tokens: Iterable[tuple[Any, Any]]) -> set[str]:
    """How a text may begin that a parsed pattern matches: rather too many ways than too few.

    >>> sorted(starts(parser.parse("(?:if|once) i")))
    ['if i', 'once']
    >>> starts(parser.parse(r"a\\w+ (?:b|c)")) == {"a" + OPEN}
    True
    """
    begun = {""}
    for kind, value in tokens:
        going_on = {start for start in begun if len(start) < SIZE and not start.endswith(OPEN)}
        if not going_on:
            break
        nexts = starts_of_token(kind, value)
        begun -= going_on
        begun |= {(start + following)[:SIZE] for start in going_on for following in nexts}
    return begun


def starts_of_token(kind: Any, value: Any) -> set[str]:
    """The same for one token; `value` is as the parser of `re` has it for such a kind."""
    if kind is kinds.LITERAL:
        return {chr(value)}
    if kind is kinds.BRANCH:
        return set().union(*map(starts, value[1]))
    if kind is kinds.SUBPATTERN:
        return starts(value[-1])
    if kind is kinds.MAX_REPEAT:
        least, most, repeated = value
        once = (
            starts(repeated)
            if most == 1
            else {start.rstrip(OPEN) + OPEN for start in starts(repeated)}
        )
        return once if least else once | {""}
    if kind is kinds.IN and all(inner is kinds.LITERAL for inner, _ in value):
        return {chr(letter) for _, letter in value}
    return {""} if kind in NOTHING else WIDE
