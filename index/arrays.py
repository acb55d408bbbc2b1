"""Arrays as files that are whole, or an error: numpy itself does not notice that a disk is full."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write a small array to a file of its own.

    `numpy.save` hands a file's number to C, and what is lost in its last flush is not told: a
    build on a full disk came to hold half an array under a checksum that was right for it.

    Raises:
        OSError: it could not be written.
    """
    held = io.BytesIO()
    np.save(held, array)
    path.write_bytes(held.getbuffer())


def read_array(path: Path) -> NDArray[Any]:
    """Read an array whose file's checksum was verified; its shape and type are the caller's to see.

    Raises:
        ValueError: it is none, or holds objects, which could run code.
        OSError: it is not there.
    """
    try:
        return np.asarray(np.load(path))
    except (ValueError, EOFError) as error:
        raise ValueError(f"{path.name} can't be read: {error}") from error
