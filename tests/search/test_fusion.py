"""Two rankings become one, by hand-made scores."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.scores import NO_SCORES, Scores
from search.fusion import mix, stretch, stretch_from_zero

COSINES = st.dictionaries(st.integers(0, 30), st.floats(-1, 1), max_size=12)
BM25 = st.dictionaries(st.integers(0, 30), st.floats(0, 60), max_size=12)
SHARE = st.floats(0, 1)


def rows(mixed):
    """The rows of a ranking, best first."""
    return [one.row for one in mixed]


def test_mixes_by_the_weights_given():
    """0.6 × the stretched cosine and 0.4 × the share of the largest BM25, added up by hand."""
    near, said = Scores.of({1: 0.9, 2: 0.5, 3: 0.1}), Scores.of({2: 10.0, 3: 5.0})
    mixed = {one.row: one for one in mix(near, said, meaning=0.6)}

    assert mixed[1].score == pytest.approx(0.6)  # no word: nothing for words
    assert mixed[2].score == pytest.approx(0.6 * 0.5 + 0.4)
    assert mixed[3].score == pytest.approx(0.4 * 0.5)
    assert mixed[1].words is None
    assert mixed[3].similarity == 0.1


def test_a_row_without_a_score_in_one_half_has_nothing_of_it():
    """Of neither half: it is as if it were the worst."""
    near, said = Scores.of({1: 0.9, 2: 0.5}), Scores.of({3: 4.0})
    mixed = {one.row: one.score for one in mix(near, said, meaning=0.6)}

    assert mixed == pytest.approx({1: 0.6, 2: 0.0, 3: 0.4})


def test_equal_scores_stand_in_the_order_of_their_rows():
    """A tie goes to the lower row, whichever came first."""
    assert rows(mix(Scores.of({9: 0.5, 2: 0.5, 5: 0.5}), NO_SCORES, meaning=0.8)) == [2, 5, 9]


def test_a_row_that_only_words_found_is_completed():
    """Its cosine counts in the mix, and it is still not said to be near."""
    near, said, completed = Scores.of({1: 0.8}), Scores.of({2: 3.0}), Scores.of({2: 0.4})
    mixed = {one.row: one for one in mix(near, said, completed=completed, meaning=0.8)}

    assert mixed[2].similarity == 0.4
    assert not mixed[2].near
    assert mixed[1].near


def test_nothing_mixed_with_nothing_is_nothing():
    """Two empty rankings give an empty one."""
    nothing = mix(NO_SCORES, NO_SCORES, meaning=0.8)

    assert not nothing
    assert list(nothing) == []


def test_a_single_row_has_the_whole_score():
    """Where all scores are equal, none is the least: each is 1, not 0."""
    assert stretch(np.array([0.3])).tolist() == [1.0]
    assert stretch_from_zero(np.array([0.0])).tolist() == [0.0]


@given(COSINES, BM25, SHARE)
def test_every_row_of_either_half_is_ranked_once_with_a_score_from_0_to_1(cosines, words, meaning):
    """Nothing is lost, nothing is doubled, scores fall and stay inside their bounds."""
    mixed = list(mix(Scores.of(cosines), Scores.of(words), meaning=meaning))

    assert sorted(rows(mixed)) == sorted(cosines.keys() | words.keys())
    assert all(0 <= one.score <= 1 + 1e-9 for one in mixed)
    assert [one.score for one in mixed] == sorted((one.score for one in mixed), reverse=True)


@given(COSINES)
def test_meaning_alone_ranks_as_the_cosines_do(cosines):
    """With the whole weight on meaning no pair of rows changes its order."""
    said = Scores.of({row: float(row) for row in cosines})
    ranked = rows(mix(Scores.of(cosines), said, meaning=1.0))

    assert all(
        cosines[above] >= cosines[below] - 1e-9 for above, below in itertools.pairwise(ranked)
    )


@given(BM25)
def test_words_alone_rank_as_bm25_does(words):
    """With no weight on meaning no pair of rows changes its order."""
    near = Scores.of({row: -float(row) for row in words})
    ranked = rows(mix(near, Scores.of(words), meaning=0.0))

    assert all(words[above] >= words[below] - 1e-9 for above, below in itertools.pairwise(ranked))


def test_what_is_held_against_a_row_changes_its_place_and_not_its_similarity():
    """A hub falls behind a row that is nearly as near; what is told of it stays as it is."""
    near = Scores.of({1: 0.90, 2: 0.88, 3: 0.10})
    mixed = list(mix(near, NO_SCORES, meaning=1.0, against=lambda rows: 0.05 * (rows == 1)))
    assert [(one.row, one.similarity) for one in mixed] == [(2, 0.88), (1, 0.90), (3, 0.10)]
