"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from corpus.errors import RefusedSourceError
from corpus.readers.encodings import declared_encoding, guess_encoding

MAGIC = {  # first bytes → what the file is; from each format's specification
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (or a DOCX, EPUB or ODT)",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a SQLite database",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
BOMS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SURROGATE = re.compile("[\ud800-\udfff]")
WELL_UTF_8 = 4  # bytes that fit for each that does not; by chance one in six does, in Chinese
MAX_CONTROLS = 0.02  # a text file has next to none; a binary some 10 % and more


class Decoded(NamedTuple):
    """The text of a file, and the encoding it was in."""

    text: str
    encoding: str
    note: str = ""  # why a curator should look at its letters; '' for nearly all


def decode(data: bytes) -> Decoded:
    r"""Read bytes as text: byte-order mark, then UTF-16 without one, UTF-8, the declared, a guess.

    Line ends become `\n`, lone surrogates U+FFFD; nothing else is changed.

        >>> decode("Breathe — out.".encode("utf-16-le"))
        Decoded(text='Breathe — out.', encoding='utf-16-le', note='')

    Raises:
        RefusedSourceError: the bytes are no text.
    """
    refuse_known_binary(data)
    raw = decode_raw(data)
    refuse_controls(raw.text)
    text = mend_surrogates(raw.text).replace("\r\n", "\n").replace("\r", "\n")
    return raw._replace(text=text)


def decode_raw(data: bytes) -> Decoded:
    """The text with its line ends and surrogates as they are."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(encoding, "replace"), encoding)
    if wide := utf16_without_mark(data):
        return Decoded(data.decode(wide, "replace"), wide)
    try:
        return Decoded(data.decode("utf-8", "surrogatepass"), "utf-8")
    except UnicodeDecodeError:
        return (
            decode_damaged(data, at_least=WELL_UTF_8)  # whatever the page says it is
            or decode_declared(data)
            or decode_damaged(data, at_least=1)
            or decode_guess(data)
        )


def utf16_without_mark(data: bytes) -> str:
    """The UTF-16 that the bytes are in when every other one is NUL, as for Latin letters; or ''."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 4:
        return ""
    if sample[1::2].count(0) > 0.6 * pairs and sample[::2].count(0) < 0.1 * pairs:
        return "utf-16-le"
    if sample[::2].count(0) > 0.6 * pairs and sample[1::2].count(0) < 0.1 * pairs:
        return "utf-16-be"
    return ""


def decode_declared(data: bytes) -> Decoded | None:
    """By the encoding that an HTML page names for itself, when it fits."""
    name = declared_encoding(data)
    try:
        return Decoded(data.decode(name), name) if name else None
    except UnicodeError:
        return None


def decode_damaged(data: bytes, *, at_least: int) -> Decoded | None:
    """UTF-8 with bad bytes, with a note, where more than so many times as many fit as do not."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if bytes_beyond_ascii(text) <= at_least * lost:
        return None
    letters = "1 damaged character" if lost == 1 else f"{lost} damaged characters"
    return Decoded(text, "utf-8, damaged", f"it has {letters}, shown as \ufffd")


def decode_guess(data: bytes) -> Decoded:
    """Windows-1252, or what the bytes look like; with a note."""
    name = guess_encoding(data)
    if not name:
        raise RefusedSourceError("Not text: it is in no encoding that could be recognised.")
    note = f"it does not say which encoding it is in, and was read as {name}, which is a guess"
    return Decoded(data.decode(name, "replace"), name, note)


def bytes_beyond_ascii(text: str) -> int:
    """How many bytes after the first a text's characters have in UTF-8; none for U+FFFD.

    >>> bytes_beyond_ascii("Caf\u00e9\u2019s \ufffd")
    3
    """
    return len(text.encode("utf-8", "surrogatepass")) - len(text) - 2 * text.count("\ufffd")


def mend_surrogates(text: str) -> str:
    """Join surrogate pairs and put U+FFFD for lone ones, which no file or parser can hold."""
    if not SURROGATE.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return SURROGATE.sub("\ufffd", joined)


def refuse_known_binary(data: bytes) -> None:
    """Stop at a file whose first bytes name another format, whatever its own name ends in."""
    for magic, name in MAGIC.items():
        if data.startswith(magic):
            raise RefusedSourceError(f"Not text: by its first bytes it is {name}.")


def refuse_controls(text: str) -> None:
    """Stop at text that is full of control characters: it was no text."""
    sample = text[:20_000]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1b" for char in sample)
    if controls > MAX_CONTROLS * len(sample) + 2:
        raise RefusedSourceError(
            f"Not text: {controls} of its first {len(sample)} characters are control characters."
        )
