"""A curator's CSV → its rows: which article answers which question."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import RefusedSourceError
from corpus.readers.decode import decode
from search.judged import EvaluationError

COLUMNS = {  # what a column may be called → what it holds
    "question": "question",
    "article": "article",
    "answer": "answer",
    "passage": "answer",
}
NEEDED = ("question", "article")
DELIMITERS = ",;\t"  # a spreadsheet writes what its country writes
LONGEST = 131_072  # characters of one cell, Python's own limit
SHAPE = "It needs a first line with the columns question and article; answer is optional."


class Asked(NamedTuple):
    """A row: a question and an article that answers it."""

    row: int  # as a spreadsheet counts: 1 is the line of names
    question: str
    article: str  # its id, path or address; '' where the row has none
    answer: str = ""  # the words that answer it; '' where none are given


def read_asked(path: Path) -> list[Asked]:
    """The rows of a CSV file, in any encoding and with any of the usual delimiters.

    Rows without any text are passed over; one that lacks its question or its article is kept as
    it is, so that it can be told.

    Raises:
        EvaluationError: the file can't be read, or has no such columns.
    """
    try:
        text = decode(path.read_bytes()).text
    except FileNotFoundError as error:
        raise EvaluationError(
            f"There is no file {str(path)!r}.", hint="Check its name and try again."
        ) from error
    except OSError as error:
        raise EvaluationError(
            f"{str(path)!r} can't be read: {error.strerror}.", hint="Check its permissions."
        ) from error
    except RefusedSourceError as error:
        raise EvaluationError(
            f"{str(path)!r} is no CSV file. {error}",
            hint='In a spreadsheet: "Save as", then "CSV UTF-8".',
        ) from error
    try:
        return asked_in(text)
    except (ValueError, csv.Error) as error:
        raise EvaluationError(f"{str(path)!r} has no questions: {error}.", hint=SHAPE) from error


def asked_in(text: str) -> list[Asked]:
    r"""The rows of a CSV's text.

    >>> asked_in("Question;Article\nHow do I sleep?;tiny/sleep.md\n;\n")
    [Asked(row=2, question='How do I sleep?', article='tiny/sleep.md', answer='')]

    Raises:
        ValueError: there is no line of names with the columns that are needed.
        csv.Error: it is no CSV.
    """
    csv.field_size_limit(LONGEST)  # the module has one limit for all; records set a larger one
    rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)), 1)
    filled = [(number, cells) for number, cells in rows if any(map(str.strip, cells))]
    if filled and filled[0][1][0].casefold().startswith("sep="):  # Excel's own first line
        filled = filled[1:]
    if not filled:
        raise ValueError("it is empty")
    places = columns(filled[0][1])
    found = []
    for number, cells in filled[1:]:
        values = {name: tidy(cells[at]) for name, at in places.items() if at < len(cells)}
        found.append(Asked(number, values.get("question", ""), values.get("article", ""),
                           values.get("answer", "")))  # fmt: skip
    return found


def delimiter_of(text: str) -> str:
    r"""What stands between the names in the first line that has any.

    >>> delimiter_of("\nquestion\tarticle\nWhy, oh why?\tx.md")
    '\t'
    """
    lines = (line.strip(" ") for line in text.lstrip("\ufeff").splitlines())
    first = next((line for line in lines if line.strip()), "")
    if first.casefold().startswith("sep=") and len(first) > 4:
        return first[4]
    return max(DELIMITERS, key=first.count)


def columns(names: Sequence[str]) -> dict[str, int]:
    """Where each column stands; the first of two that hold the same.

    Raises:
        ValueError: one that is needed is missing.
    """
    places: dict[str, int] = {}
    for at, name in enumerate(names):
        if held := COLUMNS.get(tidy(name).casefold()):
            places.setdefault(held, at)
    if missing := [name for name in NEEDED if name not in places]:
        stated = ", ".join(filter(None, map(tidy, names)))
        raise ValueError(f"its first line ({stated[:80]}) names no {' and no '.join(missing)}")
    return places


def tidy(cell: str) -> str:
    """A cell with its white space single, and none around it."""
    return " ".join(cell.replace("\ufeff", "").split())
