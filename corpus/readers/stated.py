"""What a source says of itself, made fit to be stored and shown, whatever it said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.article import Field, Metadata, Stated
from corpus.clean.folding import visible
from corpus.readers.decode import mend_surrogates

MAX_LENGTH = 2_000  # characters; what is longer is no title, author, or whatever it says it is
MAX_HEADING = 300  # of a title that nobody wrote down as one: a paragraph in the wrong tag
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
DATE = re.compile(r"(?!0000)\d{4}(?:-\d\d){0,2}", re.ASCII)


def fit(metadata: Metadata) -> Metadata:
    """The fields that can be what they say: on one line, nothing unseen, dates ISO 8601, links web.

    >>> said: Metadata = {
    ...     "title": Stated("Rest\\n\\u202eat noon", "front matter"),
    ...     "url": Stated("javascript:alert(1)", "front matter"),
    ... }
    >>> [(name, stated.value) for name, stated in fit(said).items()]
    [('title', 'Rest at noon')]
    """
    return dict(fitting(metadata))


def fitting(metadata: Metadata) -> Iterator[tuple[Field, Stated]]:
    """Each of them."""
    for name, stated in metadata.items():
        value = visible(mend_surrogates(stated.value))
        most = MAX_LENGTH if name != "title" or stated.origin == "front matter" else MAX_HEADING
        if value and len(value) <= most and is_meant(name, value):
            yield name, stated._replace(value=value)


def is_meant(name: Field, value: str) -> bool:
    """Whether a value of a field that has a form has it.

    >>> is_meant("published", "2026-02"), is_meant("published", "last spring")
    (True, False)
    """
    if name == "url":
        return bool(ADDRESS.fullmatch(value))
    return is_date(value) if name in ("published", "modified", "retrieved") else True


def is_date(value: str) -> bool:
    """Whether a text is a day, a month or a year that there is.

    >>> is_date("2024"), is_date("2024-02-30"), is_date("2024-13")
    (True, False, False)
    """
    if not DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True
