"""From a source's bytes to an article: read, clean, and decide whether it is one."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.article import Article, Field, Metadata
from corpus.clean.cleaner import Cleaned, draft_of, finished
from corpus.clean.decision import Decision
from corpus.clean.repetition import NOTHING_REPEATED, Repeated
from corpus.clean.rulings import Ruling
from corpus.errors import RefusedSourceError, bugs_refuse
from corpus.language import count_words, tell_language
from corpus.readers.authors import people
from corpus.readers.formats import Format, Read, read_source
from corpus.sanity import reasons_to_review

if TYPE_CHECKING:
    from corpus.clean.head.model import Head

MIN_WORDS = 25  # kept words; below it there is nothing to find
TEASER_WORDS = 30  # a section of an article has more words than a teaser
MIN_TEASERS = 4
MIN_BROKEN_WORDS = 8  # of a teaser that breaks off; "I feel calm when ..." is to be filled in
SEE_WHY = "`wellread clean FILE` shows what and why."


class NoArticleError(RefusedSourceError):
    """What remains of a source is no article; `cleaned` has the account of what went."""

    def __init__(self, message: str, *, hint: str = "", cleaned: Cleaned | None = None) -> None:
        super().__init__(message, hint=hint)
        self.cleaned = cleaned


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """An article, and the account of its cleaning."""

    article: Article
    extracted: str  # the text that the decisions' offsets count in
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]  # why a curator should look at it, in words; nothing for most

    @property
    def review(self) -> str:
        """Its notes in one sentence; '' for an article that needs no review."""
        return f"needs review: {'; '.join(self.notes)}" if self.notes else ""


@bugs_refuse()
def prepare(
    data: bytes,
    *,
    format: Format,
    article_id: str,
    source: str = "",
    retrieved: str = "",
    rulings: Sequence[Ruling] = (),
    repeated: Repeated = NOTHING_REPEATED,
    read: Read = read_source,
) -> Prepared:
    """Read and clean one source, as its curator ruled; `read` may set limits to the reading.

    `repeated` is what of it is known to stand on other pages or sites.

    Raises:
        RefusedSourceError: it is no article: empty, or binary; a `NoArticleError` where it is too
            little text, or a page of teasers. One that only may be none, as most of it was
            dropped, is given with notes.
        FailedSourceError: of these: Wellread has a bug, and this source meets it.
    """
    extract = read(data, format=format)
    head = trained_head() if format in ("text", "markdown") else None  # a page was judged before;
    # a document has no menus or adverts around its text
    drafted = draft_of(extract, rulings=rulings, repeated=repeated)
    cleaned = finished(extract, drafted, rulings=rulings, head=head)
    if head and reasons_to_review(cleaned):  # it takes teasers for a menu, and leaves some
        refuse_no_article(finished(extract, drafted, rulings=rulings), linked=extract.linked)
    refuse_no_article(cleaned, linked=extract.linked)
    site = extract.metadata["site"].value if "site" in extract.metadata else ""
    cleaned = replace(cleaned, byline=people(cleaned.byline, site))
    stated = extract.metadata.get("language")
    fetched = extract.metadata.get("retrieved")
    told = tell_language(stated.value if stated else "", cleaned.text)
    article = Article(
        id=article_id,
        title=cleaned.title,
        text=cleaned.text,
        spans=cleaned.spans,
        retrieved=fetched.value if fetched else retrieved,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        language=told.code,
        origins=origins_of(extract.metadata, cleaned) | told.origin,
        page_starts=cleaned.page_starts,
        **fetched_from(source) | stated_fields(extract.metadata, cleaned),
    )
    return Prepared(
        article=article,
        extracted=extract.text,
        decisions=cleaned.decisions,
        notes=(*extract.notes, *filter(None, [told.note]), *reasons_to_review(cleaned)),
    )


def trained_head() -> Head:
    """The model, read late: numpy takes a moment, and most commands do without."""
    from corpus.clean.head.model import load_head

    return load_head()


def stated_fields(metadata: Metadata, cleaned: Cleaned) -> dict[str, str]:
    """What the source states; a byline or date in the text fills in a missing author or day."""
    names: tuple[Field, ...] = (
        *("author", "site", "url", "published", "modified", "licence", "snippets"),
    )
    stated: dict[str, str] = {name: metadata[name].value for name in names if name in metadata}
    return {"author": cleaned.byline, "published": cleaned.published, **stated}


def fetched_from(source: str) -> dict[str, str]:
    """The address of a source that is one; what the source itself states comes before it.

    >>> fetched_from("https://rest.example/"), fetched_from("/a/rest.html")
    ({'url': 'https://rest.example/'}, {})
    """
    return {"url": source} if source.startswith(("https://", "http://")) else {}


def origins_of(metadata: Metadata, cleaned: Cleaned) -> dict[str, str]:
    """Where each field was read; a title that nothing states was guessed from the first words."""
    origins: dict[str, str] = {name: stated.origin for name, stated in metadata.items()}
    lines = {cleaned.text[span.start : span.end] for span in cleaned.spans}
    origins.setdefault("title", "visible" if cleaned.title in lines else "guess")
    if cleaned.byline:
        origins.setdefault("author", "visible")
    if cleaned.published:
        origins.setdefault("published", "visible")
    return origins


def refuse_no_article(cleaned: Cleaned, *, linked: int = 0) -> None:
    """Stop at a text that holds too little, or only teasers of other pages.

    Args:
        cleaned: what remains, with its account.
        linked: how many headings lead to other pages.

    Raises:
        NoArticleError: it does.
    """
    count = count_words(cleaned.text)
    if count < MIN_WORDS:
        dropped = sum(decision.action == "drop" for decision in cleaned.decisions)
        left = "1 word is" if count == 1 else f"{count} words are"
        gone = "1 line was" if dropped == 1 else f"{dropped} lines were"
        raise NoArticleError(
            f"No article: {left} left after cleaning, and {gone} dropped.",
            hint=SEE_WHY,
            cleaned=cleaned,
        )
    if teasers := teaser_count(cleaned, linked):
        raise NoArticleError(
            f"No article: a page of {teasers} teasers, half of them under {TEASER_WORDS} words.",
            hint="Add the pages that it points to.",
            cleaned=cleaned,
        )


def teaser_count(cleaned: Cleaned, linked: int) -> int:
    """How many teasers of other pages a text is made of; 0 where it is an article.

    Teasers stand under headings of their own, and break off, point on, or lead to other pages;
    where their headings are lost, most of the text does.
    """
    sections = section_words(cleaned)
    if len(sections) > MIN_TEASERS and statistics.median(sections) < TEASER_WORDS:
        marks = breaks(cleaned) + pointers(cleaned) + linked
        return len(sections) if marks >= MIN_TEASERS else 0
    teasers = max(breaks(cleaned, min_words=MIN_BROKEN_WORDS), linked)
    few = count_words(cleaned.text) < TEASER_WORDS * teasers
    return teasers if teasers > MIN_TEASERS and few else 0


def section_words(cleaned: Cleaned) -> list[int]:
    """How many words stand under each heading."""
    sections: list[int] = []
    for span in cleaned.spans:
        if span.kind == "heading":
            sections.append(0)
        elif sections:
            sections[-1] += count_words(cleaned.text[span.start : span.end])
    return sections


def breaks(cleaned: Cleaned, *, min_words: int = 1) -> int:
    """How many units of some words break off."""
    texts = (cleaned.text[span.start : span.end] for span in cleaned.spans)
    return sum(
        text.endswith(("…", "...", "[…]", "[...]")) and len(text.split()) >= min_words
        for text in texts
    )


def pointers(cleaned: Cleaned) -> int:
    """How many lines were dropped that only pointed to the rest of something."""
    return sum(decision.rule.startswith("read-more/") for decision in cleaned.decisions)
