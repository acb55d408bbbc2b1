"""A passage stands in its article's context: drawn towards it, and no further from itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import embedded_text
from index.context import by_article, in_context
from tests.index.conftest import as_searched

ARTICLE = 0.5


def units(*shape, seed=0):
    """Rows of unit length, the same for the same seed."""
    rows = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


def test_a_lone_passage_is_its_articles_context_itself():
    """Its vector stays; so do those of passages that are alike."""
    rows = units(1, 8)
    np.testing.assert_allclose(in_context(rows, ARTICLE), rows, atol=1e-6)
    np.testing.assert_allclose(
        in_context(rows.repeat(3, axis=0), ARTICLE), rows.repeat(3, 0), atol=1e-6
    )


@given(st.integers(1, 9), st.integers(0, 99))
def test_each_comes_nearer_to_the_article_and_stays_a_unit(count, seed):
    """By no more than half as much as it is itself: never further than 30 degrees."""
    rows = units(count, 8, seed=seed)
    whole = rows.sum(axis=0)
    found = in_context(rows, ARTICLE)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found @ whole >= rows @ whole - 1e-4).all()
    assert ((found * rows).sum(axis=1) >= np.sqrt(1 - ARTICLE**2) - 1e-4).all()


def test_without_a_weight_every_vector_stays():
    """As under an encoder for which none was chosen."""
    rows = units(5, 8)
    np.testing.assert_array_equal(in_context(rows, 0.0), rows)


def test_passages_that_cancel_out_have_no_direction_in_common():
    """They stay as they are; nothing is divided by nothing."""
    rows = np.array([[1.0, 0.0], [-1.0, 0.0]], np.float32)
    np.testing.assert_array_equal(in_context(rows, ARTICLE), rows)


@given(
    st.lists(st.integers(0, 7), max_size=12),
    st.lists(st.integers(1, 5), min_size=1, max_size=40),
)
def test_batches_become_articles_whatever_their_lengths(sizes, lengths):
    """Every row once, in order; an article without a passage has none."""
    rows = np.arange(sum(sizes), dtype=np.float32)[:, None]
    cuts = [cut for cut in np.cumsum(lengths) if cut < len(rows)]
    found = list(by_article(np.split(rows, cuts) if len(rows) else [], sizes))
    assert [len(each) for each in found] == [size for size in sizes if size]
    np.testing.assert_array_equal(np.concatenate([rows[:0], *found]), rows)


def test_a_builds_rows_stand_in_their_articles_context(built):
    """Each row is what the encoder gave, less the centre, drawn towards its own article."""
    with built.open() as index:
        given_by = built.encoder.encode_passages(
            [built_text(index, row) for row in range(len(index.vectors))]
        )
        for row, expected in enumerate(as_searched(index, given_by)):
            np.testing.assert_allclose(index.vectors.vector(row), expected, atol=1e-6)


def built_text(index, row):
    """What is embedded of a row's passage."""
    [located] = index.passages.located([row])
    return embedded_text(located.article.title, located.passage)


@pytest.mark.parametrize("count", [2, 3, 60])
def test_order_and_company_do_not_change_the_context(count):
    """The same article gives the same vectors in whatever order its passages come."""
    rows = units(count, 16)
    np.testing.assert_allclose(
        in_context(rows[::-1], ARTICLE)[::-1], in_context(rows, ARTICLE), atol=1e-6
    )


def test_a_batch_of_many_articles_is_not_copied_for_each_of_them():
    """A large build takes minutes longer where it is: its batches have thousands of articles."""
    batch = units(60, 8)
    assert all(np.shares_memory(rows, batch) for rows in by_article([batch], [3] * 20))
