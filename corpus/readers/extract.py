"""What every reader gives: the text of a source, its blocks, and what the source says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpus.article import Metadata
from corpus.errors import RefusedSourceError

BlockKind = Literal["heading", "paragraph", "list_item", "quote", "caption", "markup", "furniture"]

MOST_PARTS = 200_000  # lines, or sentences; a book of 1,000 pages has some 40,000, and each takes
# 30 µs and 2 kB to clean


class Block(NamedTuple):
    """One heading, paragraph, list item or quotation."""

    kind: BlockKind
    start: int  # in characters of Extract.text
    end: int  # one past the last character
    level: int = 0  # of a heading, 1 is the highest; 0 for all else


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A source as a reader understood it.

    Blocks are in order and never overlap. What lies between two blocks is white space or
    markup; it is accounted for when the text is cut into units.
    """

    text: str  # the decoded input for text and Markdown; what was extracted for HTML
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=dict)
    markdown: bool = False  # whether inline Markdown has to be taken off before it is shown
    linked: int = 0  # headings that lead to other pages, as those of teasers do
    notes: tuple[str, ...] = ()  # why a curator should look at it: "extractors disagree", …
    page_starts: tuple[int, ...] = ()  # where each printed page begins, in characters of text


def refuse_countless(parts: int) -> None:
    """Refuse what has more lines, blocks or sentences than any article, before they are judged.

    Raises:
        RefusedSourceError: there are more than `MOST_PARTS`.
    """
    if parts > MOST_PARTS:
        raise RefusedSourceError(
            f"Too many lines or sentences: more than {MOST_PARTS:,}, where a book of a thousand "
            "pages has some 40,000.",
            hint="Split it into its articles.",
        )
