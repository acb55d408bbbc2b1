"""Metadata above a text, in YAML between two lines of dashes: read, and written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import get_args

import yaml

from corpus.article import Field, Metadata, Stated
from corpus.readers.authors import with_people
from corpus.readers.decode import mend_surrogates

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
SPELLINGS: dict[str, Field] = {  # what front matter calls our fields
    **{name: name for name in get_args(Field)},
    "date": "published",
    "license": "licence",
    "lang": "language",
    "updated": "modified",
    "last_reviewed": "modified",
    "source": "site",
    "publisher": "site",
    "authors": "author",
}
MAX_FRONT_MATTER = 20_000  # characters; YAML is slow to read, and no article's is so long
MAX_LIST = 50  # values; no article has more authors


def split_front_matter(text: str) -> tuple[Metadata, int]:
    """The metadata at the top, and where the body begins; what is not YAML is left as text.

    >>> metadata, body = split_front_matter("---\\ntitle: Panic\\n---\\nIt passes.\\n")
    >>> metadata["title"].value, body
    ('Panic', 21)
    """
    found = FRONT_MATTER.match(text)
    if not found or len(found.group(1)) > MAX_FRONT_MATTER:
        return {}, 0
    try:
        stated = yaml.safe_load(found.group(1))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, 0
    if not isinstance(stated, dict):
        return {}, 0
    return with_people(dict(fields(stated))), found.end()


def fields(stated: dict[object, object]) -> Iterator[tuple[Field, Stated]]:
    """The fields that we know, as text."""
    for key, value in stated.items():
        name = SPELLINGS.get(str(key).strip().casefold().replace(" ", "_"))
        if name and (words := as_text(value)):
            yield name, Stated(words, "front matter")


def as_text(value: object) -> str:
    """A front-matter value in words: a date in ISO form, a list of words joined by commas."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(word, value[:MAX_LIST])))
    return word(value)


def word(value: object) -> str:
    """A single value in words; '' for anything that is not one, as a list inside a list."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return mend_surrogates(str(value)).strip() if isinstance(value, str | int | float) else ""


def write_front_matter(stated: Mapping[Field, str]) -> str:
    """Front matter that is read as it was stated; '' where nothing was.

    >>> write_front_matter({"title": "Rest: a guide", "author": ""})
    "---\\ntitle: 'Rest: a guide'\\n---\\n"
    """
    given = {name: " ".join(value.split()) for name, value in stated.items() if value.strip()}
    if not given:
        return ""
    written = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=MAX_FRONT_MATTER)
    return f"---\n{written}---\n"
