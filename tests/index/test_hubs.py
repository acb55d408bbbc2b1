"""What is near everything is known by asking all, or some, and its count is read back safely."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.arrays import write_array
from index.hubs import HUBS, NEAREST, hubness, hubness_of, load_hubness
from tests.index.test_centre import alike


def counted(vectors, *, asking=None):
    """The obvious count: each row asks for its ten nearest, never itself."""
    came_up = np.zeros(len(vectors))
    for row in range(len(vectors)) if asking is None else asking:
        similarities = [
            -np.inf if other == row else float(vectors[other] @ vectors[row])
            for other in range(len(vectors))
        ]
        came_up[np.argsort(similarities)[-min(NEAREST, len(vectors) - 1) :]] += 1
    return np.log1p(came_up)


@settings(deadline=None)
@given(st.integers(2, 60), st.floats(0, 3), st.integers(0, 99))
def test_it_is_the_logarithm_of_how_often_a_row_comes_up(count, shared, seed):
    """As the obvious count has it, for few rows and for more than ten."""
    rows = alike(count, shared=shared, seed=seed)
    np.testing.assert_allclose(hubness(rows), counted(rows), atol=1e-6)


def test_what_is_near_everything_stands_out():
    """The middle of all directions is among the nearest of most; a stranger of none."""
    rows = alike(300, seed=3)
    middle = np.eye(16, dtype=np.float32)[:1]
    around = alike(300, shared=0.8, seed=3)
    found = hubness(np.concatenate([middle, around, -middle]))
    assert found[0] == found.max() > np.log1p(5 * NEAREST)
    assert found[-1] == 0
    assert found[0] > hubness(np.concatenate([middle, rows]))[0]  # where there is no middle


def test_some_are_asked_for_all_and_tell_nearly_the_same():
    """Of 3,000 rows every fourth, for twice as many: the same rows stand out."""
    rows = alike(3000, shared=1, seed=1)
    every, some = hubness(rows), hubness(rows, most_asked=750)
    assert np.corrcoef(every, some)[0, 1] > 0.7
    assert abs(float(np.expm1(some).mean()) - NEAREST) < 0.01
    assert len(set(np.argsort(every)[-100:]) & set(np.argsort(some)[-100:])) > 40


def test_rows_that_say_the_same_again_are_not_asked():
    """Ten copies of an article do not make each other a hub."""
    rows = alike(80, seed=2)
    among = np.concatenate([rows, np.repeat(rows[:1], 10, axis=0)])
    copies = list(range(80, 90))
    found = hubness(among, leave_out=copies)
    np.testing.assert_allclose(np.expm1(found).sum(), 80 * NEAREST, rtol=1e-5)
    np.testing.assert_allclose(found, counted(among, asking=range(80)), atol=np.log(11))
    assert found[0] < hubness(among)[0]


@pytest.mark.parametrize("count", [0, 1])
def test_who_has_no_neighbour_is_no_hub(count):
    """Nothing is divided, and nothing is held against it."""
    assert hubness(alike(count)).tolist() == [0.0] * count


def test_too_many_to_be_compared_have_none(kept_as):
    """The file says so by being empty, and a search takes nothing from any."""
    rows = alike(40)
    assert len(hubness_of(kept_as("lists", rows))) == 0
    np.testing.assert_allclose(hubness_of(kept_as("exact", rows)), hubness(rows))


def test_a_build_keeps_what_its_rows_say(built):
    """Of the vectors as they are searched."""
    with built.open() as index:
        assert HUBS in index.manifest.files
        np.testing.assert_array_equal(index.hubness, hubness(index.vectors.all()))


def test_it_comes_back_bit_for_bit_or_as_nothing(tmp_path):
    """An empty one stands for rows that were not asked."""
    found = hubness(alike(30))
    write_array(tmp_path / HUBS, found)
    assert load_hubness(tmp_path / HUBS, 30).tobytes() == found.tobytes()
    write_array(tmp_path / HUBS, found[:0])
    assert load_hubness(tmp_path / HUBS, 30).tolist() == [0.0] * 30


BAD = {
    "of fewer rows": (np.zeros(29, np.float32), "has float32 .29,., not 30 floats"),
    "of doubles": (np.zeros(30), "has float64"),
    "no number": (np.full(30, np.nan, np.float32), "counts what can't be counted"),
    "below nothing": (np.full(30, -1, np.float32), "counts what can't be counted"),
}


@pytest.mark.parametrize(("bad", "said"), BAD.values(), ids=BAD)
def test_what_counts_nothing_is_refused(tmp_path, bad, said):
    """Rankings would be upset without anybody noticing."""
    np.save(tmp_path / HUBS, bad)
    with pytest.raises(ValueError, match=rf"^hubs\.npy .*{said}"):
        load_hubness(tmp_path / HUBS, 30)


@pytest.mark.parametrize("data", [b"", b"a letter", b"\x93NUMPY"])
def test_a_damaged_file_is_refused(tmp_path, data):
    """With its name."""
    (tmp_path / HUBS).write_bytes(data)
    with pytest.raises(ValueError, match=r"^hubs\.npy can't be read"):
        load_hubness(tmp_path / HUBS, 30)
