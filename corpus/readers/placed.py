"""A page's blocks in reading order, each with the element it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.readers.parts import BLOCKS, HEADINGS, UNSEEN, Part, is_row, marker_of, squeezed

CELL = "\x1f"  # between the cells of a row, until they are joined; no page can hold it


class Placed(NamedTuple):
    """One block of a page, and where it stands."""

    part: Part
    element: Any  # the smallest block element around it
    linked: int  # words of it that are links


def placed_blocks(body: Any) -> list[Placed]:
    """Every block that an element holds, menus and all, in reading order.

    A heading is one block, and so is a row of short cells. In time linear in the page, however
    deep its elements are nested.
    """
    from lxml import etree

    walk = etree.iterwalk(body, events=("start", "end"))
    page = Walk(body)
    for event, node in walk:
        if not isinstance(node.tag, str) or node.tag in UNSEEN:
            if event == "start":
                walk.skip_subtree()
            else:
                page.read(node.tail)
        elif event == "start":
            page.enter(node)
        else:
            page.leave(node)
    return [*page.found, *page.ended()]


class Walk:
    """What was read so far, and the elements that the walk stands in."""

    def __init__(self, body: Any) -> None:
        """A walk that has read nothing yet."""
        self.found: list[Placed] = []
        self.words: list[str] = []  # of the block that is being read
        self.linked = 0  # of them
        self.links = 0  # how many links the walk stands in
        self.around = [body]  # the block elements it stands in, the smallest last
        self.whole: Any = None  # the heading or row it stands in, read as one block

    def enter(self, node: Any) -> None:
        """An element begins."""
        if node.tag == "br" or (self.whole is not None and node.tag in BLOCKS):
            self.words.append(CELL if node.tag in ("td", "th") else " ")
        elif node.tag in BLOCKS and node is not self.around[0]:
            self.found += self.ended()
            self.around.append(node)
            if node.tag in HEADINGS or (node.tag == "tr" and is_row(node)):
                self.whole = node
        self.links += node.tag == "a"
        self.read(node.text)

    def leave(self, node: Any) -> None:
        """An element ends."""
        self.links -= node.tag == "a"
        if node is self.around[0]:
            return
        if node is self.around[-1]:
            self.found += self.ended()
            self.around.pop()
            self.whole = None
        elif node.tag in BLOCKS:
            self.words.append(" ")
        self.read(node.tail)

    def read(self, text: str | None) -> None:
        """Words of the block that the walk stands in."""
        if text:
            self.words.append(text)
            self.linked += len(text.split()) if self.links else 0

    def ended(self) -> Iterator[Placed]:
        """The block whose words were read, unless it has none; the next one begins."""
        cells = map(squeezed, "".join(self.words).split(CELL))
        if text := " | ".join(filter(None, cells)):
            yield Placed(part_of(self.around[-1], text), self.around[-1], self.linked)
        self.words, self.linked = [], 0


def part_of(element: Any, text: str) -> Part:
    """A block of the kind that its element says."""
    if element.tag in HEADINGS:
        return Part("heading", int(element.tag[1]), text)
    if (item := item_begun_by(element)) is not None:
        return Part("list_item", 0, text, marker_of(item))
    return Part("quote" if element.tag == "blockquote" else "paragraph", 0, text)


def item_begun_by(element: Any) -> Any:
    """The list item whose first block an element is; None for none."""
    above = element.getparent()
    if element.tag == "li" or above is None or above.tag != "li":
        return element if element.tag == "li" else None
    return above if above[0] is element and not squeezed(above.text or "") else None
