"""Deciding about an article's lines by hand: naming them, ruling on them, taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from corpus import ruling_table
from corpus.clean.decision import Decision
from corpus.clean.rulings import Ruling, Verdict, is_refused
from corpus.collection import Collection, Entry
from corpus.errors import RefusedSourceError, UserError
from corpus.preparing import prepare_entry
from corpus.readers.formats import Read, read_source
from corpus.unit_names import UNIT_NAME, UnitName, parse_unit, unit_at


class NoSuchRulingError(UserError):
    """Nothing that was decided by hand has this name."""

    code = "no_such_decision"
    exit_status = 4

    def __init__(self, name: str) -> None:
        hint = "`wellread decisions` shows them all."
        super().__init__(f"There is no decision {name!r} here.", hint=hint)


class ProtectedUnitError(UserError):
    """A line that says where help is to be had would be dropped by accident."""

    code = "protected"


class EmptiedError(UserError):
    """So much would be dropped that no article is left."""

    code = "emptied"


class Effect(NamedTuple):
    """What rulings change in one article."""

    article: str
    returns: tuple[str, ...]  # the units that come back, as they stood in their source
    goes: tuple[str, ...]  # the units that go


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


def rulings_on(
    collection: Collection,
    names: Iterable[str],
    action: Verdict,
    *,
    even_protected: bool = False,
    read: Read = read_source,
) -> list[Ruling]:
    """A curator's decision about the units of some names, each once; nothing is stored.

    Raises:
        NoSuchArticleError: the collection lacks one of the articles.
        NoSuchUnitError: one of the names is no unit's.
        ProtectedUnitError: one says where help is to be had, and not `even_protected`.
        RefusedSourceError: an article can't be read.
    """
    units = list(dict.fromkeys(map(parse_unit, names)))
    articles = dict.fromkeys(unit.article for unit in units)
    accounts = {
        article: prepare_entry(collection, collection.entry(article), read=read).decisions
        for article in articles
    }
    return [
        ruling_on(
            unit_at(accounts[unit.article], unit), unit, action, even_protected=even_protected
        )
        for unit in units
    ]


def effect_of(
    collection: Collection, rulings: Iterable[Ruling], *, read: Read = read_source
) -> list[Effect]:
    """What rulings would change in each of their articles; nothing is stored.

    Raises:
        EmptiedError: an article would be none any more.
        RefusedSourceError: an article can't be read.
    """
    by_article: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        by_article.setdefault(ruling.article, []).append(ruling._replace(made="now"))
    return [
        effect_on(collection, collection.entry(article), new, read)
        for article, new in by_article.items()
    ]


def effect_on(collection: Collection, entry: Entry, new: Sequence[Ruling], read: Read) -> Effect:
    """What rulings would change in one article."""
    before = prepare_entry(collection, entry, read=read)
    ruled = entry._replace(rulings=(*entry.rulings, *new))
    try:
        after = prepare_entry(collection, ruled, read=read)
    except RefusedSourceError as refusal:
        raise EmptiedError(
            f"Nothing was dropped: {entry.id!r} would be no article any more. {refusal.message}",
            hint=f"`wellread remove {entry.id}` takes all of it out.",
        ) from refusal
    pairs = list(zip(before.decisions, after.decisions, strict=True))
    return Effect(
        entry.id,
        tuple(a.unit.text for b, a in pairs if a.action == "keep" != b.action),
        tuple(a.unit.text for b, a in pairs if a.action == "drop" != b.action),
    )


def named_ruling(collection: Collection, name: str, *, read: Read = read_source) -> Ruling:
    """The stored ruling that a list calls by this name, or that is about the unit of this name.

    Raises:
        NoSuchRulingError: there is none.
    """
    words = ""
    if UNIT_NAME.fullmatch(name):
        unit = parse_unit(name)
        account = prepare_entry(collection, collection.entry(unit.article), read=read).decisions
        words = Ruling(unit.article, unit_at(account, unit).unit.text, "keep").name
    for ruling in all_rulings(collection):
        if ruling.name in (name, words):
            return ruling
    raise NoSuchRulingError(name)


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
