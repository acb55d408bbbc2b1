"""A long article does not crowd out the others."""

from hypothesis import given
from hypothesis import strategies as st

from search.diversify import limit_per_article
from search.fusion import mix


def ranking(*rows):
    """Rows with falling scores."""
    return mix({row: 1 - place / 100 for place, row in enumerate(rows)}, {})


def test_the_best_rows_of_each_article_stay_in_their_order():
    """Rows 0 to 2 are of one article, 3 of another: with two each, the third of the first goes."""
    kept = limit_per_article(ranking(2, 0, 3, 1), (7, 7, 7, 8), most=2)

    assert [one.row for one in kept] == [2, 0, 3]


@given(st.permutations(range(9)), st.integers(1, 9))
def test_no_article_has_more_than_its_share(rows, most):
    """Nine rows of three articles: each keeps as many as it may, and has."""
    articles = [row % 3 for row in range(9)]

    kept = [one.row for one in limit_per_article(ranking(*rows), articles, most=most)]

    assert all([row % 3 for row in kept].count(number) == min(most, 3) for number in range(3))
