"""The log of builds: when each was, what it did, what it left out, and why one failed.

One line of JSON for each, in a file beside the index: it outlives the builds themselves. It
holds no text of any article, and nothing of what people ask.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from index.manifest import LeftOut

LOG = "builds.jsonl"
KEPT = 200  # entries; at twice as many the older half is let go
MAX_LEFT_OUT = 50  # articles named in one entry; their number is told besides
MAX_ERROR = 1000  # characters

End = Literal["published", "failed", "cancelled", "rolled back"]


class Entry(NamedTuple):
    """One build, or one step back to an earlier one."""

    at: str  # when it began, ISO 8601, UTC
    end: End
    build: str = ""  # its name; '' where nothing was published
    seconds: float = 0.0
    added: int = 0
    changed: int = 0
    removed: int = 0
    kept: int = 0
    articles: int = 0  # of what answers after it
    passages: int = 0
    encoded: int = 0
    reused: int = 0
    reconsidered: tuple[str, ...] = ()  # what of older articles was decided anew, in sentences
    left_out: tuple[LeftOut, ...] = ()  # the first of them
    left_out_count: int = 0
    error: str = ""  # why it failed
    encoder: str = ""  # as it was asked for
    max_tokens: int = 0  # of a passage
    amended: int = 0  # articles that changed since all was written; 0 where it was now


def amended(articles: int) -> list[str]:
    """What there is to say of a build that was not written whole; nothing where it was.

    Args:
        articles: that came, changed or went since all was written.

    >>> amended(1), amended(0)
    (['Written beside what there was; 1 article changed since all of it was written'], [])
    """
    counted = "1 article" if articles == 1 else f"{articles:,} articles"
    said = f"Written beside what there was; {counted} changed since all of it was written"
    return [said] if articles else []


def note_build(home: Path, entry: Entry) -> None:
    """Add an entry to a home's log. A build is done without it where it can't be written."""
    stated = entry._asdict() | {"left_out": [[each.id, each.reason] for each in entry.left_out]}
    line = json.dumps(stated, ensure_ascii=True) + "\n"
    with contextlib.suppress(OSError):
        home.mkdir(parents=True, exist_ok=True)
        with (home / LOG).open("a", encoding="utf-8") as file:
            file.write(line)
        shorten(home / LOG)


def shorten(log: Path) -> None:
    """Let go of the oldest entries of a long log."""
    lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
    if len(lines) >= 2 * KEPT:
        rewrite(log, lines[-KEPT:])


def rewrite(log: Path, lines: Sequence[str]) -> None:
    """Write a log anew in its own place, so that no other file is ever left with its lines.

    A crash may damage a line of it, which is then passed over, and repeat some.
    """
    with log.open("r+b") as file:
        file.write("".join(lines).encode("utf-8"))
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def forget_in_log(home: Path, article_ids: Sequence[str]) -> None:
    """Rewrite a home's log without some articles' names; a damaged line that has one goes.

    Raises:
        OSError: it could not be written.
    """
    log = home / LOG
    if not log.is_file():
        return
    lines = log.read_text("utf-8", "replace").splitlines(keepends=True)
    kept = [line for line in (without(each, article_ids) for each in lines) if line]
    if kept != lines:
        rewrite(log, kept)


def without(line: str, article_ids: Sequence[str]) -> str:
    """One line of the log without what it says of some articles; '' where it can't be told."""
    named = [each for each in article_ids if each in line or json.dumps(each)[1:-1] in line]
    if not named:
        return line
    entry = read_entry(line)
    if entry is None:
        return ""
    left_out = [[each.id, each.reason] for each in entry.left_out if each.id not in named]
    error = "" if any(each in entry.error for each in named) else entry.error
    stated = entry._asdict() | {"left_out": left_out, "error": error}
    return json.dumps(stated, ensure_ascii=True) + "\n"


def read_history(home: Path) -> list[Entry]:
    """The builds of a home, newest first. A damaged line is passed over, a lost log is empty."""
    try:
        lines = (home / LOG).read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    found = [read_entry(line) for line in reversed(lines[-2 * KEPT :])]
    return [entry for entry in found if entry]


def read_entry(line: str) -> Entry | None:
    """One line of the log; None where it is none, or is of another kind."""
    try:
        stored: dict[str, Any] = json.loads(line)
        stated = {name: stored[name] for name in Entry._fields if name in stored}
        left_out = tuple(LeftOut(str(name), "", str(why)) for name, why in stated["left_out"])
        sentences = tuple(map(str, stated["reconsidered"]))
        entry = Entry(**stated)._replace(left_out=left_out, reconsidered=sentences)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return entry if is_sound(entry) else None


def is_sound(entry: Entry) -> bool:
    """Whether every value is of its kind."""
    texts = (entry.at, entry.build, entry.error, entry.encoder)
    others = (entry.left_out_count, entry.max_tokens, entry.amended)
    numbers = (entry.seconds, *entry[4:12], *others)
    return (
        entry.end in get_args(End)
        and all(isinstance(text, str) for text in texts)
        and all(isinstance(number, int | float) and number >= 0 for number in numbers)
    )
