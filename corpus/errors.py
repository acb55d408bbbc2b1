"""The base of everything that goes wrong and that a person can put right."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from traceback import walk_tb
from typing import ClassVar

BUGS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


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
        self.near = near


class RefusedSourceError(UserError):
    """A source that is not an article, or that can't be read; the rest goes on without it."""

    code = "refused_source"


class FailedSourceError(RefusedSourceError):
    """A source at which Wellread itself failed: a bug, and still no reason to stop at the others.

    Says where in our code, and nothing of what the source holds.
    """

    code = "failed_source"

    def __init__(self, error: Exception) -> None:
        *_, (frame, line) = walk_tb(error.__traceback__)
        place = f"{PurePath(frame.f_code.co_filename).name}, line {line}"
        super().__init__(
            f"Wellread failed at it ({type(error).__name__} in {place}).",
            hint="This is a bug, please report it with that line; the source itself may be fine.",
        )


@contextmanager
def bugs_refuse() -> Iterator[None]:
    """Where our code fails at one source, refuse that one, so that the others go on.

    Raises:
        FailedSourceError: in the place of what a bug raises; all else passes, a full disk too.
    """
    try:
        yield
    except UserError:
        raise
    except BUGS as error:
        raise FailedSourceError(error) from error


class GaveUpError(RefusedSourceError):
    """One way of reading a page could not bear it; another way may."""
