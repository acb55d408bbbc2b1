"""Repairing a home, as a story: catalogue, originals, cache, index, and a last look at it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.readers.formats import Read
from index.opened import index_folder
from index.publish import builds
from index.repair_steps import (
    Repair,
    begin_repair,
    clear_builds,
    refuse_not_now,
    repair_cache,
    repair_catalogue,
    repair_originals,
)
from index.stated_recipe import StatedRecipe, recipe_before
from index.status import verify
from index.verify import verify_deep


class Repaired(NamedTuple):
    """What was done, and what is not as it was."""

    done: tuple[str, ...]  # in sentences
    lost: tuple[str, ...]


class UnfinishedRepairError(UserError):
    """A repair that was stopped on its way, with what it had done and found lost until then."""

    code = "unfinished_repair"

    def __init__(self, repair: Repair, error: UserError | OSError) -> None:
        said = error.message if isinstance(error, UserError) else f"{error}."
        lines = [said, "Before that:", *repair.done, *(f"! {each}" for each in repair.lost)]
        hint = error.hint if isinstance(error, UserError) else ""
        super().__init__("\n".join(lines), hint=hint or "Then run `wellread repair` again.")


def repair_home(
    home: Path, *, read: Read, build: Callable[[StatedRecipe], str], deep: bool = False
) -> Repaired:
    """Make whole what can be made whole; what is whole is left alone.

    Args:
        home: to be repaired.
        read: reads sources.
        build: builds the index, even when nothing changed, and gives the build's name.
        deep: build all of it anew, too, where `verify_deep` finds a fault.

    Raises:
        CollectionError: the catalogue can't be read, and not because it is damaged.
        UserError: the index can't be built, or a build not be looked at.
        UnfinishedRepairError: in place of any of these, when something was done before.
    """
    repair = begin_repair(home)
    try:
        mend(repair, read=read, build=build, deep=deep)
    except (UserError, OSError) as error:
        if not (repair.done or repair.lost):
            raise
        raise UnfinishedRepairError(repair, error) from error
    return Repaired(tuple(repair.done), tuple(dict.fromkeys(repair.lost)))


def mend(repair: Repair, *, read: Read, build: Callable[[StatedRecipe], str], deep: bool) -> None:
    """Do all of it, one after the other, and note it in the repair."""
    home = repair.home
    repair_catalogue(repair)
    with Collection.open(home) as collection:
        repair_originals(repair, collection)
        repair_cache(repair)
        faults = verify_deep(home, collection, read=read).faults if deep else []
        for fault in faults:
            refuse_not_now(fault.what, ValueError(fault.reason))
        entries = collection.entries()
    recipe = recipe_before(home)
    missing = bool(entries) and not builds(index_folder(home))
    if clear_builds(repair, everything=bool(faults)) or missing:
        repair.done.append(f"The index was built anew: {build(recipe)}.")
    with Collection.open(home) as collection:
        repair.lost.extend(f"{fault.what}: {fault.reason}" for fault in verify(home, collection))
