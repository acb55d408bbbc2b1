"""What each of a curator's decisions does at present: what it holds for, or why for nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.clean.decision import Decision
from corpus.clean.rulings import Ruling, is_refused, words_of
from corpus.collection import Collection
from corpus.errors import NoSuchArticleError, RefusedSourceError
from corpus.prepare import Prepared
from corpus.preparing import prepare_entry
from corpus.readers.formats import Read, read_source
from corpus.review_table import Review
from corpus.reviewing import review_of


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
    articles: dict[str, Prepared | str] = {}
    found = []
    for ruling in rulings:
        if ruling.article not in articles:
            articles[ruling.article] = prepared_or_reason(collection, ruling.article, read)
        known = articles[ruling.article]
        found.append(
            Standing(0, known) if isinstance(known, str) else standing(known.decisions, ruling)
        )
    return found


def review_standing(collection: Collection, review: Review, *, read: Read = read_source) -> str:
    """Why a review does not hold at present; '' where it does."""
    known = prepared_or_reason(collection, review.article, read)
    if isinstance(known, str):
        return known
    if review_of(known, {review.article: review}):
        return ""
    if not known.notes:
        return "its article needs no review any more"
    return "its text or the reasons are others now, so that it is to be looked at again"


def prepared_or_reason(collection: Collection, article: str, read: Read) -> Prepared | str:
    """An article as a build would prepare it, or why it can't be."""
    try:
        return prepare_entry(collection, collection.entry(article), read=read)
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
