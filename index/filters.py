"""Which articles to consider, as people choose them and as SQLite is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

OTHER = "other"  # the topic of the articles that are in none


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """Which articles to consider; an empty field considers all.

    An article that states only its month or year is taken for any day of it. One without a
    date is left out wherever a date is asked for.
    """

    sites: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # keys of topics; OTHER for articles that are in none
    sources: tuple[str, ...] = ()  # beginnings of ids: a folder, or an article
    since: str = ""  # published on this day, month or year, ISO 8601, or later
    until: str = ""  # or earlier
    languages: tuple[str, ...] = ()  # ISO 639-1; '' for articles whose language is not known

    def __bool__(self) -> bool:
        return any((self.sites, self.topics, self.sources, self.since, self.until, self.languages))


class Clause(NamedTuple):
    """A condition on the table of articles, and the values for its question marks."""

    sql: str
    values: tuple[object, ...]


def clause_of(wanted: ArticleFilter) -> Clause:
    """The condition that a filter's articles meet; one that all meet for an empty filter.

    >>> clause_of(ArticleFilter(since="2024")).values
    ('2024',)
    """
    clauses, values = ["1"], list[object]()
    if wanted.sites:
        clauses.append(f"site IN ({marks(wanted.sites)})")
        values += wanted.sites
    if wanted.topics:  # "not in any topic" is no row of theirs
        of_topics = "SELECT article FROM topic_of JOIN topic ON topic = topic.number"
        clauses.append(
            f"(number IN ({of_topics} WHERE key IN ({marks(wanted.topics)}))"
            f" OR (? AND number NOT IN (SELECT article FROM topic_of)))"
        )
        values += [*wanted.topics, OTHER in wanted.topics]
    if wanted.sources:
        clauses.append(
            "(" + " OR ".join(["substr(id, 1, length(?)) = ?"] * len(wanted.sources)) + ")"
        )
        values += [value for source in wanted.sources for value in (source, source)]
    if wanted.since:
        clauses.append("published != '' AND published >= substr(?, 1, length(published))")
        values.append(wanted.since)
    if wanted.until:  # "2026" lets all of 2026 through
        clauses.append("published != '' AND substr(published, 1, length(?)) <= ?")
        values += [wanted.until, wanted.until]
    if wanted.languages:
        clauses.append(f"json_extract(fields, '$.language') IN ({marks(wanted.languages)})")
        values += wanted.languages
    return Clause(" AND ".join(clauses), tuple(values))


def marks(values: tuple[str, ...]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))
