"""The collection as a table that everyone can read: plain HTML, every character escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from page.parts.phrases import MONTHS, count, day
from page.parts.shelf import FLAGS, Row, Sort

COLUMNS: dict[str, tuple[Sort, ...]] = {  # and what the rows may be sorted by in each
    "Article": ("title",),
    "From": ("site",),
    "Dates": ("added", "newest", "oldest"),
    "Lines": ("dropped", "doubted", "shortest"),
    "State": (),
}
GIVEN = {  # how a source begins that is no file's path → how it came
    "upload:": "uploaded as ",
    "paste:": "pasted",
    "zip:": "from the archive ",
    "tar:": "from the archive ",
    "stdin:": "piped in as ",
    "records:": "from a file of many, ",
    "https:": "from https:",
    "http:": "from http:",
}


def table_html(rows: Sequence[Row], *, first: int, total: int, sort: Sort) -> str:
    """Some of the articles, and which of how many they are.

    Args:
        rows: those that are shown.
        first: the place of the first of them among all, from 1.
        total: how many there are.
        sort: what they are sorted by, for screen readers.
    """
    shown = count(total, "article")
    if len(rows) < total:
        shown = f"{first:,} to {first + len(rows) - 1:,} of {shown}"
    head = "".join(column_html(name, sorts, sort) for name, sorts in COLUMNS.items())
    body = "".join(map(row_html, rows))
    return (
        f"<p class='quiet' data-say>{shown}</p><table class='shelf'>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def column_html(name: str, sorts: tuple[Sort, ...], sort: Sort) -> str:
    """A column's name, and whether the rows are sorted by it."""
    ways = {"title": "ascending", "site": "ascending", "oldest": "ascending"}
    way = f" aria-sort='{ways.get(sort, 'descending')}'" if sort in sorts else ""
    return f"<th scope='col'{way}>{name}</th>"


def row_html(row: Row) -> str:
    """One article; its title leads to its page where the index has it."""
    title = escape(row.title)
    if row.indexed:
        title = f"<a href='{article_address(row.id)}' target='_self'>{title}</a>"
    language = f" · in {escape(row.language)}" if row.language else ""
    name = f"<span class='id'>{escape(row.id)}{language}</span>"
    site = escape(row.site) or ("No site given" if row.indexed else "Not known yet")
    return (
        f"<tr><td>{title}{name}</td>"
        f"<td data-name='From'>{site}<span class='id'>{escape(came_as(row))}</span></td>"
        f"<td data-name='Dates'>{dates_html(row)}</td>"
        f"<td data-name='Lines'>{lines_html(row)}</td>"
        f"<td data-name='State'>{state_html(row)}</td></tr>"
    )


def came_as(row: Row) -> str:
    """How an article came into the collection: the folder that it was added from, or the way.

    >>> came_as(Row("a/rest.html", "Rest", source="/home/me/a/rest.html"))
    'from /home/me'
    >>> came_as(Row("b/rest.html", "Rest", source="zip:/home/me/b.zip!rest.html"))
    'from the archive /home/me/b.zip: rest.html'
    """
    for beginning, said in GIVEN.items():
        if row.source.startswith(beginning):
            rest = "" if beginning == "paste:" else row.source.removeprefix(beginning)
            return said + rest.replace("!", ": ", 1)
    folder = row.source.removesuffix(f"/{row.id}")
    return f"from {folder}" if row.source else ""


def dates_html(row: Row) -> str:
    """When it was published, last reviewed, and added; a missing date is said."""
    published = f"Published {brief(row.published)}" if row.published else "No date given"
    lines = [published] if row.indexed else []
    if row.modified and row.modified != row.published:
        lines.append(f"Reviewed {brief(row.modified)}")
    return spans(*lines, f"Added {brief(row.added)}")


def brief(stated: str) -> str:
    """A date with its month cut to three letters, escaped.

    >>> brief("2026-09-19"), brief("2026"), brief("<soon>")
    ('19 Sep 2026', '2026', '&lt;soon&gt;')
    """
    return escape(" ".join(each[:3] if each in MONTHS else each for each in day(stated).split()))


def spans(*lines: str) -> str:
    """Lines of a cell, one below the other where there is room."""
    return " ".join(f"<span>{line}</span>" for line in lines)


def lines_html(row: Row) -> str:
    """How many lines cleaning kept, doubts and dropped."""
    if not row.indexed:
        return "Not read yet"
    doubted = [f"{row.doubted:,} in doubt"] if row.doubted else []
    return spans(f"{row.kept:,} kept", *doubted, f"{row.dropped:,} dropped")


def state_html(row: Row) -> str:
    """What a curator should know of it: its flags, each in words, with the reason."""
    said = [FLAGS[flag] for flag in row.flags if flag != "dateless"]
    if row.same_as:
        other = f"<a href='{article_address(row.same_as)}' target='_self'>{escape(row.same_as)}</a>"
        said = [f"Says the same as {other}" if each == FLAGS["copy"] else each for each in said]
    chips = "".join(f"<span class='flag'>{each}</span>" for each in said)
    why = f"<span class='id'>{escape(row.why)}</span>" if row.why else ""
    return f"{chips}{why}" if chips else "In the search" if row.indexed else "Not in the search"


def article_address(article_id: str) -> str:
    """Where an article's page is."""
    return f"article?id={quote(article_id, safe='')}"
