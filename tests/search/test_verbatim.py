"""A term that was typed is found where it stands, though its meaning is near to nothing there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.scores import NO_SCORES, Scores
from search.fusion import mix
from search.verbatim import MOST_WORDS, least_of, pattern_of, rows_with


def rows_of(engine, question):
    """The rows in which a question stands, by what its words name."""
    return rows_with(question, engine.index.passages, engine.index.words.best(question, 300))


def texts(engine, rows):
    """What the passages of some rows say."""
    return [each.passage.text for each in engine.index.passages.located(rows.tolist())]


def test_the_passages_in_which_a_term_stands_are_found(engine):
    """Every one, and none that has its words apart or in another order."""
    found = texts(engine, rows_of(engine, "twenty minutes"))
    every = engine.index.passages.located(range(len(engine.index.passages)))

    assert sorted(found) == sorted(
        each.passage.text for each in every if "twenty minutes" in each.passage.text
    )
    assert len(found) == 2
    assert not len(rows_of(engine, "minutes twenty"))


@pytest.mark.parametrize(
    "question", ["about twenty minutes at night", "the zebra crossing", "?", "…"]
)
def test_a_sentence_or_what_nobody_wrote_stands_nowhere(engine, question):
    """More words than a term has, words that are not there, no word."""
    assert not len(rows_of(engine, question))
    assert MOST_WORDS == 4


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("sliding scale", "Ask for a Sliding Scale.", True),
        ("sliding scale", "a sliding-scale fee", True),
        ("sliding scale", "sliding\nscales", True),
        ("sliding scales", "a sliding scale", True),
        ("sliding scale", "sliding and scale", False),
        ("sliding scale", "the sliding scaled down", False),
        ("ERP", "exposure and response prevention (ERP)", True),
        ("ERP", "your ERP's steps", True),
        ("ERP", "the sherpa's step", False),
        ("stress", "Stress at work", True),
        ("stress", "a tress", False),
        ("s", "No such letter.", False),
        ("vitamin s", "a vitamin (now)", False),
        ("don't sleep", "I don't sleep", True),
        ("a+b", "a+b", True),
        ("a.b", "axb", False),
    ],
)
def test_words_stand_as_they_were_typed(question, text, stands):
    """In any case, with any marks between them, the last in the plural or not."""
    words = question.split() if " " in question else [question]
    assert (pattern_of(words).search(text) is not None) is stands


@pytest.mark.parametrize(
    ("question", "least"),
    [("ERP", "weak"), ("sliding scale", "related"), ("don't", "weak"), ("body-scan", "related")],
)
def test_a_term_of_several_words_is_related_at_least(question, least):
    """One word may stand anywhere by chance."""
    assert least_of(question) == least


@pytest.mark.parametrize("mode", ["best", "meaning", "words"])
def test_a_term_is_answered_with_the_passage_that_has_it(engine, mode):
    """Where words are asked at all."""
    answer = engine.search("twenty minutes", mode=mode)
    having = [hit for hit in answer.hits if "twenty minutes" in hit.passage.text]

    assert len(having) == 2 or mode == "meaning"
    if mode == "best":
        assert all(hit.relation in ("strong", "related") for hit in having)
        assert [hit.rank for hit in having] == [1, 2]


SCORED = st.dictionaries(st.integers(0, 30), st.floats(-1, 1), min_size=1, max_size=12)


@given(SCORED, st.sets(st.integers(0, 30)))
def test_rows_are_lifted_and_none_is_lost(cosines, standing):
    """They stay in their own order, above one half; the others have the scores that they had."""
    ranking = mix(Scores.of(cosines), NO_SCORES, meaning=1.0)
    before = {each.row: each.score for each in ranking}
    rows = np.array(sorted(standing), dtype=np.int64)
    after = list(ranking.standing_in(rows))

    assert sorted(each.row for each in after) == sorted(before)
    assert [(-each.score, each.row) for each in after] == sorted(
        (-each.score, each.row) for each in after
    )
    for each in after:
        assert each.verbatim is (each.row in standing)
        assert each.score == (0.5 + before[each.row] / 2 if each.verbatim else before[each.row])
