"""From a row of a table to an article's source: its metadata as front matter above its text.

So an original is whole by itself: read again in ten years, without the file it came from, it
gives the same article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import islice
from typing import Literal, NamedTuple, get_args

from corpus.article import Field
from corpus.clean.dates import day_in
from corpus.pasted import is_web_address
from corpus.readers.front_matter import write_front_matter
from corpus.readers.metadata import day, normalise
from corpus.readers.stated import is_date, is_meant
from corpus.received import Received
from corpus.records.columns import Columns, Part
from corpus.records.record import Record, Row, of_record

Stated = Literal["title", "author", "site", "url", "published", "modified", "licence", "language"]
STATED: tuple[Stated, ...] = get_args(Stated)  # in the order in which they are written
MAX_STATED = 2_000  # characters; what is longer is no title or author, and would not be read
TAGS = re.compile(r"</(?:p|div|h[1-6]|li|article|body|blockquote)\s*>|<br\s*/?>", re.IGNORECASE)
PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
MIN_TAGS = 2  # an article on writing web pages may speak of one
NO_NAME = re.compile(r"[^\w.-]+")
MAX_NAME = 80
COMPACT = re.compile(r"\A(\d{4})(\d\d)(\d\d)\Z")


class Within(NamedTuple):
    """The file that records are read from."""

    name: str  # as people are told of it, "articles.jsonl"
    place: str  # where it lies, as the sources of its records say
    stem: str  # what its articles' names begin with


def received_row(row: Row, columns: Columns, file: Within) -> Record:
    """A row as an article's source; without its text, it is refused."""
    part: Part = "html" if "html" in columns.of else "text"
    body, wrong = body_of(row.values.get(columns.of[part]))
    if why := row.refused or why_no_text(body, wrong, columns.of[part]):
        return refused_record(row.number, why, file)
    return as_record(
        row, body, is_page=part == "html" or is_markup(body), columns=columns, file=file
    )


def refused_record(number: int, why: str, file: Within) -> Record:
    """A record that is no article, with the reason."""
    place = f"{file.place}#record-{number}"
    return Record(number, Received(of_record(file.name, number), place, refused=why))


def why_no_text(body: str, wrong: str, column: str) -> str:
    """Why a row's text is none; '' where it is to be tried."""
    if wrong:
        return f"No text: of column {column!r}, {wrong}."
    if not body.strip():
        return f"No text: its column {column!r} is empty."
    if "\0" in body:
        return "Not text: it has NUL characters, as what was damaged or is no text does."
    return ""


def as_record(row: Row, body: str, *, is_page: bool, columns: Columns, file: Within) -> Record:
    """A row that has a text, under the name and from the source that it states."""
    stated, notes = stated_in(row.values, columns)
    given, _ = words_of(row.values.get(columns.of.get("id", "")))
    known = NO_NAME.sub("-", given).strip("-.")[:MAX_NAME]
    name = f"{file.stem}/{known or f'record-{row.number}'}{'.html' if is_page else '.txt'}"
    place = f"{file.place}#{known}" if known else f"{file.place}#record-{row.number}"
    text = f"{write_front_matter(stated)}{body.strip()}\n"
    received = Received(
        name,
        stated.get("url", "") or place,
        text.encode("utf-8", "replace"),
        "html" if is_page else "text",
    )
    return Record(row.number, received, notes=notes)


def stated_in(
    values: Mapping[str, object], columns: Columns
) -> tuple[dict[Field, str], tuple[str, ...]]:
    """What a row states of its article, and what of it can't be what it says it is.

    A column "source" has the site's name as often as an address, and is taken for what it is.
    """
    stated: dict[Field, str] = {}
    notes: list[str] = []
    for name in STATED:
        column = columns.of.get(name, "")
        words, wrong = words_of(values.get(column))
        words = " ".join(words.replace("\0", "").split())
        fitting = fit_to(name, words) if len(words) <= MAX_STATED else ""
        if words and not fitting and name == "url" and column.casefold() == "source":
            stated.setdefault("site", words)
        elif wrong or (words and not fitting):
            notes.append(f"its {name} is left out: {wrong or unfit(words)}")
        elif fitting:
            stated[name] = fitting
    return stated, tuple(notes)


def unfit(words: str) -> str:
    """What is said of a value that its field can't have."""
    return f"{words[:60]!r} can't be one"


def fit_to(name: Field, words: str) -> str:
    """A value in the form that its field has; '' for what can't be one.

    >>> fit_to("published", "2024-05-01T10:00:00Z"), fit_to("published", "May 1, 2024")
    ('2024-05-01', '2024-05-01')
    >>> fit_to("published", "last spring"), fit_to("url", "rest.example")
    ('', '')
    """
    if name in ("published", "modified"):
        found = COMPACT.sub(r"\1-\2-\3", words)
        found = day(found) or day_in(words.casefold())
        return found if is_date(found) else ""
    if name == "url":
        return words if is_meant(name, words) and is_web_address(words) else ""
    return normalise(name, words) if name in ("licence", "language") else words


def words_of(value: object) -> tuple[str, str]:
    """A value in words, and why it has none though it is not empty.

    >>> words_of(["Ann Lee", "Bo Chi"]), words_of({"name": "Ann"})
    (('Ann Lee, Bo Chi', ''), ('', 'it is no text, but of another kind (dict)'))
    """
    if value is None or value != value:  # not a number: how tables of numbers say "nothing"
        return "", ""
    if isinstance(value, str):
        return value, ""
    if isinstance(value, datetime):
        return value.date().isoformat(), ""
    if isinstance(value, date | int | float):
        return str(value), ""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return ", ".join(value), ""
    return "", f"it is no text, but of another kind ({type(value).__name__})"


def body_of(value: object) -> tuple[str, str]:
    """A text, and why there is none; of several they are its paragraphs."""
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return "\n\n".join(value), ""
    return words_of(value)


def is_markup(text: str) -> bool:
    """Whether a column that is called a text holds a web page, or a part of one.

    >>> is_markup("<p>Rest.</p><p>Sleep.</p>"), is_markup("A </p> ends a paragraph.")
    (True, False)
    """
    return bool(PAGE.match(text)) or len(list(islice(TAGS.finditer(text), MIN_TAGS))) == MIN_TAGS
