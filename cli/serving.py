"""The command that starts the page."""

from __future__ import annotations

import errno
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from cli.indexing import build_home, left_out_lines
from cli.settings import Settings, pass_settings, with_globals
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import HOME_VARIABLE, SAMPLES
from corpus.hosting import Hosting, hosting_file, read_hosting
from corpus.intake import add_files
from corpus.permission import is_loopback

APP = Path(__file__).parents[1] / "app.py"


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8501, show_default=True, help="To listen on."
)
@click.option(
    "--address",
    default="127.0.0.1",
    show_default=True,
    help="To listen on. On any that others can reach, they search and read; only the curators "
    "that page.toml names change anything.",
)
@click.option(
    "--no-sample", is_flag=True, help="Do not add the sample collection to an empty home."
)
@with_globals
@pass_settings
def serve(settings: Settings, port: int, address: str, no_sample: bool) -> None:
    """Start the page; an empty home gets the sample collection and its index first.

    Others may reach it if page.toml of the home says so, or with --address; the README has how.

    Example: wellread serve --port 8502
    """
    from index.opened import current_build
    from index.stated_recipe import is_of_earlier_version
    from search.counted import drop_old_counts

    hosting = read_hosting(settings.where)
    refuse_taken_port(port, address)
    drop_old_counts(settings.where, datetime.now(UTC).date())
    if current_build(settings.where) is None and not no_sample:
        with Collection.open(settings.where) as collection:
            if not collection.entries():
                settings.terminal.note("Adding the sample collection …")
                for _ in add_files(collection, [SAMPLES]):
                    pass
        built = build_home(settings)
        settings.terminal.note(f"Indexed {built.manifest.articles} articles.")
        for line in left_out_lines(built):
            settings.terminal.note(line)
    elif is_of_earlier_version(settings.where):
        settings.terminal.note("The index is of an earlier Wellread and is made anew …")
        for line in left_out_lines(build_home(settings)):
            settings.terminal.note(line)
    if said := who_may(hosting, address):
        settings.terminal.note(said)
    where = f"http://{shown(address)}:{port}"
    click.echo(f"Wellread is at {where} — stop it with Ctrl-C.", err=True)
    start_page(settings.where, port, address)


def who_may(hosting: Hosting, address: str) -> str:
    """What others may do, in a sentence or two; '' where there are none.

    >>> who_may(Hosting(), "127.0.0.1")
    ''
    >>> who_may(Hosting(), "0.0.0.0")
    'Whoever reaches this page can search and read. Nobody can change anything there.'
    """
    if is_loopback(address) and not hosting.public:
        return ""
    said = "Whoever reaches this page can search and read."
    if not hosting.curators or not hosting.signs_in:
        return f"{said} Nobody can change anything there."
    many = f"{len(hosting.curators)} curator{'s' * (len(hosting.curators) != 1)}"
    return f"{said} {many}, signed in, can change its collection."


def shown(address: str) -> str:
    """An address as it stands in a link.

    >>> shown("0.0.0.0"), shown("::1")
    ('0.0.0.0', '[::1]')
    """
    return f"[{address}]" if ":" in address else address


def refuse_taken_port(port: int, address: str) -> None:
    """Stop where another program listens already, or the address is none of this machine's."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise UserError(
                    f"Nothing can listen on {address}, port {port}: {error.strerror or error}.",
                    hint="Name an address of this machine with `--address`, or leave it out.",
                ) from error
            raise UserError(
                f"Port {port} is taken: another program, or another Wellread, listens there.",
                hint=f"Open http://{shown(address)}:{port}, or choose another port with `--port`.",
            ) from error


def start_page(home: Path, port: int, address: str) -> NoReturn:
    """Become the page's server."""
    os.environ[HOME_VARIABLE] = str(home.resolve())
    os.chdir(APP.parent)  # where .streamlit/config.toml is
    options = {"port": port, "address": address, "headless": "true"}
    flags = [f"--server.{name}={value}" for name, value in options.items()]
    if hosting_file(home).is_file():  # what st.login needs stands there, too
        flags.append(f"--secrets.files={hosting_file(home.resolve())}")
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *flags]
    command.append("--browser.gatherUsageStats=false")
    sys.stdout.flush()
    os.execv(command[0], command)
