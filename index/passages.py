"""Articles and passages by number, read from one SQLite file that never changes."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import starmap
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.article import Article, Passage, Span
from corpus.clean.decision import Decision
from corpus.errors import NoSuchArticleError
from corpus.named_alike import named_alike
from corpus.review_table import Review, seen_as
from corpus.units import Unit
from index.filters import ArticleFilter, clause_of
from index.read_only import ReadOnly

if TYPE_CHECKING:  # it brings all that reads and cleans, which a search does without
    from corpus.prepare import Prepared

FIELDS = frozenset(field.name for field in fields(Article))
KEPT = 256  # articles whose spans stay in memory, some 20 KB each: the same are found again
NO_REVIEWS: Mapping[str, Review] = MappingProxyType({})


class Located(NamedTuple):
    """A passage with its article."""

    row: int
    passage: Passage
    article: Article


class Noted(NamedTuple):
    """An article that needs review."""

    id: str
    reasons: tuple[str, ...]


class SiteCount(NamedTuple):
    """A site and how many articles of the index are from it."""

    site: str  # '' for articles that name none
    articles: int


class Passages(ReadOnly):
    """The file that a `PassageWriter` wrote, read-only; safe to ask from many threads."""

    holds = "passages"
    columns = ("digest FROM article", "headings FROM passage")

    def __len__(self) -> int:
        return int(self.ask("SELECT count(*) FROM passage")[0][0])

    def article_count(self) -> int:
        """How many articles there are."""
        return int(self.ask("SELECT count(*) FROM article")[0][0])

    def digests(self, among: Iterable[str] | None = None) -> dict[str, str]:
        """For each article's id, or each of some, the digest of its original and of its reading."""
        if among is None:
            return dict(self.ask("SELECT id, digest FROM article"))
        some = json.dumps(list(among))
        only = "WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self.ask(f"SELECT id, digest FROM article {only}", (some,)))

    def ids(self) -> list[str]:
        """Every article's id, in order."""
        return [row[0] for row in self.ask("SELECT id FROM article ORDER BY id")]

    def ids_by_number(self) -> dict[int, str]:
        """Every article's id by its number; where articles went, numbers are left out."""
        return dict(self.ask("SELECT number, id FROM article ORDER BY number"))

    def number_of(self, article_id: str) -> int | None:
        """An article's number; None where there is no article of this id."""
        found = self.ask("SELECT number FROM article WHERE id = ?", (article_id,))
        return found[0][0] if found else None

    def has(self, article_id: str) -> bool:
        """Whether there is an article of this id."""
        return bool(self.ask("SELECT 1 FROM article WHERE id = ?", (article_id,)))

    def sites(self) -> list[SiteCount]:
        """The sites, those with most articles first, then by name."""
        query = "SELECT site, count(*) AS n FROM article GROUP BY site ORDER BY n DESC, site"
        return [SiteCount(*row) for row in self.ask(query)]

    def located(self, rows: Sequence[int]) -> list[Located]:
        """The passages of some rows, in the order given, each with its article."""
        query = (
            "SELECT row, article, ordinal, start, end, headings FROM passage "
            "WHERE row IN (SELECT value FROM json_each(?))"
        )
        known = {row: rest for row, *rest in self.ask(query, (json.dumps(list(rows)),))}
        articles = self.articles_by_number({number for number, *_ in known.values()})
        return [
            Located(row, passage_of(articles[number], *place), articles[number])
            for row in rows
            for number, *place in [known[row]]
        ]

    def passages_of(self, article_id: str) -> list[Located]:
        """An article's passages, in order."""
        query = "SELECT row FROM passage JOIN article ON article = number WHERE id = ? ORDER BY row"
        return self.located([row[0] for row in self.ask(query, (article_id,))])

    def article_by_number(self, number: int) -> Article:
        """One article."""
        return self.articles_by_number([number])[number]

    def articles_by_number(self, numbers: Iterable[int]) -> dict[int, Article]:
        """Some articles, by their numbers."""
        query = (
            "SELECT number, id, fields, text, spans FROM article "
            "WHERE number IN (SELECT value FROM json_each(?))"
        )
        rows = self.ask(query, (json.dumps(list(numbers)),))
        return {number: article_of(*columns) for number, *columns in rows}

    def prepared(self, article_id: str) -> Prepared:
        """One article with the account of its cleaning.

        Raises:
            NoSuchArticleError: the index has none of this id; names of the like are offered.
        """
        query = (
            "SELECT id, fields, text, spans, extracted, decisions, notes FROM article WHERE id = ?"
        )
        rows = self.ask(query, (article_id,))
        if not rows:
            raise NoSuchArticleError(article_id, near=named_alike(article_id, self.ids()))
        return prepared_of(rows[0])

    def noted(self, reviews: Mapping[str, Review] = NO_REVIEWS) -> list[Noted]:
        """The articles that need review, in the order of their ids.

        Args:
            reviews: what the curator has looked at, which is left out while it holds.
        """
        rows = self.ask("SELECT id, notes, text FROM article WHERE notes != '[]' ORDER BY id")
        found = []
        for article_id, stored, text in rows:
            reasons = tuple(json.loads(stored))
            review = reviews.get(article_id)
            if review is None or review.seen != seen_as(text, reasons):
                found.append(Noted(article_id, reasons))
        return found

    def limited(self) -> frozenset[int]:
        """The numbers of the articles whose publishers limit what a search shows of them."""
        query = "SELECT number FROM article WHERE json_extract(fields, '$.snippets') != ''"
        return frozenset(row[0] for row in self.ask(query))

    def newest(self, count: int) -> list[Article]:
        """The articles published last, newest first; those without a date are left out.

        So is what says the same as another article: it would be named twice.
        """
        query = (
            "SELECT number FROM article WHERE published != '' "
            "AND number NOT IN (SELECT article FROM variant) ORDER BY published DESC, id LIMIT ?"
        )
        return [self.article_by_number(row[0]) for row in self.ask(query, (count,))]

    def rule_counts(self) -> dict[str, int]:
        """For each rule that decided about a unit, by its id, about how many it did."""
        query = (
            "SELECT json_extract(value, '$[6]') AS rule, count(*) "
            "FROM article, json_each(article.decisions) WHERE rule != '' GROUP BY rule"
        )
        counts: dict[str, int] = {}
        for rule, number in self.ask(query):
            name = rule.partition("/")[0]
            counts[name] = counts.get(name, 0) + number
        return counts

    def article_numbers(self, wanted: ArticleFilter) -> list[int]:
        """The numbers of the articles that a filter lets through, in order."""
        where = clause_of(wanted)
        query = f"SELECT number FROM article WHERE {where.sql} ORDER BY number"
        return [row[0] for row in self.ask(query, where.values)]

    def rows_of(self, numbers: Sequence[int]) -> list[int]:
        """The rows of some articles' passages, in order."""
        query = (
            "SELECT row FROM passage WHERE article IN (SELECT value FROM json_each(?)) ORDER BY row"
        )
        return [row[0] for row in self.ask(query, (json.dumps(list(numbers)),))]

    def rows(self) -> list[int]:
        """Every row that has a passage, in order."""
        return [row[0] for row in self.ask("SELECT row FROM passage ORDER BY row")]

    def numbers_by_row(self, rows: int) -> array[int]:
        """For each of some rows the number of its article, in four bytes; −1 for one that went.

        Raises:
            ValueError: there is a passage beyond them.
        """
        query = "SELECT article, min(row), max(row) FROM passage GROUP BY article ORDER BY min(row)"
        found = array("i")
        for article, first, last in self.ask(query):  # an article's rows stand together
            found.extend([-1] * (first - len(found)) + [article] * (last + 1 - first))
        if len(found) > rows:
            raise ValueError(f"a passage has row {len(found) - 1}, where there are {rows}")
        found.extend([-1] * (rows - len(found)))
        return found


def unpacked(extracted: str, values: list[Any]) -> Decision:
    """A decision with its text."""
    kind, start, end, block, level, *rest = values
    return Decision(Unit(kind, start, end, extracted[start:end], block, level), *rest)


def prepared_of(columns: Sequence[str]) -> Prepared:
    """An article with the account of its cleaning, from what `passage_writer.columns_of` gave."""
    from corpus.prepare import Prepared

    *article, extracted, decisions, notes = columns
    return Prepared(
        article=article_of(*article),
        extracted=extracted,
        decisions=tuple(unpacked(extracted, values) for values in json.loads(decisions)),
        notes=tuple(json.loads(notes)),
    )


def article_of(article_id: str, stored: str, text: str, spans: str) -> Article:
    """An article from its columns; fields that a newer version added are passed over."""
    stated = {key: value for key, value in json.loads(stored).items() if key in FIELDS}
    stated["page_starts"] = tuple(stated.get("page_starts", ()))
    return Article(id=article_id, text=text, spans=spans_of(spans), **stated)


@lru_cache(maxsize=KEPT)
def spans_of(stored: str) -> tuple[Span, ...]:
    """The spans in an article's column; reading them takes half of the time of reading it."""
    return tuple(starmap(Span, json.loads(stored)))


def passage_of(article: Article, ordinal: int, start: int, end: int, headings: str) -> Passage:
    """A passage from its columns; its text is the article's own."""
    return Passage(
        article_id=article.id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=article.text[start:end],
        headings=tuple(json.loads(headings)),
    )
