"""Whether any file of a home still has an article's words: read byte for byte, not asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import NoSuchArticleError, UserError
from corpus.prepare import Prepared
from index.manifest import IndexMissingError, IndexUnusableError
from index.opened import open_index

PHRASES = 16  # of an article; each costs a look at every byte of the home
LENGTH = 48  # characters; a longer one more often stands across two pages of a file of SQLite
SHORTEST = 24
PORTION = 1 << 22  # bytes read at once


class NotProvedError(UserError):
    """What was forgotten is deleted, and nobody could look whether all of it is."""

    code = "not_proved"


class Search(NamedTuple):
    """What a look through a home found."""

    phrases: int  # that were looked for: those that no remaining article has
    files: int  # that were read whole
    traces: tuple[str, ...]  # the files that have one, by their path in the home


def telling_phrases(prepared: Prepared) -> list[str]:
    """Some words of an article as they stand in it, from its beginning to its end.

    What was dropped from it counts, too: originals and accounts have it.
    """
    texts = (" ".join(each.unit.text.split()) for each in prepared.decisions)
    long = [text[:LENGTH] for text in dict.fromkeys(texts) if len(text) >= SHORTEST]
    return long[:: -(-len(long) // PHRASES) or 1]


def indexed_phrases(home: Path, article_id: str) -> list[str]:
    """The same of an article of the published build; none where it has no such article.

    Raises:
        NotProvedError: the build can't be read.
    """
    try:
        with open_index(home) as index:
            return telling_phrases(index.passages.prepared(article_id))
    except (IndexUnusableError, NoSuchArticleError):
        return []
    except sqlite3.Error as error:
        raise NotProvedError(
            f"The index can't be read, so that nobody could prove what is gone: {error}.",
            hint="Nothing was deleted yet. Try again, or see what `wellread verify` says.",
        ) from error


def search_home(home: Path, phrases: Sequence[str]) -> Search:
    """Look for phrases in every file of a home; not for those that an indexed article has.

    Raises:
        NotProvedError: a file can't be read.
    """
    try:
        own = not_indexed(home, phrases)
        wanted = [form for phrase in own for form in forms_of(phrase)]
        files = sorted(path for path in home.rglob("*") if path.is_file())
        found = [path for path in files if has_any(path, wanted)]
    except (OSError, sqlite3.Error) as error:
        raise NotProvedError(
            f"All was deleted, but not every file could be read to prove it: {error}.",
            hint="Search the files of the home for words of it when that is put right.",
        ) from error
    return Search(len(own), len(files), tuple(p.relative_to(home).as_posix() for p in found))


def not_indexed(home: Path, phrases: Sequence[str]) -> list[str]:
    """Those phrases that no article of the published build has."""
    query = "SELECT 1 FROM article WHERE instr(extracted, ?) OR instr(text, ?) LIMIT 1"
    try:
        with open_index(home) as index:
            return [each for each in phrases if not index.passages.ask(query, (each, each))]
    except IndexMissingError:
        return list(phrases)


def forms_of(phrase: str) -> Iterator[bytes]:
    """A phrase's bytes as a file may have them: in UTF-8, escaped in JSON, in UTF-16.

    >>> list(forms_of("né"))
    [b'n\\xc3\\xa9', b'n\\\\u00e9', b'n\\x00\\xe9\\x00']
    """
    escaped = phrase.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
    yield from dict.fromkeys((phrase.encode(), escaped, phrase.encode("utf-16-le")))


def has_any(path: Path, wanted: Sequence[bytes]) -> bool:
    """Whether a file has one of some runs of bytes; a file that is gone meanwhile has none."""
    overlap = max(map(len, wanted), default=1) - 1
    try:
        with path.open("rb") as file:
            before = b""
            while portion := file.read(PORTION):
                here = before + portion
                if any(each in here for each in wanted):
                    return True
                before = here[len(here) - overlap :] if overlap else b""
    except FileNotFoundError:
        return False
    return False
