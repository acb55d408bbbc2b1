"""What was measured, as figures in a file, and how a later run is put beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.measure import Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """All that the tables are made of."""

    results: list[Result] = field(default_factory=list)
    installed: dict[str, float] = field(default_factory=dict)  # megabytes by peer
    notes: list[str] = field(default_factory=list)

    def beside(
        self, results: Iterable[Result], installed: Mapping[str, float], notes: Iterable[str]
    ) -> Kept:
        """A later run's figures in the place of these, and a note of what is older than it.

        The order of peers and tasks stays; what is new comes last.
        """
        anew = {(each.task, each.peer): each for each in results}
        places = {(each.task, each.peer): each for each in self.results}
        older = list(dict.fromkeys(peer for task, peer in places if (task, peer) not in anew))
        said = list(dict.fromkeys([*self.notes, *notes]))
        if older and anew:
            said.append(
                f"Of an earlier run, and of another load of the machine: {', '.join(older)}. "
                "Compare processor times rather than times."
            )
        return Kept(
            results=list({**places, **anew}.values()),
            installed={**self.installed, **installed},
            notes=said,
        )


def read_kept(path: Path) -> Kept:
    """What a run kept; nothing where there was none."""
    if not path.is_file():
        return Kept()
    found = json.loads(path.read_text("utf-8"))
    return Kept(
        results=[Result(**each) for each in found["results"]],
        installed=found["installed"],
        notes=found["notes"],
    )
