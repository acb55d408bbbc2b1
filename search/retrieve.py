"""Candidates for a question, by meaning and by words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from index.centre import centred
from index.encoder import Encoder, Vector
from index.encoders.weighing import weighing_of
from index.opened import Index
from index.scores import NO_SCORES, Rows, Scores
from search.fusion import Ranking, mix
from search.query import Query
from search.verbatim import rows_with

DEPTH = 300  # rows that each half gives; a hundred articles are among them


class Among(NamedTuple):
    """What a filter lets through."""

    articles: list[int] | None  # None: all
    rows: Rows | None


def retrieve(index: Index, encoder: Encoder | None, query: Query, *, depth: int = DEPTH) -> Ranking:
    """Rank the rows that may answer, best first.

    Without an encoder only words are asked. Each half is filtered before it is cut, so that a
    filter costs no quality.
    """
    among = let_through(index, query)
    if among.articles == [] or not len(index.vectors):
        return mix(NO_SCORES, NO_SCORES, meaning=0.0)
    vector = vector_of(index, encoder, query) if encoder and query.mode != "words" else None
    near = by_meaning(index, vector, among, depth) if vector is not None else NO_SCORES
    asks_words = query.mode != "meaning" or vector is None
    said = by_words(index, query, among, depth) if asks_words else NO_SCORES
    if vector is None:
        return mix(NO_SCORES, said, meaning=0.0)
    weighing = weighing_of(index.manifest.recipe.encoder_name)
    completed = missing(index, vector, near, said)
    mixed = mix(
        near,
        said,
        completed=completed,
        meaning=weighing.meaning if asks_words else 1.0,
        against=lambda rows: weighing.hubness * index.hubness[rows],
    )
    standing = rows_with(query.text, index.passages, said)
    return mixed.standing_in(standing) if len(standing) else mixed


def vector_of(index: Index, encoder: Encoder, query: Query) -> Vector:
    """A question's vector, as the index holds those of its passages: without their centre."""
    return centred(encoder.encode_query(query.text), index.centre)


def let_through(index: Index, query: Query) -> Among:
    """The articles and rows that the query's filter leaves."""
    if not query.where:
        return Among(None, None)
    articles = index.passages.article_numbers(query.where)
    return Among(articles, np.asarray(index.passages.rows_of(articles), dtype=np.int64))


def by_meaning(index: Index, vector: Vector, among: Among, depth: int) -> Scores:
    """The nearest rows, with their similarity."""
    return index.vectors.nearest(vector, depth, among=among.rows)


def by_words(index: Index, query: Query, among: Among, depth: int) -> Scores:
    """The rows that the question's words name, with their BM25 score."""
    return index.words.best(query.text, depth, among=among.articles)


def missing(index: Index, vector: Vector, near: Scores, said: Scores) -> Scores:
    """The similarity of rows that only words found."""
    is_near = np.zeros(len(index.article_of_row), dtype=bool)
    is_near[near.rows] = True
    wanted = said.rows[~is_near[said.rows]]
    if not len(wanted):
        return NO_SCORES
    return index.vectors.nearest(vector, len(wanted), among=wanted)
