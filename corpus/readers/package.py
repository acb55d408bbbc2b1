"""Word and EPUB files are zip archives: their parts, read under limits, and the XML in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from corpus.errors import RefusedSourceError

MAX_PARTS = 5_000  # files inside; a book of many pictures has some hundred
MAX_UNPACKED = 300_000_000  # bytes of all parts together, pictures too
MAX_PART = 30_000_000  # bytes of one part that is read; a novel has 1 MB
MAX_RATIO = 200  # unpacked to packed; XML of one repeated line reaches some 60
SMALL = 1_000_000  # bytes; a smaller part may be packed as tightly as it likes
ENCRYPTED = 0x1  # of a part's flags
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError),
    *(NotImplementedError, OverflowError, KeyError),
)
ANEW = "Save it anew with the program that made it."


class Package:
    """The parts of one file by name; nothing is unpacked but what is asked for."""

    def __init__(self, data: bytes, *, of: str) -> None:
        """Open a file that is said to be of some type: "a Word document".

        Raises:
            RefusedSourceError: it is no zip archive, a damaged one, or would unpack to far more.
        """
        self.of = of
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self.damaged(str(error)) from error
        self.parts = {entry.filename.lstrip("/"): entry for entry in self.archive.infolist()}
        self.refuse_bomb(len(data))

    def refuse_bomb(self, packed: int) -> None:
        """Stop at a file that unpacks to far more than any document does.

        Raises:
            RefusedSourceError: it does.
        """
        entries = self.archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        shared = sum(entry.compress_size for entry in entries) > packed
        if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or shared:
            raise RefusedSourceError(
                f"This is no honest {self.of}: {len(entries):,} parts that unpack to "
                f"{unpacked / 1e6:,.0f} MB, where at most {MAX_PARTS:,} and "
                f"{MAX_UNPACKED / 1e6:.0f} MB are read.",
                hint="Don't open it elsewhere either; ask whoever sent it.",
            )

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def read(self, name: str) -> bytes:
        """A part's bytes.

        Raises:
            RefusedSourceError: there is none, it is damaged, locked, or too large.
        """
        entry = self.parts.get(name)
        if entry is None:
            raise self.damaged(f"it has no {name}")
        if entry.flag_bits & ENCRYPTED:
            raise RefusedSourceError(
                f"This {self.of} is locked with a password.", hint="Save it without one."
            )
        size = entry.file_size
        if size > MAX_PART or (size > SMALL and size > MAX_RATIO * entry.compress_size):
            raise RefusedSourceError(
                f"Its part {name!r} would grow to {size / 1e6:,.0f} MB, "
                f"{size / max(entry.compress_size, 1):,.0f} times its packed size: a zip bomb does "
                "that, no article."
            )
        try:
            with self.archive.open(entry) as part:
                data = part.read(size + 1)
        except BROKEN as error:
            raise self.damaged(str(error)) from error
        if len(data) != size:
            raise self.damaged(f"a piece of {name} is missing")
        return data

    def xml(self, name: str) -> Any:
        """A part's tree (an lxml element): no entity is expanded, nothing outside is looked at.

        Raises:
            RefusedSourceError: as of `read`, or it is no XML.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{name} is no XML: {error}") from error

    def damaged(self, reason: str) -> RefusedSourceError:
        """The error for what is not what it says it is."""
        return RefusedSourceError(f"Not a {self.of}, or a damaged one: {reason}.", hint=ANEW)


def local(node: Any) -> str:
    """An element's name without its namespace; '' for what is no element.

    >>> from lxml import etree
    >>> local(etree.fromstring("<a:title xmlns:a='urn:a'/>"))
    'title'
    """
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Any, name: str) -> str:
    """An attribute's value, whatever its namespace; '' where there is none.

    >>> from lxml import etree
    >>> attribute(etree.fromstring("<p xmlns:w='urn:w' w:val='Title'/>"), "val")
    'Title'
    """
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def texts_of(root: Any, name: str) -> list[str]:
    """The text of every element of some name, in order, in one line each."""
    found = (
        " ".join("".join(node.itertext()).split()) for node in root.iter() if local(node) == name
    )
    return [text for text in found if text]
