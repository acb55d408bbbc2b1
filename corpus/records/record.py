"""One record of a file that holds many: as its format gives it, and as it is to be added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from corpus.errors import UserError
from corpus.received import Received

MAX_RECORD = 20_000_000  # bytes; an article has at most 10 million, and JSON writes some in six


class Row(NamedTuple):
    """A record that is made of named values, as those of a table are."""

    number: int  # the first of the file is 1
    values: Mapping[str, object]  # column → what stands there
    refused: str = ""  # why it can't be read; '' where its values are given
    ends: bool = False  # whether nothing behind it can be read, so that it is no record at all


class Record(NamedTuple):
    """A record that is to be tried, refused or passed over."""

    number: int
    received: Received
    passed_over: str = ""  # what it is, where it never was to be an article, as a picture of a page
    notes: tuple[str, ...] = ()  # what of it is not taken, and why


class RecordsError(UserError):
    """A file of records that can't be read as one, or not as it was asked for."""

    code = "records_unreadable"


def of_record(file: str, number: int) -> str:
    """What a record is called where people are told of it.

    >>> of_record("articles.jsonl", 30412)
    'articles.jsonl, record 30,412'
    """
    return f"{file}, record {number:,}"


def broken_off(number: int, reason: str) -> Row:
    """The end of a file that breaks off before a record that would have had this number."""
    return Row(number, {}, f"{breaks_off(reason)}", ends=True)


def breaks_off(reason: str) -> str:
    """Why nothing more of a file can be read.

    >>> breaks_off("unexpected end")
    'The file breaks off here: unexpected end. What stood whole before it was read.'
    """
    return f"The file breaks off here: {reason.rstrip('.')}. What stood whole before it was read."
