"""DOCX: a Word document's paragraphs, headings by their styles, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.article import Field, Metadata, Stated
from corpus.errors import RefusedSourceError
from corpus.readers.extract import BlockKind, Extract
from corpus.readers.html import assemble
from corpus.readers.package import Package, attribute, local
from corpus.readers.parts import Part
from corpus.readers.properties import listed, stated_by

KIND = "Word document"
BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s?([1-9])", re.I)
CONTENTS = re.compile(r"(?:toc|table of (?:figures|authorities)|index) ?\d*(?: heading)?", re.I)
QUOTE = re.compile(r"(?:intense |block )?(?:quote|text)|zitat|citation", re.I)
UNSEEN = frozenset(  # what is no text, stands there twice, or was deleted while changes are tracked
    (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "Fallback",
        "pPr",
        "rPr",
        "sectPr",
        "drawing",
        "pict",
    )
)
SPACES = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
CORE_FIELDS: dict[str, Field] = {
    "title": "title",
    "creator": "author",
    "created": "published",
    "modified": "modified",
    "language": "language",
}
MAX_CELL = 40  # words; a table with longer cells lays out a page


class Style(NamedTuple):
    """What a paragraph's style says of it."""

    name: str
    level: int = 0  # of a heading; 0 for all else
    listed: bool = False


def read_docx(data: bytes) -> Extract:
    """Read a Word document's text as its readers see it, with what its properties say.

    Headings are told by their styles' names or levels. Deleted and hidden text, comments, macros
    and whatever lies outside of the file are left alone; its own table of contents is furniture.

    Raises:
        RefusedSourceError: it is none, is damaged, locked or a bomb, or has no text.
    """
    package = Package(data, of=KIND)
    if BODY not in package:
        raise package.damaged(f"it has no {BODY}")
    styles = styles_of(package)
    parts = list(parts_in(package.xml(BODY), styles))
    if not parts:
        raise RefusedSourceError("This Word document has no text.")
    metadata = properties_of(package)
    titles = [part.text for part in parts if part.kind == "heading" and part.level == 1]
    if "title" not in metadata and titles and parts[0].level == 1:
        metadata["title"] = Stated(titles[0], "visible")
    return assemble(parts, metadata)


def properties_of(package: Package) -> Metadata:
    """Title, author, dates and language, as its properties say."""
    if CORE not in package:
        return {}
    fields = (
        (CORE_FIELDS[local(node)], node.text or "")
        for node in package.xml(CORE)
        if local(node) in CORE_FIELDS
    )
    return stated_by((name, listed(text) if name == "author" else text) for name, text in fields)


def styles_of(package: Package) -> dict[str, Style]:
    """Every style by its id; one that says nothing of its level has that of the one it is from."""
    if STYLES not in package:
        return {}
    found: dict[str, Style] = {}
    nodes = {
        attribute(node, "styleId"): node for node in package.xml(STYLES) if local(node) == "style"
    }
    for key in nodes:
        found[key] = style_from(key, nodes)
    return found


def style_from(key: str, nodes: dict[str, Any]) -> Style:
    """A style, or the first of those that it is based on, that is a heading's or a list's."""
    name, seen = "", 0
    while key in nodes and seen < 12:  # a circle of styles ends, too
        node, seen = nodes[key], seen + 1
        said = {local(each): each for each in node.iter()}
        own = attribute(said["name"], "val") if "name" in said else key
        name = name or own
        if level := level_of(own, said.get("outlineLvl")):
            return Style(name, level)
        if "numPr" in said or own.casefold().startswith("list"):
            return Style(name, listed=True)
        key = attribute(said["basedOn"], "val") if "basedOn" in said else ""
    return Style(name)


def level_of(name: str, outline: Any) -> int:
    """The level of a heading's style; 0 for others.

    >>> level_of("heading 2", None), level_of("Title", None), level_of("Body Text", None)
    (2, 1, 0)
    """
    if found := HEADING.fullmatch(name.strip()):
        return min(int(found[1]), 6)
    if name.casefold() in ("title", "titel", "titre", "título", "titolo"):
        return 1
    stated = attribute(outline, "val") if outline is not None else ""
    return int(stated) + 1 if stated.isdecimal() and int(stated) < 6 else 0


def parts_in(node: Any, styles: dict[str, Style]) -> Iterator[Part]:
    """The blocks of a body, a cell or a text box, in order."""
    for child in node:
        kind = local(child)
        if kind == "p":
            yield from parts_of(child, styles)
        elif kind == "tbl":
            yield from rows_of(child, styles)
        elif kind not in UNSEEN:
            yield from parts_in(child, styles)


def parts_of(paragraph: Any, styles: dict[str, Style]) -> Iterator[Part]:
    """A paragraph as blocks: an empty line within it parts it; boxes beside it come after it."""
    style = style_of(paragraph, styles)
    for piece in "".join(words_in(paragraph)).split("\n\n"):
        if text := " ".join(piece.split()):
            yield part_of(text, style)
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(above) == "Fallback" for above in box.iterancestors()):
            yield from parts_in(box, styles)


def style_of(paragraph: Any, styles: dict[str, Style]) -> Style:
    """A paragraph's style, with what is said of it alone."""
    said = {local(each): each for each in paragraph if local(each) == "pPr"}
    own = {local(each): each for each in said["pPr"]} if said else {}
    style = styles.get(attribute(own["pStyle"], "val"), Style("")) if "pStyle" in own else Style("")
    if level := level_of("", own.get("outlineLvl")):
        return style._replace(level=level)
    return style._replace(listed=style.listed or "numPr" in own)


def part_of(text: str, style: Style) -> Part:
    """One block, as its style has it."""
    kind: BlockKind = "paragraph"
    if CONTENTS.fullmatch(style.name):
        return Part("furniture", 0, text)
    if style.level and len(text) <= 300:
        return Part("heading", style.level, text)
    if QUOTE.fullmatch(style.name):
        kind = "quote"
    return Part("list_item", 0, text, "- ") if style.listed else Part(kind, 0, text)


def words_in(node: Any) -> Iterator[str]:
    """The text of a paragraph; nothing of what is hidden, deleted, or in a box beside it."""
    for child in node:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in SPACES:
            yield SPACES[kind]
        elif kind not in UNSEEN and kind != "txbxContent" and not is_hidden(child):
            yield from words_in(child)


def is_hidden(run: Any) -> bool:
    """Whether a run of text is formatted as hidden."""
    marks = (mark for about in run if local(about) == "rPr" for mark in about)
    return any(
        local(mark) == "vanish" and attribute(mark, "val") not in ("0", "false") for mark in marks
    )


def rows_of(table: Any, styles: dict[str, Style]) -> Iterator[Part]:
    """A table's rows, a line each; the paragraphs of one whose cells are long."""
    for row in (each for each in table if local(each) == "tr"):
        cells = [list(parts_in(cell, styles)) for cell in row if local(cell) == "tc"]
        texts = [" ".join(part.text for part in cell) for cell in cells]
        if len(list(filter(None, texts))) > 1 and all(len(t.split()) <= MAX_CELL for t in texts):
            yield Part("paragraph", 0, " | ".join(filter(None, texts)))
        else:
            yield from (part for cell in cells for part in cell)
