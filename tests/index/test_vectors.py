"""What every vector store promises, against the obvious one, and how FaissStore keeps files."""

import time

import faiss
import numpy as np
import pytest

from index.vectors import EXACT_UP_TO, FaissStore, Neighbour

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
        found = [Neighbour(row, round(float(exact[row].sum()), 8)) for row in rows]
        return sorted(found, key=lambda one: (-one.similarity, one.row))[:k]


STORES = {
    "obvious": lambda: ExactStore(DIMENSION),
    "exact": lambda: FaissStore(DIMENSION),
    "hnsw": lambda: FaissStore(DIMENSION, rows_expected=EXACT_UP_TO + 1),
}


@pytest.fixture(params=STORES)
def store(request):
    """Every store, empty."""
    return STORES[request.param]()


@pytest.fixture(params=["exact", "hnsw"])
def saved(request, tmp_path):
    """A file of each kind of FaissStore, with 40 rows."""
    store = STORES[request.param]()
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
        [one.similarity for one in found], [one.similarity for one in expected], atol=1e-6
    )


@pytest.mark.parametrize("k", [1, 3, 200, 500])
def test_agrees_with_exact_search(store, k):
    """Same rows, same order, same similarities; 500 asks for more than the 200 there are."""
    expected = ExactStore(DIMENSION)
    for part in np.split(unit_vectors(200), 4):
        expected.add(part)
        store.add(part)

    for query in unit_vectors(10, seed=1):
        agree(store.nearest(query, k), expected.nearest(query, k))


@pytest.mark.parametrize("k", [1, 3, 500])
@pytest.mark.parametrize("count", [0, 1, 60])
def test_among_considers_those_rows_only(store, count, k):
    """The best of the rows named, exactly, however far they are from the best of all."""
    store.add(unit_vectors(200))
    expected = ExactStore(DIMENSION)
    expected.add(unit_vectors(200))
    among = np.sort(np.random.default_rng(2).permutation(200)[:count]).astype(np.int64)

    query = unit_vectors(1, seed=1)[0]

    agree(store.nearest(query, k, among=among), expected.nearest(query, k, among=among))


@pytest.mark.parametrize("k", [1, 10, 300])
def test_a_filter_of_one_in_a_hundred_costs_no_quality(store, k):
    """All of the true nearest among those rows are found, though they are far from the question."""
    vectors = unit_vectors(3000)
    store.add(vectors)
    query = unit_vectors(1, seed=5)[0]
    furthest = np.argsort(vectors @ query)[:30]  # what an unfiltered search finds last
    scattered = np.random.default_rng(6).permutation(3000)[:30]
    for among in (np.sort(furthest).astype(np.int64), np.sort(scattered).astype(np.int64)):
        exact = sorted(among.tolist(), key=lambda row: (-float(vectors[row] @ query), row))

        found = store.nearest(query, k, among=among)

        assert {one.row for one in found} == set(exact[:k])


@pytest.mark.parametrize("k", [1, 7, 40, 41, 55, 100, 279, 280])
@pytest.mark.parametrize("kind", ["obvious", "exact"])
def test_equal_rows_stand_in_the_order_added(kind, k):
    """Also where k cuts through forty equal rows: the first ones are given."""
    store, expected = STORES[kind](), ExactStore(DIMENSION)
    repeated = np.concatenate([unit_vectors(7)] * 40)
    store.add(repeated)
    expected.add(repeated)

    query = unit_vectors(7)[2]

    agree(store.nearest(query, k), expected.nearest(query, k))


@pytest.mark.parametrize("k", [1, 40, 55, 280])
def test_equal_rows_among_some_stand_in_the_order_added(store, k):
    """A row's similarity does not depend on where it stands among those compared."""
    repeated = np.concatenate([unit_vectors(7)] * 40)
    expected = ExactStore(DIMENSION)
    expected.add(repeated)
    store.add(repeated)
    among = np.arange(1, 280, dtype=np.int64)

    query = unit_vectors(1, seed=3)[0]

    agree(store.nearest(query, k, among=among), expected.nearest(query, k, among=among))


def test_many_rows_among_are_compared_in_parts(monkeypatch):
    """The parts' best make the best of all."""
    monkeypatch.setattr("index.vectors.AMONG_AT_ONCE", 32)
    store, expected = FaissStore(DIMENSION), ExactStore(DIMENSION)
    store.add(unit_vectors(200))
    expected.add(unit_vectors(200))
    among = np.arange(0, 200, 2, dtype=np.int64)

    query = unit_vectors(1, seed=1)[0]

    agree(store.nearest(query, 20, among=among), expected.nearest(query, 20, among=among))


@pytest.mark.parametrize("k", [0, -1])
def test_k_must_be_positive(store, k):
    """Asking for nothing is a mistake of the caller's, with or without a filter."""
    store.add(unit_vectors(3))
    with pytest.raises(ValueError, match=f"k must be at least 1, got {k}"):
        store.nearest(unit_vectors(1)[0], k)


def test_an_empty_store_finds_nothing(store):
    """No padding of FAISS's gets through."""
    assert len(store) == 0
    store.add(np.zeros((0, DIMENSION), dtype=np.float32))
    assert store.nearest(unit_vectors(1)[0], 5) == []


def test_many_rows_are_kept_as_a_graph():
    """Up to the limit every row is compared, above it FAISS's HNSW is used."""
    assert FaissStore(4, rows_expected=EXACT_UP_TO).kind == "exact"
    assert FaissStore(4, rows_expected=EXACT_UP_TO + 1).kind == "hnsw"


def test_a_saved_store_finds_the_same(saved):
    """Kind, dimension, rows and every answer survive the file."""
    loaded, expected = FaissStore.load(saved), ExactStore(DIMENSION)
    expected.add(unit_vectors(40))

    assert (len(loaded), loaded.dimension) == (40, DIMENSION)
    for row in range(40):
        assert loaded.vector(row).tobytes() == unit_vectors(40)[row].tobytes()
        agree(loaded.nearest(unit_vectors(40)[row], 5), expected.nearest(unit_vectors(40)[row], 5))


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
