"""More like this: the articles nearest to one by what is stored of them. No encoder is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from corpus.article import Article, Passage, Place
from corpus.errors import UserError
from corpus.sentences import sentences_in
from index.encoder import Vector
from index.passages import Located
from index.variants import same_as
from search.excerpt import excerpt_of
from search.hit import Relation
from search.relevance import Thresholds, relation

if TYPE_CHECKING:  # it imports faiss
    from index.opened import Index

# The cosine for each relation: of two articles' means, or of a passage and an article's nearest.
# Of the pairs of the sample collection, which is on one subject, 1 in 100 is as near as "strong",
# 1 in 10 as "related" and 1 in 4 as "weak", with MiniLM and mpnet alike, to .01. A search's own
# thresholds are about a question and a passage, and would call half of all articles related.
NEAR = Thresholds(strong=0.42, related=0.20, weak=0.09)
ROWS = 50  # that are looked at for each article wanted
DEEPER = 4  # times as many, where those were of too few articles


class NoSuchPassageError(UserError):
    """An article has no passage of this number."""

    code: ClassVar[str] = "no_such_passage"
    exit_status: ClassVar[int] = 4

    def __init__(self, article_id: str, ordinal: int, count: int) -> None:
        has = f"its passages are #0 to #{count - 1}" if count else "it has no passages"
        super().__init__(
            f"{article_id!r} has no passage #{ordinal}: {has}.",
            hint="Name the article alone, or a passage_id of `wellread search --json`.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An article near another one, with the passage of it that is nearest."""

    rank: int  # 1 is best
    similarity: float  # cosine of both articles' means; of the passages, where one was asked about
    relation: Relation  # never "none": what is not near is left out
    article: Article
    passage: Passage  # as much of it as may be shown: its text may be short, or ''
    first_sentence: Place  # of the passage, as much of it as may be shown
    notice: str = ""  # why less of it is shown; '' where it is whole
    variants: tuple[Article, ...] = ()  # articles that say the same, folded into this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """The articles like one."""

    article: Article
    ordinal: int | None  # of the passage that was asked about; None: the whole article
    neighbours: tuple[Neighbour, ...]  # nearest first; none where nothing is near
    left_out: tuple[Article, ...]  # articles that say the same as this one


def similar(index: Index, place: str, *, count: int = 10) -> Similar:
    """The articles that are about the same as an article, or as one of its passages.

    Two articles are as near as the means of their passages' vectors are; a passage is as near to
    an article as to its nearest passage. What says the same as the article is left out and named;
    what says the same as a neighbour is folded into it. Fewer come back where fewer are near.

    Args:
        index: where both lie.
        place: an article's id, or a passage's, "nhs/panic.md#3".
        count: neighbours at most.

    Raises:
        NoSuchArticleError: the index has none of this id.
        NoSuchPassageError: the article has no such passage.
        ValueError: `count` is less than 1.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1, got {count}")
    article_id, ordinal = place, None
    if not index.passages.has(place):
        article_id, ordinal = parse_place(place)
    article = index.passages.prepared(article_id).article
    same = same_as(index.passages, article_id)
    rows = [found.row for found in index.passages.passages_of(article_id)]
    if ordinal is not None:
        if ordinal >= len(rows):
            raise NoSuchPassageError(article_id, ordinal, len(rows))
        rows = rows[ordinal : ordinal + 1]
    near = nearest(index, rows, {article_id, *(one.id for one in same)}, count, ordinal is None)
    neighbours = tuple(shown(index, rank, one) for rank, one in enumerate(near, start=1))
    return Similar(article=article, ordinal=ordinal, neighbours=neighbours, left_out=same)


def parse_place(place: str) -> tuple[str, int | None]:
    """An article's id and a passage's number from what names either.

    >>> parse_place("nhs/panic.md#3"), parse_place("nhs/panic.md"), parse_place("c#/notes.md")
    (('nhs/panic.md', 3), ('nhs/panic.md', None), ('c#/notes.md', None))
    """
    article_id, _, ordinal = place.rpartition("#")
    if article_id and ordinal.isascii() and ordinal.isdigit():
        return article_id, int(ordinal[:9])
    return place, None


class Near(NamedTuple):
    """An article's number, its nearest row, and how near the article is."""

    article: int
    row: int
    similarity: float


def nearest(
    index: Index, rows: list[int], without: set[str], count: int, whole: bool
) -> list[Near]:
    """The articles nearest to the mean of some rows, nearest first, one of each group.

    Args:
        index: where they lie.
        rows: what is asked about; none finds nothing.
        without: ids of articles that are left out.
        count: articles at most.
        whole: compare means, not the nearest row of each article.
    """
    if not rows:
        return []
    asked = mean(index, rows)
    ids, depth = index.passages.ids_by_number(), ROWS * count
    while True:
        best: dict[int, Near] = {}
        for row, similarity in index.vectors.nearest(asked, depth):
            number = index.article_of_row[row]
            if ids[number] not in without:
                best.setdefault(number, Near(number, row, similarity))
        near = [with_means(index, asked, one) for one in best.values()] if whole else best.values()
        heads: dict[int, Near] = {}
        for one in sorted(near, key=lambda one: (-one.similarity, one.article)):
            heads.setdefault(index.heads.get(one.article, one.article), one)
        if len(heads) >= count or depth >= len(index.vectors):
            found = list(heads.values())[:count]
            return [one for one in found if relation(one.similarity, NEAR) != "none"]
        depth *= DEEPER


def with_means(index: Index, asked: Vector, near: Near) -> Near:
    """The same, as near as the mean of all of the article's rows is."""
    rows = index.passages.rows_of([near.article])
    return near._replace(similarity=float(mean(index, rows) @ asked))


def mean(index: Index, rows: list[int]) -> Vector:
    """The mean of some rows' vectors, at unit length."""
    total = np.sum([index.vectors.vector(row) for row in rows], axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def shown(index: Index, rank: int, near: Near) -> Neighbour:
    """A neighbour with as much of its nearest passage as may be shown."""
    located: Located = index.passages.located([near.row])[0]
    article, passage = located.article, located.passage
    excerpt = excerpt_of(article, passage, sentences_in(article, passage)[0])
    return Neighbour(
        rank=rank,
        similarity=near.similarity,
        relation=relation(near.similarity, NEAR),
        article=article,
        passage=excerpt.passage,
        first_sentence=excerpt.best_sentence,
        notice=excerpt.notice,
        variants=same_as(index.passages, article.id) if index.heads else (),
    )
