"""Lets the power fail during a verb, on a simulated disk, and finds what is wrong afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UserError
from tests.faults.power import Kept, after_power_loss, fingerprint, said_by
from tests.faults.recorded import Step, Tree, read_tree, record
from tests.faults.stages import Stage, clear
from tests.faults.tracing.client import Tracer
from tests.faults.whole import Broken, check, heal, mend


class Recording(NamedTuple):
    """A verb that was carried out, step by step."""

    stage: Stage
    before: Tree
    steps: list[Step]
    after: Tree  # as the steps make it
    found: Tree  # as it really was


class Outage(NamedTuple):
    """A moment at which the power failed, and what survived."""

    steps: int  # that had been asked of the disk by then
    kept: Kept


class Found(NamedTuple):
    """A disk that an outage left."""

    outage: Outage
    tree: Tree

    def __str__(self) -> str:
        return str(self.outage)


def record_verb(stage: Stage, tracer: Tracer, folder: Path) -> Recording:
    """Carry out a verb in an empty folder, and note what it asks of the disk."""
    home = stage.copy(folder / "home")
    before = read_tree(folder)
    traced = tracer.run(home, stage.commands, record=True, root=folder)
    assert traced.status == stage.verb.ends, traced.err
    recorder = record(before, folder, traced.calls)
    return Recording(stage, before, recorder.steps, recorder.tree, read_tree(folder))


def different(recording: Recording, outages: Iterator[Outage]) -> Iterator[Found]:
    """The disks that some outages leave, each but once for what was said by then."""
    seen = set()
    for outage in outages:
        done = recording.steps[: outage.steps]
        tree = after_power_loss(recording.before, done, outage.kept)
        found = (fingerprint(tree), said_by(done))
        if found not in seen:
            seen.add(found)
            yield Found(outage, tree)


def wrong_after(recording: Recording, outage: Outage, tree: Tree, folder: Path) -> str:
    """What is wrong on the disk that an outage left; '' where nothing is."""
    clear(folder)
    folder.mkdir()
    tree.write_to(folder)
    stage, home = recording.stage, folder / "home"
    said = said_by(recording.steps[: outage.steps])
    done = outage.steps == len(recording.steps)
    forgotten = {stage.before.articles[name] for name in stage.verb.forgets}
    try:
        if done or said or home.exists():
            if stage.verb.mends:
                mend(home)
                done = True
            check(home, stage.before, stage.after, acknowledged=said, done=done)
            heal(home, frozenset(forgotten))
    except (Broken, UserError, ValueError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def evenly(steps: Sequence[Step], count: int) -> list[int]:
    """Some moments, evenly spread, the last one among them."""
    return sorted({len(steps) - number * len(steps) // count for number in range(count)})
