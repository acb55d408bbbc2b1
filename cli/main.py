"""The group of all commands, and how they end."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from cli.collecting import add, clean, list_articles, remove, show, sync
from cli.indexing import build, rollback, status, verify
from cli.searching import evaluate, search
from cli.serving import serve
from cli.settings import DONE, FAILED, INTERRUPTED, USAGE, Settings, with_globals
from cli.terminal import Terminal
from corpus.errors import UserError

VERSION = "0.1.0"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@with_globals
@click.version_option(VERSION, prog_name="wellread")
@click.pass_context
def wellread(context: click.Context) -> None:
    """Semantic search over mental-health articles: cleaned with an account, every passage cited."""
    context.ensure_object(Settings)


for command in (
    add, sync, list_articles, show, remove, clean,
    build, rollback, verify, status,
    search, evaluate, serve,
):  # fmt: skip
    wellread.add_command(command)


def main(words: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; a person never sees a traceback."""
    settings = Settings()
    asked_for_json = "--json" in (sys.argv[1:] if words is None else words)
    try:
        wellread.main(words, prog_name="wellread", standalone_mode=False, obj=settings)
        sys.exit(DONE)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(USAGE)
    except click.ClickException as error:
        fail(
            asked_for_json, UserError(error.format_message(), hint="See `wellread --help`."), USAGE
        )
    except UserError as error:
        fail(asked_for_json, error, error.exit_status)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted; what was done before stays.", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception as error:
        if settings.verbose:
            raise
        hint = "Run it again with -v to see where, and report it with that."
        fail(
            asked_for_json, UserError(f"A bug: {type(error).__name__}: {error}.", hint=hint), FAILED
        )


def fail(as_json: bool, error: UserError, status: int) -> NoReturn:
    """Print an error and leave."""
    Terminal(as_json=as_json).error(error)
    sys.exit(status)
