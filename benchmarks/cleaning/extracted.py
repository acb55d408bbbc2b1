"""Labels for what an extractor gives of a page: found again by its words, wherever they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.cleaning.gold import Label, Page, laid_out, squeezed
from corpus.units import Unit

MARKS = re.compile(r"\A[-•#*>\d.\s]+|\*\*")
MIN_FOUND = 20  # characters; a shorter text has to be most of a labelled line
MOST = 30  # places that are looked at


def labels_by_words(page: Page) -> Callable[[Sequence[Unit]], list[Label | None]]:
    """For units in whatever order: each the label of the lines that hold its words.

    None where nothing holds them, or where lines that do are labelled differently.
    """
    starts, whole = laid_out(page.labels)
    folded = whole.casefold()

    def of(units: Sequence[Unit]) -> list[Label | None]:
        return [agreed(places(squeezed(MARKS.sub("", unit.text)).casefold())) for unit in units]

    def places(text: str) -> list[Label]:
        found: list[Label] = []
        at = folded.find(text) if text else -1
        while at >= 0 and len(found) < MOST:
            label = page.labels[bisect_right(starts, at + len(text) // 2) - 1]
            if len(text) >= MIN_FOUND or len(squeezed(label.text)) <= 2 * len(text) + 4:
                found.append(label)
            at = folded.find(text, at + 1)
        return found

    return of


def agreed(labels: Sequence[Label]) -> Label | None:
    """The label that at least two thirds share."""
    votes = Counter(label.junk for label in labels)
    if not votes:
        return None
    junk, count = votes.most_common(1)[0]
    if 3 * count < 2 * len(labels):
        return None
    return next(label for label in labels if label.junk == junk)
