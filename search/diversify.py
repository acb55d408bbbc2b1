"""How many passages of one article are shown, and of articles that say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from search.fusion import Mixed


def limit_per_article(
    ranked: Iterable[Mixed],
    article_of_row: Sequence[int],
    *,
    most: int,
    once: Container[int] = (),
) -> Iterator[Mixed]:
    """The same ranking, with at most so many rows of each article, its best ones.

    Of the articles of `once` there is one row.
    """
    seen: Counter[int] = Counter()
    for mixed in ranked:
        article = article_of_row[mixed.row]
        seen[article] += 1
        if seen[article] <= (1 if article in once else most):
            yield mixed


def fold_variants(
    ranked: Iterable[Mixed],
    article_of_row: Sequence[int],
    heads: Mapping[int, int],
    *,
    most: int,
    is_told: Callable[[int, Sequence[int]], bool],
) -> Iterator[Mixed]:
    """The same ranking, without rows that say again what a variant of their article said before.

    The best-ranked article of a group is the one that is shown; a row of another is shown beside
    it only where it says something that the first lacks.

    Args:
        ranked: rows, best first.
        article_of_row: for each row the number of its article.
        heads: for the number of each variant that of its group's head.
        most: rows of one group.
        is_told: whether a row says nothing that the articles of some others lack.
    """
    shown: dict[int, list[int]] = {}
    for mixed in ranked:
        article = article_of_row[mixed.row]
        before = shown.setdefault(heads.get(article, article), [])
        others = [row for row in before if article_of_row[row] != article]
        if len(before) < most and not (others and is_told(mixed.row, others)):
            before.append(mixed.row)
            yield mixed
