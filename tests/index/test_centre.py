"""What all passages share is taken out, less where they are few, and is read back safely."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import embedded_text
from index.arrays import write_array
from index.centre import OTHERS, centre_of, centred, load_centre
from index.encoders.hashing import HashingEncoder
from search.query import make_query
from search.retrieve import retrieve
from tests.index.conftest import as_searched

WIDE = 16


def alike(count, *, shared=0.0, seed=0):
    """Random unit vectors that share a direction."""
    rows = np.random.default_rng(seed).normal(size=(count, WIDE))
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True) + shared * np.eye(WIDE)[0]
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("batches", [1, 3, 250])
def test_the_centre_does_not_depend_on_how_rows_are_batched(batches):
    """It is the mean of all rows, as if a hundred rows of nothing stood beside them."""
    rows = alike(250, shared=1)
    found = centre_of(np.array_split(rows, batches), WIDE)

    np.testing.assert_allclose(found, rows.sum(axis=0) / (250 + OTHERS), atol=1e-6)
    assert found.dtype == np.float32


def test_without_rows_nothing_is_shared():
    """An empty collection has a centre of nothing, and vectors stay what they are."""
    rows = alike(5)
    centre = centre_of([], WIDE)

    assert not centre.any()
    np.testing.assert_allclose(centred(rows, centre), rows, atol=1e-6)


@given(st.integers(1, 40), st.floats(0, 5), st.integers(0, 9))
def test_centred_vectors_are_of_unit_length(count, shared, seed):
    """Even where all rows are one and the same: a centre is shorter than any of them."""
    for rows in (alike(count, shared=shared, seed=seed), np.repeat(alike(1), count, axis=0)):
        centre = centre_of([rows], WIDE)
        assert np.linalg.norm(centre) < 1
        for found in (centred(rows, centre), centred(rows[0], centre)[None]):
            np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)


def test_what_many_share_no_longer_makes_them_alike():
    """Rows of one subject were near each other; without it they are strangers."""
    rows = alike(3000, shared=1)
    found = centred(rows, centre_of([rows], WIDE))

    assert float((rows @ rows.T).mean()) > 0.4
    assert abs(float((found @ found.T).mean())) < 0.01


def test_a_handful_of_rows_is_hardly_moved():
    """Three passages on panic are not to be told apart from panic."""
    rows = alike(3, shared=3)
    found = centred(rows, centre_of([rows], WIDE))

    assert float((rows * found).sum(axis=1).min()) > 0.999


def test_rows_that_say_the_same_again_do_not_count():
    """Whatever batch they stand in: copies of an article would pull the centre to themselves."""
    rows, copy = alike(40), alike(1, seed=7)
    among = np.insert(rows, [0, 7, 20, 40], copy, axis=0)
    copies = [0, 8, 22, 43]

    found = centre_of(np.array_split(among, 5), WIDE, leave_out=copies)

    assert among[copies].tolist() == [copy[0].tolist()] * 4
    np.testing.assert_allclose(found, centre_of([rows], WIDE), atol=1e-6)


def test_a_centre_comes_back_bit_for_bit(tmp_path):
    """From a file that any numpy reads."""
    centre = centre_of([alike(9)], WIDE)
    write_array(tmp_path / "centre.npy", centre)

    assert load_centre(tmp_path / "centre.npy", WIDE).tobytes() == centre.tobytes()


BAD = {
    "too wide": (np.zeros(17, np.float32), "has float32 .17,., not 16 floats"),
    "of two rows": (np.zeros((2, 16), np.float32), "not 16 floats"),
    "of doubles": (np.zeros(16), "has float64"),
    "no number": (np.full(16, np.nan, np.float32), "no mean of vectors of unit length"),
    "endless": (np.full(16, np.inf, np.float32), "no mean of vectors of unit length"),
    "longer than what it is a mean of": (np.ones(16, np.float32), "no mean of vectors"),
    "as long as what it is a mean of": (np.full(16, 0.25, np.float32), "no mean of vectors"),
}


@pytest.mark.parametrize(("bad", "said"), BAD.values(), ids=BAD)
def test_what_is_no_centre_is_refused(tmp_path, bad, said):
    """Questions would be moved to nowhere."""
    np.save(tmp_path / "centre.npy", bad)
    with pytest.raises(ValueError, match=rf"^centre\.npy .*{said}"):
        load_centre(tmp_path / "centre.npy", WIDE)


@pytest.mark.parametrize("data", [b"", b"a letter", b"\x93NUMPY"])
def test_a_damaged_file_is_refused(tmp_path, data):
    """With its name; and objects, which could run code, are never unpickled."""
    (tmp_path / "centre.npy").write_bytes(data)
    with pytest.raises(ValueError, match=r"^centre\.npy can't be read"):
        load_centre(tmp_path / "centre.npy", WIDE)
    np.save(tmp_path / "centre.npy", np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match=r"^centre\.npy can't be read"):
        load_centre(tmp_path / "centre.npy", WIDE)


def test_a_build_holds_its_centre_and_the_cache_holds_none(built):
    """Each row is what the encoder gave less the centre, which grows with the collection."""
    with built.open() as index:
        before = index.centre
        assert "centre.npy" in index.manifest.files
        texts = [embedded_text(a.title, p) for _, p, a in index.passages.located(range(12))]
        given = HashingEncoder().encode_passages(texts)
        np.testing.assert_array_equal(before, centre_of([given], 256))
        for row, expected in enumerate(as_searched(index, given)):
            np.testing.assert_allclose(index.vectors.vector(row), expected, atol=1e-6)

    report = built.fill(6, 7, 8).build()

    assert report.encoded == 6  # what was known is not encoded again for another centre
    with built.open() as index:
        assert np.linalg.norm(index.centre) > np.linalg.norm(before)


def test_a_question_loses_the_centre_too(engine):
    """A passage asked as a question finds itself, as near as its article lets it be."""
    index = engine.index
    rows = [each.row for each in index.passages.passages_of(index.passages.ids()[0])]
    [located] = index.passages.located(rows[-1:])
    text = embedded_text(located.article.title, located.passage)
    asked = centred(engine.encoder.encode_query(text), index.centre)

    best = next(iter(retrieve(index, engine.encoder, make_query(text, mode="meaning"))))

    assert best.row == located.row
    assert best.similarity == pytest.approx(asked @ index.vectors.vector(best.row), abs=1e-5)
    assert best.similarity > 0.9
