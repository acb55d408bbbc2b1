"""HTML: the article's blocks by trafilatura, with resiliparse as a witness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from corpus.article import Metadata
from corpus.errors import RefusedSourceError
from corpus.readers.extract import Block, Extract
from corpus.readers.lean import lean_page
from corpus.readers.main_text import main_parts
from corpus.readers.metadata import read_metadata
from corpus.readers.parts import Part
from corpus.readers.plain import read_plain
from corpus.readers.refilled import refilled
from corpus.readers.restored import with_headings, with_standfirst
from corpus.readers.snippets import follow_directives, follow_in_tags
from corpus.readers.threads import thread_parts
from corpus.readers.wiki_marks import drop_wiki_marks

# Below this share of the witness's words, trafilatura lost part of the article. Measured on 129
# article pages: recall .976 → .980 at a precision of .945 → .940.
MIN_SHARE_OF_WITNESS = 0.6


def read_html(text: str) -> Extract:
    """Extract a page's article: its text in blocks, and what the page says of itself.

    Where trafilatura gives nothing, or much less than resiliparse, resiliparse's text is taken
    and a note says so.

    Raises:
        RefusedSourceError: neither finds any text, or no parser could bear the page.
    """
    page = open_page(text)
    extract = read_thread(page) or read_article(page)
    return replace(extract, notes=(*extract.notes, *page.notes))


class Page(NamedTuple):
    """A page, ready to be read: without what no reader sees, and what it asks to leave out."""

    text: str
    root: Any  # the same as an lxml element; None where there is nothing to parse
    metadata: Metadata
    notes: tuple[str, ...]  # for the curator


def open_page(text: str) -> Page:
    """A page's tree and what it says of itself.

    Raises:
        RefusedSourceError: no parser could bear it.
    """
    lean = lean_page(text)
    root = parse(lean)
    if root is None:
        lean, directives = follow_in_tags(lean)
        return Page(lean, None, directives.metadata, directives.notes)
    directives = follow_directives(root)
    if drop_wiki_marks(lean, root) or directives.left_out:
        lean = written(root)
    return Page(lean, root, {**read_metadata(root), **directives.metadata}, directives.notes)


def read_thread(page: Page) -> Extract | None:
    """The posts of a forum's or question-and-answer page; None where it is none."""
    if page.root is None:
        return None
    title = page.metadata["title"].value if "title" in page.metadata else ""
    parts = thread_parts(page.text, page.root, title)
    return assemble(parts, page.metadata) if parts else None


def read_article(page: Page) -> Extract:
    """A page's article by trafilatura; by resiliparse where that finds much more.

    Raises:
        RefusedSourceError: neither finds any text.
    """
    parts = main_parts(page.text, page.root)
    if page.root is not None:
        parts = with_headings(page.root, refilled(page.root, parts))
        parts = with_standfirst(page.root, parts)
    main = assemble(parts, page.metadata)
    witness = extract_witness(page.text)
    if not main.blocks and not witness.strip():
        raise RefusedSourceError("No article was found in this page: it holds no running text.")
    if words(main.text) < MIN_SHARE_OF_WITNESS * words(witness):
        return from_witness(witness, page.metadata, words(main.text))
    return main


def written(root: Any) -> str:
    """A page's tree as text again."""
    import lxml.html

    text: str = lxml.html.tostring(root, encoding="unicode")
    return text


def parse(text: str) -> Any:
    """The page's tree; None where there is nothing to parse."""
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
    try:
        return lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (ValueError, lxml.html.etree.LxmlError):
        return None


def assemble(parts: Sequence[Part], metadata: Metadata) -> Extract:
    """One text out of blocks, list items on lines of their own, all else a blank line apart."""
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    for number, part in enumerate(parts):
        in_list = number > 0 and part.kind == parts[number - 1].kind == "list_item"
        gap = "" if number == 0 else "\n" if in_list else "\n\n"
        text = part.marker + part.text
        start = position + len(gap)
        position = start + len(text)
        pieces += [gap, text]
        blocks.append(Block(part.kind, start, position, part.level))
    return Extract(text="".join(pieces), blocks=tuple(blocks), metadata=metadata)


def extract_witness(text: str) -> str:
    """The main text by resiliparse, which parses what defeats libxml2."""
    from resiliparse.extract.html2text import extract_plain_text

    found: str = extract_plain_text(
        text, main_content=True, alt_texts=False, preserve_formatting=True
    )
    return found


def from_witness(witness: str, metadata: Metadata, count: int) -> Extract:
    """The witness's text, read as plain text, with a note for the curator."""
    note = f"extractors disagree: trafilatura found {count} words, resiliparse {words(witness)}"
    return replace(read_plain(witness.strip()), metadata=metadata, notes=(note,))


def words(text: str) -> int:
    """How many words a text has, by white space."""
    return len(text.split())
