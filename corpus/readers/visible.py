"""HTML without a parser: what a page shows, for pages that no parser can bear."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from corpus.article import Metadata, Stated
from corpus.errors import RefusedSourceError
from corpus.readers.extract import BlockKind, Extract
from corpus.readers.html import assemble
from corpus.readers.lean import shown_parts
from corpus.readers.metadata import SEPARATOR, normalise
from corpus.readers.parts import Part
from corpus.readers.snippets import follow_in_tags

TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<[!?][^<>]*+>")
TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,600})</title", re.IGNORECASE)
KINDS: dict[str, BlockKind] = {
    **{"li": "list_item", "dd": "list_item", "blockquote": "quote"},
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
BLOCKS = frozenset(
    (
        *("p", "div", "hr", "section", "article", "main", "header", "aside", "figure"),
        *("ul", "ol", "dl", "dt", "table", "tr", "td", "th", "pre", "form", "body", "html"),
        *("figcaption", "caption", "address", "details", "summary", "fieldset", "label", "option"),
        *KINDS,
    )
)
UNSHOWN = frozenset(("head", "nav", "footer", "select", "button", "textarea", "template"))


class Run(NamedTuple):
    """Text between two block tags, and the block tag before it."""

    tag: str  # "" for what stands before the first
    text: str


def read_visible(page: str) -> Extract:
    """Read a page's text in its order, menus and boxes included; in time linear in the page.

    Only the window's title is known of its metadata, and what it asks of those who quote it.

    Raises:
        RefusedSourceError: it shows no word.
    """
    shown, directives = follow_in_tags("".join(shown_parts(page)))
    parts = [part_of(run) for run in runs_of(shown)]
    if not parts:
        raise RefusedSourceError("No article was found in this page: it holds no running text.")
    extract = assemble(parts, {**title_of(page), **directives.metadata})
    return replace(extract, notes=directives.notes)


def part_of(run: Run) -> Part:
    """A run as a block, of the kind that its tag says."""
    kind = KINDS.get(run.tag, "paragraph")
    level = int(run.tag[1]) if kind == "heading" else 0
    return Part(kind, level, run.text, "- " if kind == "list_item" else "")


def runs_of(page: str) -> Iterator[Run]:
    """What stands between the page's block tags, where there is any word.

    >>> [tuple(run) for run in runs_of("<h2>At <i>night</i></h2><p>Rest<nav>Home</nav>")]
    [('h2', 'At night'), ('p', 'Rest')]
    """
    words: list[str] = []
    tag, unshown, position = "", "", 0
    for found in TAG.finditer(page):
        name = (found["name"] or "").casefold()
        if not unshown:
            words.append(page[position : found.start()])
        position = found.end()
        if unshown or name in UNSHOWN:
            unshown = unshown_after(unshown, name, ends=bool(found["end"]))
        if name == "br":
            words.append(" ")
        elif name in BLOCKS and not unshown:
            yield from filled(tag, words)
            tag, words = "" if found["end"] else name, []
    if not unshown:
        words.append(page[position:])
    yield from filled(tag, words)


def unshown_after(unshown: str, name: str, *, ends: bool) -> str:
    """Which element that is not shown a page is in behind a tag; '' for none.

    What no page has in such an element ends it too, so that one that is never closed hides little.
    """
    if name in ("body", "main", "article", "h1") or (ends and name == unshown):
        return ""
    return unshown or ("" if ends else name)


def filled(tag: str, words: list[str]) -> Iterator[Run]:
    """The run that these pieces make up, unless it is empty."""
    if text := " ".join(unescaped("".join(words)).split()):
        yield Run(tag, text)


def title_of(page: str) -> Metadata:
    """The window's title, without the site's name behind it."""
    found = TITLE.search(page[:200_000])
    title = normalise("title", SEPARATOR.split(unescaped(found[1]))[0]) if found else ""
    return {"title": Stated(title, "meta")} if title else {}


def unescaped(text: str) -> str:
    """Text with its character references resolved; as it is where one has thousands of digits."""
    try:
        return html.unescape(text)
    except ValueError:
        return text
