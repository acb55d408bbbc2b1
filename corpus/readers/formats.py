"""Which reader reads which source: by its name, and by what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import Literal, Protocol, get_args

from corpus.article import Metadata
from corpus.errors import RefusedSourceError
from corpus.readers.decode import MAGIC, decode
from corpus.readers.docx import read_docx
from corpus.readers.epub import read_epub
from corpus.readers.extract import Extract, refuse_countless
from corpus.readers.front_matter import split_front_matter
from corpus.readers.markdown import read_markdown
from corpus.readers.page import read_page
from corpus.readers.pdf import read_pdf
from corpus.readers.plain import read_plain
from corpus.readers.snippets import snippet_rule
from corpus.readers.stated import fit
from corpus.readers.wikitext import read_wikitext

Format = Literal["html", "text", "markdown", "pdf", "docx", "epub", "wikitext"]
FORMATS: tuple[Format, ...] = get_args(Format)


class Read(Protocol):
    """Reads a source: `read_source` itself, or an `IsolatedReader`'s `read`."""

    def __call__(self, data: bytes, *, format: Format) -> Extract:
        """What a source's bytes hold in a format; raises as `read_source` does."""


Reader = Callable[[str], Extract]
DocumentReader = Callable[[Format, bytes], Extract]

READERS: dict[Format, Reader] = {
    "html": read_page,
    "text": read_plain,
    "markdown": read_markdown,
}
DOCUMENTS: dict[Format, Callable[[bytes], Extract]] = {  # read as bytes, and under limits
    "pdf": read_pdf,
    "docx": read_docx,
    "epub": read_epub,
    "wikitext": read_wikitext,
}
SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".wikitext": "wikitext",
}
SIGNATURES: dict[Format, tuple[bytes, str]] = {  # how each begins, and what it is called
    "pdf": (b"%PDF-", "a PDF"),
    "docx": (b"PK\x03\x04", "a Word document"),
    "epub": (b"PK\x03\x04", "an EPUB"),
}
MAX_ABOVE = 20_000  # bytes of front matter above a document
MAX_BYTES = 10_000_000  # a saved page of an article has some 100 kB; a book as text 1 MB
LOOKS_LIKE_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|article|main|div|p)\b", re.I)


def format_of(name: str) -> Format:
    """The format that a file's name ends in.

    >>> format_of("page.HTM")
    'html'

    Raises:
        RefusedSourceError: no reader reads such files.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix not in SUFFIXES:
        raise RefusedSourceError(
            f"Unknown type {suffix or '(no ending)'!r}.",
            hint=f"Wellread reads {', '.join(SUFFIXES)}; `--format` says what any other file is.",
        )
    return SUFFIXES[suffix]


def read_source(
    data: bytes,
    *,
    format: Format,
    read_html: Reader | None = None,
    read_document: DocumentReader | None = None,
) -> Extract:
    """Read a source's bytes in a format; what front matter above all but texts states comes first.

    Args:
        data: the source as received.
        format: how it is read.
        read_html: reads web pages in place of the reader here, which knows no limits.
        read_document: the same, of what is read as bytes.

    Raises:
        RefusedSourceError: empty, too large, not what it is said to be, or without any article.
    """
    if not data.strip():
        raise RefusedSourceError("Empty: there is nothing in it.")
    if len(data) > MAX_BYTES:
        raise RefusedSourceError(
            f"Too large: {len(data) / 1e6:.1f} MB, where an article has at most "
            f"{MAX_BYTES / 1e6:.0f} MB.",
            hint="Split it into its articles.",
        )
    if format in DOCUMENTS:
        above, data = split_above(data)
        refuse_misnamed(data, format)
        extract = read_document(format, data) if read_document else DOCUMENTS[format](data)
        return replace(extract, metadata=fit(with_stricter(extract.metadata, above)))
    text, _, note = decode(data)
    above, body = split_front_matter(text) if format == "html" else ({}, 0)
    if format == "html" and not LOOKS_LIKE_HTML.search(text, body, body + 100_000):
        format = "text"  # text saved under the wrong name loses nothing by being read as text
    if format != "html":
        refuse_countless(text.count("\n"))
    reader = read_html if read_html and format == "html" else READERS[format]
    extract = reader(text[body:] if above and format == "html" else text)
    notes = (note, *extract.notes) if note else extract.notes
    return replace(extract, metadata=fit(with_stricter(extract.metadata, above)), notes=notes)


def with_stricter(metadata: Metadata, above: Metadata) -> Metadata:
    """A page's metadata with what stands above it, which comes first; no rule is made milder."""
    both = metadata | above
    if "snippets" in both:
        rules = ", ".join(
            each["snippets"].value for each in (metadata, above) if "snippets" in each
        )
        both["snippets"] = both["snippets"]._replace(value=snippet_rule(rules))
    return both


def split_above(data: bytes) -> tuple[Metadata, bytes]:
    """What front matter above a document states, and the document.

    >>> above, document = split_above(b"---\\nurl: https://calm.example/a.pdf\\n---\\n%PDF-1.7")
    >>> above["url"].value, document
    ('https://calm.example/a.pdf', b'%PDF-1.7')
    """
    end = data.find(b"\n", data.find(b"\n---", 3, MAX_ABOVE) + 1) + 1
    if not data.startswith(b"---") or not end:
        return {}, data
    above, _ = split_front_matter(data[:end].decode("utf-8", "replace"))
    return above, data[end:] if above else data


def refuse_misnamed(data: bytes, format: Format) -> None:
    """Stop at a file whose first bytes are not those of its type.

    Raises:
        RefusedSourceError: they are not.
    """
    begins, name = SIGNATURES.get(format, (b"", ""))
    if begins in data[:1024]:  # a PDF may have a few bytes before
        return
    if format == "docx" and data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedSourceError(
            "This Word document is locked with a password, or an old one (.doc) by another name.",
            hint="Save it as .docx, without a password.",
        )
    known = (said for magic, said in MAGIC.items() if data.startswith(magic))
    said = next(known, "something else, perhaps text")
    raise RefusedSourceError(
        f"Not {name}: by its first bytes it is {said}.",
        hint="Give it the ending of what it is, or say so with `--format`.",
    )
