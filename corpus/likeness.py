"""Whether two articles are the same article: how much of the one stands in the other.

The longer of two variants may have much that the shorter one lacks. A text of which little more
than a quarter is left is an excerpt, and stays an article of its own. So do pages that were filled
in from one template about two subjects: nearly all of their words are the same, but each never
names the other's subject.
"""

from __future__ import annotations

from typing import NamedTuple

from corpus.article import Article
from corpus.shingles import Shingles, common, shingles, words

SAME = 0.8  # of the shorter one's shingles (benchmarks/README.md has what was measured)
EXCERPT = 0.3  # of the longer one's shingles: a text that has fewer is an excerpt
READ = 0.5  # of a passage's shingles; a passage of which more is new is worth showing
SHORT = 50  # shingles; of a text with fewer, SAME of the longer one must stand in both


class Wording(NamedTuple):
    """What of an article is compared."""

    shingles: Shingles
    text: frozenset[str]  # its words
    title: frozenset[str]  # its words; none of a title that was guessed from the text

    def subject(self, *, short: bool) -> frozenset[str]:
        """What the title names and the text speaks of; all that it names for a short text."""
        return self.title if short else self.title & self.text


class Likeness(NamedTuple):
    """How far two articles are the same."""

    containment: float  # the share of the shorter one's shingles that the other has, 0 to 1
    ratio: float  # the shorter one's shingles by the longer one's, 0 to 1
    shorter: int  # shingles of the shorter
    unnamed: tuple[str, ...] = ()  # the words of one's subject that the other never uses

    @property
    def is_variant(self) -> bool:
        """Whether they count as the same article.

        >>> Likeness(0.9, 0.5, 300).is_variant, Likeness(1.0, 0.2, 300).is_variant
        (True, False)
        >>> Likeness(0.9, 0.5, 30).is_variant, Likeness(0.95, 0.9, 30).is_variant
        (False, True)
        >>> Likeness(0.95, 0.9, 300, ("sertraline",)).is_variant
        False
        """
        if self.unnamed or not self.shorter:
            return False
        if self.shorter < SHORT:
            return self.containment * self.ratio >= SAME
        return self.containment >= SAME and self.ratio >= EXCERPT


def stands_in(text: str, other: str) -> bool:
    """Whether at least half of a text is in another, so that who read that has read it.

    >>> stands_in("Breathe out slowly. Rest.", "Rest a while. Breathe out slowly.")
    True
    """
    sought = shingles(text)
    return common(sought, shingles(other)) >= READ * len(sought)


def wording(article: Article) -> Wording:
    """What of an article is compared."""
    guessed = article.origins.get("title") == "guess"
    title = frozenset() if guessed else words(article.title)
    return Wording(shingles(article.text), words(article.text), title)


def compare(one: Wording, other: Wording) -> Likeness:
    """How far two articles are the same; not at all where one has no shingle."""
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    if not shorter:
        return Likeness(0.0, 0.0, 0)
    short = shorter < SHORT
    unnamed = {
        *(one.subject(short=short) - other.text - other.title),
        *(other.subject(short=short) - one.text - one.title),
    }
    return Likeness(
        containment=common(one.shingles, other.shingles) / shorter,
        ratio=shorter / longer,
        shorter=shorter,
        unnamed=tuple(sorted(unnamed)),
    )
