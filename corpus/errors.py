"""The base of everything that goes wrong and that a person can put right."""

from __future__ import annotations

from typing import ClassVar


class UserError(Exception):
    """What happened and why it matters; `hint` says what to do.

    Shown to people as it is, never with a traceback. Every other exception is a bug.
    """

    code: ClassVar[str] = "failed"  # what programs read, in `--json`
    exit_status: ClassVar[int] = 1  # of the command that meets it

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class NoSuchArticleError(UserError):
    """No article of the collection, or of the index, has this id."""

    code = "no_such_article"
    exit_status = 4

    def __init__(self, article_id: str, *, near: tuple[str, ...] = ()) -> None:
        hint = f"Did you mean {' or '.join(near)}?" if near else "`wellread list` shows every id."
        super().__init__(f"There is no article {article_id!r} here.", hint=hint)


class RefusedSourceError(UserError):
    """A source that is not an article, or that can't be read; the rest goes on without it."""

    code = "refused_source"


class GaveUpError(RefusedSourceError):
    """One way of reading a page could not bear it; another way may."""
