"""What filters would let through: counts by site, topic, year and language, and lists of titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from index.filters import OTHER, ArticleFilter, clause_of
from index.passages import Passages

TOPIC = (
    "coalesce((SELECT key FROM topic_of JOIN topic ON topic = topic.number "
    f"WHERE topic_of.article = article.number), '{OTHER}')"
)
LANGUAGE = "json_extract(fields, '$.language')"


class Facets(NamedTuple):
    """How many articles each choice of a filter has, while the other filters hold."""

    sites: Mapping[str, int]  # the largest first, then by name; '' for those that name none
    topics: Mapping[str, int]
    years: Mapping[str, int]  # articles published in that year or later; the latest first
    languages: Mapping[str, int]
    dated: int  # articles that state when they were published
    all: int  # articles, whatever their date


class Titled(NamedTuple):
    """An article in a list."""

    id: str
    title: str
    site: str
    published: str


def facets(passages: Passages, wanted: ArticleFilter) -> Facets:
    """What each choice would let through beside the other filters that are on."""
    any_time = replace(wanted, since="", until="")
    by_year = counted(passages, "substr(published, 1, 4)", any_time)
    years = dict[str, int]()
    for year in sorted((year for year in by_year if year), reverse=True):
        years[year] = by_year[year] + (list(years.values())[-1] if years else 0)
    return Facets(
        sites=counted(passages, "site", replace(wanted, sites=())),
        topics=counted(passages, TOPIC, replace(wanted, topics=())),
        years=years,
        languages=counted(passages, LANGUAGE, replace(wanted, languages=())),
        dated=sum(by_year[year] for year in by_year if year),
        all=sum(by_year.values()),
    )


def counted(passages: Passages, what: str, wanted: ArticleFilter) -> dict[str, int]:
    """How many of a filter's articles have each value of an expression; the most first."""
    where = clause_of(wanted)
    query = (
        f"SELECT {what} AS value, count(*) AS n FROM article WHERE {where.sql} "
        "GROUP BY value ORDER BY n DESC, value"
    )
    return dict(passages.ask(query, where.values))


def count_articles(passages: Passages, wanted: ArticleFilter) -> int:
    """How many articles a filter lets through."""
    where = clause_of(wanted)
    query = f"SELECT count(*) FROM article WHERE {where.sql}"
    return int(passages.ask(query, where.values)[0][0])


def newest_first(passages: Passages, wanted: ArticleFilter, count: int) -> list[Titled]:
    """A filter's articles, those without a date last; of such as say the same only one."""
    where = clause_of(wanted)
    query = (
        "SELECT id, json_extract(fields, '$.title'), site, published FROM article "
        f"WHERE {where.sql} AND number NOT IN (SELECT article FROM variant) "
        "ORDER BY published DESC, id LIMIT ?"
    )
    return [Titled(*row) for row in passages.ask(query, (*where.values, count))]
