"""Adding pages from the web to a collection, and seeing later which of them changed or are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from corpus import visit_table
from corpus.clean.repetition import NOTHING_REPEATED
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.outcome import Outcome
from corpus.readers.formats import Read, read_source
from corpus.sources import NoSuchSourceError
from corpus.visit_table import Visit
from corpus.web.addresses import is_web, parse_address
from corpus.web.asking import Question, ask_all
from corpus.web.fetching import Web
from corpus.web.listing_walk import Found
from corpus.web.taking import now, take

RESTED = timedelta(days=1)  # what a listing names is not asked for twice within it
FRUITLESS = timedelta(days=30)  # so long is remembered what brought no article


def named_addresses(stated: Iterable[str]) -> Iterator[Found]:
    """Addresses that a curator names one by one."""
    for each in stated:
        try:
            yield Found(each, parse_address(each))
        except RefusedSourceError as refusal:
            yield Found(each, refused=str(refusal))


def add_pages(
    collection: Collection,
    found: Iterable[Found],
    web: Web,
    *,
    read: Read = read_source,
    rested: timedelta = timedelta(0),
) -> Iterator[Outcome]:
    """Ask for some pages and add them, one outcome each; broken off, what was added stays.

    Args:
        collection: where they are added.
        found: what is asked for, each address once.
        web: how it is asked.
        read: reads a page, within limits.
        rested: how long an address that was asked for is not asked for again, so that what was
            broken off goes on where it was.

    Raises:
        MissingPackageError: what asking takes is not installed.
        CollectionError: the collection can't be written.
    """
    web.refuse_missing_packages()
    clear_fruitless(collection)
    questions = []
    for each in found:
        if each.address is None:
            yield Outcome(each.stated, "refused", "", each.refused)
            continue
        question = question_on(collection, each.address.url)
        if resting := told_before(question, rested):
            yield resting
        else:
            questions.append(question)
    for question, said in ask_all(web, questions):
        yield take(collection, question, said, prune=False, read=read)


def sync_pages(
    collection: Collection,
    web: Web,
    *,
    beginning: str = "",
    prune: bool = False,
    read: Read = read_source,
) -> Iterator[Outcome]:
    """Ask each page that an article came from whether it changed; what is gone, `prune` removes.

    Those that were asked longest ago come first, so that what was broken off goes on.

    Args:
        collection: whose articles are looked after.
        web: how it is asked.
        beginning: what their addresses begin with; '' for all that came from the web.
        prune: remove the articles whose pages are gone.
        read: reads a page, within limits.

    Raises:
        NoSuchSourceError: no article came from there.
        MissingPackageError: what asking takes is not installed.
        CollectionError: the collection can't be written.
    """
    web.refuse_missing_packages()
    start = parse_address(beginning).url if beginning else ""
    with collection.reading():
        fetched = visit_table.fetched_articles(collection.catalogue)
    sources = [entry.source for entry in collection.entries() if entry.id in fetched]
    wanted = [source for source in sources if is_web(source) and source.startswith(start)]
    if start and not wanted:
        raise NoSuchSourceError(
            f"No article of this collection was fetched from {start}.",
            hint="`wellread add` fetches pages, and after that they are looked after here.",
        )
    questions = []
    for found in named_addresses(wanted):
        if found.address is None:
            yield Outcome(found.stated, "refused", "", f"{found.refused} The article stays.")
        else:
            questions.append(question_on(collection, found.address.url, source=found.stated))
    for question, said in ask_all(web, sorted(questions, key=last_asked)):
        yield take(collection, question, said, prune=prune, read=read)


def last_asked(question: Question) -> tuple[str, str]:
    """When a page was asked for, for sorting; '' where it never was."""
    return (question.visit.asked if question.visit else "", question.address.url)


def question_on(collection: Collection, url: str, *, source: str = "") -> Question:
    """An address with its article and its last visit.

    The article is the one whose source it is; else the one that it brought, through a redirect or
    under the address that the page calls its own.
    """
    with collection.reading():
        visit = visit_table.read_visit(collection.catalogue, url)
    entry = collection.find(source=source or url)
    if entry is None and visit and visit.article:
        entry = collection.find(id=visit.article)
        if entry and not is_web(entry.source):  # another article has the name now
            entry = None
    lean = entry._replace(repeated=NOTHING_REPEATED, rulings=()) if entry else None
    return Question(parse_address(url), lean, visit)


def told_before(question: Question, rested: timedelta) -> Outcome | None:
    """What was told of an address that was asked for a short while ago; None for any other."""
    visit, entry = question.visit, question.entry
    if not visit or visit.asked <= now(minus=rested):
        return None
    if visit.reason:
        return Outcome(
            visit.address,
            "gone" if visit.gone else "refused",
            entry.id if entry else "",
            f"{visit.reason} (Asked less than a day ago.)",
        )
    return Outcome(visit.address, "unchanged", entry.id, "") if entry else None


def clear_fruitless(collection: Collection) -> None:
    """Forget the addresses that brought no article, some time after.

    Raises:
        CollectionError: the collection can't be written.
    """
    before = (datetime.now(UTC) - FRUITLESS).isoformat(timespec="seconds")
    with collection.writing("Old visits", "cleared"):
        visit_table.forget_fruitless(collection.catalogue, before)


def gone_pages(collection: Collection) -> list[Visit]:
    """The visits of the articles whose pages are gone, by article.

    Raises:
        CollectionError: the collection can't be read.
    """
    with collection.reading():
        return visit_table.gone_visits(collection.catalogue)
