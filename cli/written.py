"""Files that a person asked a command to write: whole, or as they were."""

from __future__ import annotations

import contextlib
from pathlib import Path

from corpus.errors import UserError


class NotWrittenError(UserError):
    """A file that was asked for could not be written."""

    code = "not_written"


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and put it there in one rename; line ends stay as they are.

    Raises:
        NotWrittenError: it can't be; what was there before still is.
    """
    path = path.resolve()  # a link goes on pointing at it
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(text, "utf-8", newline="")
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise NotWrittenError(
            f"{str(path)!r} could not be written: {error}. What was there before still is.",
            hint="Make room or check permissions, then run the command again.",
        ) from error
