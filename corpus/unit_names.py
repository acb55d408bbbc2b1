"""What the lines of an article are called, for commands, and which unit a name means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.clean.decision import Decision
from corpus.errors import UserError

UNIT_NAME = re.compile(r"(?P<article>.+)#u(?P<number>\d{1,9})", re.DOTALL)


class NoSuchUnitError(UserError):
    """Nothing in the account of an article has this name."""

    code = "no_such_unit"
    exit_status = 4


class UnitName(NamedTuple):
    """What `wellread explain` calls a unit: its article, and its place in the account, from 1."""

    article: str
    number: int

    def __str__(self) -> str:
        return f"{self.article}#u{self.number}"


def parse_unit(name: str) -> UnitName:
    """A unit's name in its two parts.

    >>> parse_unit("nhs/panic.html#u12")
    UnitName(article='nhs/panic.html', number=12)

    Raises:
        NoSuchUnitError: it is no unit's name.
    """
    found = UNIT_NAME.fullmatch(name)
    if found is None:
        raise NoSuchUnitError(
            f"{name!r} is not the name of a line.",
            hint="A line is called ARTICLE#u12; `wellread explain ARTICLE` shows the names.",
        )
    return UnitName(found["article"], int(found["number"]))


def unit_at(decisions: Sequence[Decision], name: UnitName) -> Decision:
    """What was decided about the unit of this name.

    Raises:
        NoSuchUnitError: the account has fewer units, or this one holds no words.
    """
    if not 1 <= name.number <= len(decisions):
        raise NoSuchUnitError(
            f"There is no line {name.number} in {name.article!r}: it has {len(decisions)}.",
            hint=f"`wellread explain {name.article}` shows them all.",
        )
    decision = decisions[name.number - 1]
    if decision.unit.kind == "markup":
        raise NoSuchUnitError(
            f"{name} is markup, which holds no words that could be kept or dropped.",
            hint=f"`wellread explain {name.article}` shows the lines with words.",
        )
    return decision
