"""HTML: the article's blocks by trafilatura, with resiliparse as a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.article import Metadata
from corpus.errors import RefusedSourceError
from corpus.readers.extract import Block, BlockKind, Extract
from corpus.readers.metadata import read_metadata
from corpus.readers.plain import read_plain

# Below this share of the witness's words, trafilatura lost part of the article. Measured on 129
# article pages: recall .976 → .980 at a precision of .945 → .940.
MIN_SHARE_OF_WITNESS = 0.6
MAX_TREE = 1_500_000  # characters; above it trafilatura, quadratic in length, is not tried
NOT_TEXT = re.compile(r"<(script|style|svg|noscript)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
DATA_ADDRESS = re.compile(r"""(=\s*["'])data:[^"']{200,}""")
KINDS: dict[str, BlockKind] = {
    "head": "heading",
    "p": "paragraph",
    "item": "list_item",
    "quote": "quote",
    "row": "paragraph",
    "code": "paragraph",
    "ab": "paragraph",
}


def read_html(text: str) -> Extract:
    """Extract a page's article: its text in blocks, and what the page says of itself.

    Where trafilatura gives nothing, or much less than resiliparse, resiliparse's text is taken
    and a note says so.

    Raises:
        RefusedSourceError: neither finds any text.
    """
    import lxml.html

    lean = DATA_ADDRESS.sub(r"\1", NOT_TEXT.sub(keep_json_ld, text))
    root = parse(lxml.html, lean)
    metadata = read_metadata(root) if root is not None else {}
    main = extract_main(lean, metadata)
    witness = extract_witness(lean)
    if main is None and not witness.strip():
        raise RefusedSourceError("No article was found in this page: it holds no running text.")
    if main is None or words(main.text) < MIN_SHARE_OF_WITNESS * words(witness):
        return from_witness(witness, metadata, main)
    return main


def keep_json_ld(found: re.Match[str]) -> str:
    """Drop a script, unless it is the page's description of itself."""
    return found.group() if "ld+json" in found.group()[:200] else " "


def parse(html: Any, text: str) -> Any:
    """The page's tree; None where there is nothing to parse."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (ValueError, html.etree.LxmlError):
        return None


def extract_main(text: str, metadata: Metadata) -> Extract | None:
    """The article by trafilatura; None where it finds none, or the page is too large for it."""
    if len(text) > MAX_TREE:
        return None
    from trafilatura import bare_extraction

    document = bare_extraction(
        text,
        include_comments=False,
        include_tables=True,
        include_formatting=True,
        with_metadata=False,
    )
    if document is None or document.body is None:
        return None
    return assemble(list(blocks_in(document.body)), metadata)


def blocks_in(node: Any) -> Iterator[tuple[BlockKind, int, str]]:
    """Kind, level and text of each block below a trafilatura element, in reading order."""
    for child in node:
        kind = KINDS.get(child.tag)
        if kind is None or holds_blocks(child):
            yield from blocks_in(child)
        elif words_of := " ".join("".join(child.itertext()).split()):
            level = int(child.get("rend", "h2")[-1]) if kind == "heading" else 0
            yield kind, level, mark(child, words_of)
        if child.tail and child.tail.strip() and child.tag not in ("hi", "ref", "lb"):
            yield "paragraph", 0, " ".join(child.tail.split())


def holds_blocks(node: Any) -> bool:
    """Whether an element is a container: a list item with paragraphs, a quotation of several."""
    return any(child.tag in KINDS or child.tag == "list" for child in node)


def mark(node: Any, text: str) -> str:
    """A list item's text with its marker: a number in a numbered list, a bullet elsewhere."""
    if node.tag != "item":
        return text
    parent = node.getparent()
    if parent is not None and parent.get("rend") == "ol":
        return f"{[child for child in parent if child.tag == 'item'].index(node) + 1}. {text}"
    return f"- {text}"


def assemble(parts: list[tuple[BlockKind, int, str]], metadata: Metadata) -> Extract | None:
    """One text out of blocks, list items on lines of their own, all else a blank line apart."""
    pieces: list[str] = []
    blocks: list[Block] = []
    position = 0
    before: BlockKind | None = None
    for kind, level, text in parts:
        gap = "" if before is None else "\n" if kind == before == "list_item" else "\n\n"
        position += len(gap)
        pieces += [gap, text]
        blocks.append(Block(kind, position, position + len(text), level))
        position += len(text)
        before = kind
    if not blocks:
        return None
    return Extract(text="".join(pieces), blocks=tuple(blocks), metadata=metadata)


def extract_witness(text: str) -> str:
    """The main text by resiliparse, which parses what defeats libxml2."""
    from resiliparse.extract.html2text import extract_plain_text

    found: str = extract_plain_text(text, main_content=True, alt_texts=False, preserve_formatting=True)
    return found


def from_witness(witness: str, metadata: Metadata, main: Extract | None) -> Extract:
    """The witness's text, read as plain text, with a note for the curator."""
    count = words(main.text) if main else 0
    note = f"extractors disagree: trafilatura found {count} words, resiliparse {words(witness)}"
    return replace(read_plain(witness.strip()), metadata=metadata, notes=(note,))


def words(text: str) -> int:
    """How many words a text has, by white space."""
    return len(text.split())
