"""Page furniture in another language than the article: a plugin's or a template's own words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus.clean.draft import Draft
from corpus.clean.rules.foreign_words import FURNITURE, GLUE, HELP, HELP_ELSEWHERE, NEUTRAL
from corpus.clean.rules.rule import Rule

MAX_WORDS = 12
MIN_LETTERS = 3  # of a line in another script; one or two may be a term
MAX_UNSPACED = 24  # characters of a script that writes no spaces
ENDS = (".", "!", "?", "…", ":")
MIN_KNOWN = 0.6  # of a line's words
MARGIN = 2  # words that a line has to have more of its language than of the article's
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PHONE = re.compile(r"\d[\d\s()./-]*\d\d")
NEUTRAL_WORDS = frozenset(NEUTRAL.split())


@cache
def words_of(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The furniture of a language, and all of its words that we know."""
    furniture = frozenset(FURNITURE.get(language, "").split())
    return furniture, furniture | frozenset(GLUE.get(language, "").split())


def is_foreign_furniture(draft: Draft, index: int) -> bool:
    """Whether a short line is furniture in another language than its article.

    Left alone: quotations, sentences with their full stop, whatever says whom to call, what a
    sentence leads into, and every foreign word that is not furniture's: terms, names, titles of
    books. A heading in another script stays; one that is made of buttons' words does not, for
    plain text shows no difference.
    """
    unit, folded = draft.units[index], draft.folded[index]
    if unit.kind == "quote" or folded.endswith(ENDS) or is_led_into(draft, index):
        return False
    words = WORD.findall(folded)
    if not 1 <= len(words) <= MAX_WORDS or PHONE.search(folded):
        return False
    if folded.isascii() and not likely().intersection(words):
        return False
    if not draft.language or says_help(folded, words):
        return False
    in_script = unit.kind != "heading" and in_other_script(folded, draft.language)
    return in_script or in_other_words(words, draft.language)


@cache
def likely() -> frozenset[str]:
    """All words of furniture, of whatever language."""
    return frozenset(word for language in FURNITURE for word in words_of(language)[0])


def is_led_into(draft: Draft, index: int) -> bool:
    """Whether a line is an item of a list that a sentence leads into, as one of terms."""
    above = draft.lead_ins[index]
    return above >= 0 and draft.folded[above].endswith(":")


def says_help(folded: str, words: list[str]) -> bool:
    """Whether a line may say where help is to be had."""
    return any(word.startswith(HELP) for word in words) or any(
        sign in folded for sign in HELP_ELSEWHERE
    )


def in_other_words(words: list[str], language: str) -> bool:
    """Whether most words of a line are those of another language's furniture.

    Two of them, or one beside a network's name; one alone may be a title's.

    >>> in_other_words("bagikan artikel ini di facebook".split(), "en")
    True
    >>> in_other_words("le petit prince".split(), "en")
    False
    """
    at_home = len(words_of(language)[1].intersection(words))
    known_here = FURNITURE.keys() - {language}
    return any(is_made_of(words, other, at_home) for other in sorted(known_here))


def is_made_of(words: list[str], language: str, at_home: int) -> bool:
    """Whether a line is furniture of one language, by a margin over the article's."""
    furniture, known = words_of(language)
    buttons = sum(word in furniture for word in words)
    neutral = sum(word in NEUTRAL_WORDS and word not in known for word in words)
    found = sum(word in known for word in words)
    enough = buttons >= 2 or (buttons == 1 and neutral >= 1)
    return enough and found >= at_home + MARGIN and found + neutral >= MIN_KNOWN * len(words)


def in_other_script(folded: str, language: str) -> bool:
    """Whether a line of an article in Latin letters has none: a switch of languages, a plugin's.

    >>> in_other_script("分享到微信", "en"), in_other_script("気 (ki)", "en")
    (True, False)
    """
    if language not in GLUE or len(folded) > MAX_UNSPACED:
        return False
    letters = [each for each in folded if each.isalpha()]
    return len(letters) >= MIN_LETTERS and not any(map(is_latin, letters))


def is_latin(letter: str) -> bool:
    """Whether a letter is of the Latin script."""
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")


RULES = (
    Rule(
        id="foreign-furniture",
        version=1,
        reason="page furniture in another language than the article",
        example="Baca artikel terbaru kami lainnya",
        lines=(is_foreign_furniture,),
    ),
)
