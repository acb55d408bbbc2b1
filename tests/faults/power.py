"""What a disk may hold after the power failed: of what it was not told to hold, anything.

The weakest promise that POSIX makes, as in ALICE (Pillai et al., OSDI 2014): a file's bytes are
there once it was synced, a name once its folder was. Until then each sector of a file may be as it
was at any moment since, its length too, and of the changes of names any may be missing, as long
as no change is there without one that it builds on.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.faults.recorded import (
    Data,
    Names,
    Said,
    Step,
    Sync,
    Tree,
    applied,
    come_to_be,
    rename,
)

SECTOR = 512  # bytes that a disk writes all or none of


class Kept(NamedTuple):
    """What survives of that which was not synced."""

    names: str  # "all", "none", "some", or "first": some of them, in their order
    data: str  # "all", "none", "some"
    seed: int = 0


CERTAIN = (Kept("all", "all"), Kept("none", "none"), Kept("all", "none"), Kept("none", "all"))


def variants(seeds: Sequence[int]) -> Iterator[Kept]:
    """The ways in which power fails at one moment: the four extremes, then some of chance."""
    yield from CERTAIN
    for seed in seeds:
        yield from (Kept("some", "some", seed), Kept("first", "some", seed))


def said_by(steps: Sequence[Step]) -> str:
    """What was printed in some steps."""
    return "".join(step.text for step in steps if isinstance(step, Said))


def after_power_loss(before: Tree, steps: Sequence[Step], kept: Kept) -> Tree:
    """What the disk holds when the power fails after some steps.

    Args:
        before: what it held for certain.
        steps: what was asked of it since.
        kept: what of it survives.
    """
    chance = random.Random(kept.seed)
    tree = before.copy()
    for step in steps:
        if isinstance(step, Names):
            come_to_be(tree, step)
    certain = synced(steps)
    keep_data(tree, steps, certain, kept.data, chance)
    keep_names(tree, steps, certain, kept.names, chance)
    return tree


def synced(steps: Sequence[Step]) -> list[bool]:
    """For each step whether the disk was told, later, to hold it."""
    held: set[int] = set()
    certain = []
    for step in reversed(steps):
        if isinstance(step, Sync):
            held.add(step.file)
        about = (
            {step.file} if isinstance(step, Data)
            else {folder for folder, _, _ in step.entries} if isinstance(step, Names)
            else set()
        )  # fmt: skip
        certain.append(bool(about & held))
    return certain[::-1]


def keep_names(
    tree: Tree, steps: Sequence[Step], certain: Sequence[bool], how: str, chance: random.Random
) -> None:
    """Apply the changes of names that survive."""
    places = [place for place, step in enumerate(steps) if isinstance(step, Names)]
    end = chance.randint(0, len(places)) if how == "first" else 0
    wanted = {
        "all": lambda _: True,
        "none": lambda _: False,
        "some": lambda _: chance.random() < 0.5,
        "first": lambda order: order < end,
    }[how]
    chosen = {place for order, place in enumerate(places) if certain[place] or wanted(order)}
    lost: set[tuple[int, str]] = set()  # what builds on a change that is lost is lost, too …
    needed = needed_by([steps[p] for p in places], places, [p for p in chosen if certain[p]])
    for place in places:
        keys = {(folder, name) for folder, name, _ in steps[place].entries}
        if place in needed or (place in chosen and not keys & lost):  # … unless that was synced
            rename(tree, steps[place])
        else:
            lost |= keys


def needed_by(changes: Sequence[Names], places: Sequence[int], certain: Sequence[int]) -> set[int]:
    """The changes of names that others, which are certain, build on; and those."""
    sure, needed, wanted = set(certain), set(), set()
    for place, change in zip(reversed(places), reversed(changes), strict=True):
        keys = {(folder, name) for folder, name, _ in change.entries}
        if place in sure or keys & wanted:
            needed.add(place)
            wanted |= keys
    return needed


def keep_data(
    tree: Tree, steps: Sequence[Step], certain: Sequence[bool], how: str, chance: random.Random
) -> None:
    """Apply the bytes that survive."""
    pending: dict[int, list[Data]] = defaultdict(list)
    for step, sure in zip(steps, certain, strict=True):
        if not isinstance(step, Data):
            continue
        if sure or how == "all":
            tree.files[step.file] = applied(tree.files[step.file], step)
        elif how == "some":
            pending[step.file].append(step)
    for file, changes in pending.items():
        tree.files[file] = torn(tree.files[file], changes, chance)


def torn(content: bytes, changes: Sequence[Data], chance: random.Random) -> bytes:
    """A file of which each sector is as it was at some moment, and so is its length.

    >>> sorted({torn(b"old", [Data(1, 0, b"new!")], random.Random(n)) for n in range(99)})
    [b'new', b'new!', b'old', b'old\\x00']
    """
    moments = [content]
    for change in changes:
        moments.append(applied(moments[-1], change))
    size = len(chance.choice(moments))
    whole = [moment.ljust(size, b"\0") for moment in moments]
    return b"".join(
        chance.choice(whole)[start : min(start + SECTOR, size)] for start in range(0, size, SECTOR)
    )


def fingerprint(tree: Tree) -> bytes:
    """The same for two trees that nobody can tell apart."""
    total = hashlib.blake2b()
    for path, number in tree.paths():
        content = b"/" if number in tree.folders else hashlib.sha256(tree.files[number]).digest()
        total.update(path.encode() + b"\0" + content)
    return total.digest()
