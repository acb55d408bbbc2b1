"""Printed lines put together again: whether a hyphen at a line's end belongs to the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
LAST = re.compile(r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)-$")
FIRST = re.compile(r"[^\W\d_]+")
KEEP = frozenset(  # words that a hyphen follows
    (
        *(
            "self",
            "non",
            "well",
            "co",
            "ex",
            "half",
            "cross",
            "post",
            "pre",
            "anti",
            "semi",
            "long",
        ),
        *("short", "high", "low", "mid", "part", "full", "one", "two", "three", "four", "five"),
        *("on", "follow", "day", "year", "twenty", "thirty", "forty", "fifty", "sixty", "e"),
    )
)


class Joined(NamedTuple):
    """Lines as one text."""

    text: str
    starts: tuple[int, ...]  # where each line begins, in characters of the text


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of a file's lines, hyphenated ones whole; none that a line's end parts."""
    return frozenset(word.casefold() for line in lines for word in WORD.findall(LAST.sub("", line)))


def joined(lines: Sequence[str], words: frozenset[str]) -> Joined:
    """Lines put together, a word that was parted at a line's end made whole.

    Its hyphen stays where the file has the word with it elsewhere, and not without.

    >>> joined(["Talk to some-", "one about self-", "harm."], frozenset()).text
    'Talk to someone about self-harm.'
    """
    text = ""
    starts: list[int] = []
    for line in lines:
        if parted := LAST.search(text):
            following = FIRST.match(line)
            if following and line[0].islower():
                stays = keeps_hyphen(parted[1], following.group(), words)
                text = text if stays else text[:-1]
                starts.append(len(text))
                text += line
                continue
        text += " " if text else ""
        starts.append(len(text))
        text += line
    return Joined(text, tuple(starts))


def keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether the hyphen between two halves of a word is its own."""
    first, last = before.casefold(), after.casefold()
    if f"{first}{last}" in words:
        return False
    return f"{first}-{last}" in words or "-" in first or first in KEEP
