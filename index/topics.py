"""The topics of a build: groups of articles that are about much the same, as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from corpus.errors import UserError
from index.filters import OTHER
from index.passages import Passages

TOPICS = 1  # goes up when the same vectors and texts give other topics; part of every recipe
SCHEMA = """
CREATE TABLE topic (
    number INTEGER PRIMARY KEY,   -- 0 and up, the largest first
    key TEXT NOT NULL UNIQUE,     -- what it is asked for by
    words TEXT NOT NULL           -- its name, JSON
) STRICT;
CREATE TABLE topic_of (           -- without the articles that are in no topic
    article INTEGER PRIMARY KEY REFERENCES article (number),
    topic INTEGER NOT NULL REFERENCES topic (number)
) STRICT;
CREATE INDEX topic_article ON topic_of (topic);
"""


class Topic(NamedTuple):
    """A group of articles, and the words that tell it from the others."""

    key: str  # what it is asked for by, in small letters: "sleep"; OTHER for the rest
    words: tuple[str, ...]  # as people write them, the most telling first
    articles: int

    @property
    def name(self) -> str:
        """Its words as a heading shows them.

        >>> Topic("sleep", ("sleep", "insomnia", "CBT-I"), 4).name
        'Sleep, insomnia, CBT-I'
        """
        joined = ", ".join(self.words)
        return joined[:1].upper() + joined[1:]


class NoSuchTopicError(UserError):
    """No topic of the index is asked for by this word."""

    code: ClassVar[str] = "no_such_topic"
    exit_status: ClassVar[int] = 4

    def __init__(self, stated: str, keys: Iterable[str]) -> None:
        known = ", ".join(keys)
        super().__init__(
            f"The index has no topic {stated!r}; "
            + (f"it has: {known}." if known else "it is too small for topics."),
            hint="`wellread topics` lists them; a build may name them anew.",
        )


def read_topics(passages: Passages) -> list[Topic]:
    """The topics, the largest first; the articles in none come last, as one more."""
    query = (
        "SELECT key, words, count(*) FROM topic JOIN topic_of ON topic = topic.number "
        "GROUP BY topic.number ORDER BY topic.number"
    )
    found = [Topic(key, tuple(json.loads(words)), n) for key, words, n in passages.ask(query)]
    rest = passages.article_count() - sum(topic.articles for topic in found)
    return [*found, Topic(OTHER, ("other",), rest)] if found and rest else found


def topic_keys(passages: Passages) -> dict[int, str]:
    """For each article's number the key of its topic."""
    query = (
        "SELECT article.number, coalesce(key, ?) FROM article "
        "LEFT JOIN topic_of ON article = article.number "
        "LEFT JOIN topic ON topic = topic.number ORDER BY article.number"
    )
    return dict(passages.ask(query, (OTHER,)))


def keys_of(passages: Passages, stated: Iterable[str]) -> tuple[str, ...]:
    """The keys of topics that a person names, by key or whole name, in any case.

    Raises:
        NoSuchTopicError: one is not there.
    """
    topics = read_topics(passages)
    known = {name.casefold(): topic.key for topic in topics for name in (topic.name, topic.key)}
    found = []
    for each in stated:
        if (key := known.get(" ".join(each.split()).casefold())) is None:
            raise NoSuchTopicError(each, (topic.key for topic in topics))
        found.append(key)
    return tuple(found)
