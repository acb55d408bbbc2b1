"""Rows that came to a build, and rows that went, are found and passed over as if written so."""

import numpy as np
import pytest

from index.grown_vectors import ADDED, GONE, GrownStore, add_vectors, load_gone
from index.stored_rows import StoredRows
from index.vector_writer import VectorWriter
from index.vectors import FaissStore

WIDTH = 8


def directions(count, seed=1):
    """Rows of unit length."""
    rows = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def store_of(vectors):
    """The rows that were written once."""
    store = FaissStore(vectors.shape[1])
    store.add(vectors)
    return store


def grown(folder, *, written=40, added=20, gone=(3, 41, 59)):
    """All rows, and the store that has some of them as added, and some as gone."""
    vectors = directions(written + added)
    add_vectors(folder, vectors[written:], np.array(gone, np.int64))
    return vectors, GrownStore.load(folder, store_of(vectors[:written]))


def best_of(vectors, query, rows, k):
    """The nearest of some rows, compared one by one."""
    return sorted(rows, key=lambda row: -float(vectors[row] @ query))[:k]


@pytest.mark.parametrize("k", [1, 7, 90])
def test_all_that_is_left_is_found_and_nothing_else(tmp_path, k):
    """In the order of its nearness, whether it was there before or came; never what went."""
    vectors, store = grown(tmp_path)
    left = [row for row in range(60) if row not in (3, 41, 59)]

    for query in directions(5, seed=2):
        assert store.nearest(query, k).rows.tolist() == best_of(vectors, query, left, k)
    assert len(store) == len(left)
    np.testing.assert_allclose(store.vector(12), vectors[12], atol=1e-6)
    np.testing.assert_allclose(store.vector(55), vectors[55], atol=1e-6)


@pytest.mark.parametrize("among", [[0, 3, 7, 39], [40, 41, 58], [2, 3, 41, 50], [3, 59]])
def test_among_some_rows_only_those_that_are_left_are_found(tmp_path, among):
    """Rows from before, rows that came, both, or none that is left."""
    vectors, store = grown(tmp_path)
    left = [row for row in among if row not in (3, 41, 59)]
    query = directions(1, seed=3)[0]

    found = store.nearest(query, 2, among=np.array(among))

    assert found.rows.tolist() == best_of(vectors, query, left, 2)


def test_where_nearly_all_went_the_few_that_are_left_are_found(tmp_path):
    """It is looked further and further, as what is nearest is gone."""
    gone = [row for row in range(400) if row not in (17, 230, 399)]
    vectors, store = grown(tmp_path, written=390, added=10, gone=gone)
    query = directions(1, seed=4)[0]

    assert store.nearest(query, 3).rows.tolist() == best_of(vectors, query, [17, 230, 399], 3)


def test_k_must_be_positive(tmp_path):
    """Asked for none, a caller made a mistake."""
    with pytest.raises(ValueError, match=r"^k must be at least 1, got 0$"):
        grown(tmp_path)[1].nearest(directions(1)[0], 0)


def test_what_does_not_fit_what_was_written_is_refused(tmp_path):
    """Other dimensions, or rows that went and never were."""
    grown(tmp_path)
    with pytest.raises(ValueError, match=rf"^{ADDED} has 8 dimensions, not 4$"):
        GrownStore.load(tmp_path, store_of(directions(40)[:, :4]))
    with pytest.raises(ValueError, match=rf"^{GONE} names rows beyond the 50 that there are$"):
        GrownStore.load(tmp_path, store_of(directions(30)))
    (tmp_path / "one").mkdir()
    grown(tmp_path / "one", written=20, gone=[39])
    assert len(GrownStore.load(tmp_path / "one", store_of(directions(20)))) == 39
    with pytest.raises(ValueError, match=rf"^{GONE} names rows beyond the 39 that there are$"):
        GrownStore.load(tmp_path / "one", store_of(directions(19)))


@pytest.mark.parametrize(
    "rows", [np.array([1.5, 2]), np.array([[1, 2]]), np.array([2, 1]), np.array([1, 1])]
)
def test_rows_that_went_are_numbers_in_order(tmp_path, rows):
    """Anything else is no list of rows."""
    np.save(tmp_path / GONE, rows)
    with pytest.raises(ValueError, match=rf"^{GONE} holds no rows in order$"):
        load_gone(tmp_path)


@pytest.mark.parametrize("kept_exactly", [100, 5])
def test_vectors_that_are_not_all_written_leave_no_store(tmp_path, monkeypatch, kept_exactly):
    """What ends a build on the way ends this, few rows or many."""
    monkeypatch.setattr("index.vector_writer.EXACT_UP_TO", kept_exactly)

    def interrupted():
        with VectorWriter(tmp_path, WIDTH) as writer:
            writer.add(directions(20))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        interrupted()
    assert not (tmp_path / "vectors.faiss").exists()


def test_rows_of_an_empty_file_have_nothing_to_let_go(tmp_path):
    """A file without rows is not mapped into memory."""
    (tmp_path / "rows").touch()
    rows = StoredRows(tmp_path / "rows", WIDTH)
    rows.let_go()
    assert len(rows) == 0
