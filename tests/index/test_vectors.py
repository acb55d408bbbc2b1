"""What every vector store promises, against the obvious one, and how FAISS's files are read."""

import time

import faiss
import numpy as np
import pytest

from index.scores import Scored
from index.vector_writer import VectorWriter, load_vectors
from index.vectors import FaissStore
from tests.milvus_here import store_of

DIMENSION = 16


class ExactStore:
    """The obvious store: every inner product, sorted."""

    def __init__(self, dimension):
        self.rows = np.zeros((0, dimension), dtype=np.float32)

    def __len__(self):
        return len(self.rows)

    def add(self, vectors):
        """Append rows."""
        self.rows = np.concatenate([self.rows, vectors])

    def nearest(self, query, k, *, among=None):
        """Compare every row."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        rows = range(len(self)) if among is None else among.tolist()
        exact = self.rows.astype(np.float64) * query
        found = [Scored(row, round(float(exact[row].sum()), 8)) for row in rows]
        return sorted(found, key=lambda one: (-one.score, one.row))[:k]


KINDS = ["exact", "lists", "milvus"]


def filled(kind, folder, vectors, *, parts=1):
    """A store of one kind that a `VectorWriter` wrote, or Milvus took, and a reader opened."""
    if kind == "milvus":
        return store_of(vectors)
    folder.mkdir()
    limit = len(vectors) if kind == "exact" else -1
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.vector_writer.EXACT_UP_TO", limit)
        with VectorWriter(folder, DIMENSION) as writer:
            for part in np.array_split(vectors, parts):
                writer.add(part)
    assert writer.kind == kind
    return load_vectors(folder, kind)


def obvious(kind, vectors):
    """The obvious store of what a kind keeps: the numbers themselves, or their halves."""
    store = ExactStore(DIMENSION)
    store.add(vectors.astype("<f2").astype(np.float32) if kind == "lists" else vectors)
    return store


@pytest.fixture(params=KINDS)
def kind(request):
    """Every way in which vectors are kept."""
    return request.param


@pytest.fixture(params=["exact", "milvus"])
def exact_kind(request):
    """The ways in which every vector is compared, as far as rows are few."""
    return request.param


@pytest.fixture
def saved(tmp_path):
    """A file of an exact store with 40 rows."""
    store = FaissStore(DIMENSION)
    store.add(unit_vectors(40))
    store.save(tmp_path / "vectors.faiss")
    return tmp_path / "vectors.faiss"


def unit_vectors(count, seed=0):
    """Random directions."""
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def agree(found, expected):
    """Same rows, same order, same similarities."""
    assert [one.row for one in found] == [one.row for one in expected]
    np.testing.assert_allclose(
        [one.score for one in found], [one.score for one in expected], atol=1e-6
    )


@pytest.mark.parametrize("k", [1, 3, 200, 500])
def test_agrees_with_exact_search(kind, tmp_path, k):
    """Same rows, same order, same similarities; 500 asks for more than the 200 there are."""
    store = filled(kind, tmp_path / "it", unit_vectors(200), parts=4)
    expected = obvious(kind, unit_vectors(200))

    for query in unit_vectors(10, seed=1):
        agree(store.nearest(query, k), expected.nearest(query, k))


@pytest.mark.parametrize("k", [1, 3, 500])
@pytest.mark.parametrize("count", [0, 1, 60])
@pytest.mark.parametrize("few", [20_000, 0])
def test_among_considers_those_rows_only(kind, tmp_path, monkeypatch, few, count, k):
    """The best of the rows named, however far they are from the best of all.

    Also where they are so many that FAISS is told of them (few = 0).
    """
    monkeypatch.setattr("index.many_vectors.FEW", few)
    store = filled(kind, tmp_path / "it", unit_vectors(200))
    among = np.sort(np.random.default_rng(2).permutation(200)[:count]).astype(np.int64)

    query = unit_vectors(1, seed=1)[0]

    expected = obvious(kind, unit_vectors(200)).nearest(query, k, among=among)
    agree(store.nearest(query, k, among=among), expected)


@pytest.mark.parametrize("k", [1, 10, 300])
def test_a_filter_of_one_in_a_hundred_costs_no_quality(kind, tmp_path, k):
    """All of the true nearest among those rows are found, though they are far from the question."""
    vectors = unit_vectors(3000)
    store = filled(kind, tmp_path / "it", vectors)
    query = unit_vectors(1, seed=5)[0]
    furthest = np.argsort(vectors @ query)[:30]  # what an unfiltered search finds last
    scattered = np.random.default_rng(6).permutation(3000)[:30]
    for among in (np.sort(furthest).astype(np.int64), np.sort(scattered).astype(np.int64)):
        exact = sorted(among.tolist(), key=lambda row: (-float(vectors[row] @ query), row))

        found = store.nearest(query, k, among=among)

        assert {one.row for one in found} == set(exact[:k])


@pytest.mark.parametrize("k", [1, 7, 40, 41, 55, 100, 279, 280])
def test_equal_rows_stand_in_the_order_added(exact_kind, tmp_path, k):
    """Also where k cuts through forty equal rows: the first ones are given."""
    repeated = np.concatenate([unit_vectors(7)] * 40)
    store, expected = filled(exact_kind, tmp_path / "it", repeated), obvious("exact", repeated)

    query = unit_vectors(7)[2]

    agree(store.nearest(query, k), expected.nearest(query, k))


@pytest.mark.parametrize("k", [1, 40, 55, 280])
def test_equal_rows_among_some_stand_in_the_order_added(kind, tmp_path, k):
    """A row's similarity does not depend on where it stands among those compared."""
    repeated = np.concatenate([unit_vectors(7)] * 40)
    store, expected = filled(kind, tmp_path / "it", repeated), obvious(kind, repeated)
    among = np.arange(1, 280, dtype=np.int64)

    query = unit_vectors(1, seed=3)[0]

    agree(store.nearest(query, k, among=among), expected.nearest(query, k, among=among))


def test_many_rows_among_are_compared_in_parts(kind, tmp_path, monkeypatch):
    """The parts' best make the best of all."""
    monkeypatch.setattr("index.neighbours.AT_ONCE", 32)
    store = filled(kind, tmp_path / "it", unit_vectors(200))
    among = np.arange(0, 200, 2, dtype=np.int64)

    query = unit_vectors(1, seed=1)[0]

    expected = obvious(kind, unit_vectors(200)).nearest(query, 20, among=among)
    agree(store.nearest(query, 20, among=among), expected)


@pytest.mark.parametrize("k", [0, -1])
def test_k_must_be_positive(kind, tmp_path, k):
    """Asking for nothing is a mistake of the caller's."""
    store = filled(kind, tmp_path / "it", unit_vectors(3))
    with pytest.raises(ValueError, match=f"k must be at least 1, got {k}"):
        store.nearest(unit_vectors(1)[0], k)


def test_an_empty_store_finds_nothing(exact_kind, tmp_path):
    """No padding of FAISS's gets through."""
    store = filled(exact_kind, tmp_path / "it", unit_vectors(0))
    assert len(store) == 0
    assert list(store.nearest(unit_vectors(1)[0], 5)) == []


def test_a_store_gives_back_what_it_keeps(kind, tmp_path):
    """Dimension, number and every row; in halves, where they are many."""
    store, kept = filled(kind, tmp_path / "it", unit_vectors(40)), obvious(kind, unit_vectors(40))

    assert (len(store), store.dimension) == (40, DIMENSION)
    for row in range(40):
        assert store.vector(row).tobytes() == kept.rows[row].tobytes()


def test_a_store_of_distances_is_refused(tmp_path):
    """An index made without the metric would rank backwards."""
    faiss.write_index(faiss.IndexFlatL2(DIMENSION), str(tmp_path / "l2.faiss"))
    with pytest.raises(
        ValueError, match=r"^l2\.faiss measures distance, where similarity is meant$"
    ):
        FaissStore.load(tmp_path / "l2.faiss")


def test_a_truncated_file_is_refused(saved):
    """Wherever it ends."""
    whole = saved.read_bytes()
    for length in [0, 1, 3, 4, 8, 40, len(whole) // 2, len(whole) - 1]:
        saved.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"^FAISS can't read vectors\.faiss: "):
            FaissStore.load(saved)


def test_no_damaged_header_makes_faiss_wait(saved):
    """One flipped bit in a length field made FAISS allocate gigabytes: it is refused at once.

    What FAISS does not notice is noticed by the manifest's checksum before it gets there.
    """
    whole, begun, refused = saved.read_bytes(), time.monotonic(), 0
    for position in range(4, 96):
        for bit in (0, 6, 7):
            damaged = bytearray(whole)
            damaged[position] ^= 1 << bit
            saved.write_bytes(damaged)
            try:
                FaissStore.load(saved)
            except ValueError:
                refused += 1

    assert refused > 50
    assert time.monotonic() - begun < 10


def test_a_file_that_cannot_be_written_says_why(tmp_path):
    """FAISS's own error becomes the system's."""
    with pytest.raises(OSError, match=r"vectors\.faiss: could not open .*No such file"):
        FaissStore(DIMENSION).save(tmp_path / "gone" / "vectors.faiss")
