"""The catalogue as data: what cannot be derived of a collection, as lines of JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus import forget_table, review_table, ruling_table
from corpus.clean.rulings import Ruling
from corpus.collection import Collection, Entry
from corpus.export_layout import SHA256, TABLES
from corpus.readers.formats import FORMATS
from corpus.review_table import Review

ENTRY = Entry._fields[:5]  # what stands beside it in an `Entry` is derived, or in its own table


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogued:
    """What a catalogue holds that cannot be derived."""

    entries: tuple[Entry, ...]
    rulings: tuple[Ruling, ...]
    reviews: tuple[Review, ...]
    kept: tuple[tuple[str, str], ...]  # each article that is or was here, with each original it had

    @property
    def originals(self) -> frozenset[str]:
        """The sha256 of every original that is named."""
        return frozenset(entry.sha256 for entry in self.entries) | {each for _, each in self.kept}


def read_catalogued(collection: Collection) -> Catalogued:
    """What a collection's catalogue holds at one moment.

    Raises:
        CollectionError: it can't be read.
    """
    collection.settle()
    catalogue = collection.catalogue
    with collection.reading():
        catalogue.execute("BEGIN")
        try:
            return Catalogued(
                entries=tuple(collection.entries()),
                rulings=tuple(ruling_table.read_rulings(catalogue)),
                reviews=tuple(review_table.read_reviews(catalogue)),
                kept=tuple(forget_table.every_original(catalogue)),
            )
        finally:
            catalogue.execute("ROLLBACK")


def as_tables(known: Catalogued) -> dict[str, bytes]:
    """The same as an export's files, by name."""
    rows: tuple[Iterable[Mapping[str, object]], ...] = (
        (dict(zip(ENTRY, each, strict=False)) for each in known.entries),
        (each._asdict() for each in known.rulings),
        (each._asdict() for each in known.reviews),
        ({"article": article, "sha256": sha256} for article, sha256 in known.kept),
    )
    return {name: as_lines(each) for name, each in zip(TABLES, rows, strict=True)}


def as_lines(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as lines of JSON.

    >>> as_lines([{"id": "é"}])
    b'{"id": "\\xc3\\xa9"}\\n'
    """
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def from_tables(tables: Mapping[str, bytes]) -> Catalogued:
    """What an export's files hold, whose checksums were verified.

    Raises:
        ValueError: a line is none that an export has.
    """
    entries, rulings, reviews, kept = (
        tuple(map(read, tables[name].decode().split("\n")[:-1]))
        for name, read in zip(TABLES, READS, strict=True)
    )
    if len({each.id for each in entries}) < len(entries):
        raise ValueError("two articles have one id")
    if len({each.source for each in entries}) < len(entries):
        raise ValueError("two articles have one source")
    return Catalogued(entries=entries, rulings=rulings, reviews=reviews, kept=kept)


def stated(line: str, names: tuple[str, ...]) -> dict[str, Any]:
    """A line's values by their names.

    Raises:
        ValueError: it has other names.
    """
    try:
        row = json.loads(line)
    except RecursionError as error:
        raise ValueError("a line is nested too deeply") from error
    if not isinstance(row, dict) or tuple(row) != names:
        raise ValueError(f"a line has other names than {', '.join(names)}: {line[:80]!r}")
    return row


def texts(row: Mapping[str, Any], *names: str) -> list[str]:
    """Some of a line's values, each a text that can be stored.

    Raises:
        ValueError: one is not.
    """
    found = [row[name] for name in names]
    if not all(isinstance(each, str) and "\0" not in each for each in found):
        raise ValueError(f"one of {', '.join(names)} is no text")
    "".join(found).encode()  # half a character is a ValueError, too
    return found


def read_entry(line: str) -> Entry:
    """A line of articles.jsonl."""
    name, source, sha256, form, added = texts(stated(line, ENTRY), *ENTRY)
    for format in FORMATS:
        if name and format == form and SHA256.fullmatch(sha256):
            return Entry(name, source, sha256, format, added)
    raise ValueError(f"the article {name[:80]!r} has format {form!r} and original {sha256[:80]!r}")


def read_ruling(line: str) -> Ruling:
    """A line of rulings.jsonl."""
    row = stated(line, Ruling._fields)
    article, text, action, made = texts(row, "article", "text", "action", "made")
    if action not in ("keep", "drop") or not isinstance(row["even_protected"], bool):
        raise ValueError(f"a decision on {article[:80]!r} is {action!r}")
    verdict = ruling_table.verdict_of(action)
    return Ruling(article, text, verdict, row["even_protected"], made)


def read_review(line: str) -> Review:
    """A line of reviews.jsonl."""
    row = stated(line, Review._fields)
    article, seen, made = texts(row, "article", "seen", "made")
    if not isinstance(row["reasons"], list):
        raise ValueError(f"the review of {article[:80]!r} has no list of reasons")
    reasons = {str(number): reason for number, reason in enumerate(row["reasons"])}
    return Review(article, tuple(texts(reasons, *reasons)), seen, made)


def read_kept(line: str) -> tuple[str, str]:
    """A line of kept.jsonl."""
    article, sha256 = texts(stated(line, ("article", "sha256")), "article", "sha256")
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"{article[:80]!r} has an original {sha256[:80]!r}")
    return article, sha256


READS: tuple[Callable[[str], Any], ...] = (read_entry, read_ruling, read_review, read_kept)
