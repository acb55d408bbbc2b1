"""The collection as rows: what is stored of each article beside what the index knows of it."""

from __future__ import annotations

from collections.abc import Collection as Ids
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import streamlit as st

from corpus.collection import Entry
from corpus.language import is_foreign, language_name

if TYPE_CHECKING:
    from index.listing import Listed
    from index.plan import Plan
    from search.engine import SearchEngine

Flag = Literal["review", "copy", "left", "waiting", "dateless"]
FLAGS: dict[Flag, str] = {  # what stands beside an article; also what the table can be cut to
    "review": "Needs review",
    "copy": "Says the same as another",
    "left": "Left out of the search",
    "waiting": "Waits for an update",
    "dateless": "No date",
}
Sort = Literal["added", "title", "site", "newest", "oldest", "dropped", "doubted", "shortest"]
SORTS: dict[Sort, str] = {
    "added": "Added last",
    "title": "Title, A to Z",
    "site": "Site, A to Z",
    "newest": "Published, newest first",
    "oldest": "Published, oldest first",
    "dropped": "Most lines dropped",
    "doubted": "Most lines in doubt",
    "shortest": "Fewest lines kept",
}


class Row(NamedTuple):
    """An article of the collection; what is empty is not known, or was not stated."""

    id: str
    title: str  # its id where the index lacks it
    source: str = ""  # where it came from, as the collection has it
    added: str = ""  # a day, ISO 8601
    site: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""  # its name, where that is not English
    kept: int = 0  # lines
    doubted: int = 0
    dropped: int = 0
    flags: tuple[Flag, ...] = ()
    indexed: bool = False
    why: str = ""  # the reason behind its first flag, where there is one
    same_as: str = ""  # the article that stands for it in results


class Known(NamedTuple):
    """What is known of the articles besides their entries."""

    listed: dict[str, Listed]
    left_out: dict[str, str]  # id → reason
    reviews: dict[str, str]  # id → why a curator should look at it
    waiting: Ids[str]  # ids that an update would read


def rows_of(entries: Iterable[Entry], known: Known) -> list[Row]:
    """Every article of the collection, in the order of the ids."""
    return [row_of(entry, known) for entry in entries]


def row_of(entry: Entry, known: Known) -> Row:
    """One article, with the flags that a curator looks for."""
    listed = known.listed.get(entry.id)
    why = known.left_out.get(entry.id, "") or known.reviews.get(entry.id, "")
    signs: dict[Flag, bool] = {
        "left": entry.id in known.left_out,
        "review": entry.id in known.reviews,
        "copy": bool(listed and listed.same_as),
        "waiting": entry.id in known.waiting,
        "dateless": bool(listed and not listed.published),
    }
    row = Row(
        id=entry.id,
        title=listed.title if listed else entry.id,
        source=entry.source,
        added=entry.added[:10],
        language=language_name(entry.language) if is_foreign(entry.language) else "",
        flags=tuple(flag for flag, there in signs.items() if there),
        indexed=listed is not None,
        why=why,
    )
    if listed is None:
        return row
    return row._replace(
        site=listed.site,
        published=listed.published,
        modified=listed.modified,
        kept=listed.kept,
        doubted=listed.doubted,
        dropped=listed.dropped,
        same_as=listed.same_as,
    )


def known_of(engine: SearchEngine | None, plan: Plan | None, reviews: dict[str, str]) -> Known:
    """What the index and the plan say; nothing where there is no index."""
    waiting = frozenset((*plan.added, *plan.changed)) if plan else frozenset()
    if engine is None:
        return Known({}, {}, {}, waiting)
    left_out = {left.id: left.reason for left in engine.index.manifest.left_out}
    return Known(listed_once(engine.index.pointer.name, engine), left_out, reviews, waiting)


@st.cache_data(show_spinner=False, max_entries=2)
def listed_once(build: str, _engine: SearchEngine) -> dict[str, Listed]:
    """What a build says of each of its articles, by id."""
    from index.listing import list_articles

    return {each.id: each for each in list_articles(_engine.index.passages)}


def matching(rows: Iterable[Row], wanted: str) -> list[Row]:
    """The rows that have every word typed in their title, site, source, id or language."""
    words = wanted.casefold().split()
    return [row for row in rows if all(word in searched(row) for word in words)]


def searched(row: Row) -> str:
    """What of a row is looked through."""
    return f"{row.title} {row.site} {row.id} {row.source} {row.language}".casefold()


def flagged(rows: Iterable[Row], flag: str) -> list[Row]:
    """The rows with a flag; all of them where none is named."""
    return [row for row in rows if not flag or flag in row.flags]


def flag_counts(rows: Sequence[Row]) -> dict[Flag, int]:
    """How many rows have each flag; those that none has are left out."""
    counts = {flag: sum(flag in row.flags for row in rows) for flag in FLAGS}
    return {flag: number for flag, number in counts.items() if number}


def ordered(rows: Iterable[Row], sort: Sort) -> list[Row]:
    """The rows in an order; what lacks what they are sorted by comes last, ties go by title.

    >>> rows = [Row("a", "A"), Row("c", "C", published="2026"), Row("b", "B", published="2025")]
    >>> [row.id for row in ordered(rows, "newest")], [row.id for row in ordered(rows, "oldest")]
    (['c', 'b', 'a'], ['b', 'c', 'a'])
    """
    by_title = sorted(rows, key=lambda row: (row.title.casefold(), row.id))
    if sort == "added":
        return sorted(by_title, key=lambda row: row.added, reverse=True)
    if sort == "site":
        return sorted(by_title, key=lambda row: (not row.site, row.site.casefold()))
    if sort == "newest":
        return sorted(by_title, key=lambda row: row.published, reverse=True)
    if sort == "oldest":
        return sorted(by_title, key=lambda row: (not row.published, row.published))
    if sort == "dropped":
        return sorted(by_title, key=lambda row: -row.dropped)
    if sort == "doubted":
        return sorted(by_title, key=lambda row: -row.doubted)
    if sort == "shortest":
        return sorted(by_title, key=lambda row: (not row.indexed, row.kept))
    return by_title
