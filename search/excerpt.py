"""How much of a passage may be shown: all of it, what its publisher allows, or none of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from corpus.article import Article, Passage, Place
from corpus.language import UNSPACED
from corpus.readers.snippets import limit_in


class Excerpt(NamedTuple):
    """What of a passage may be shown in a search's results."""

    passage: Passage  # the same passage, cut; its text is '' where nothing may be shown
    best_sentence: Place  # as much of it as is in there
    notice: str = ""  # what the publisher asks, in words; '' where all of it may be shown

    @property
    def since(self) -> int:
        """Where in the article's text begins what may be shown of it."""
        return self.passage.start if self.notice else 0


def excerpt_of(article: Article, passage: Passage, best_sentence: Place) -> Excerpt:
    """What a page that says nosnippet or max-snippet lets be shown of one of its passages.

    Every way to show results is given this, and no other text. What is left is the article's own,
    whole words, at most as many characters as are allowed; it begins where the passage does, or
    with the best sentence where that would not fit in else. It has no headings: they are words
    of the page, too.
    """
    limit = limit_in(article.snippets)
    if limit is None:
        return Excerpt(passage, best_sentence)
    begin = passage.start if best_sentence.end - passage.start <= limit else best_sentence.start
    end = min(passage.end, last_boundary(article.text, begin, begin + limit))
    end = begin + len(article.text[begin:end].rstrip())
    cut = replace(passage, start=begin, end=end, text=article.text[begin:end], headings=())
    sentence = Place(min(best_sentence.start, end), min(best_sentence.end, end))
    return Excerpt(cut, sentence, asked(limit))


def last_boundary(text: str, begin: int, end: int) -> int:
    """The last place from `begin` to `end` where no word is cut in two; `begin` where none is.

    A script without spaces may be cut before any letter.

    >>> last_boundary("Rest is work.", 0, 6), last_boundary("Rest is work.", 0, 7)
    (5, 7)
    """
    while begin < end < len(text) and not is_boundary(text[end - 1], text[end]):
        end -= 1
    return end


def is_boundary(before: str, after: str) -> bool:
    """Whether no word goes on from one character to the next.

    >>> is_boundary("n", "'"), is_boundary("休", "む"), is_boundary(".", " ")
    (False, True, True)
    """
    unspaced = after.isalpha() and UNSPACED.match(after) is not None
    return unspaced or before.isspace() or after.isspace()


def asked(limit: int) -> str:
    """What a publisher asks, for who wonders at the little that is shown."""
    if not limit:
        return "Its publisher asks that no excerpt be shown."
    return f"Its publisher asks that at most {limit} characters be shown."
