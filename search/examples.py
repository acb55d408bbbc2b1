"""Questions to begin with: the collection's own, each of which it answers well."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.language import UNSPACED
from index.topic_names import EMPTY
from index.topics import topic_keys
from index.words import distinct_terms
from search.engine import SearchEngine
from search.query import make_query

COUNT = 6
TRIED = 5  # questions of one topic that are asked, at most
LOOKED_THROUGH = 2000  # articles, evenly from the whole collection
WORDS = range(4, 13)  # of a question
TITLE_WORDS = range(2, 9)  # of a title that stands for one
# A question that points at what stands around it is not understood alone.
POINTING = re.compile(
    r"""\b(?:it|its|this|that|these|those|they|them|their|he|she|him|her|his|hers|one|ones|there
      |here|now|else|next|above|below|following|we|us|our|ours|you|your|yours)\b""",
    re.IGNORECASE | re.VERBOSE,
)
ASKS = re.compile(
    r"(?:what|why|how|when|where|who|which|can|could|do|does|did|is|are|should|will|am|must)\b",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """A question of an article, or its title."""

    text: str
    article: int  # its number


def examples(engine: SearchEngine, *, count: int = COUNT) -> list[str]:
    """Questions that a visitor might ask, each with a strong answer; of many topics.

    They are headings and titles of the articles that end in a question mark and are understood
    alone; titles where no such heading is left. None calls for help lines. Fewer come back where
    fewer are answered. The same index and encoder, the same questions.
    """
    found: list[str] = []
    for candidates in (questions(engine), titles(engine)):
        for text in in_turn(engine, candidates):
            if len(found) == count:
                return found
            if text.casefold() not in map(str.casefold, found):
                found.append(text)
    return found


def in_turn(engine: SearchEngine, candidates: Iterator[Candidate]) -> Iterator[str]:
    """The answered ones of some candidates, one of each topic, then the next of each."""
    keys = topic_keys(engine.index.passages)
    by_topic: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_topic.setdefault(keys[candidate.article], []).append(candidate)
    largest_first = sorted(by_topic.values(), key=len, reverse=True)
    queues = [answered(engine, some(of_topic)) for of_topic in largest_first]
    while queues:
        heads = [(queue, next(queue, None)) for queue in queues]
        yield from (head for _, head in heads if head is not None)
        queues = [queue for queue, head in heads if head is not None]


def some(candidates: list[Candidate]) -> list[Candidate]:
    """A few candidates of a topic, evenly from all of its articles."""
    return candidates[:: math.ceil(len(candidates) / TRIED)]


def answered(engine: SearchEngine, candidates: list[Candidate]) -> Iterator[str]:
    """Those with a strong answer, found as they are written, that call for no help lines."""
    for candidate in candidates:
        answer = engine.search(make_query(candidate.text, count=1))
        if answer.relevance == "strong" and not answer.crisis and not answer.corrected:
            yield candidate.text


def questions(engine: SearchEngine) -> Iterator[Candidate]:
    """The headings and titles that ask something, and are understood alone."""
    passages = engine.index.passages
    query = (
        "SELECT DISTINCT article, headings, json_extract(fields, '$.title') FROM passage "
        "JOIN article ON article = number WHERE article % ? = 0 AND headings LIKE '%?\"%' "
        "ORDER BY row"
    )
    seen = set()
    for article, headings, title in passages.ask(query, (step(engine),)):
        for heading in json.loads(headings):
            text = " ".join(heading.split())
            if text not in seen and stands_alone(text) and names_subject(text, title):
                seen.add(text)
                yield Candidate(text, article)


def titles(engine: SearchEngine) -> Iterator[Candidate]:
    """The articles' titles, as far as they are short."""
    query = (
        "SELECT number, json_extract(fields, '$.title') FROM article WHERE number % ? = 0 "
        "AND number NOT IN (SELECT article FROM variant) ORDER BY number"
    )
    for number, title in engine.index.passages.ask(query, (step(engine),)):
        text = " ".join(title.split())
        if len(text.split()) in TITLE_WORDS and not UNSPACED.search(text):
            yield Candidate(text, number)


def step(engine: SearchEngine) -> int:
    """Every so manieth article is looked through."""
    return max(1, math.ceil(engine.index.manifest.articles / LOOKED_THROUGH))


def stands_alone(text: str) -> bool:
    """Whether a heading is a question that is understood without what stands around it.

    >>> stands_alone("What does a panic attack feel like?"), stands_alone("What causes it?")
    (True, False)
    >>> stands_alone("Was this page helpful?"), stands_alone("Fear or phobia?")
    (False, False)
    """
    return (
        text.endswith("?")
        and len(text.split()) in WORDS
        and ASKS.match(text) is not None
        and POINTING.search(text) is None
    )


def names_subject(text: str, title: str) -> bool:
    """Whether a question says what its article is about, in a word of its title.

    >>> names_subject("Who can have EMDR?", "EMDR for trauma")
    True
    >>> names_subject("Why can't people just stop?", "How people get help for addiction")
    False
    """
    return not telling_terms(text).isdisjoint(telling_terms(title))


def telling_terms(text: str) -> set[str]:
    """The stems of a text's words that may name a subject."""
    return set(distinct_terms(text)) - EMPTY
