"""What a build has to do: the collection as it is, against the articles that are indexed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Plan(NamedTuple):
    """Ids, each list in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the index already holds the collection as it is."""
        return not (self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return (
            f"{len(self.added)} new, {len(self.changed)} changed, "
            f"{len(self.removed)} removed, {len(self.kept)} kept"
        )


def make_plan(indexed: Mapping[str, str], collected: Mapping[str, str]) -> Plan:
    """Compare two lists of articles, id → digest.

    >>> str(make_plan({"a": "1", "b": "1", "c": "1"}, {"b": "1", "c": "2", "d": "1"}))
    '1 new, 1 changed, 1 removed, 1 kept'
    """
    both = sorted(indexed.keys() & collected.keys())
    return Plan(
        added=tuple(sorted(collected.keys() - indexed.keys())),
        changed=tuple(key for key in both if indexed[key] != collected[key]),
        removed=tuple(sorted(indexed.keys() - collected.keys())),
        kept=tuple(key for key in both if indexed[key] == collected[key]),
    )
