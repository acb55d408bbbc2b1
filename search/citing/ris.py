r"""RIS: a record of lines, each with a tag of two letters, as reference managers read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.citing.dates import Day
from search.citing.reference import Reference

END = "\r\n"  # as the format has it


def as_ris(references: Iterable[Reference]) -> str:
    """A record for each reference, a blank line between two.

    Source:
        Research Information Systems, "RIS Format Specifications" (2001).
    """
    return END.join(f"{record(reference)}{END}" for reference in references)


def record(reference: Reference) -> str:
    """One record, from its type to its end, two spaces before each dash."""
    fields = [("TY", "ELEC"), *(each for each in fields_of(reference) if each[1])]
    return "".join(f"{tag}  - {value}{END}" for tag, value in fields) + "ER  - "


def fields_of(reference: Reference) -> Iterator[tuple[str, str]]:
    """Each tag and its value; '' for what is not stated."""
    published = reference.published
    yield "ID", reference.key
    yield "TI", reference.title
    yield "AU", reference.author
    yield "PB", reference.site
    yield "PY", f"{published.year:04}" if published else ""
    yield "DA", slashed(published)
    yield "DO", reference.doi
    yield "UR", reference.url.replace(";", "%3B")  # where it would begin another address
    yield "Y2", slashed(reference.retrieved)
    yield "LA", reference.language
    for quote in reference.quotes:
        yield "N1", f"“{quote.text}”" if quote.lines else ""


def slashed(day: Day | None) -> str:
    """A day as RIS has it; the slashes stand there, too, where month or day is not known.

    >>> slashed(Day(2026, 3, 19)), slashed(Day(2026, 3)), slashed(Day(2026))
    ('2026/03/19/', '2026/03//', '2026///')
    """
    if day is None:
        return ""
    month, date = (f"{part:02}" if part else "" for part in day[1:])
    return f"{day.year:04}/{month}/{date}/"
