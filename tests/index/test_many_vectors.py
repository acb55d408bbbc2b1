"""Where vectors are many: how near the answers are to exact ones, and how their files are kept."""

import re

import faiss
import numpy as np
import pytest

from index.many_vectors import LISTS, ROWS, ListStore
from index.stored_rows import HALF, RowsWriter, StoredRows, widened
from index.vector_writer import VectorWriter, lists_for, load_vectors
from index.vectors import FaissStore

DIMENSION = 32
ROWS_HERE = 6000
LEAST_RECALL = 0.98  # of the ten nearest, what is promised


def clustered(count, seed=0):
    """Vectors around eighty directions, as passages lie around subjects."""
    centres = np.random.default_rng(99).normal(size=(80, DIMENSION))
    random = np.random.default_rng(seed)
    rows = centres[random.integers(80, size=count)] + random.normal(size=(count, DIMENSION))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def write(folder, vectors, parts=7):
    """Write lists of some vectors, given in parts."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.vector_writer.EXACT_UP_TO", 1000)
        with VectorWriter(folder, vectors.shape[1]) as writer:
            for part in np.array_split(vectors, parts):
                writer.add(part)
    assert writer.kind == "lists"
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The two files of six thousand rows."""
    return write(tmp_path_factory.mktemp("lists") / "it", clustered(ROWS_HERE))


@pytest.fixture(scope="module")
def exact():
    """The same rows, each compared."""
    store = FaissStore(DIMENSION)
    store.add(clustered(ROWS_HERE))
    return store


def rows_of(found):
    """The rows of some neighbours."""
    return {one.row for one in found}


def recall(store, exact, among=None):
    """The share of the ten nearest that is found, over a hundred questions."""
    pairs = [
        (store.nearest(query, 10, among=among), exact.nearest(query, 10, among=among))
        for query in clustered(100, seed=5)
    ]
    return sum(len(rows_of(one) & rows_of(other)) for one, other in pairs) / 1000


def test_nearly_all_of_the_nearest_are_found(folder, exact):
    """Though a question looks at a fifth of the lists."""
    store = ListStore.load(folder)

    assert store.lists.lists == lists_for(ROWS_HERE) == 155
    assert recall(store, exact) >= LEAST_RECALL


@pytest.mark.parametrize("every", [2, 30])
def test_a_filter_costs_no_recall(folder, exact, monkeypatch, every):
    """Wide or narrow: the fewer rows it leaves, the more lists are looked at."""
    monkeypatch.setattr("index.many_vectors.FEW", 10)
    among = np.arange(0, ROWS_HERE, every, dtype=np.int64)

    assert recall(ListStore.load(folder), exact, among) >= LEAST_RECALL


def test_a_narrow_filter_is_exact(folder, exact):
    """Every row that it leaves is compared."""
    among = np.arange(0, ROWS_HERE, 3, dtype=np.int64)

    assert recall(ListStore.load(folder), exact, among) >= 0.999  # halves can swap two of equals


def test_similarities_are_those_of_the_vectors(folder, exact):
    """Not those of the rounded codes, by which candidates are found."""
    store = ListStore.load(folder)
    for query in clustered(20, seed=6):
        expected = dict(exact.nearest(query, 100))
        for row, similarity in store.nearest(query, 10):
            assert similarity == pytest.approx(expected[row], abs=1e-3)


def test_all_rows_are_found_where_all_are_asked_for(folder):
    """However far away the last ones are; each once."""
    found = list(ListStore.load(folder).nearest(clustered(1)[0], ROWS_HERE + 5))

    assert sorted(one.row for one in found) == list(range(ROWS_HERE))
    assert found == sorted(found, key=lambda one: (-one.score, one.row))


@pytest.mark.parametrize("parts", [1, 60])
def test_the_same_rows_give_the_same_files(folder, tmp_path, parts):
    """Byte for byte, in whatever portions they come."""
    other = write(tmp_path / "other", clustered(ROWS_HERE), parts)

    for name in (LISTS, ROWS):
        assert (other / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize(("count", "kind"), [(100, "exact"), (101, "lists")])
def test_few_rows_are_kept_exactly(tmp_path, monkeypatch, count, kind):
    """Up to the limit every row is compared, above it lists are made and rows stored."""
    monkeypatch.setattr("index.vector_writer.EXACT_UP_TO", 100)
    with VectorWriter(tmp_path, DIMENSION) as writer:
        writer.add(clustered(60))
        writer.add(clustered(count)[60:])

    assert writer.kind == kind
    assert len(load_vectors(tmp_path, kind)) == count
    names = {"exact": [LISTS], "lists": [ROWS, LISTS]}
    assert sorted(path.name for path in tmp_path.iterdir()) == names[kind]


def test_files_of_two_builds_do_not_fit(folder, tmp_path):
    """As many lists' rows as stored ones, or nothing is opened."""
    other = write(tmp_path / "other", clustered(2000))
    (other / LISTS).write_bytes((folder / LISTS).read_bytes())

    with pytest.raises(
        ValueError, match=r"^vectors\.faiss has 6000 rows, and vectors\.f16 has 2000$"
    ):
        ListStore.load(other)


def test_half_a_row_is_refused(folder, tmp_path):
    """A file that was cut."""
    (tmp_path / LISTS).write_bytes((folder / LISTS).read_bytes())
    (tmp_path / ROWS).write_bytes((folder / ROWS).read_bytes()[:-1])

    with pytest.raises(ValueError, match=r"^vectors\.f16 holds no whole rows of 32 numbers$"):
        ListStore.load(tmp_path)


def test_a_missing_file_is_an_error(folder, tmp_path):
    """Lists without their rows."""
    (tmp_path / LISTS).write_bytes((folder / LISTS).read_bytes())

    with pytest.raises(FileNotFoundError, match=re.escape(ROWS)):
        ListStore.load(tmp_path)


def test_truncated_lists_are_refused(folder, tmp_path):
    """Wherever the file ends."""
    whole = (folder / LISTS).read_bytes()
    for length in [0, 3, 40, len(whole) // 2, len(whole) - 1]:
        (tmp_path / LISTS).write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"^FAISS can't read vectors\.faiss: "):
            ListStore.load(tmp_path)


def test_another_kind_of_index_is_refused(tmp_path):
    """Every vector compared, where lists are meant, and the other way round."""
    store = FaissStore(4)
    store.save(tmp_path / LISTS)
    with pytest.raises(ValueError, match=r"holds a IndexFlatIP, not a IndexIVFScalarQuantizer$"):
        ListStore.load(tmp_path)
    lists = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(4), 4, 1, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    faiss.write_index(lists, str(tmp_path / LISTS))
    with pytest.raises(ValueError, match=r"holds a IndexIVFScalarQuantizer, not a IndexFlat$"):
        FaissStore.load(tmp_path / LISTS)


def test_an_unheard_of_kind_is_refused(folder):
    """A later version's."""
    with pytest.raises(
        ValueError, match=r"^its vectors are kept as 'graph', which this Wellread does not know$"
    ):
        load_vectors(folder, "graph")


def test_rows_are_kept_as_halves(tmp_path):
    """Little-endian, two bytes a number, appended to what is there."""
    vectors = clustered(5)
    for part in (vectors[:2], vectors[2:]):
        with RowsWriter(tmp_path / "rows") as writer:
            writer.add(part)

    assert (tmp_path / "rows").read_bytes() == vectors.astype("<f2").tobytes()
    rows = StoredRows(tmp_path / "rows", DIMENSION)
    assert len(rows) == 5
    np.testing.assert_allclose(rows.take(slice(1, 3)), vectors[1:3], atol=1e-3)


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    """In the system's words."""
    with pytest.raises(OSError, match=r"^rows: No such file"), RowsWriter(tmp_path / "no" / "rows"):
        pass


def test_every_finite_half_is_widened_exactly():
    """Zeros, the smallest and the largest, of both signs: as numpy has them."""
    halves = np.arange(2**16, dtype="<u2").view(HALF)
    finite = halves[np.isfinite(halves)]

    assert widened(finite).tobytes() == finite.astype(np.float32).tobytes()
