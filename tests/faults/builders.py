"""Commands that build as Wellread does elsewhere: large indexes, many passages, the page itself."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from cli.indexing import leave_partly, left_out_lines
from cli.settings import Settings, pass_settings, with_globals
from corpus.collection import Collection
from corpus.errors import UserError
from index import vector_writer
from index.amend import AMENDING, Amending
from index.encoders.hashing import HashingEncoder
from index.update import update_index
from page.parts.builder import Builder

ALWAYS = Amending(at_least=0, share=100)
FEW = 5  # passages; with more, vectors are kept in lists


@contextmanager
def comparing_up_to(passages: int) -> Iterator[None]:
    """A time in which more passages than these count as many."""
    usual, vector_writer.EXACT_UP_TO = vector_writer.EXACT_UP_TO, passages
    try:
        yield
    finally:
        vector_writer.EXACT_UP_TO = usual


def update(settings: Settings, limits: Amending) -> None:
    """Build, and say how."""
    with Collection.open(settings.where) as collection:
        report = update_index(
            settings.where, collection, HashingEncoder(), asked_for="hashing", limits=limits
        )
    whole = "Written whole" if limits == ALWAYS else "Built"  # what it comes to where all is well
    done = "Amended" if report.manifest.amended else whole
    settings.terminal.data({}, [f"{done}: build {report.pointer.name}.", *left_out_lines(report)])
    leave_partly(report)


@click.command()
@with_globals
@pass_settings
def amend(settings: Settings) -> None:
    """`build` with a large index, on one of any size: a copy of it is changed."""
    update(settings, ALWAYS)


@click.command()
@with_globals
@pass_settings
def lists(settings: Settings) -> None:
    """`build` with more passages than are compared one by one, with any number of them."""
    with comparing_up_to(FEW):
        update(settings, AMENDING)


@click.command()
@with_globals
@pass_settings
def page(settings: Settings) -> None:
    """What "Update now" begins: a build in a thread of the page's own process."""
    builder = Builder(settings.where)
    builder.start()
    while builder.state.stage == "running":
        time.sleep(0.005)
    if builder.state.stage != "done":
        raise UserError(builder.state.message, hint=builder.state.hint)
    settings.terminal.data({}, ["Updated.", *left_out_lines(builder.state.report)])
    leave_partly(builder.state.report)
