"""Which column is the text, which the title: as a curator says, else by their usual names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from corpus.errors import UserError
from corpus.records.record import RecordsError

Part = Literal[
    "text",
    "html",
    "title",
    "author",
    "site",
    "url",
    "published",
    "modified",
    "licence",
    "language",
    "id",
]
PARTS: tuple[Part, ...] = get_args(Part)
USUAL: dict[Part, tuple[str, ...]] = {  # the first that a file has is taken
    "text": ("text", "body", "content", "article"),
    "html": ("html", "body_html", "content_html"),
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "site": ("site", "publisher", "site_name"),
    "url": ("url", "link", "source", "address"),
    "published": ("published", "date", "published_at", "date_published", "publish_date"),
    "modified": ("modified", "updated", "date_modified"),
    "licence": ("licence", "license"),
    "language": ("language", "lang"),
    "id": ("id",),
}


class MapError(UserError):
    """What `--map` says makes no sense, or not for this file."""

    code = "bad_map"
    exit_status = 2


@dataclass(frozen=True)
class Columns:
    """Part of an article → the column that has it."""

    of: Mapping[Part, str] = field(default_factory=dict)

    def said(self) -> str:
        """The same in words, as a command could state it; the same mapping gives the same words."""
        return ",".join(f"{part}={self.of[part]}" for part in PARTS if part in self.of)


def read_map(stated: str) -> dict[Part, str]:
    """What `--map` says: part → column; '' for a part that is to be left out.

    >>> read_map("title=headline, text=body")
    {'title': 'headline', 'text': 'body'}

    Raises:
        MapError: it is not in that form, or names something twice or unknown.
    """
    named: dict[Part, str] = {}
    for each in filter(str.strip, stated.split(",")):
        name, sign, column = each.partition("=")
        if not sign:
            raise MapError(
                f"{each.strip()!r} in --map does not say which column is which.",
                hint="Write it as --map title=headline,text=body,url=link.",
            )
        part = as_part(name.strip())
        if part in named:
            raise MapError(f"--map says twice which column is the {part}.", hint="Say it once.")
        named[part] = column.strip()
    if named.get("text") and named.get("html"):
        raise MapError("--map names a text and an html column.", hint="An article has one of them.")
    return named


def as_part(name: str) -> Part:
    """A part of an article by its name.

    Raises:
        MapError: there is none of this name.
    """
    for part in PARTS:
        if part == name.casefold():
            return part
    raise MapError(
        f"--map names {name!r}, and no article has that.", hint=f"It knows: {', '.join(PARTS)}."
    )


def choose_columns(have: Iterable[str], named: Mapping[Part, str]) -> Columns:
    """The columns to be read: those that were named, and others by their usual names.

    >>> choose_columns(["Headline", "body", "tags"], {}).said()
    'text=body,title=Headline'

    Raises:
        MapError: a column that was named is not there; says which there are.
        RecordsError: none is the text.
    """
    known = list(dict.fromkeys(have))
    for part, column in named.items():
        if column and column not in known:
            raise MapError(
                f"There is no column {column!r}, which --map says is the {part}.",
                hint=f"There are: {listed(known)}.",
            )
    found = {part: named.get(part, usual_column(part, known)) for part in PARTS}
    if named.get("html") or (found["text"] and not named.get("html")):
        found["text" if named.get("html") else "html"] = ""
    if not (found["text"] or found["html"]):
        raise RecordsError(
            "No column of this file looks like an article's text.",
            hint=f"Say which one is, --map text=COLUMN. There are: {listed(known)}.",
        )
    return Columns({part: column for part, column in found.items() if column})


def usual_column(part: Part, known: list[str]) -> str:
    """The column that usually has a part; '' for none."""
    by_name = {column.strip().casefold(): column for column in reversed(known)}
    return next((by_name[name] for name in USUAL[part] if name in by_name), "")


def listed(columns: list[str], most: int = 40) -> str:
    """Columns as people are told of them."""
    more = f" and {len(columns) - most} more" if len(columns) > most else ""
    return (", ".join(map(repr, columns[:most])) or "none") + more
