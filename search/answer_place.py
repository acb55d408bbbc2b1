"""Where in an article the words of a known answer stand, and whether a passage shows them."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.article import Passage

WORD = re.compile(r"\w+")
SHARE = 0.5  # of the answer's characters that a passage must hold: a cut may go through it


class AnswerPlace(NamedTuple):
    """A run of an article's text."""

    article: int  # its number in the index
    start: int  # in characters of Article.text
    end: int  # one past the last character


def find_answer(article: int, text: str, answer: str) -> AnswerPlace | None:
    """The first place of an answer's words; case, punctuation and white space don't matter.

    >>> find_answer(7, "Rest well. Rise, early!", "rise early")
    AnswerPlace(article=7, start=11, end=22)
    """
    words = list(WORD.finditer(text))
    wanted = [word.casefold() for word in WORD.findall(answer)]
    said = f" {' '.join(word.group().casefold() for word in words)} "
    at = said.find(f" {' '.join(wanted)} ") if wanted else -1
    if at < 0:
        return None
    first = said.count(" ", 0, at)
    return AnswerPlace(article, words[first].start(), words[first + len(wanted) - 1].end())


def is_shown(place: AnswerPlace, article: int, passage: Passage) -> bool:
    """Whether a passage of an article holds at least half of an answer."""
    shared = min(place.end, passage.end) - max(place.start, passage.start)
    return article == place.article and shared >= SHARE * (place.end - place.start)
