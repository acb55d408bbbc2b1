"""Where results are printed: for people or for programs, with bars where there is a terminal."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import UserError

if TYPE_CHECKING:
    from index.write import Progress

STAGES = {
    "work": "Workers at articles",
    "read": "Reading articles",
    "embed": "Embedding passages",
    "publish": "Publishing",
}
WIDTH = 88


@dataclass
class Terminal:
    """Prints for people on a terminal, for programs as JSON; data to stdout, all else to stderr."""

    as_json: bool = False
    quiet: bool = False
    colour: bool | None = field(  # None: only where there is a terminal; see no-color.org
        default_factory=lambda: False if os.environ.get("NO_COLOR") else None
    )

    def data(self, value: dict[str, Any], lines: Iterable[str]) -> None:
        """Print the result: the value as JSON, or the lines for people."""
        if self.as_json:
            click.echo(as_json({"schema_version": 1} | value))
            return
        for line in lines:
            click.echo(line, color=self.colour)

    def note(self, line: str) -> None:
        """Tell a person something beside the result; programs and quiet people don't see it."""
        if not (self.quiet or self.as_json):
            click.echo(line, err=True, color=self.colour)

    def warn(self, line: str) -> None:
        """Say on stderr, to whomever, what is wrong with a result that is given all the same."""
        click.echo(click.style(line, fg="yellow"), err=True, color=self.colour)

    def error(self, error: UserError) -> None:
        """Print what went wrong and what to do."""
        if self.as_json:
            self.data({"error": body_of(error)}, ())
            return
        click.echo(click.style("Error: ", fg="red") + error.message, err=True, color=self.colour)
        if error.hint:
            click.echo(error.hint, err=True, color=self.colour)

    def progress(self) -> Callable[[Progress], None]:
        """A teller of a build's progress: a bar on a terminal, a line a stage elsewhere."""
        return show_bars() if self.shows_bars else self.show_stages()

    @property
    def shows_bars(self) -> bool:
        """Whether bars are drawn: on a terminal, for a person who did not ask for quiet."""
        return not (self.quiet or self.as_json) and sys.stderr.isatty()

    def show_stages(self) -> Callable[[Progress], None]:
        """Name each stage once."""
        seen: set[str] = set()

        def tell(progress: Progress) -> None:
            if progress.stage not in seen:
                seen.add(progress.stage)
                count = f" ({progress.total})" if progress.stage != "publish" else ""
                self.note(f"{STAGES[progress.stage]}{count} …")

        return tell


def body_of(error: UserError) -> dict[str, str]:
    """An error as programs read it."""
    return {"code": error.code, "message": error.message, "hint": error.hint}


def as_json(value: dict[str, Any]) -> str:
    """One line of JSON; letters as they are where the output takes every letter."""
    return json.dumps(value, ensure_ascii=not sys.stdout.encoding.lower().startswith("utf"))


def print_any_letter() -> None:
    """Have a letter that the terminal lacks printed as "?", where it would end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def show_bars() -> Callable[[Progress], None]:
    """A bar for each stage, on stderr."""
    from tqdm import tqdm

    bars: dict[str, Any] = {}

    def tell(progress: Progress) -> None:
        if progress.stage not in bars:
            label = f"{STAGES[progress.stage]:<20}"
            bars[progress.stage] = tqdm(total=progress.total, desc=label, ncols=WIDTH)
        bar = bars[progress.stage]
        bar.total = progress.total
        bar.update(progress.done - bar.n)
        if progress.done >= progress.total:
            bar.close()

    return tell
