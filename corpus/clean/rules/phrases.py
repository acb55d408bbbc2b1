"""What the furniture of pages is called in twelve languages, as patterns for rules."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Literal, get_args

Meaning = Literal[
    "see also", "related", "share", "comments", "reply", "newsletter", "subscribe", "tags",
    "published", "reading time", "cookies", "advert", "contents", "read more", "author", "privacy",
]  # fmt: skip


def read_phrases() -> dict[Meaning, dict[str, tuple[str, ...]]]:
    """The table: meaning → language → phrases."""
    table = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
    return {
        meaning: {language: tuple(phrases) for language, phrases in table[meaning].items()}
        for meaning in get_args(Meaning)
    }


PHRASES = read_phrases()


def any_phrase(meaning: Meaning) -> str:
    """A pattern for all phrases of one meaning; a longer one comes before its own beginning.

    >>> re.fullmatch(any_phrase("contents"), "daftar isi") is not None
    True
    """
    phrases = {phrase for many in PHRASES[meaning].values() for phrase in many}
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(map(re.escape, ordered))})"
