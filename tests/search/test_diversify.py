"""A long article does not crowd out the others, nor do copies of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.scores import NO_SCORES, Scores
from search.diversify import fold_variants, limit_per_article
from search.fusion import mix


def ranking(*rows):
    """Rows with falling scores."""
    return mix(
        Scores.of({row: 1 - place / 100 for place, row in enumerate(rows)}), NO_SCORES, meaning=0.8
    )


def test_the_best_rows_of_each_article_stay_in_their_order():
    """Rows 0 to 2 are of one article, 3 of another: with two each, the third of the first goes."""
    kept = limit_per_article(ranking(2, 0, 3, 1), (7, 7, 7, 8), most=2)

    assert [one.row for one in kept] == [2, 0, 3]


def test_an_article_that_may_be_shown_once_gives_its_best_row():
    """Whatever the others may."""
    kept = limit_per_article(ranking(2, 0, 3, 4, 1), (7, 7, 7, 8, 8), most=2, once={7})

    assert [one.row for one in kept] == [2, 3, 4]


@given(st.permutations(range(9)), st.integers(1, 9))
def test_no_article_has_more_than_its_share(rows, most):
    """Nine rows of three articles: each keeps as many as it may, and has."""
    articles = [row % 3 for row in range(9)]

    kept = [one.row for one in limit_per_article(ranking(*rows), articles, most=most)]

    assert all([row % 3 for row in kept].count(number) == min(most, 3) for number in range(3))


def folded(rows, articles, heads, *, most=2, news=()):
    """The rows that are left; those of `news` say something new."""
    left = fold_variants(
        ranking(*rows), articles, heads, most=most, is_told=lambda row, _: row not in news
    )
    return [one.row for one in left]


def test_the_best_ranked_article_of_a_group_is_shown():
    """Rows 0 and 1 are of article 5; its variants 6 and 7 have rows 2 and 3; 8 is another."""
    articles, heads = (5, 5, 6, 7, 8), {6: 5, 7: 5}

    assert folded((2, 0, 4, 1, 3), articles, heads) == [2, 4]
    assert folded((0, 2, 4, 3, 1), articles, heads) == [0, 4, 1]


def test_what_only_the_other_says_is_shown_beside_it():
    """Folding hides no words; but a group has no more rows than an article."""
    articles, heads = (5, 5, 6, 6), {6: 5}

    assert folded((0, 2, 3, 1), articles, heads, news={3}) == [0, 3]
    assert folded((0, 2, 3, 1), articles, heads, news={3}, most=1) == [0]


def test_nothing_is_asked_where_there_are_no_variants():
    """No passage is read for it."""
    left = fold_variants(
        ranking(2, 0, 1), (5, 6, 7), {}, most=2, is_told=lambda *_: pytest.fail("asked")
    )
    assert [one.row for one in left] == [2, 0, 1]


@given(st.permutations(range(12)), st.integers(1, 3))
def test_each_group_is_shown_once_by_its_best(rows, most):
    """Twelve rows of six articles, two and two the same."""
    articles = [row % 6 for row in range(12)]
    heads = {1: 0, 3: 2, 5: 4}
    left = folded(rows, articles, heads, most=most)

    assert left == [row for row in rows if row in left]
    for group in ({0, 1}, {2, 3}, {4, 5}):
        best = next(row for row in rows if articles[row] in group)
        shown = {articles[row] for row in left if articles[row] in group}
        assert shown == {articles[best]}
