"""Which printed lines belong to the pages: heads, feet, numbers, and lists of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.readers.pdf_sheets import Line, Sheet

EDGE = 0.13  # of the page's height, at its top and at its foot
NEAR = 4.0  # points by which a head may be higher or lower on another page
FEW = 5  # pages; in so short a file a head stands on two, in a longer one on three
LEADERS = re.compile(r".{0,300}?(?:\.[ \u2009]?){4,}\s*[\divxl]{0,6}")  # "Sleep . . . . . 12"
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(
    r"""(?:page|seite|p[áa]gina|pagina|strona|sida|side|pg?\.)?\s?
        [-–—|·•\[(]?\s?(?P<number>\d{1,4}|[ivxl]{1,7})\s?[-–—|·•\])]?
        (?:\s?(?:of|/|von|de|sur|di|van|z|av)\s?\d{1,4})?""",
    re.IGNORECASE | re.VERBOSE,
)


def running_lines(sheets: Sequence[Sheet]) -> frozenset[Line]:
    """The heads, feet and numbers of pages, and the lines of a list of contents.

    A line at a page's edge that stands at the same height on other pages in the same words, but
    for its digits, is its head or foot; one that counts as the pages do is its number, and what
    stands beside that its head or foot, too.
    """
    edges = [line for sheet in sheets for line in at_edges(sheet)]
    alike: defaultdict[str, list[Line]] = defaultdict(list)
    for line in edges:
        alike[DIGITS.sub("#", line.text.casefold())].append(line)
    found: set[Line] = set()
    for key, lines in alike.items():
        least = 2 if key == "#" or len(sheets) <= FEW else 3
        found |= {line for line in lines if pages_at(line.bottom, lines) >= least}
    found |= set(numbers(edges, len(sheets)))
    found |= {line for line in edges if any(stands_beside(line, each) for each in found)}
    entries = (line for sheet in sheets for line in sheet.lines if LEADERS.fullmatch(line.text))
    return frozenset(found | set(entries))


def stands_beside(line: Line, other: Line) -> bool:
    """Whether two lines of a page stand at one height, with a wide gap between them."""
    return (
        line.page == other.page
        and abs(line.bottom - other.bottom) < 0.5 * line.size
        and max(line.left - other.right, other.left - line.right) > 2 * line.size
    )


def at_edges(sheet: Sheet) -> Iterator[Line]:
    """The lines at a page's top and foot."""
    low, high = EDGE * sheet.height, (1 - EDGE) * sheet.height
    return (line for line in sheet.lines if line.top <= low or line.bottom >= high)


def pages_at(height: float, lines: Iterable[Line]) -> int:
    """On how many pages a line stands at a height."""
    return len({line.page for line in lines if abs(line.bottom - height) <= NEAR})


def numbers(edges: Sequence[Line], pages: int) -> Iterator[Line]:
    """The lines that are a number and nothing else, and count as the pages do."""
    stated = [(line, found["number"]) for line in edges if (found := NUMBER.fullmatch(line.text))]
    counted = [(line, int(number) - line.page) for line, number in stated if number.isdecimal()]
    ahead = [offset for _, offset in counted]
    for line, offset in counted:
        if ahead.count(offset) > 1 or (pages == 1 and offset == 0):
            yield line
    yield from (line for line, number in stated if not number.isdecimal())
