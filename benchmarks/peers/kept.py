"""What was measured, as figures in a file, and how a later run is put beside it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.peers.measure import Result

Place = tuple[str, str]  # of a result: its task and its peer


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

        The order of peers and tasks stays; what is new comes last. A note that the later run
        makes untrue is dropped.
        """
        anew = {(each.task, each.peer): each for each in results}
        places = {(each.task, each.peer): each for each in self.results}
        untrue = (*untrue_after(anew), *(f"{task}, of an earlier run" for task, _ in anew))
        kept = [note for note in self.notes if not note.startswith(untrue)]
        return Kept(
            results=list({**places, **anew}.values()),
            installed={**self.installed, **installed},
            notes=list(dict.fromkeys([*kept, *notes, *older_notes(places, anew)])),
        )


def untrue_after(measured: Iterable[Place]) -> Iterator[str]:
    """How notes begin that say that something could not be had which now was measured."""
    for task, peer in measured:
        yield f"{peer} is left out of {task}."
        yield f"{peer} is left out. "


def older_notes(before: Iterable[Place], anew: Collection[Place]) -> Iterator[str]:
    """For each task that was measured in part, which of its rows are older."""
    for task in dict.fromkeys(task for task, _ in anew):
        older = [peer for where, peer in before if where == task and (where, peer) not in anew]
        if older:
            yield (
                f"{task}, of an earlier run and another load of the machine: {', '.join(older)}. "
                "Compare processor times rather than times."
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
