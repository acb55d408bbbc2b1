"""PDF: printed pages read as the text that flows over them, each page's beginning kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.article import Field, Metadata, Stated
from corpus.errors import RefusedSourceError
from corpus.readers.columns import (
    BULLET,
    Look,
    groups_of,
    heading_levels,
    is_heading,
    look_of,
    with_bullets,
)
from corpus.readers.extract import Block, BlockKind, Extract
from corpus.readers.hyphens import joined, words_of
from corpus.readers.pdf_sheets import Line, Printed, Sheet, printed
from corpus.readers.properties import listed, stated_by
from corpus.readers.running import running_lines

MIN_WORDS = 3  # a page; a scan's stray letters are fewer
MAX_UNKNOWN = 0.2  # of the letters; more, and words can't be read
MOST_NAMED = 8  # pages in a note
DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
FIELDS: tuple[tuple[str, Field], ...] = (
    ("Title", "title"),
    ("Author", "author"),
    ("CreationDate", "published"),
    ("ModDate", "modified"),
    ("Lang", "language"),
)


class Piece(NamedTuple):
    """A block of text, with the pages that begin in it."""

    kind: BlockKind
    level: int
    text: str
    pages: tuple[tuple[int, int], ...] = ()  # a page's number, and where in the text it begins


def read_pdf(data: bytes) -> Extract:
    """Read a PDF's text: paragraphs whole over lines, columns and pages, words without hyphens.

    Heads, feet and numbers of pages become furniture behind the paragraph that they cut. Where
    each page begins is kept. Pages are read as they are printed, columns one after the other.

    Raises:
        RefusedSourceError: it is locked, damaged, or its pages are pictures without text.
    """
    file = printed(data)
    refuse_unreadable(file)
    running = running_lines(file.sheets)
    body = [
        line
        for sheet in file.sheets
        for line in with_bullets([line for line in sheet.lines if line not in running])
    ]
    if not body:
        raise RefusedSourceError("This PDF has no text but the heads and feet of its pages.")
    pieces = list(pieces_of(body, look_of(body), file.sheets, running))
    extract = assembled(pieces, metadata_of(file, pieces), len(file.sheets))
    return Extract(
        text=extract.text,
        blocks=extract.blocks,
        metadata=extract.metadata,
        notes=tuple(notes_on(file, data)),
        page_starts=extract.page_starts,
    )


def refuse_unreadable(file: Printed) -> None:
    """Stop at a PDF without text, or whose letters have no names.

    Raises:
        RefusedSourceError: it is one.
    """
    words = sum(len(line.text.split()) for sheet in file.sheets for line in sheet.lines)
    if words < MIN_WORDS * len(file.sheets):
        raise RefusedSourceError(
            "This PDF has pictures of pages only, as a scanner makes them: no text to read."
            if any(sheet.pictures for sheet in file.sheets)
            else "This PDF has no text.",
            hint="Have its text recognised (OCR, as by ocrmypdf), and add the result.",
        )
    letters = sum(len(line.text) for sheet in file.sheets for line in sheet.lines)
    if file.unknown > MAX_UNKNOWN * letters:
        raise RefusedSourceError(
            "The letters of this PDF have no names, so that its words can't be read.",
            hint="Have its text recognised (OCR, as by ocrmypdf), and add the result.",
        )


def notes_on(file: Printed, data: bytes) -> Iterator[str]:
    """Why a curator should look at it."""
    bare = [sheet.number for sheet in file.sheets if not sheet.lines and sheet.pictures]
    if bare:
        more = ", …" if len(bare) > MOST_NAMED else ""
        named = ", ".join(map(str, bare[:MOST_NAMED]))
        yield f"pages without text, only pictures: {named}{more}"
    if file.unknown:
        yield f"{file.unknown} letters could not be read"
    if b"%%EOF" not in data[-2048:]:
        yield "its end is missing: text may be, too"
    if not file.copyable:
        yield "its publisher asks that no text be copied out of it"


def pieces_of(
    body: Sequence[Line], look: Look, sheets: Sequence[Sheet], running: frozenset[Line]
) -> Iterator[Piece]:
    """The blocks in the order of reading, with the furniture of the pages that were gone over."""
    words = words_of(line.text for line in body)
    groups = list(groups_of(body, look))
    levels = heading_levels(groups, look)
    furnished = 0  # pages whose furniture was given
    page = 0  # the last that a line stood on
    for group in groups:
        for sheet in sheets[furnished : group[0].page]:
            yield from furniture(sheet, running)
        furnished = max(furnished, group[0].page)
        text, starts = joined([line.text for line in group], words)
        begun = []
        for line, start in zip(group, starts, strict=True):
            begun += [(number, start) for number in range(page + 1, line.page + 1)]
            page = max(page, line.page)
        if is_heading(group, look):
            kind, level = "heading", levels[group[0].size, group[0].bold]
        else:
            kind, level = ("list_item" if BULLET.match(text) else "paragraph"), 0
        yield Piece(kind, level, text, tuple(begun))  # type: ignore[arg-type]
    for sheet in sheets[furnished:]:
        yield from furniture(sheet, running)


def furniture(sheet: Sheet, running: frozenset[Line]) -> Iterator[Piece]:
    """A page's head, foot and number, and what runs up its side."""
    for line in sheet.lines:
        if line in running:
            yield Piece("furniture", 0, line.text)
    if sheet.turned:
        yield Piece("furniture", 0, sheet.turned)


def assembled(pieces: Sequence[Piece], metadata: Metadata, pages: int) -> Extract:
    """One text out of blocks, list items on lines of their own, all else a blank line apart."""
    parts: list[str] = []
    blocks: list[Block] = []
    begun: dict[int, int] = {}
    position = 0
    for number, piece in enumerate(pieces):
        in_list = number > 0 and piece.kind == pieces[number - 1].kind == "list_item"
        gap = "" if number == 0 else "\n" if in_list else "\n\n"
        start = position + len(gap)
        position = start + len(piece.text)
        parts += [gap, piece.text]
        blocks.append(Block(piece.kind, start, position, piece.level))
        begun |= {page: start + at for page, at in piece.pages}
    starts = tuple(begun.get(page, position) for page in range(1, pages + 1))
    return Extract(text="".join(parts), blocks=tuple(blocks), metadata=metadata, page_starts=starts)


def metadata_of(file: Printed, pieces: Sequence[Piece]) -> Metadata:
    """What the file says of itself; a title that its first pages don't show gives way to theirs."""
    found = stated_by((field, stated(field, file.said.get(key, ""))) for key, field in FIELDS)
    if found.get("modified", Stated("", "meta")).value == found.get("published", ("",))[0]:
        found.pop("modified", None)
    shown = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1][:1]
    top = " ".join(piece.text for piece in pieces[:12]).casefold()
    if shown and ("title" not in found or found["title"].value.casefold() not in top):
        found["title"] = Stated(shown[0].text, "visible")
    return found


def stated(field: Field, value: str) -> str:
    """A value as metadata has it: days as ISO 8601, names parted by commas.

    >>> stated("published", "D:20260319101500+01'00'"), stated("author", "Ann Lee; Ben Ox")
    ('2026-03-19', 'Ann Lee, Ben Ox')
    """
    if field in ("published", "modified"):
        day = DAY.match(value)
        return "-".join(filter(None, day.groups())) if day else ""
    return listed(value) if field == "author" else value
