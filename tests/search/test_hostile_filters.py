"""Any filter with any question is answered or refused in words; values are never syntax."""

from random import Random

import pytest

from benchmarks.hostile.odd import CHARACTERS, WORDS
from corpus.errors import UserError
from index.filters import ArticleFilter
from search.query import MODES

VALUES = (
    *("", "-", "%", "_", "'", '"', "' OR 1=1 --", "\x00", "\ud800", "x" * 10_000, "tiny/", "en"),
    *("2024", "9999", "Harbour Lane", "harbour lane", "other", *CHARACTERS, *WORDS),
)


def hostile_filter(chance):
    """A filter of odd values, some of them many."""

    def many():
        return tuple(chance.choice(VALUES) for _ in range(chance.choice((0, 0, 1, 3, 400))))

    return ArticleFilter(
        sites=many(),
        topics=many(),
        sources=tuple(value for value in many() if value)[:200],
        languages=many(),
        since=chance.choice(("", chance.choice(VALUES))),
        until=chance.choice(("", chance.choice(VALUES))),
    )


@pytest.mark.parametrize("seed", range(150))
def test_any_filter_and_question_are_answered(engine, seed):
    """What it finds is exact, and within what was asked for; or the message says why not."""
    chance = Random(seed)
    where, count = hostile_filter(chance), chance.choice((1, 10, 50, 1_000_000))
    question = f"{chance.choice(VALUES)} sleep {chance.choice(VALUES)}"
    try:
        answer = engine.search(
            question, mode=chance.choice(MODES), where=where, count=count, per_article=count
        )
    except UserError:  # a text of no words, which says so
        return
    for hit in answer.hits:
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert not where.sites or hit.article.site in where.sites
        assert not where.languages or hit.article.language in where.languages


@pytest.mark.parametrize("field", ["sites", "topics", "sources", "languages"])
def test_more_values_than_a_database_takes_are_answered(engine, field):
    """Forty thousand of them."""
    where = ArticleFilter(**{field: tuple(f"value {number}" for number in range(40_000))})
    assert engine.search("panic", where=where).hits == ()
