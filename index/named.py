"""By which names the articles of a build are known: id, address, and the file each came from."""

from __future__ import annotations

from typing import NamedTuple

from index.passages import Passages


class Named(NamedTuple):
    """An article's names; '' for one that it does not have."""

    number: int
    id: str
    url: str
    source: str  # the path of the file that it was read from


def all_named(passages: Passages) -> list[Named]:
    """Every article's names, in the order of their numbers; no text is read."""
    query = (
        "SELECT number, id, coalesce(json_extract(fields, '$.url'), ''), "
        "coalesce(json_extract(fields, '$.source'), '') FROM article ORDER BY number"
    )
    return [Named(*row) for row in passages.ask(query)]
