"""What a build has to do: the collection as it is, against the articles that are indexed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from index.changes import why_read_again


class Plan(NamedTuple):
    """Ids, each list in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]
    why: Mapping[str, str]  # of each that changed, what is another now

    @property
    def is_empty(self) -> bool:
        """Whether the index already holds the collection as it is."""
        return not (self.added or self.changed or self.removed)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """The reasons for which articles changed, and how many each has; most first, then by name.

        >>> make_plan({"a": "1 md 5 -", "b": "unread"}, {"a": "2 md 5 -", "b": "3 md 5 -"}).reasons
        [('it could not be read before', 1), ('its file was edited', 1)]
        """
        return sorted(Counter(self.why.values()).items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def touched(self) -> int:
        """How many articles came, changed or went."""
        return len(self.added) + len(self.changed) + len(self.removed)

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
    changed = tuple(key for key in both if indexed[key] != collected[key])
    return Plan(
        added=tuple(sorted(collected.keys() - indexed.keys())),
        changed=changed,
        removed=tuple(sorted(indexed.keys() - collected.keys())),
        kept=tuple(key for key in both if indexed[key] == collected[key]),
        why={key: why_read_again(indexed[key], collected[key]) for key in changed},
    )
