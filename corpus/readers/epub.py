"""EPUB: a book's chapters in the order of reading, and what it says of itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

from corpus.article import Field, Metadata
from corpus.errors import RefusedSourceError
from corpus.readers.decode import decode
from corpus.readers.extract import Extract
from corpus.readers.html import assemble, parse
from corpus.readers.package import Package, attribute, texts_of
from corpus.readers.parts import Part, parts_below
from corpus.readers.properties import stated_by

KIND = "book (EPUB)"
CONTAINER, ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
LOCKS = ("META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml")
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")  # no text
PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
LISTS = re.compile(r"\b(?:toc|landmarks|page-list|loi|lot|index|copyright-page|titlepage|cover)\b")
FIELDS: tuple[tuple[str, Field], ...] = (
    ("title", "title"),
    ("creator", "author"),
    ("date", "published"),
    ("language", "language"),
    ("publisher", "site"),
    ("rights", "licence"),
    ("source", "url"),
    ("identifier", "url"),
)


class Chapter(NamedTuple):
    """One file of a book's text."""

    name: str  # of the part
    furniture: bool  # a list of contents, which is no text of the author's


def read_epub(data: bytes) -> Extract:
    """Read a book's chapters in the order of reading, with what its package file says.

    Lists of contents are furniture. Scripts and whatever lies outside of the file are left alone.

    Raises:
        RefusedSourceError: it is none, is damaged, a bomb or locked by DRM, or has no text.
    """
    package = Package(data, of=KIND)
    if CONTAINER not in package:
        raise package.damaged(f"it has no {CONTAINER}")
    refuse_locked(package)
    place = next(
        (attribute(node, "full-path") for node in package.xml(CONTAINER).iter("{*}rootfile")), ""
    )
    opf = package.xml(place)
    parts = [part for each in chapters_of(opf, place, package) for part in parts_in(each, package)]
    if not any(part.kind != "furniture" for part in parts):
        raise RefusedSourceError(
            "This EPUB has no text: its pages may be pictures.",
            hint="Add a version whose text can be selected.",
        )
    return assemble(parts, metadata_of(opf))


def refuse_locked(package: Package) -> None:
    """Stop at a book whose text is encrypted; fonts alone may be.

    Raises:
        RefusedSourceError: it is.
    """
    ways = set()
    if ENCRYPTION in package:
        for node in package.xml(ENCRYPTION).iter("{*}EncryptedData"):
            ways |= {attribute(way, "Algorithm") for way in node.iter("{*}EncryptionMethod")}
            ways |= {""} if not any(True for _ in node.iter("{*}EncryptionMethod")) else set()
    if ways - set(FONTS) or any(name in package for name in LOCKS):
        raise RefusedSourceError(
            "This EPUB is locked by its seller (DRM), so that its text can't be read.",
            hint="Ask its publisher for a version without DRM.",
        )


def chapters_of(opf: Any, place: str, package: Package) -> Iterator[Chapter]:
    """The files of a book's spine, in its order; those that it names but lacks are passed over."""
    folder = posixpath.dirname(place)
    items = {attribute(item, "id"): item for item in opf.iter("{*}item")}
    for ref in opf.iter("{*}itemref"):
        item = items.get(attribute(ref, "idref"))
        if item is None or attribute(item, "media-type") not in PAGES:
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(attribute(item, "href"))))
        if name in package:
            yield Chapter(name, "nav" in attribute(item, "properties").split())


def parts_in(chapter: Chapter, package: Package) -> list[Part]:
    """A chapter's blocks."""
    root = parse(decode(package.read(chapter.name)).text)
    body = root.find("body") if root is not None else None
    if body is None:
        return []
    kinds = " ".join(
        filter(None, (body.get("epub:type"), *(each.get("epub:type") for each in body)))
    )
    parts = [part for part in parts_below(body) if part.text]
    if chapter.furniture or LISTS.search(kinds):
        return [Part("furniture", 0, part.text) for part in parts]
    return parts


def metadata_of(opf: Any) -> Metadata:
    """Title, authors, date, language, publisher, rights and address, as the package file says."""
    about = next(iter(opf.iter("{*}metadata")), opf)
    found = {name: texts_of(about, name) for name, _ in FIELDS}
    found["creator"] = [", ".join(found["creator"])]
    return stated_by((field, value) for name, field in FIELDS for value in found[name])
