"""How many passages of one article are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from search.fusion import Mixed


def limit_per_article(
    ranked: Iterable[Mixed], article_of_row: Sequence[int], *, most: int
) -> Iterator[Mixed]:
    """The same ranking, with at most so many rows of each article, its best ones."""
    seen: Counter[int] = Counter()
    for mixed in ranked:
        article = article_of_row[mixed.row]
        seen[article] += 1
        if seen[article] <= most:
            yield mixed
