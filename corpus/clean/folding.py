"""Text as rules compare it, and as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

PLAIN = tuple(
    zip("’‘“”–—\xa0", "''\"\"-- ", strict=True)
)  # quotes, dashes, spaces → the typewriter's
INNER_CAPITAL = re.compile(r"[A-Z](?<=[a-z]{2}[A-Z])(?=[a-z])")
LOST_SPACE = re.compile(
    r"(?<=[a-z]{2})(?=[A-Z][a-z])"
)  # "See alsoWhat helps?": two boxes of a page
LEADING_MARKER = re.compile(r"(?:[-*+•‣◦▪●·>#]+|\d{1,3}[.)])\s+")


def fold(text: str) -> str:
    """Text as rules compare it: lower case, plain quotes and dashes, single spaces, no marker.

    >>> fold("  • We’ve  CHOSEN this")
    "we've chosen this"
    """
    if not text.isascii():
        for fancy, plain in PLAIN:
            text = text.replace(fancy, plain)
    if INNER_CAPITAL.search(text):
        text = LOST_SPACE.sub(" ", text)
    text = " ".join(text.split())
    marker = LEADING_MARKER.match(text)
    return text[marker.end() :].casefold() if marker else text.casefold()


BREAKS = str.maketrans(dict.fromkeys("!\"#$%&'()*+,-./:;<=>?@[]^`{|}~", " "))


def words_in(folded: str) -> list[str]:
    """The words of a folded text, as rules look for them.

    >>> words_in("see the web-site's offers.")
    ['see', 'the', 'web', 'site', 's', 'offers']
    """
    return folded.translate(BREAKS).split()


def words_of_lines(folded: Sequence[str]) -> Iterator[list[str]]:
    """Each folded line's words; twice as fast as line by line.

    >>> list(words_of_lines(["see the web-site.", ""]))
    [['see', 'the', 'web', 'site'], []]
    """
    whole = "\n".join(folded)
    if not whole.isascii():  # such a text is slow to translate
        return map(words_in, folded)
    return map(str.split, whole.translate(BREAKS).split("\n")[: len(folded)])


def holds_any(folded: str, phrases: Sequence[str]) -> bool:
    """Whether a text holds one of these; many times as fast as a pattern would say so."""
    for phrase in phrases:  # noqa: SIM110 - any() costs twice as much, for every unit of every text
        if phrase in folded:
            return True
    return False


# What shows nothing, or changes how others are shown: controls that are no white space, halves of
# characters, and Unicode's Default_Ignorable_Code_Point with the code points that are never one.
# Joiners stay (U+200C and U+200D): Persian, Hindi and emoji are written with them; and so do the
# selectors of a character's look. Tags (U+E0000 on) are letters that only machines read.
ENDS = "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    f"\ud800-\udfff{ENDS}]"
)
ANSI = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")


def visible(text: str) -> str:
    """Text without invisible characters and colour codes, on one line."""
    if INVISIBLE.search(text):  # colour codes begin with one
        text = INVISIBLE.sub("", ANSI.sub("", text))
    return " ".join(text.split())
