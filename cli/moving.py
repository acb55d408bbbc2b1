"""Commands that take a collection along: export, import."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.indexing import build_home, leave_partly, left_out_lines, named
from cli.settings import PARTLY, Settings, pass_settings, with_globals
from corpus.errors import UserError

if TYPE_CHECKING:
    from index.build import BuildReport

FILE = click.argument("file", type=click.Path(path_type=Path))


class NotBuiltError(UserError):
    """A collection is there, and its index could not be made."""

    code = "build_failed"


@click.command()
@FILE
@with_globals
@pass_settings
def export(settings: Settings, file: Path) -> None:
    """Write the whole collection into one archive: to keep, or for another machine.

    Originals, decisions and reviews are in it; the index is not, as it is made again. The same
    collection gives the same bytes. docs/moving.md has the layout.

    Example: wellread export clinic.zip
    """
    from corpus.exporting import export_collection
    from index.moving import settings_of

    with settings.look() as collection:
        done = export_collection(collection, file, settings_of(settings.where))
    settings.terminal.data(
        {"file": str(file), **done._asdict()},
        [
            f"Exported {done.articles} articles and {done.originals} originals to {file} "
            f"({done.size / 1e6:,.1f} MB).",
            *lost_lines(done.missing),
        ],
    )
    if done.missing:
        sys.exit(PARTLY)


@click.command("import")
@FILE
@with_globals
@pass_settings
def import_export(settings: Settings, file: Path) -> None:
    """Bring an export into an empty home, and build its index as it was built there.

    The whole file is checked before anything of it is read.

    Example: wellread import clinic.zip --home ~/clinic
    """
    from corpus.importing import import_collection

    done = import_collection(settings.where, file)
    settings.terminal.note(f"Imported {done.articles} articles and {done.originals} originals.")
    built = build_as(settings, done.settings.encoder, done.settings.max_tokens)
    settings.terminal.data(
        {**named(built), **done._asdict(), "settings": done.settings._asdict()},
        [
            f"Imported {done.articles} articles and {done.originals} originals. "
            + (
                f"Published build {built.pointer.name}."
                if built
                else "`wellread build` makes the index."
            ),
            *lost_lines(done.missing),
            *left_out_lines(built),
        ],
    )
    if done.missing:
        sys.exit(PARTLY)
    leave_partly(built)


def build_as(settings: Settings, encoder: str, max_tokens: int) -> BuildReport | None:
    """Build as it was built there; None where there was no index.

    Raises:
        NotBuiltError: it could not be. The collection is there.
    """
    from index.moving import refuse_unknown_encoder

    if not encoder:
        return None
    try:
        refuse_unknown_encoder(encoder)
        return build_home(settings, encoder=encoder, max_tokens=max_tokens)
    except UserError as error:
        raise NotBuiltError(
            f"The collection was imported, and its index could not be made: {error.message}",
            hint=f"`wellread build --encoder {encoder} --max-tokens {max_tokens}` makes it as it "
            f"was. {error.hint}",
        ) from error


def lost_lines(missing: Iterable[str]) -> Iterable[str]:
    """The articles whose originals are not in an export."""
    return (f"! {each}: its original is damaged or gone, and not in it" for each in missing)
