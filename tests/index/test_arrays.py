"""An array is written whole, or it is told that it was not."""

import resource

import numpy as np
import pytest

from index.arrays import write_array


@pytest.mark.parametrize("shape", [(0,), (3,), (2, 256)])
def test_what_is_written_is_read(tmp_path, shape):
    """Shape, kind and every number."""
    array = np.arange(np.prod(shape), dtype=np.float32).reshape(shape)
    write_array(tmp_path / "a.npy", array)

    found = np.load(tmp_path / "a.npy")
    assert (found.dtype, found.shape) == (array.dtype, shape)
    assert (found == array).all()


@pytest.mark.parametrize("room", [0, 100, 500, 2000])
def test_a_full_disk_is_told_of(tmp_path, room):
    """Wherever it ends: in the head, or among the numbers, where numpy says nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_array(tmp_path / "a.npy", np.ones((2, 256), dtype=np.float32))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (tmp_path / "a.npy").stat().st_size <= room
