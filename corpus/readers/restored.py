"""Headings that trafilatura left out, put back over the blocks that they stand above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.readers.parts import Part, squeezed

HEADINGS = ("h2", "h3", "h4", "h5", "h6")  # the first level is the title's
PROSE = ("p", "div", "blockquote", "td", "section", "article", "li", "dd")
MAX_HEADING = 200  # characters; what is longer is a paragraph in large letters


def with_headings(root: Any, parts: Sequence[Part]) -> list[Part]:
    """The blocks, and above each the headings of the page that stand over it and were lost.

    A heading is put back only where the next text below it is one of the blocks: one over
    anything else belongs to what was left out, and so does one that is a link.
    """
    above = headings_above(root, parts)
    return [each for part in parts for each in (*above.pop(part.text, ()), part)]


def headings_above(root: Any, parts: Sequence[Part]) -> dict[str, list[Part]]:
    """For the text of a block the lost headings directly above it."""
    known = {part.text for part in parts}
    above: dict[str, list[Part]] = {}
    pending: list[Part] = []
    for element in root.iter(*HEADINGS, *PROSE):
        heading = element.tag in HEADINGS
        if not heading and (not pending or any(child.tag in PROSE for child in element)):
            continue
        text = squeezed("".join(element.itertext()))
        if text in known:
            if pending:
                above.setdefault(text, pending)
            pending = []
        elif heading:
            if text and len(text) <= MAX_HEADING and not is_link(element):
                pending = [*pending, Part("heading", int(element.tag[1]), text)]
        elif text:
            pending = []
    return above


def is_link(element: Any) -> bool:
    """Whether most of an element's text is links, as in menus and lists of articles."""
    linked = sum(len(squeezed(link.text_content())) for link in element.iter("a"))
    around = any(each.tag == "a" for each in element.iterancestors())
    return around or 2 * linked > len(squeezed(element.text_content()))
