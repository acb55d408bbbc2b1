"""Which articles to consider, as people choose them and as SQLite is asked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from corpus.readers.decode import mend_surrogates

ANY = "SELECT value FROM json_each(?)"  # of any number; SQLite takes some thousand question marks
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
        clauses.append(f"site IN ({ANY})")
        values.append(listed(wanted.sites))
    if wanted.topics:  # "not in any topic" is no row of theirs
        of_topics = "SELECT article FROM topic_of JOIN topic ON topic = topic.number"
        clauses.append(
            f"(number IN ({of_topics} WHERE key IN ({ANY}))"
            f" OR (? AND number NOT IN (SELECT article FROM topic_of)))"
        )
        values += [listed(wanted.topics), OTHER in wanted.topics]
    if wanted.sources:
        clauses.append(f"EXISTS (SELECT 1 FROM ({ANY}) WHERE substr(id, 1, length(value)) = value)")
        values.append(listed(wanted.sources))
    if wanted.since:
        clauses.append("published != '' AND published >= substr(?, 1, length(published))")
        values.append(storable(wanted.since))
    if wanted.until:  # "2026" lets all of 2026 through
        clauses.append("published != '' AND substr(published, 1, length(?)) <= ?")
        values += [storable(wanted.until)] * 2
    if wanted.languages:
        clauses.append(f"json_extract(fields, '$.language') IN ({ANY})")
        values.append(listed(wanted.languages))
    return Clause(" AND ".join(clauses), tuple(values))


def listed(values: tuple[str, ...]) -> str:
    """Values as one, of any number; they come from addresses that anyone may have written."""
    return json.dumps([storable(value) for value in values])


def storable(value: str) -> str:
    """A value with U+FFFD for what no text of ours holds: half characters, and NUL."""
    return mend_surrogates(value).replace("\x00", "\ufffd")
