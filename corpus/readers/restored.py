"""Headings and a standfirst that trafilatura left out, put back where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.readers.parts import Part, squeezed

HEADINGS = ("h2", "h3", "h4", "h5", "h6")  # the first level is the title's
PROSE = ("p", "div", "blockquote", "td", "section", "article", "li", "dd")
STANDFIRST = re.compile(r"(?:^|[\s_-])(?:sub-?title|stand-?first|dek|lead|lede)(?:$|[\s_-])", re.I)
MIN_STANDFIRST, MAX_STANDFIRST = 5, 60  # words
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


def with_standfirst(root: Any, parts: Sequence[Part]) -> list[Part]:
    """The blocks, under the title's heading the line that the page's marks name its standfirst.

    Left alone: a page of which such a line was found, and one whose marks name several.
    """
    found = list(standfirsts(root))
    if len(found) != 1 or not parts:
        return list(parts)
    known = " ".join(part.text for part in parts)
    if found[0] in known:
        return list(parts)
    at = 1 if parts[0].kind == "heading" else 0
    return [*parts[:at], Part("paragraph", 0, found[0]), *parts[at:]]


def standfirsts(root: Any) -> Iterator[str]:
    """The texts directly behind a heading of the first level whose class says what they are."""
    for title in root.iter("h1"):
        below = title.getnext()
        if below is None or below.tag not in ("p", "h2", "h3", "h4") or is_link(below):
            continue
        text = squeezed("".join(below.itertext()))
        if STANDFIRST.search(below.get("class") or "") and (
            MIN_STANDFIRST <= len(text.split()) <= MAX_STANDFIRST
        ):
            yield text


def is_link(element: Any) -> bool:
    """Whether most of an element's text is links, as in menus and lists of articles."""
    linked = sum(len(squeezed(link.text_content())) for link in element.iter("a"))
    around = any(each.tag == "a" for each in element.iterancestors())
    return around or 2 * linked > len(squeezed(element.text_content()))
