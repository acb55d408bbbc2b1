"""What becomes of one answer: a page is added, an article changes, stays, or its page is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from corpus import visit_table
from corpus.collection import Collection, Entry
from corpus.errors import RefusedSourceError
from corpus.intake import add_bytes
from corpus.outcome import Outcome
from corpus.readers.formats import Read
from corpus.visit_table import Visit
from corpus.web.addresses import Address, name_for
from corpus.web.asking import Question, Said
from corpus.web.fetching import GONE, Fetched
from corpus.web.limits import TemporaryError
from corpus.web.pages import WebPage, WithdrawnError, page_in, suffixes_of

STAYS = "The article stays as it was."
MAX_VALIDATOR = 1_000  # characters; a longer one is not sent back


def take(
    collection: Collection, question: Question, said: Said, *, prune: bool, read: Read
) -> Outcome:
    """Do what a reply asks for, remember it, and tell of it.

    Raises:
        CollectionError: the collection can't be written.
    """
    if isinstance(said, RefusedSourceError):
        return refused(collection, question, said)
    if said.answer.status == 304 and question.entry:
        return unchanged(collection, question, question.entry, said)
    if said.answer.status in GONE:
        reason = f"The site answers {said.answer.status}: the page is not there."
        return gone(collection, question, reason, prune=prune)
    try:
        if said.answer.status == 304:
            raise TemporaryError("The site says that nothing changed, of what it was not asked.")
        page = page_in(said)
        if question.entry:
            refuse_moved(question, question.entry, said.address)
    except WithdrawnError as withdrawn:
        return gone(collection, question, str(withdrawn), prune=prune)
    except RefusedSourceError as refusal:
        return refused(collection, question, refusal)
    return added(collection, question, said, page, read=read)


def unchanged(collection: Collection, question: Question, entry: Entry, said: Fetched) -> Outcome:
    """A page that is what it was; where its original here is damaged, the next answer is whole."""
    try:
        collection.original(entry)
    except RefusedSourceError as damaged:
        enter(collection, Visit(question.address.url, entry.id, said.address.url, asked=now()))
        again = TemporaryError(f"{damaged.message} It did not change there.", hint="Do it again.")
        return refused(collection, question, again)
    remember(collection, question, said, article=entry.id, same=True)
    return Outcome(question.address.url, "unchanged", entry.id, "")


def refused(collection: Collection, question: Question, refusal: RefusedSourceError) -> Outcome:
    """An answer that brings nothing; what it is about stays."""
    url, entry = question.address.url, question.entry
    if entry:
        return Outcome(url, "refused", "", f"{refusal} {STAYS}")
    if not isinstance(refusal, TemporaryError):
        enter(collection, Visit(url, asked=now(), reason=str(refusal)))
    return Outcome(url, "refused", "", str(refusal))


def gone(collection: Collection, question: Question, reason: str, *, prune: bool) -> Outcome:
    """A page that is not there any more, or asks not to be kept: marked, or pruned with `prune`."""
    url, entry, visit = question.address.url, question.entry, question.visit
    if entry is None:
        enter(collection, Visit(url, asked=now(), reason=reason))
        return Outcome(url, "refused", "", reason)
    if prune:
        collection.remove(entry.id)
        with collection.writing(url, "forgotten"):
            visit_table.forget_article(collection.catalogue, entry.id)
        return Outcome(url, "removed", entry.id, reason)
    since = (visit.gone if visit else "") or now()
    enter(collection, Visit(url, entry.id, asked=now(), gone=since, reason=reason))
    prunes = f"`wellread sync {entry.source} --prune` removes it"
    return Outcome(url, "gone", entry.id, f"{reason} The article stays; {prunes}.")


def refuse_moved(question: Question, entry: Entry, answered: Address) -> None:
    """Stop where the page of an article now leads elsewhere: to another site, or a first page.

    Raises:
        RefusedSourceError: it does.
    """
    known = (question.address.url, entry.source, question.visit.answered if question.visit else "")
    if answered.url in known:
        return
    if answered.is_top or not answered.is_same_site(question.address):
        raise RefusedSourceError(
            f"It leads to {answered.url} now.",
            hint="If the article is there, add that address, and remove this one.",
        )


def added(
    collection: Collection, question: Question, fetched: Fetched, page: WebPage, *, read: Read
) -> Outcome:
    """Add a page, or bring its article up to date."""
    url, entry = question.address.url, question.entry
    copied = None if page.own.url in (url, fetched.address.url) else page.own
    if copied and not entry and (other := collection.find(source=copied.url)):
        reason = f"its page says that it is {copied.url}, which is here as {other.id}"
        return Outcome(url, "unchanged", other.id, reason)
    outcome = add_bytes(
        collection,
        page.data,
        source=entry.source if entry else page.own.url,
        name=name_for(page.own, suffixes_of(page.format)),
        format=page.format,
        read=read,
    )._replace(name=url)
    if outcome.change == "refused":
        return refused(collection, question, RefusedSourceError(outcome.reason))
    twin = outcome.change == "unchanged" and bool(outcome.reason)  # another source's article
    remember(collection, question, fetched, article="" if twin else outcome.article_id)
    return outcome


def remember(
    collection: Collection,
    question: Question,
    fetched: Fetched,
    *,
    article: str,
    same: bool = False,
) -> None:
    """Enter what the site said, for the next time; `same` keeps what it does not say again."""
    before = question.visit if same and question.visit else Visit("")
    etag, modified = (
        value if len(value := fetched.answer.header(name)) <= MAX_VALIDATOR else ""
        for name in ("etag", "last-modified")
    )
    visit = Visit(
        question.address.url,
        article,
        answered=fetched.address.url,
        etag=etag or before.etag,
        last_modified=modified or before.last_modified,
        asked=now(),
    )
    enter(collection, visit)


def enter(collection: Collection, visit: Visit) -> None:
    """Write a visit.

    Raises:
        CollectionError: it could not be written.
    """
    with collection.writing(visit.address, "remembered"):
        visit_table.write_visit(collection.catalogue, visit)


def now(*, minus: timedelta = timedelta(0)) -> str:
    """This moment, or one before it: ISO 8601, UTC."""
    return (datetime.now(UTC) - minus).isoformat(timespec="seconds")
