"""Reading an HTML page: by the best extractor, and by the next where one gives up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from corpus.errors import GaveUpError, RefusedSourceError
from corpus.readers.extract import Extract
from corpus.readers.html import extract_witness, open_page, read_html
from corpus.readers.plain import read_plain
from corpus.readers.visible import read_visible, unescaped

LINKED_HEADING = re.compile(
    r"""<h[1-6]\b[^<>]*+> \s*+ (?P<link><a\b[^<>]*+>) (?P<words>[^<>]{1,300}+) </a\s?+>
        \s*+ </h[1-6]\s?+> \s*+ (?:<[^<>]*+>\s*+){0,4}+ (?P<below>[^<>]{0,300}+)""",
    re.IGNORECASE | re.VERBOSE,
)
HREF_ELSEWHERE = re.compile(r"""\bhref\s{0,9}=\s{0,9}["']?[^#"'\s]""", re.IGNORECASE)
Attempt = Callable[[str, str], Extract]  # an extractor's name and a page → what it read


def read_page(page: str, attempt: Attempt | None = None) -> Extract:
    """Read a page by the first extractor that can; a note says when that is not the best.

    Args:
        page: the page as text.
        attempt: runs an extractor; without it, it runs here, without limits.

    Raises:
        RefusedSourceError: the page has no article, or no extractor could bear it.
    """
    given_up: list[str] = []
    for name in EXTRACTORS:
        try:
            extract = (attempt or read_here)(name, page)
        except GaveUpError as error:
            given_up.append(f"{name}: {error.message}")
        else:
            note = f"read by {name}, since others gave up ({'; '.join(given_up)})"
            notes = (*extract.notes, note) if given_up else extract.notes
            return replace(extract, notes=notes, linked=linked_headings(page, extract))
    raise RefusedSourceError(f"No article could be read: {'; '.join(given_up)}.")


def read_here(name: str, page: str) -> Extract:
    """What one extractor reads, in this process.

    Raises:
        RefusedSourceError: the page has no article; a `GaveUpError` when another may find one.
    """
    return EXTRACTORS[name](page)


def linked_headings(page: str, extract: Extract) -> int:
    """How many headings lead to other pages, where an extract has them or what is below them."""
    leading = [
        (plain(found["words"]), plain(found["below"]))
        for found in LINKED_HEADING.finditer(page)
        if HREF_ELSEWHERE.search(found["link"])
    ]
    blocks = {extract.text[block.start : block.end] for block in extract.blocks}
    return sum(words in blocks or below in blocks for words, below in leading)


def plain(markup: str) -> str:
    """The words of a stretch without tags."""
    return " ".join(unescaped(markup).split())


def read_resiliparse(page: str) -> Extract:
    """Read a page by resiliparse alone, as plain text with the page's metadata.

    Raises:
        GaveUpError: it finds nothing, or the page is past what it can bear.
    """
    opened = open_page(page)
    text = extract_witness(opened.text).strip()
    if not text:
        raise GaveUpError("it found no text")
    return replace(read_plain(text), metadata=opened.metadata, notes=opened.notes)


EXTRACTORS: dict[str, Callable[[str], Extract]] = {  # in the order in which they are tried
    "trafilatura": read_html,
    "resiliparse": read_resiliparse,
    "visible text": read_visible,
}
