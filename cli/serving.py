"""The command that starts the page."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

import click

from cli.indexing import build_home
from cli.settings import Settings, pass_settings, with_globals
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import HOME_VARIABLE, SAMPLES
from corpus.intake import add_files

APP = Path(__file__).parents[1] / "app.py"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="On 127.0.0.1."
)
@click.option(
    "--no-sample", is_flag=True, help="Do not add the sample collection to an empty home."
)
@with_globals
@pass_settings
def serve(settings: Settings, port: int, no_sample: bool) -> None:
    """Start the page; an empty home gets the sample collection and its index first.

    Example: wellread serve --port 8502
    """
    from index.opened import current_build

    refuse_taken_port(port)
    if current_build(settings.where) is None and not no_sample:
        with Collection.open(settings.where) as collection:
            if not collection.entries():
                settings.terminal.note("Adding the sample collection …")
                for _ in add_files(collection, [SAMPLES]):
                    pass
        built = build_home(settings)
        settings.terminal.note(f"Indexed {built.manifest.articles} articles.")
    click.echo(f"Wellread is at http://127.0.0.1:{port} — stop it with Ctrl-C.", err=True)
    start_page(settings.where, port)


def refuse_taken_port(port: int) -> None:
    """Stop where another program listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise UserError(
                f"Port {port} is taken: another program, or another Wellread, listens there.",
                hint=f"Open http://127.0.0.1:{port}, or choose another port with `--port`.",
            ) from error


def start_page(home: Path, port: int) -> NoReturn:
    """Become the page's server."""
    os.environ[HOME_VARIABLE] = str(home.resolve())
    os.chdir(APP.parent)  # where .streamlit/config.toml is
    options = {"port": port, "address": "127.0.0.1", "headless": "true"}
    flags = [f"--server.{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    command.append("--browser.gatherUsageStats=false")
    sys.stdout.flush()
    os.execv(command[0], command)
