"""Parquet, by pyarrow: some rows at a time, so that a file may be larger than memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from corpus.records.record import RecordsError, Row, broken_off

AT_A_TIME = 64  # rows; articles of a table are some 5 kB each
STEP = 1_000_000  # bytes of a column that are read at a time
MISSING = "Parquet is read by pyarrow, which is not here."
INSTALL = "pip install 'wellread[bulk]'"


def read_parquet(file: BinaryIO) -> Iterator[Row]:
    """The rows of a file, in order.

    Raises:
        RecordsError: it is no Parquet, is cut off at its end, or pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise RecordsError(MISSING, hint=f"Install it: {INSTALL}.") from error
    unreadable = (pyarrow.ArrowException, OSError, ValueError)
    try:
        table = parquet.ParquetFile(file, buffer_size=STEP, pre_buffer=False)
    except unreadable as error:
        raise RecordsError(
            f"Not Parquet, or a file that was cut off: {first_line(error)}. What it has is listed "
            "at its end, so nothing of it can be read.",
            hint="Fetch it again.",
        ) from error
    number = 0
    try:
        for batch in table.iter_batches(batch_size=AT_A_TIME, use_threads=False):
            for values in rows_in(batch):
                number += 1
                yield Row(number, values)
    except unreadable as error:
        yield broken_off(number + 1, first_line(error))


def rows_in(batch: Any) -> list[dict[str, Any]]:
    """The rows of some that were read together, each with its columns' names."""
    rows: list[dict[str, Any]] = batch.to_pylist()
    return rows


def first_line(error: Exception) -> str:
    """What an error says at its beginning; a library's own may have many lines."""
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
