"""Blocks read straight from a page's elements: paragraphs, headings, lists, quotations, rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from corpus.readers.extract import BlockKind

BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "aside", "figure", "form"),
        *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "thead", "tbody"),
        *("tfoot", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary"),
        *("center", "address", "fieldset", "hr", "nav", "figcaption"),
    )
)
UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "button", "input", "select", "textarea"),
        *("svg", "iframe", "object", "embed", "video", "audio", "head", "option"),
    )
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LIST_MARK = re.compile(r"(?:[-*•‣◦▪●·–]|\(?\d{1,2}[.)])\s+\S")
ENDS = (".", "!", "?", ":", "…", ".)", '"', "”")
MAX_CELL = 40  # words; a table with longer cells lays out a page
SPACE = re.compile(r"\s+")


class Part(NamedTuple):
    """One block as it will stand in the text."""

    kind: BlockKind
    level: int  # of a heading, 1 is the highest; 0 for all else
    text: str  # a list item's without its marker
    marker: str = ""  # "- " or "3. " before a list item


def parts_below(node: Any, skip: Collection[Any] = (), kind: BlockKind = "paragraph") -> list[Part]:
    """The blocks inside an element, in reading order; what is in `skip` is left out.

    Two line breaks end a paragraph, and so does one that follows a full stop: in forums
    people write paragraphs and lists with the return key.
    """
    parts: list[Part] = []
    words = [flat(node.text)]
    for child in node:
        if not isinstance(child.tag, str) or child in skip or child.tag in UNSEEN:
            pass
        elif child.tag == "br":
            words.append("\n")
        elif is_inline(child):
            words += inline_words(child, skip)
        else:
            parts += lines(words, kind)
            parts += block(child, skip, kind)
            words = []
        words.append(flat(child.tail))
    return parts + list(lines(words, kind))


def block(node: Any, skip: Collection[Any], kind: BlockKind) -> list[Part]:
    """The blocks of one block element."""
    if node.tag in HEADINGS:
        text = squeezed("".join(inline_words(node, skip)))
        return [Part("heading", int(node.tag[1]), text)] if text else []
    if node.tag == "tr" and is_row(node):
        cells = (squeezed("".join(inline_words(cell, skip))) for cell in node)
        text = " | ".join(filter(None, cells))
        return [Part(kind, 0, text)] if text else []
    inner = parts_below(node, skip, "quote" if node.tag == "blockquote" else kind)
    if node.tag == "li" and inner and inner[0].kind != "heading":
        inner[0] = Part("list_item", 0, inner[0].text, marker_of(node))
    return inner


def marker_of(item: Any) -> str:
    """What stands before a list item: its number in an ordered list, a dash in any other."""
    above = item.getparent()
    if above is None or above.tag != "ol":
        return "- "
    return f"{1 + sum(1 for _ in item.itersiblings('li', preceding=True))}. "


def is_row(row: Any) -> bool:
    """Whether a table's row holds values, not the columns of a page."""
    return all(word_count(cell.itertext()) <= MAX_CELL for cell in row)


def is_inline(node: Any) -> bool:
    """Whether an element is part of a line: neither a block, nor around one."""
    return node.tag not in BLOCKS and not any(below.tag in BLOCKS for below in node.iter())


def inline_words(node: Any, skip: Collection[Any]) -> Iterator[str]:
    """The text of an element that is part of a line, its line breaks as newlines."""
    yield flat(node.text)
    for child in node:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str) and child not in skip and child.tag not in UNSEEN:
            yield from inline_words(child, skip)
        yield flat(child.tail)


def lines(words: Iterable[str], kind: BlockKind) -> Iterator[Part]:
    """The paragraphs and typed list items of a run of words with line breaks."""
    paragraph = ""
    for line in map(str.strip, "".join(words).split("\n")):
        if paragraph and (not line or paragraph.endswith(ENDS) or LIST_MARK.match(line)):
            yield written(paragraph, kind)
            paragraph = ""
        paragraph = f"{paragraph} {line}".strip()
    if paragraph:
        yield written(paragraph, kind)


def written(line: str, kind: BlockKind) -> Part:
    """A paragraph, or a list item where a person typed its marker."""
    text = squeezed(line)
    return Part("list_item" if kind == "paragraph" and LIST_MARK.match(text) else kind, 0, text)


def flat(text: str | None) -> str:
    """Text with its source's line breaks as spaces."""
    return SPACE.sub(" ", text or "")


def squeezed(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def word_count(texts: Iterable[str]) -> int:
    """How many words some texts have."""
    return sum(len(text.split()) for text in texts)


def letters(text: str) -> str:
    """A text's letters and digits alone, by which quotations are compared."""
    return "".join(filter(str.isalnum, text.casefold()))
