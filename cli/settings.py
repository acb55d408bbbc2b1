"""The global options, which every command takes before or behind its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cli.terminal import Terminal
from corpus.home import find_home

if TYPE_CHECKING:
    from corpus.collection import Collection

DONE, FAILED, USAGE, MISSING, PARTLY, INTERRUPTED = 0, 1, 2, 3, 5, 130  # exit codes
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class Settings:
    """What the global options say."""

    home: Path | None = None
    terminal: Terminal = field(default_factory=Terminal)
    verbose: bool = False

    @property
    def where(self) -> Path:
        """The home."""
        return find_home(self.home)

    def look(self) -> Collection:
        """The collection, for a command that adds nothing; that there is none is told.

        Raises:
            CollectionError: it can't be opened.
        """
        from corpus.collection import Collection  # a search does without

        collection = Collection.open_existing(self.where)
        if not collection.folder.exists():
            self.terminal.note(
                f"There is no collection in {self.where} yet; `wellread add` makes one."
            )
        return collection


def set_home(context: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Take over --home where it is given."""
    if value is not None:
        context.ensure_object(Settings).home = value


def set_terminal(name: str, value_when_on: bool) -> Callable[..., None]:
    """A taker of a flag that changes how things are printed."""

    def take(context: click.Context, _: click.Parameter, on: bool) -> None:
        if on:
            settings = context.ensure_object(Settings)
            settings.terminal = replace(settings.terminal, **{name: value_when_on})

    return take


def set_verbose(context: click.Context, _: click.Parameter, on: bool) -> None:
    """Take over -v."""
    if on:
        context.ensure_object(Settings).verbose = True


def with_globals(command: Command) -> Command:
    """Let a command take the global options, before or behind its own words."""
    options = [
        click.option(
            "--home",
            type=click.Path(path_type=Path, file_okay=False),
            callback=set_home,
            expose_value=False,
            help="Where the collection and its index live.",
        ),
        click.option("--json", is_flag=True, callback=set_terminal("as_json", True),
                     expose_value=False, help="Print JSON, for programs."),
        click.option("-q", "--quiet", is_flag=True, callback=set_terminal("quiet", True),
                     expose_value=False, help="Print the result only."),
        click.option("-v", "--verbose", is_flag=True, callback=set_verbose,
                     expose_value=False, help="Show where an unexpected error arose."),
        click.option("--no-color", is_flag=True, callback=set_terminal("colour", False),
                     expose_value=False, help="Print without colours."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def count_option(help: str) -> Callable[[Command], Command]:
    """How many results a command shows."""
    return click.option(
        "-n",
        "--count",
        type=click.IntRange(1, 100),
        default=10,
        show_default=True,
        help=help,
    )


pass_settings = click.make_pass_decorator(Settings, ensure=True)
