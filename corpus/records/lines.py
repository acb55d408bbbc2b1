"""The lines of a text file: never more of one in memory than a record may have."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from corpus.records.record import MAX_RECORD, RecordsError

STEP = 1_000_000  # bytes of an overlong line that are passed over at a time
UNPACKING = (EOFError, zlib.error, OSError)  # of a gzip file that breaks off, or a disk that does
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
TOO_LONG = "Too large: the line has {size:.0f} MB, where a record has at most {most:.0f} MB."


class Line(NamedTuple):
    """A line with its end, or why it can't be read."""

    text: str
    refused: str = ""
    ends: bool = False  # whether the file breaks off here


def lines_of(file: BinaryIO) -> Iterator[Line]:
    """Each line of a UTF-8 file.

    Raises:
        RecordsError: the file is UTF-16.
    """
    first = True
    while True:
        try:
            line = file.readline(MAX_RECORD)
            if not line:
                return
            whole = len(line) < MAX_RECORD or line.endswith(b"\n")
            size = 0 if whole else len(line) + pass_over(file)
        except UNPACKING as error:
            yield Line("", str(error) or type(error).__name__, ends=True)
            return
        if first:
            line, first = without_mark(line), False
        if size > MAX_RECORD:
            yield Line("", TOO_LONG.format(size=size / 1e6, most=MAX_RECORD / 1e6))
        else:
            yield as_text(line)


def pass_over(file: BinaryIO) -> int:
    """Go to the end of a line; gives how many bytes that were."""
    size = 0
    while rest := file.readline(STEP):
        size += len(rest)
        if rest.endswith(b"\n"):
            break
    return size


def without_mark(line: bytes) -> bytes:
    """A file's first line without its byte-order mark.

    Raises:
        RecordsError: it is that of UTF-16.
    """
    if line.startswith(WIDE):
        raise RecordsError(
            "This file is in UTF-16, where its lines can't be told from its letters.",
            hint="Save it as UTF-8.",
        )
    return line.removeprefix(codecs.BOM_UTF8)


def as_text(line: bytes) -> Line:
    """A line as text, or the place of what is not UTF-8.

    >>> as_text(b"caf\\xe9").refused
    'Not UTF-8: byte 0xe9 at place 4 of its line. Save the file as UTF-8; nothing is guessed.'
    """
    try:
        return Line(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Line(
            "",
            f"Not UTF-8: byte 0x{line[error.start]:02x} at place {error.start + 1} of its line. "
            "Save the file as UTF-8; nothing is guessed.",
        )
