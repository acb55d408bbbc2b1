"""Runs a verb with one interruption, and finds what is wrong with the home that it leaves."""

import re
from pathlib import Path
from typing import NamedTuple

from corpus.collection import Collection
from corpus.errors import UserError
from tests.faults.stages import Stage
from tests.faults.tracing.client import Fault, Traced, Tracer
from tests.faults.whole import Broken, State, answers_of, check, heal, mend

NAMED = re.compile(r"Error: \S|^! left out \S+: \S", re.MULTILINE)  # an article, with its reason
MARKED = re.compile(r" ?[-+~=!] ")  # as `wellread add` marks what became of an article
LEFT_OUT = re.compile(r"^! left out (\S+): ", re.MULTILINE)
UNKNOWN = re.compile(
    r"^! (\d+) (?:originals belong to no article|articles? (?:is|are) remembered without)",
    re.MULTILINE,
)
BUG = re.compile(r"Traceback|A bug")


class Ended(NamedTuple):
    """How an interruption ended."""

    traced: Traced
    wrong: str  # '' where everything is as it must be


def kill(stage: Stage, tracer: Tracer, place: Path, at: int) -> Ended:
    """Kill a verb before one of its calls, 0 for the first."""
    home = stage.copy(place)
    traced = tracer.run(home, stage.commands, kill_at=at)
    return Ended(traced, wrong_with(stage, home, traced))


def fail(
    stage: Stage, tracer: Tracer, place: Path, fault: Fault, must_succeed: bool = False
) -> Ended:
    """Have a call of a verb fail, or be cut short.

    It must then end with a message that names what is wrong, or have done all that it says.
    """
    home = stage.copy(place)
    traced = tracer.run(home, stage.commands, fault=fault)
    said = traced.err + traced.out
    if BUG.search(said):
        return Ended(traced, f"a bug is shown: {said}")
    if traced.status not in (0, stage.verb.ends) and not NAMED.search(said):
        return Ended(traced, f"it left with {traced.status} and no message: {said}")
    if traced.status != stage.verb.ends and must_succeed:
        return Ended(traced, f"it failed: {traced.err}")
    return Ended(traced, wrong_with(stage, home, traced))


def wrong_with(stage: Stage, home: Path, traced: Traced) -> str:
    """What is wrong with a home after a verb; '' where nothing is, and the next build heals it."""
    commands = len(stage.commands)
    done = traced.status == 0 or len(traced.out.splitlines()) >= commands
    forgotten = {stage.before.articles[name] for name in stage.verb.forgets}
    left_out = LEFT_OUT.findall(traced.err + traced.out)
    after = stage.without(left_out)
    try:
        if home.exists():
            if stage.verb.mends:
                mend(home)
                done = True
                after = mended(stage, home, lost_by(stage, home, traced.out + traced.err), left_out)
            elif "Written whole" in traced.out:
                after = after._replace(answers=stage.written_whole())
            check(home, stage.before, after, acknowledged=told(traced.err), done=done)
            heal(home, frozenset(forgotten))
    except (Broken, UserError, ValueError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


def mended(stage: Stage, home: Path, lost: list[str], left_out: list[str]) -> State:
    """What a repair comes to; what its index lacks, and was told of, the next build has."""
    after, fewer = stage.lacking(lost), stage.without([*lost, *left_out])
    return after._replace(answers=fewer.answers) if answers_of(home) == fewer.answers else after


def lost_by(stage: Stage, home: Path, said: str) -> list[str]:
    """The articles that a repair told of as lost, on a disk that could not be read."""
    unknown = sum(int(found[1]) for found in UNKNOWN.finditer(said))
    with Collection.open(home) as collection:
        there = {entry.id for entry in collection.entries()}
    lost = sorted(stage.after.articles.keys() - there)
    return lost if len(lost) <= unknown else []


def told(printed: str) -> str:
    """What a command told of finished work: a line for each article, but no error's."""
    return "".join(line for line in printed.splitlines(True) if MARKED.match(line))
