"""A build's files, written by means of a runner: the one before with what changed, or all."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from corpus.collection import Entry
from index.amend import amend_build
from index.earlier import Earlier
from index.engines.engine import Engine
from index.manifest import LeftOut, Manifest, Recipe
from index.plan import Plan
from index.readings import entries_of, read_all
from index.runners.runner import Asked, Runner
from index.write import write_build


def amend(
    folder: Path,
    before: Earlier,
    plan: Plan,
    entries: Iterable[Entry],
    *,
    runner: Runner,
    asked: Asked,
) -> Manifest:
    """Write the build before with what changed since."""
    left_out: list[LeftOut] = []
    touched = entries_of(entries, {*plan.added, *plan.changed})
    readings = read_all(touched, None, left_out, asked.tell, partial(runner.find, asked))
    return amend_build(folder, before, plan, readings, left_out, cache=asked.cache, tell=asked.tell)


def write(
    folder: Path,
    before: Earlier | None,
    entries: list[Entry],
    *,
    runner: Runner,
    asked: Asked,
    engine: Engine,
) -> Manifest:
    """Write all of a build."""
    left_out: list[LeftOut] = []
    known = known_to(runner, before, asked.recipe)
    readings = read_all(entries, known, left_out, asked.tell, partial(runner.find, asked))
    return write_build(
        folder,
        readings,
        left_out,
        recipe=asked.recipe,
        cache=asked.cache,
        tell=asked.tell,
        engine=engine,
    )


def known_to(runner: Runner, before: Earlier | None, recipe: Recipe) -> Earlier | None:
    """The build whose articles need no reading.

    Where the vectors will be others, a runner that embeds reads all, and so embeds all.
    """
    if runner.embeds and before and before.manifest.recipe != recipe:
        return None
    return before
