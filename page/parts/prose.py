"""An article's text as HTML: every character escaped, its paragraphs and lists as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from corpus.article import Article, Span
from corpus.units import MARKER

NUMBER = re.compile(r"\d+")
SHORT = re.compile(r"\b\w{1,5}-\w{1,5}\b")  # CBT-I, PHQ-9
FOUND = "found"  # the id of the first mark of its kind, which a page can be scrolled to


class Mark(NamedTuple):
    """A run of an article's text that is set off, and as what."""

    start: int  # in characters of Article.text
    end: int  # one past the last character
    kind: Literal["best", "word", "found"]


class Piece(NamedTuple):
    """One paragraph, list item or heading."""

    kind: str  # "heading", "sentence", "list_item" or "quote"
    start: int
    end: int
    level: int  # of a heading
    doubted: bool = False  # may be junk, all of it
    name: str = ""  # the id of a heading's element


class Part(NamedTuple):
    """A heading of an article, as its list of contents has it."""

    name: str  # the id of the heading's element
    heading: str
    depth: int  # 2 to 6, as the element's


def title_html(title: str) -> str:
    """A title whose short names, such as CBT-I, stay on one line.

    >>> title_html("CBT-I & sleep")
    "<span class='whole'>CBT-I</span> &amp; sleep"
    """
    return SHORT.sub(r"<span class='whole'>\g<0></span>", escape(title))


def marked(text: str, start: int, end: int, marks: Iterable[Mark] = ()) -> str:
    """HTML of `text[start:end]`; where marks meet, the run has the classes of all.

    >>> marked("a < b", 0, 5, [Mark(0, 3, "best"), Mark(0, 1, "word")])
    '<mark class="best word">a</mark><mark class="best"> &lt;</mark> b'
    """
    near = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = {start, end} | {min(max(edge, start), end) for mark in near for edge in mark[:2]}
    cuts = sorted(edges)
    html = []
    for left, right in pairwise(cuts):
        kinds = sorted({mark.kind for mark in near if mark.start <= left and right <= mark.end})
        shown = escape(text[left:right])
        html.append(f'<mark class="{" ".join(kinds)}">{shown}</mark>' if kinds else shown)
    return "".join(html)


def prose(article: Article, *, start: int = 0, end: int = -1, marks: Sequence[Mark] = ()) -> str:
    """HTML of a run of an article: headings from h2 downwards, paragraphs, quotes and lists.

    A first heading that only repeats the title is left out. The first "found" mark has the id
    `FOUND`. `end` is that of the text when it is −1.
    """
    end = len(article.text) if end < 0 else end
    return html_of(article.text, pieces_shown(article, start, end), marks)


def whole_prose(article: Article, marks: Sequence[Mark] = ()) -> str:
    """The HTML of all of an article, its headings named as in `parts_of`."""
    pieces = pieces_shown(article, 0, len(article.text))
    return html_of(article.text, list(map(named, pieces)), marks)


def parts_of(article: Article) -> list[Part]:
    """The headings that `whole_prose` shows, in order."""
    pieces = map(named, pieces_shown(article, 0, len(article.text)))
    return [
        Part(piece.name, article.text[piece.start : piece.end], piece.level)
        for piece in pieces
        if piece.kind == "heading"
    ]


def named(piece: Piece) -> Piece:
    """A heading with the id of its element; it stays as long as the text before it does.

    >>> named(Piece("heading", 120, 130, 2)).name
    'part-120'
    """
    return piece._replace(name=f"part-{piece.start}") if piece.kind == "heading" else piece


def html_of(text: str, pieces: Sequence[Piece], marks: Sequence[Mark]) -> str:
    """The pieces as HTML, the first "found" mark with its id."""
    html = "\n".join(blocks(text, pieces, marks))
    return html.replace('<mark class="found', f'<mark id="{FOUND}" class="found', 1)


def pieces_shown(article: Article, start: int, end: int) -> list[Piece]:
    """The pieces of a run, headings at their depth, without one that only repeats the title."""
    pieces = pieces_between(article.spans, start, end) or [Piece("sentence", start, end, 0)]
    first = pieces[0]
    repeats = first.kind == "heading" and article.text[first.start : first.end] == article.title
    return in_depth(pieces[1:] if repeats else pieces)


def in_depth(pieces: Sequence[Piece]) -> list[Piece]:
    """The same, the levels of headings from 2 downwards, none more than one below the last."""
    depth, above, found = heading_depths(pieces), 1, []
    for piece in pieces:
        if piece.kind == "heading":
            above = min(depth[piece.level], above + 1)
            piece = piece._replace(level=above)
        found.append(piece)
    return found


def pieces_between(spans: Iterable[Span], start: int, end: int) -> list[Piece]:
    """The paragraphs and items that a run touches, cut to it."""
    inside = [span for span in spans if span.start < end and start < span.end]
    pieces = []
    for _, group in groupby(inside, key=lambda span: (span.block, span.kind)):
        units = list(group)
        left, right = max(start, units[0].start), min(end, units[-1].end)
        doubted = all(unit.doubted for unit in units)
        pieces.append(Piece(units[0].kind, left, right, units[0].level, doubted))
    return pieces


def blocks(text: str, pieces: Sequence[Piece], marks: Sequence[Mark]) -> Iterable[str]:
    """Each piece as an element; neighbouring items of one sort of list stand in one list."""
    for tag, group in groupby(pieces, key=lambda piece: tag_of(text, piece)):
        if tag in ("ul", "ol"):
            yield f"<{tag}>{''.join(item(text, piece, marks) for piece in group)}</{tag}>"
            continue
        for piece in group:
            inner = marked(text, piece.start, piece.end, marks)
            if piece.doubted:
                inner = f'<span class="doubted">{inner}</span>'
            if tag == "h":
                name = f" id='{piece.name}'" if piece.name else ""
                yield f"<h{piece.level}{name}>{inner}</h{piece.level}>"
            else:
                yield (
                    f"<blockquote><p>{inner}</p></blockquote>"
                    if tag == "quote"
                    else f"<p>{inner}</p>"
                )


def heading_depths(pieces: Sequence[Piece]) -> dict[int, int]:
    """For each level of heading that is there, 2 to 6, the highest first."""
    levels = sorted({piece.level for piece in pieces if piece.kind == "heading"})
    return {level: min(2 + place, 6) for place, level in enumerate(levels)}


def tag_of(text: str, piece: Piece) -> str:
    """ "h", "quote", "p", or the sort of list that an item is of."""
    if piece.kind == "list_item":
        marker = MARKER.match(text, piece.start, piece.end)
        return "ol" if marker and NUMBER.search(marker.group()) else "ul"
    return {"heading": "h", "quote": "quote"}.get(piece.kind, "p")


def item(text: str, piece: Piece, marks: Sequence[Mark]) -> str:
    """A list item without its marker; a number is kept as its value."""
    marker = MARKER.match(text, piece.start, piece.end)
    start = marker.end() if marker else piece.start
    number = NUMBER.search(marker.group()) if marker else None
    value = f' value="{number.group()}"' if number else ""
    inner = marked(text, start, piece.end, marks)
    return f"<li{value}>{f'<span class=doubted>{inner}</span>' if piece.doubted else inner}</li>"
