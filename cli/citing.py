"""The command that cites: cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.settings import Settings, pass_settings, with_globals
from corpus.errors import UserError

if TYPE_CHECKING:
    from search.citing.reference import Reference

FORMATS = ("apa", "biblatex", "ris", "csl-json", "markdown", "link")


class NoAddressError(UserError):
    """A link was asked for to what has no address."""

    code = "no_address"

    def __init__(self, place: str) -> None:
        super().__init__(
            f"The source of {place!r} gives no web address, so there is no link to it.",
            hint="Another --format cites it without one.",
        )


@click.command()
@click.argument("place", metavar="ARTICLE")
@click.option(
    "--passage",
    type=click.IntRange(min=0),
    help="Quote this passage, too (0 is the first); ARTICLE#3 says the same.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="apa",
    show_default=True,
    help="How to write it; markdown and link are of a passage, where one is named.",
)
@with_globals
@pass_settings
def cite(settings: Settings, place: str, passage: int | None, style: str) -> None:
    """Cite an article, or quote one of its passages, ready to be pasted.

    Only what the source states is said: "n.d." where it gives no date, names as it writes them.

    Example: wellread cite articles/page.html --format biblatex
    """
    from index.opened import open_index
    from search.citing.cited import cited
    from search.citing.formats import cite as written

    with open_index(settings.where) as index:
        reference = cited(index.passages, place, ordinal=passage)
        if index.warning:
            settings.terminal.warn(index.warning)
    text = written(reference, style)
    if not text:
        raise NoAddressError(place)
    for quote in reference.quotes:
        if quote.notice:
            settings.terminal.warn(quote.notice)
    settings.terminal.data(as_value(reference, style, text), [text.removesuffix("\n")])


def as_value(reference: Reference, style: str, text: str) -> dict[str, object]:
    """The citation as programs read it."""
    quote = next(iter(reference.quotes), None)
    return {
        "format": style,
        "key": reference.key,
        "passage_id": quote.passage_id if quote else None,
        "notice": (quote.notice if quote else "") or None,
        "citation": text,
    }
