"""CSV and TSV: a line of names, then rows, whose quoted values may have lines of their own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from corpus.records.lines import lines_of
from corpus.records.record import MAX_RECORD, RecordsError, Row, broken_off

SEPARATORS = ",;\t|"
UNREADABLE = "\ufffe"  # stands for a line that is no text; no text has this character
OPEN_QUOTE = "Is a quotation mark not closed?"


class Lines:
    """The lines of a file for `csv`, and what was wrong with those of the row that is read."""

    def __init__(self, file: BinaryIO) -> None:
        self.lines = lines_of(file)
        self.refused = ""
        self.broken_off = ""

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            if line.ends:
                self.broken_off = line.refused
                return
            self.refused = self.refused or line.refused
            yield UNREADABLE if line.refused else line.text


def read_comma_separated(file: BinaryIO) -> Iterator[Row]:
    """The rows of a CSV file, in order; the separator is told from its first line.

    >>> import io
    >>> [dict(row.values) for row in read_comma_separated(io.BytesIO(b"title;text\\nRest;Lie."))]
    [{'title': 'Rest', 'text': 'Lie.'}]
    """
    yield from read_rows(file, "")


def read_tab_separated(file: BinaryIO) -> Iterator[Row]:
    """The rows of a TSV file, in order."""
    yield from read_rows(file, "\t")


def read_rows(file: BinaryIO, separator: str) -> Iterator[Row]:
    """The rows of a file.

    Raises:
        RecordsError: it has no line of names, or one that can't be read.
    """
    csv.field_size_limit(MAX_RECORD)  # the module has one limit for all; articles pass its own
    lines = Lines(file)
    source = iter(lines)
    names = names_in(next(source, ""), separator, lines.refused)
    number = 0
    reader = csv.reader(source, delimiter=names.separator, strict=True)
    while True:
        lines.refused = ""
        try:
            values = next(reader, None)
            wrong = lines.refused
        except csv.Error as error:
            values, wrong = [], f"Not CSV: {error}. {OPEN_QUOTE}"
        if values is None or lines.broken_off:
            break
        if values or wrong:
            number += 1
            yield row_of(number, names.names, values, wrong)
    if lines.broken_off:
        yield broken_off(number + 1, lines.broken_off)


class Names(NamedTuple):
    """The names of a file's columns, and what stands between them."""

    names: list[str]
    separator: str


def names_in(line: str, separator: str, refused: str) -> Names:
    """The names that a file's first line gives.

    Raises:
        RecordsError: it gives none, or one twice.
    """
    if refused:
        raise RecordsError(f"The line of names can't be read. {refused}")
    separator = separator or max(SEPARATORS, key=line.count)
    names = [name.strip() for name in next(csv.reader([line], delimiter=separator), [])]
    if not any(names):
        raise RecordsError(
            "There is no line of names at the top, so nobody can say which column is the text.",
            hint="Write one, as in: title,text,url.",
        )
    twice = [name for name in names if name and names.count(name) > 1]
    if twice:
        raise RecordsError(f"Two columns are called {twice[0]!r}.", hint="Rename one.")
    return Names(names, separator)


def row_of(number: int, names: list[str], values: list[str], wrong: str) -> Row:
    """A row with its columns' names, or why it is none."""
    if wrong:
        return Row(number, {}, wrong)
    if len(values) != len(names):
        return Row(
            number,
            {},
            f"It has {len(values)} values, and the line of names has {len(names)}. {OPEN_QUOTE}",
        )
    return Row(number, dict(zip(names, values, strict=True)))
