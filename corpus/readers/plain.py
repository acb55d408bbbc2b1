"""Plain text: lines to headings, list items and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.readers.extract import Block, BlockKind, Extract
from corpus.readers.front_matter import split_front_matter

LIST_ITEM = re.compile(r"[ \t]*(?:[-*•‣◦▪●·][ \t]+|\(?\d{1,3}[.)][ \t]+)\S")
HASHES = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]+\S")
UNDERLINE = re.compile(r"[ \t]*(?:={3,}|-{3,}|~{3,}|\*{3,})[ \t]*$")
QUOTE = re.compile(r"[ \t]*>")
LETTER = re.compile(r"[^\W\d_]")
MAX_WRAP = 100  # no mail program or editor wraps wider
MIN_WRAP = 55  # below it, lines are short because they are short
MAX_HEADING = 90  # characters; longer ones are sentences without a full stop
MAX_HEADING_WORDS = 14
MAX_BLANK = 0.1  # of the lines; a text with fewer blank lines has a paragraph on each line
MIN_PROSE = 120  # characters; no heading, list item or button is that long


class Line(NamedTuple):
    """One line that holds more than white space."""

    start: int
    end: int  # without the line's end
    text: str  # stripped
    after_blank: bool


def read_plain(text: str) -> Extract:
    """Find the blocks of a text that has no markup.

    A line is a block of its own unless the text is wrapped (no line passes 100 characters):
    there a line goes on with the one before when its first word would not have fitted.

        >>> [block.kind for block in read_plain("Panic\\n\\nIt passes.\\n- Breathe\\n").blocks]
        ['heading', 'paragraph', 'list_item']

    Front matter, as a pasted text has it, becomes metadata and is no block.
    """
    metadata, end = split_front_matter(text)
    body = end if metadata else 0  # "Note: …" between dashes is a text's own, no field of ours
    blocks = blocks_of(text, list(nonempty_lines(text, body)), body)
    return Extract(text=text, blocks=tuple(blocks), metadata=metadata)


def nonempty_lines(text: str, body: int) -> Iterator[Line]:
    """The lines of `text[body:]` that hold something, in order."""
    position, blank = body, True
    for raw in text[body:].split("\n"):
        stripped = raw.strip()
        if stripped:
            yield Line(position, position + len(raw), stripped, blank)
        blank = not stripped
        position += len(raw) + 1


def blocks_of(text: str, lines: list[Line], body: int) -> Iterator[Block]:
    """One block for each group of lines that belong together; the body begins at `body`."""
    width = wrap_width(lines)
    dense = not width and sum(line.after_blank for line in lines[1:]) <= MAX_BLANK * len(lines)
    index = 0
    while index < len(lines):
        group = [lines[index]]
        while index + len(group) < len(lines) and goes_on(
            group[-1], lines[index + len(group)], width
        ):
            group.append(lines[index + len(group)])
        following = lines[index + len(group)] if index + len(group) < len(lines) else None
        kind, level = kind_of(group, following, dense=dense, top=body)
        yield Block(kind, group[0].start, group[-1].end, level)
        index += len(group)


def wrap_width(lines: list[Line]) -> int:
    """The column that the text was wrapped at; 0 when it was not."""
    longest = max((line.end - line.start for line in lines), default=0)
    return longest if MIN_WRAP <= longest <= MAX_WRAP else 0


def goes_on(line: Line, following: Line, width: int) -> bool:
    """Whether the second line is the first one's continuation, broken only to fit the width."""
    if not width or following.after_blank or starts_block(following.text):
        return False
    if UNDERLINE.match(line.text):
        return False
    first_word = following.text.split(maxsplit=1)[0]
    return (line.end - line.start) + 1 + len(first_word) > width - 4 or following.text[0].islower()


def starts_block(text: str) -> bool:
    """Whether a line opens something of its own, whatever stands before it."""
    return bool(
        LIST_ITEM.match(text) or HASHES.match(text) or UNDERLINE.match(text) or QUOTE.match(text)
    )


def kind_of(
    group: list[Line], following: Line | None, *, dense: bool, top: int
) -> tuple[BlockKind, int]:
    """What a group of lines is, and a heading's level; `dense` texts have no blank lines."""
    first = group[0].text
    if UNDERLINE.match(first):
        return "markup", 0
    if hashes := HASHES.match(first):
        return "heading", len(hashes.group(1))
    if LIST_ITEM.match(first):
        return "list_item", 0
    if QUOTE.match(first):
        return "quote", 0
    if len(group) == 1 and following is not None and is_heading(group[0], following, dense=dense):
        return "heading", 1 if group[0].start == top else 2
    return "paragraph", 0


def is_heading(line: Line, following: Line, *, dense: bool) -> bool:
    """Whether a short line without a full stop stands above something, as a heading does.

    What it stands above begins a paragraph of its own or, in a dense text, is long.
    """
    text = line.text
    if UNDERLINE.match(following.text) and not following.after_blank:
        return True
    apart = line.after_blank and following.after_blank
    return (
        (apart or (dense and len(following.text) >= MIN_PROSE))
        and len(text) <= MAX_HEADING
        and len(text.split()) <= MAX_HEADING_WORDS
        and text[-1] not in ".,;:!…*"
        and not text[0].islower()
        and bool(LETTER.search(text))
    )
