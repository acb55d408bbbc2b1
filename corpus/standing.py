"""What each ruling does at present: the lines that it holds for, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.clean.decision import Decision
from corpus.clean.rulings import Ruling, is_refused, words_of
from corpus.collection import Collection
from corpus.errors import NoSuchArticleError, RefusedSourceError
from corpus.preparing import prepare_entry
from corpus.readers.formats import Read, read_source


class Standing(NamedTuple):
    """What a ruling does at present."""

    lines: int  # how many lines of its article have its words, and are as it says
    reason: str = ""  # why there are none

    def __str__(self) -> str:
        holds = "1 line has" if self.lines == 1 else f"{self.lines} lines have"
        return self.reason or f"{holds} these words"


def standings(
    collection: Collection, rulings: Iterable[Ruling], *, read: Read = read_source
) -> list[Standing]:
    """For each ruling, how many lines it holds for at present, or why for none."""
    accounts: dict[str, tuple[Decision, ...] | str] = {}
    found = []
    for ruling in rulings:
        if ruling.article not in accounts:
            accounts[ruling.article] = account_or_reason(collection, ruling.article, read)
        known = accounts[ruling.article]
        found.append(Standing(0, known) if isinstance(known, str) else standing(known, ruling))
    return found


def account_or_reason(
    collection: Collection, article: str, read: Read
) -> tuple[Decision, ...] | str:
    """What was decided about an article's units, or why that can't be said."""
    try:
        return prepare_entry(collection, collection.entry(article), read=read).decisions
    except NoSuchArticleError:
        return "its article was removed; it will hold again if that returns"
    except RefusedSourceError as refusal:
        return f"its article can't be read: {refusal.message}"


def standing(account: Sequence[Decision], ruling: Ruling) -> Standing:
    """How many lines of its article's account a ruling holds for, or why for none."""
    same = [each for each in account if words_of(each.unit.text) == ruling.words]
    if not same:
        return Standing(0, "no line of its article has these words any more")
    if guarded := [each for each in same if is_refused(each, ruling)]:
        return Standing(0, f"the line is protected as a {guarded[0].protected_by}")
    return Standing(len(same))
