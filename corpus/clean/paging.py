"""Where the printed pages of a source begin in the text that remains of it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Span
from corpus.clean.join import Kept


def pages_in(
    page_starts: Sequence[int], kept: Sequence[Kept], spans: Sequence[Span]
) -> tuple[int, ...]:
    """For each page the place of the first kept character on it, in characters of the text.

    That of a page of which nothing is kept is where the next one begins, or the text's end.

    Args:
        page_starts: in characters of the extract, in order; its blanks are single spaces, so that
            a kept unit reads as it stands there.
        kept: the units that stay, in order.
        spans: their places in the text.
    """
    found: list[int] = []
    at = 0
    for start in page_starts:
        while at < len(kept) and kept[at].unit.end <= start:
            at += 1
        if at == len(kept):
            found.append(spans[-1].end if spans else 0)
            continue
        inside = max(0, start - kept[at].unit.start)
        found.append(min(spans[at].start + inside, spans[at].end))
    return tuple(found)
