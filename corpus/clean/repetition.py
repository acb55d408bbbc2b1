"""What stands on several pages: the lines that a site repeats, the frames that sites share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.clean.draft import MAX_RULE_LENGTH
from corpus.clean.rulings import words_of
from corpus.clean.signatures import NO_SIGNATURES, Signature, Signatures, signature

LINES = 2  # goes up when the same source would give other lines; pages are then read anew
MIN_PAGES = 3
MIN_SITES = 3  # that share a frame
MIN_SHARE = 0.3  # of the site's pages; lower, and what two authors share is taken for furniture


class Page(NamedTuple):
    """What is remembered of an article, for comparing it with others."""

    site: str  # of `corpus.site.site_of`; '' belongs to none
    lines: Signatures
    frames: Signatures = NO_SIGNATURES
    language: str = ""  # as of `corpus.language`


class Repeated(NamedTuple):
    """What of an article is known to stand elsewhere too; a sign of junk, and never a verdict."""

    lines: Signatures = NO_SIGNATURES  # those that its site repeats over its pages
    frames: Signatures = NO_SIGNATURES  # those that sentences of several sites share


NOTHING_REPEATED = Repeated()


def line_of(text: str) -> Signature | None:
    """What stands for a unit's words; None for one too long to be junk, or without a letter.

    Case, quotes, spaces, list marks and Markdown do not matter:

    >>> line_of("- **Share**  this") == line_of("share this"), line_of("* * *")
    (True, None)
    """
    words = words_of(text) if len(text) <= MAX_RULE_LENGTH else ""
    if not any(map(str.isalpha, words)):
        return None
    return signature(words)


def repeated_over(pages: Sequence[Signatures]) -> Signatures:
    """The lines that a site repeats: on three of its pages or more, and on 30 % of them.

    >>> repeated_over([frozenset({1, 2}), frozenset({1, 3}), frozenset({1, 2})])
    frozenset({1})
    """
    enough = max(MIN_PAGES, MIN_SHARE * len(pages))
    counts = Counter(line for lines in pages for line in lines)
    return frozenset(line for line, count in counts.items() if count >= enough)
