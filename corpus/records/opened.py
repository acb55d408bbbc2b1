"""Opening a file of many records: which reader its name asks for, and which columns are read."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple, cast

from corpus.errors import RefusedSourceError
from corpus.records.columns import Columns, MapError, Part, choose_columns
from corpus.records.delimited import read_comma_separated, read_tab_separated
from corpus.records.json_lines import read_json_lines
from corpus.records.mediawiki import read_mediawiki
from corpus.records.parquet import read_parquet
from corpus.records.record import Record, RecordsError, Row
from corpus.records.rows import Within, received_row
from corpus.records.warc import read_warc
from corpus.sources import open_itself

Rows = Callable[[BinaryIO], Iterator[Row]]
Pages = Callable[[BinaryIO, Within], Iterator[Record]]
TABLES: dict[str, Rows] = {  # what has columns
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_comma_separated,
    ".tsv": read_tab_separated,
    ".parquet": read_parquet,
}
CRAWLS: dict[str, Pages] = {  # what has pages
    ".warc": read_warc,
    ".wet": read_warc,
    ".xml": read_mediawiki,
}
RECORDS = (*TABLES, *CRAWLS)  # each also packed, ".jsonl.gz", ".xml.bz2"
GZIP, BZIP2 = b"\x1f\x8b", b"BZh"  # how packed files begin
LOOKED_AT = 1_000  # records, to know the columns
LOOKED_AT_CHARACTERS = 10_000_000
LARGE_STEP = 1_000_000  # bytes read at a time


class Opened(NamedTuple):
    """A file that is being read."""

    records: Iterator[Record]
    read_as: str  # what its records depend on besides its bytes: the columns, in words


def kind_of(name: str) -> str:
    """The ending that says how a file's records are read; '' for a file that has none.

    >>> kind_of("crawl.WARC.gz"), kind_of("articles.csv"), kind_of("page.html.gz")
    ('.warc', '.csv', '')
    """
    suffix = PurePath(name.casefold().removesuffix(".gz").removesuffix(".bz2")).suffix
    return suffix if suffix in RECORDS else ""


@contextlib.contextmanager
def open_records(path: Path, named: Mapping[Part, str]) -> Iterator[Opened]:
    """A file's records, in order.

    Args:
        path: of a name that `kind_of` knows.
        named: part of an article → the column that has it, where it is not the usual one.

    Raises:
        RecordsError: nothing of the file can be read.
        MapError: it has no column of a name that was given; says which it has.
        RefusedSourceError: the file can't be opened.
    """
    kind = kind_of(path.name)
    within = within_of(path)
    with contextlib.ExitStack() as stack:
        file = unpacked(stack.enter_context(opened_file(path)), stack)
        if kind in CRAWLS:
            if named:
                raise MapError(f"{path.name} has no columns.", hint="Leave out --map for it.")
            records, read_as = CRAWLS[kind](file, within), ""
        else:
            records, read_as = records_of(TABLES[kind](file), named, within)
        yield Opened(records, read_as)


def within_of(path: Path) -> Within:
    """How a file's records are called, and where they lie.

    >>> within_of(Path("/a/articles.jsonl.gz"))
    Within(name='articles.jsonl.gz', place='records:/a/articles.jsonl.gz', stem='articles')
    """
    name = os.fsencode(path.name).decode("utf-8", "replace")
    kind = kind_of(name)
    stem = name[: name.casefold().rindex(kind)] if kind else name
    return Within(name, f"records:{path.resolve()}", stem or "records")


def opened_file(path: Path) -> BinaryIO:
    """A regular file, to be closed.

    Raises:
        RefusedSourceError: it can't be opened, or is something else.
    """
    try:
        handle = open_itself(str(path.resolve()), os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
    except OSError as error:
        raise RefusedSourceError(
            f"It can't be read: {error.strerror or error}.", hint="Check its permissions."
        ) from error
    if not regular:
        os.close(handle)
        raise RefusedSourceError("Not a regular file (a pipe, socket or device).")
    return os.fdopen(handle, "rb", LARGE_STEP)


def unpacked(file: BinaryIO, stack: contextlib.ExitStack) -> BinaryIO:
    """The file itself, or what it unpacks to where it is packed, whatever its name says."""
    begins = file.read(len(BZIP2))
    file.seek(0)
    if begins == BZIP2:
        return cast(BinaryIO, stack.enter_context(bz2.BZ2File(file)))
    if not begins.startswith(GZIP):
        return file
    return cast(BinaryIO, stack.enter_context(gzip.GzipFile(fileobj=file)))


def records_of(
    rows: Iterator[Row], named: Mapping[Part, str], within: Within
) -> tuple[Iterator[Record], str]:
    """The rows as records, by columns that the first of them have; and the columns in words.

    Raises:
        RecordsError: there are none that can be read, or none of the columns is the text.
        MapError: a column that was named is in none of them.
    """
    first = first_of(rows)
    have = dict.fromkeys(name for row in first for name in row.values)
    if not have:
        said = f" The first: {first[0].refused}" if first else ""
        raise RecordsError(f"There are no records in it that can be read.{said}")
    columns = choose_columns(have, named)
    return each_received(chain(first, rows), columns, within), columns.said()


def each_received(rows: Iterator[Row], columns: Columns, within: Within) -> Iterator[Record]:
    """Each row as a record."""
    return (received_row(row, columns, within) for row in rows)


def first_of(rows: Iterator[Row]) -> list[Row]:
    """The first rows, as many as show which columns there are."""
    first: list[Row] = []
    size = 0
    for row in rows:
        first.append(row)
        size += sum(len(each) for each in row.values.values() if isinstance(each, str))
        if len(first) == LOOKED_AT or size > LOOKED_AT_CHARACTERS:
            break
    return first
