"""Which part of an author's name is the family name, where that is clear; else nothing is said."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

GIVEN_NAMES = Path(__file__).with_name("given_names.txt")
BETWEEN = re.compile(r",? (?:and|&|und|et|y) |; |, ")
LETTERS = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*\.?")
INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]")
HONORIFICS = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "miss", "sir", "dame"))
DEGREES = frozenset(
    (
        *("phd", "md", "psyd", "dphil", "dclinpsy", "edd", "mbbs", "do", "dnp", "ma", "msc", "ms"),
        *("mph", "med", "msw", "ba", "bsc", "rn", "np", "lcsw", "lmft", "lmhc", "lpc", "lpcc"),
        *("frcpsych", "mrcpsych", "cpsychol", "ncc", "csw", "licsw", "rd"),
    )
)
SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"))
PARTICLES = frozenset(
    (
        *("von", "van", "vom", "zu", "zur", "de", "del", "della", "der", "den", "di", "da", "do"),
        *("dos", "das", "du", "la", "le", "ten", "ter", "bin", "ibn", "al", "el"),
    )
)
# A body that is named after somebody is no person: "Anna Freud Centre".
BODIES = re.compile(
    r"""\b(?:alliance|associat\w+|cent(?:er|re)|charity|clinic\w*|college|committee|company|council
    |department|editor\w*|foundation|group|health\w*|help\w*|hospital|house|institut\w+|journal
    |library|magazine|media|mental|mind\w*|network|news\w*|office|organi[sz]ation|partners?|press
    |project|psych\w+|research|school|services?|society|staff|support|team|therap\w+|trust|union
    |university|wellness|writer)\b""",
    re.IGNORECASE | re.VERBOSE,
)


class Name(NamedTuple):
    """A person's name in its parts, as the source writes them."""

    family: str  # with what belongs to it: "van Gogh"
    given: tuple[str, ...]  # each a name or an initial
    suffix: str = ""  # "Jr."


def names_of(author: str) -> tuple[Name, ...]:
    """The persons that an author's field names, in order; nothing unless every one is clear.

    A person is clear whose first name is an initial or a known first name, and whose other names
    but the last are so, too. Which of two unknown words is the family name depends on where
    somebody is from, so it is not guessed.

    >>> names_of("Ann Lee, PhD, and Ludwig van Beethoven")[1]
    Name(family='van Beethoven', given=('Ludwig',), suffix='')
    >>> names_of("Calm House"), names_of("Ann Lee and the Calm Team"), names_of("María García Paz")
    ((), (), ())
    """
    if BODIES.search(author):
        return ()
    if (turned := turned_name(author)) is not None:
        return (turned,)
    pieces = [each for each in map(str.strip, BETWEEN.split(author)) if not is_degree(each)]
    named = [name_of(piece.split()) for piece in joined_suffixes(pieces)]
    return tuple(name for name in named if name) if all(named) else ()


def joined_suffixes(pieces: list[str]) -> list[str]:
    """The pieces, a suffix put back to the name before it.

    >>> joined_suffixes(["Ann Lee", "Jr.", "Ben Ox"])
    ['Ann Lee Jr.', 'Ben Ox']
    """
    found: list[str] = []
    for piece in pieces:
        if piece in SUFFIXES and found:
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return found


def turned_name(author: str) -> Name | None:
    """A single name that is written with its family name first: "Lee, Ann B."."""
    family, comma, rest = author.partition(", ")
    given = tuple(rest.split())
    if not comma or not given or is_given(family) or not is_family(family.split()):
        return None
    return Name(family, given) if all(map(is_given, given)) else None


def name_of(words: list[str]) -> Name | None:
    """One person's name, from first to last word; None where its parts are not clear."""
    while words and words[0].rstrip(".").casefold() in HONORIFICS:
        words = words[1:]
    while len(words) > 2 and is_degree(words[-1]):
        words = words[:-1]
    suffix = words[-1] if words and words[-1] in SUFFIXES else ""
    words = words[:-1] if suffix else words
    cut = next((at for at, word in enumerate(words) if word in PARTICLES), len(words) - 1)
    given, family = tuple(words[:cut]), words[cut:]
    if not given or not all(map(is_given, given)) or not is_family(family):
        return None
    return Name(" ".join(family), given, suffix)


def is_given(word: str) -> bool:
    """Whether a word is an initial or a known first name, "Jean-Paul" by its first half.

    >>> [word for word in ("Ann", "A.", "J.R.", "Jean-Paul", "Calm", "NHS") if is_given(word)]
    ['Ann', 'A.', 'J.R.', 'Jean-Paul']
    """
    if INITIALS.fullmatch(word):
        return word[0].isupper()
    return bool(LETTERS.fullmatch(word)) and word.partition("-")[0] in given_names()


def is_family(words: list[str]) -> bool:
    """Whether words can be a family name: one with a capital, after particles, in small letters."""
    *before, last = words or [""]
    return (
        all(word in PARTICLES for word in before)
        and bool(LETTERS.fullmatch(last))
        and last[0].isupper()
        and not last.isupper()
        and not last.endswith(".")
    )


def is_degree(piece: str) -> bool:
    """Whether something behind a name is a degree or a licence.

    >>> is_degree("Ph.D."), is_degree("LCSW"), is_degree("Lee")
    (True, True, False)
    """
    return piece.replace(".", "").casefold() in DEGREES and piece not in ("Do", "Ma", "Med")


@cache
def given_names() -> frozenset[str]:
    """The known first names."""
    lines = GIVEN_NAMES.read_text("utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
