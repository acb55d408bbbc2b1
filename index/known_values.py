"""Whether what a filter names is in the index at all, so that a slip of the keys is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import ClassVar

from corpus.errors import UserError
from index.facets import LANGUAGE, counted
from index.filters import ArticleFilter
from index.passages import Passages

SHOWN = 8  # values that are named where none is near


class NoSuchValueError(UserError):
    """No article of the index has what a filter asks for."""

    code: ClassVar[str] = "no_such_value"
    exit_status: ClassVar[int] = 4

    def __init__(self, what: str, stated: str, known: Iterable[str]) -> None:
        values = sorted(filter(None, known))
        near = get_close_matches(stated, values, n=3)
        named = ", ".join(values[:SHOWN]) + (", …" if len(values) > SHOWN else "")
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {named or 'none'}."
        super().__init__(f"No article here has the {what} {stated!r}.", hint=hint)


def refuse_unknown(passages: Passages, wanted: ArticleFilter) -> None:
    """Stop where a filter names a site, a language or a source that no article has.

    Raises:
        NoSuchValueError: one of them.
    """
    every = ArticleFilter()
    for what, stated, column in (
        ("site", wanted.sites, "site"),
        ("language", wanted.languages, LANGUAGE),
    ):
        known = counted(passages, column, every) if stated else {}
        for value in stated:
            if value not in known:
                raise NoSuchValueError(what, value, known)
    for value in wanted.sources:
        if not passages.article_numbers(ArticleFilter(sources=(value,))):
            raise NoSuchValueError("source", value, folders(passages))


def folders(passages: Passages) -> Iterator[str]:
    """What the ids of articles begin with: their folders, each once."""
    ids = (row[0] for row in passages.ask("SELECT id FROM article ORDER BY id"))
    yield from dict.fromkeys(each.rpartition("/")[0] + "/" for each in ids if "/" in each)
