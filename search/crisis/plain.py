"""A question as the signs are written: small letters, one space between words, no disguise."""

from __future__ import annotations

import re
import unicodedata

MAX_BEGINNING = 9_000  # characters; a whole story: what matters may stand in its middle
MAX_END = 1_000

# Basic Latin to its Extended-B, and Extended Additional, which Vietnamese needs.
LATIN = re.compile(r"[a-zA-Z\u00aa-\u024f\u1e00-\u1eff]").match
QUOTES = dict.fromkeys(map(ord, "'’‘`´ʼ＇′"))  # "don't", "don’t" and "dont" are one word
HIDDEN = ("Mn", "Cc", "Cf", "Me")  # accents, control characters, zero-width characters
# Letters of other alphabets that look like ours: Cyrillic, Greek, and a few of Latin's own.
LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕкмтнвԁԛԝӏɡıαεικνορτυχøłđ", "aeopcyxijskmthbdqwlgiaeikvoptuxold"
)
LEET = str.maketrans("013457@$!|", "oieastasil")  # digits and signs written for letters
LEET_WORD = re.compile(r"[\w@$!|]+")
# "20pills", "3am": a number, not a disguise.
COUNTED = re.compile(r"\b(\d{2,}|\d(?=(?:[ap]m|mg|ml|kms?|st|nd|rd|th|yo|hrs?)\b))([a-z])")
DRAWN_OUT = re.compile(r"(.)\1\1+")  # "dieeee"
SPELT_OUT = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")  # "k m s"
APART = re.compile(r"[^a-z0-9*]+")


def plain(question: str) -> str:
    """Small letters without accents, digits and stars, words apart by one space.

    >>> plain("I’m going to K!LL mys3lf … s.u.i.c.i.d.e")
    'im going to kill myself suicide'

    Of a long question the beginning and the end are read.
    """
    text = ends_of(question).translate(QUOTES)
    if not text.isascii() or not text.isprintable():
        text = ends_of(unicodedata.normalize("NFKD", text)).casefold().translate(LOOK_ALIKE)
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in HIDDEN)
    text = text.lower()
    text = LEET_WORD.sub(without_leet, COUNTED.sub(r"\1 \2", text))
    text = DRAWN_OUT.sub(r"\1", APART.sub(" ", text)).strip()
    return SPELT_OUT.sub(lambda letters: letters[0].replace(" ", ""), text)


def in_own_script(question: str) -> str:
    """Small letters of whatever script, without accents and vowel signs; one space between words.

    >>> in_own_script("ХОЧУ  умереть"), in_own_script("θέλω")
    ('хочу умереть', 'θελω')

    Of a long question the beginning and the end are read.
    """
    text = ends_of(unicodedata.normalize("NFKD", ends_of(question))).casefold()
    return " ".join("".join(c for c in text if unicodedata.category(c) not in HIDDEN).split())


def is_in_latin(question: str) -> bool:
    """Whether most of a question's letters are Latin ones; False for one without letters.

    >>> is_in_latin("quiero dormir"), is_in_latin("как спать"), is_in_latin("123")
    (True, False, False)
    """
    letters = [c for c in unicodedata.normalize("NFKC", ends_of(question)) if c.isalpha()]
    return 2 * sum(1 for letter in letters if LATIN(letter)) > len(letters)


def ends_of(question: str) -> str:
    """A question's beginning and end, where it is longer than is read."""
    if len(question) <= MAX_BEGINNING + MAX_END:
        return question
    return f"{question[:MAX_BEGINNING]} {question[-MAX_END:]}"


def without_leet(word: re.Match[str]) -> str:
    """A word with the digits and signs that stand for letters put back; a number stays."""
    bare = word[0].rstrip("!|")
    return bare.translate(LEET) if any(c.isalpha() for c in bare) else word[0]
