"""What is in an export: one zip archive with a collection, to be kept or moved to another machine.

    wellread.json           format, settings, and size and sha256 of each of the others; the first
    articles.jsonl          one article a line: id, source, sha256, format, added
    rulings.jsonl           the curator's decisions about lines
    reviews.jsonl           what the curator has looked at
    kept.jsonl              which originals each article has and had
    originals/ab/abcd…      the originals as received, each named by its sha256

The archive's comment has the format and the sha256 of wellread.json, so that everything can be
checked before anything is parsed. Nothing derived is in it, nor any setting of one machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from corpus.errors import UserError

FORMAT = 1  # a higher number was written by a newer Wellread
LIST = "wellread.json"
TABLES = ("articles.jsonl", "rulings.jsonl", "reviews.jsonl", "kept.jsonl")
ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")
SHA256 = re.compile(r"[0-9a-f]{64}")
COMMENT = re.compile(rb"Wellread export, format (\d{1,9}), sha256 ([0-9a-f]{64})")


class NoExportError(UserError):
    """A file is no export of Wellread's, or not one that can be trusted."""

    code = "no_export"


class Member(NamedTuple):
    """A file of an export."""

    size: int  # bytes
    sha256: str


class Settings(NamedTuple):
    """How the index was made; '' and 0 where there was none."""

    encoder: str = ""  # as it was asked for
    max_tokens: int = 0


class Contents(NamedTuple):
    """What wellread.json says."""

    settings: Settings
    files: Mapping[str, Member]  # by path, wellread.json left out
    missing: tuple[str, ...] = ()  # the sha256 of originals that could not be read

    def as_bytes(self) -> bytes:
        """The same as its file holds it; the same contents, the same bytes."""
        stated = {
            "format": FORMAT,
            "settings": self.settings._asdict(),
            "missing": list(self.missing),
            "files": {name: member._asdict() for name, member in self.files.items()},
        }
        return (json.dumps(stated, indent=1) + "\n").encode()


def comment_for(sha256: str) -> bytes:
    """An archive's comment.

    >>> bool(COMMENT.fullmatch(comment_for("5e" * 32)))
    True
    """
    return f"Wellread export, format {FORMAT}, sha256 {sha256}".encode()


def original_name(sha256: str) -> str:
    """The path of an original."""
    return f"originals/{sha256[:2]}/{sha256}"


def read_contents(data: bytes) -> Contents:
    """What wellread.json says, from bytes whose checksum was verified.

    Raises:
        ValueError: it names what no export has.
    """
    try:
        stated: dict[str, Any] = json.loads(data)
        files = {name: Member(**member) for name, member in stated["files"].items()}
        contents = Contents(Settings(**stated["settings"]), files, tuple(stated["missing"]))
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"{LIST} can't be understood: {error!r}") from error
    check_contents(contents)
    return contents


def check_contents(contents: Contents) -> None:
    """Stop at names and values that no export has.

    Raises:
        ValueError: there is one.
    """
    for name, member in contents.files.items():
        found = ORIGINAL.fullmatch(name)
        if name not in TABLES and found is None:
            raise ValueError(f"{name[:80]!r} is no file of an export")
        if not (type(member.size) is int and member.size >= 0):
            raise ValueError(f"{name} has the size {member.size!r}")
        if not SHA256.fullmatch(str(member.sha256)) or (found and found[2] != member.sha256):
            raise ValueError(f"{name} has another checksum than its name")
    if lacking := [name for name in TABLES if name not in contents.files]:
        raise ValueError(f"{lacking[0]} is not there")
    if not all(SHA256.fullmatch(str(each)) for each in contents.missing):
        raise ValueError("what it misses is not named by checksums")
    encoder, max_tokens = contents.settings
    if not (isinstance(encoder, str) and type(max_tokens) is int and 0 <= max_tokens <= 100_000):
        raise ValueError(f"its settings are {contents.settings}")
