"""Which articles of a collection say the same: groups of variants, each with a head.

Nothing is deleted for it; a search shows one of each group (search/diversify.py).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from corpus.article import Article
from corpus.candidates import candidates
from corpus.likeness import compare, wording
from corpus.shingles import Sketch, shingles, sketch

DUPLICATES = 1  # the version of this file and of those that it imports to compare
REMEMBERED = 512  # articles whose wording is kept at hand


class Sketched(NamedTuple):
    """What is known of an article before its words are compared with another's."""

    id: str
    published: str  # ISO 8601; '' where it is not stated
    url: str
    sketch: Sketch


class Variant(NamedTuple):
    """An article that says the same as another."""

    id: str
    head: str  # the id of the group's first article
    containment: float  # of the shorter of the two in the other


def sketched(article: Article, known: Sketch | None = None) -> Sketched:
    """An article's sketch, made now if not known, with what decides who is a group's head."""
    made = known or sketch(shingles(article.text))
    return Sketched(article.id, article.published, article.url, made)


def precedence(article: Sketched) -> tuple[int, bool, str, bool, str]:
    """Which article stands for a group: the fullest, the earliest, one with an address, then by id.

    The fullest first, because copies that were shortened in different ways are like it, and not
    like each other. A year stands before its months, and what states no date comes last.
    """
    dated = (not article.published, article.published)
    return (-article.sketch.size, *dated, not article.url, article.id)


def find_variants(
    articles: Sequence[Sketched], article_of: Callable[[str], Article]
) -> list[Variant]:
    """The articles that say the same as one that comes before them, by id.

    Heads are chosen in the order of `precedence`: an article joins the first head whose variant it
    is, else it is a head itself. So each is compared with its group's head, and a chain of small
    changes never ends in one group: what resembles a variant alone, and not its head, begins a
    group of its own. The order in which the articles are given makes no difference.

    Args:
        articles: every article, each once.
        article_of: an article by its id; asked only where a sketch is promising.
    """
    ordered = sorted(articles, key=precedence)
    wording_of = functools.lru_cache(REMEMBERED)(lambda article_id: wording(article_of(article_id)))
    joined: dict[int, Variant] = {}
    for later, earlier in candidates([article.sketch for article in ordered]):
        if later in joined or earlier in joined:
            continue
        one, other = ordered[later].id, ordered[earlier].id
        found = compare(wording_of(one), wording_of(other))
        if found.is_variant:
            joined[later] = Variant(one, other, found.containment)
    return sorted(joined.values())
