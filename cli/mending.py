"""Commands that look for damage and mend it: verify, repair."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cli.indexing import build_home, leave_partly, left_out_lines, named
from cli.settings import FAILED, Settings, pass_settings, with_globals

if TYPE_CHECKING:
    from index.rederive import Checked
    from index.stated_recipe import StatedRecipe
    from index.status import Fault


@click.command()
@click.option("--deep", is_flag=True, help="Also make all of the index once more, and compare.")
@click.option("--every", is_flag=True, help="With --deep: every vector, not those of a sample.")
@with_globals
@pass_settings
def verify(settings: Settings, deep: bool, every: bool) -> None:
    """Check every file of the index, every original and the catalogue; nothing is changed.

    Example: wellread verify --deep
    """
    if deep or every:
        checked = check_deep(settings, every=every)
        counts = {
            name: getattr(checked, name)
            for name in ("articles", "passages", "vectors", "terms", "waiting")
        }
        report(settings, checked.faults, deep_lines(checked), {"checked": counts})
        return
    from index.status import verify as check

    with settings.look() as collection:
        faults = check(settings.where, collection)
    report(settings, faults, ["Every file is what it was when it was written."], {})


def check_deep(settings: Settings, *, every: bool) -> Checked:
    """Verify, and make everything once more."""
    from corpus.readers.isolated import IsolatedReader
    from index.verify import verify_deep

    with settings.look() as collection, IsolatedReader() as reader:
        return verify_deep(settings.where, collection, read=reader.read, every=every)


def report(
    settings: Settings, faults: list[Fault], lines: list[str], more: dict[str, object]
) -> None:
    """Print faults, or that there are none; leave with 1 where there are."""
    told = [f"! {fault.what}: {fault.reason}" for fault in faults]
    if faults and more:
        told += lines[1:]
    settings.terminal.data({"faults": [fault._asdict() for fault in faults], **more}, told or lines)
    if faults:
        settings.terminal.note("`wellread repair` mends what can be mended.")
        sys.exit(FAILED)


def deep_lines(checked: Checked) -> list[str]:
    """What was compared, and what could not be."""
    lines = [
        "Every file is what it was when it was written, and what its article gives.",
        f"Made once more: {checked.articles} articles, {checked.passages} passages, "
        f"{checked.vectors} vectors; {checked.terms} terms asked for.",
    ]
    if checked.waiting:
        lines.append(f"{checked.waiting} articles wait for the next build, and were not compared.")
    return [*lines, *checked.notes]


@click.command()
@click.option("--deep", is_flag=True, help="Also build anew what `verify --deep` finds wrong.")
@with_globals
@pass_settings
def repair(settings: Settings, deep: bool) -> None:
    """Make whole what can be made whole; what is damaged is set aside, never deleted.

    A catalogue is made anew from its whole rows and the index, an original is taken from its
    source again, the index is built. What is set aside is in the folder "damaged" of the home.

    Example: wellread repair
    """
    from corpus.readers.isolated import IsolatedReader
    from index.repair import repair_home

    built = None

    def build(recipe: StatedRecipe) -> str:
        nonlocal built
        built = build_home(settings, **recipe._asdict(), anew=True)
        return built.pointer.name

    with IsolatedReader() as reader:
        found = repair_home(settings.where, read=reader.read, build=build, deep=deep)
    settings.terminal.data(
        {**found._asdict(), **named(built)},
        [
            *(found.done or ["Nothing was damaged that could be mended."]),
            *(f"! {each}" for each in found.lost),
            *left_out_lines(built),
        ],
    )
    if found.lost:
        sys.exit(FAILED)
    leave_partly(built)
