"""`amend`: what `build` does with a large index, on one of any size: a copy of it is changed."""

import click

from cli.settings import Settings, pass_settings, with_globals
from corpus.collection import Collection
from index.amend import Amending
from index.encoders.hashing import HashingEncoder
from index.update import update_index

ALWAYS = Amending(at_least=0, share=100)


@click.command()
@with_globals
@pass_settings
def amend(settings: Settings) -> None:
    """Bring the index up to date by changing a copy of it."""
    with Collection.open(settings.where) as collection:
        report = update_index(
            settings.where, collection, HashingEncoder(), asked_for="hashing", limits=ALWAYS
        )
    done = "Amended" if report.manifest.amended else "Written whole"
    settings.terminal.data({}, [f"{done}: build {report.pointer.name}."])
