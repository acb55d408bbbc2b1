"""Deciding about an article's lines by hand: naming them, ruling on them, taking it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from corpus import ruling_table
from corpus.clean.cleaner import Decision
from corpus.clean.rulings import Ruling, Verdict, is_refused
from corpus.collection import Collection
from corpus.errors import UserError

UNIT_NAME = re.compile(r"(?P<article>.+)#u(?P<number>\d{1,9})", re.DOTALL)


class NoSuchUnitError(UserError):
    """Nothing in the account of an article has this name."""

    code = "no_such_unit"
    exit_status = 4


class ProtectedUnitError(UserError):
    """A line that says where help is to be had would be dropped by accident."""

    code = "protected"


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


def ruling_on(
    decision: Decision, name: UnitName, action: Verdict, *, even_protected: bool = False
) -> Ruling:
    """A curator's decision about a unit, to be stored with `store_rulings`.

    Raises:
        ProtectedUnitError: it would drop where help is to be had, and not `even_protected`.
    """
    ruling = Ruling(name.article, decision.unit.text, action, even_protected)
    if is_refused(decision, ruling):
        raise ProtectedUnitError(
            f"{name} is protected as a {decision.protected_by}: readers in danger may look for it.",
            hint="If it is out of date or wrong, drop it with `--even-protected`.",
        )
    return ruling


def all_rulings(collection: Collection) -> list[Ruling]:
    """Every ruling, by article, the earliest first; also those of articles that were removed.

    Raises:
        CollectionError: the catalogue can't be read.
    """
    with collection.reading():
        return ruling_table.read_rulings(collection.catalogue)


def store_rulings(collection: Collection, rulings: Iterable[Ruling]) -> None:
    """Enter rulings, all or none, each in the place of others on the same words; dated now.

    Raises:
        CollectionError: they could not be written; all is as it was.
    """
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with collection.writing("The decision", "stored"):
        for ruling in rulings:
            ruling_table.write_ruling(collection.catalogue, ruling._replace(made=now))


def take_back(collection: Collection, rulings: Iterable[Ruling]) -> int:
    """Delete what was ruled on these words of these articles; gives how many there were.

    Raises:
        CollectionError: they could not be deleted; all is as it was.
    """
    with collection.writing("The decision", "taken back"):
        return sum(ruling_table.delete_ruling(collection.catalogue, each) for each in rulings)
