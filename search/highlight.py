"""Which sentence of a passage answers best, and where the question's words stand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from corpus.article import Article, Passage
from search.hit import Place

Terms = Callable[[str], Sequence[str]]  # a text's distinct stems, stop words left out
WORD = re.compile(r"[\w'’-]+")


def sentences_in(article: Article, passage: Passage) -> list[Place]:
    """The places of a passage's units, in order; the passage itself where it is part of one."""
    inside = [
        Place(span.start, span.end)
        for span in article.spans
        if span.kind != "heading" and passage.start <= span.start and span.end <= passage.end
    ]
    return inside or [Place(passage.start, passage.end)]


def best_sentence(article: Article, passage: Passage, question: str, terms: Terms) -> Place:
    """The sentence that has most of the question's words for its length; the first of equals.

    A word of the question counts once. Length is damped, so that a long sentence with two of
    the words beats a short one with one. Where none has any, the first sentence is it.
    """
    asked = set(terms(question))
    places = sentences_in(article, passage)

    def fit(place: Place) -> float:
        words = set(terms(article.text[place.start : place.end]))
        return len(words & asked) / math.sqrt(len(words) + 8)

    return max(places, key=fit)  # max gives the first of equals


def words_in(text: str, question: str, terms: Terms) -> list[Place]:
    """Where words of the question stand in a text, by stem, in order.

    The places count characters of `text`.
    """
    asked = set(terms(question))
    return [
        Place(found.start(), found.end())
        for found in WORD.finditer(text)
        if asked.intersection(terms(found.group()))
    ]
