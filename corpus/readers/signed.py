"""Who a page says wrote it where a reader sees it: marked as its author, or under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.clean.months import MONTH_NAMES

BY = re.compile(
    r"""(?i:(?:(?:written|posted|published|authored|article|words|story|text)\s)?by\b\s?:?
          |(?:author|autor|autorin|auteur|autore|auteure|autora)s?\s?:)\s?
        # what also begins a surname: only before two names more
        |(?i:von|par|por|di|door|av|af)\s:?(?=[^\W\d_a-z][^\s,]*(?:\s[a-z]{1,3})*\s[^\W\d_a-z])""",
    re.VERBOSE,
)
AND = re.compile(r"\s(?:and|und|et|y|e|en|og|och|&)\s")
DEGREE = re.compile(r"(?=.*[A-Z.].*[A-Z.])[A-Z][A-Za-z.]{1,8}")  # PhD, LCSW, M.D.
PART = re.compile(r"[^\W\d_][\w'’.-]*")  # of a name
TITLES = frozenset(("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "med", "dipl", "psych"))
PARTICLES = frozenset(("de", "da", "do", "dos", "del", "la", "le", "van", "der", "den", "von",
                       "di", "bin", "al"))  # fmt: skip
BEHIND = re.compile(  # what stands behind the name: a date, how long it takes to read
    rf"""\s*(?:[|·•–—(/]|\bon\s|\b(?:updated|published|posted|reviewed|medically|last)\b
          |,?\s(?:(?:{MONTH_NAMES.replace(" ", chr(92) + "s")})\.?\s)?\d).*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
NO_NAMES = (
    frozenset(  # words of bodies, which sign too, and of whose kind a name is not plainly one
        (
            *("admin", "association", "blog", "board", "centre", "center", "charity", "clinic"),
            *("college", "committee", "contributor", "council", "department", "desk", "editor"),
            *("editorial", "editors", "foundation", "group", "guest", "health", "hospital"),
            *("institute", "magazine", "media", "network", "news", "office", "press", "redaktion"),
            *("service", "services", "society", "staff", "team", "the", "trust", "university"),
            *("writer", "writers", "author", "authors", "read", "more", "share", "our", "about"),
        )
    )
)
MARKED = frozenset(("byline", "author", "author-name", "post-author", "entry-author"))
NEAR = 300  # characters between a heading and the line that names who wrote what is under it
MAX_PARTS = 4  # of a name
MAX_LINE = 200  # characters of such a line
UNSEEN = ("script", "style", "template", "noscript")


def signed(root: Any) -> Iterator[str]:
    """Whom a page marks as its author, then persons whom a line by its heading names."""
    for marked in root.xpath("//*[@rel='author']"):
        yield "".join(marked.itertext())
    for marked in root.xpath("//*[@itemprop='author']"):
        yield "".join(marked.itertext())
    for line in lines_near_heading(root):
        yield persons(line)


def without_by(author: str) -> str:
    """An author without what leads to the name.

    >>> without_by("By Dr. Anna Weiss"), without_by("Von Anna Weiss"), without_by("Byron Weiss")
    ('Dr. Anna Weiss', 'Anna Weiss', 'Byron Weiss')
    >>> without_by("von Hagen"), without_by("Di Maria, Ada")
    ('von Hagen', 'Di Maria, Ada')
    """
    found = BY.match(author)
    return author[found.end() :] if found else author


def persons(line: str) -> str:
    """The persons whom a line names, and nothing else; '' where it is not plainly such a line.

    >>> persons("By Anna Weiss, PhD and Bo de Vries | 3 May 2024"), persons("By Calm Health Team")
    ('Anna Weiss, PhD, Bo de Vries', '')
    >>> persons("Anna Weiss, psychologist"), persons("Anna Weiss, Clinical Lead")  # or two persons
    ('Anna Weiss', '')
    """
    named = BEHIND.sub("", without_by(line), count=1).strip(" ,")
    pieces = [piece.strip() for each in AND.split(named) for piece in each.split(",")]
    several = AND.search(named) is not None
    kept = [piece for piece in pieces if is_name(piece) or DEGREE.fullmatch(piece)]
    names = sum(map(is_name, pieces))
    plain = is_name(pieces[0]) and (names == 1 if not several else len(kept) == len(pieces))
    return ", ".join(kept) if plain else ""


def is_name(words: str) -> bool:
    """Whether words are plainly a person's first and last name.

    >>> is_name("Dr. Anna Weiss"), is_name("J. R. Doe"), is_name("Anna"), is_name("Sleep better")
    (True, True, False, False)
    """
    parts = [each for each in words.split() if each not in PARTICLES]
    parts = [each for each in parts if each.rstrip(".").casefold() not in TITLES]
    return (
        2 <= len(parts) <= MAX_PARTS
        and all(PART.fullmatch(each) and each[0].isupper() for each in parts)
        and NO_NAMES.isdisjoint(each.casefold() for each in parts)
    )


def lines_near_heading(root: Any) -> Iterator[str]:
    """The lines that are marked as a byline or an author next to an h1, in their order."""
    headings, marked = [], []
    at = 0  # in characters of what is seen
    for event, element in walk(root):
        if event == "end":
            at += len((element.tail or "").strip())
            continue
        if element.tag == "h1":
            headings.append(at)
        elif not MARKED.isdisjoint((element.get("class") or "").casefold().split()):
            marked.append((at, element))
        if element.tag not in UNSEEN:
            at += len((element.text or "").strip())
    for place, element in marked:
        if any(abs(place - heading) <= NEAR for heading in headings):
            line = " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")
            if len(line) <= MAX_LINE:
                yield line


def walk(root: Any) -> Iterator[tuple[str, Any]]:
    """Where each element of a page starts and ends."""
    import lxml.etree

    walked: Iterator[tuple[str, Any]] = lxml.etree.iterwalk(root, events=("start", "end"))
    return walked
