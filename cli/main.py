"""The group of all commands, and how they end."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

import click

from cli.commands import LateCommands
from cli.settings import DONE, FAILED, INTERRUPTED, USAGE, Settings, with_globals
from cli.terminal import Terminal, print_any_letter
from corpus.errors import UserError
from corpus.refusals import NOT_NOW

VERSION = "0.1.0"
# What no one could foresee at each of a thousand calls; a missing file is rather a bug.
REFUSALS = NOT_NOW | {errno.EIO}


class NotUnderstoodError(UserError):
    """The words of a command make no sense."""

    code = "usage"
    exit_status = USAGE


class StoppedError(UserError):
    """Somebody pressed Ctrl-C."""

    code = "interrupted"
    exit_status = INTERRUPTED


class RefusedError(UserError):
    """The disk or the system did not do what it was asked for, somewhere."""

    code = "system_refused"
    exit_status = FAILED

    def __init__(self, error: Exception) -> None:
        super().__init__(
            f"The disk or the system refused: {error}. What was done before stays.",
            hint="Make room, or see why, then run the same again; `wellread verify` tells what is "
            "whole.",
        )


class BugError(UserError):
    """Something that should not happen."""

    code = "bug"
    exit_status = FAILED


@click.group(commands=LateCommands(), context_settings={"help_option_names": ["-h", "--help"]})
@with_globals
@click.version_option(VERSION, prog_name="wellread")
@click.pass_context
def wellread(context: click.Context) -> None:
    """Semantic search over mental-health articles: cleaned with an account, every passage cited."""
    context.ensure_object(Settings)


def main(words: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; a person never sees a traceback."""
    print_any_letter()
    settings = Settings()
    asked_for_json = "--json" in (sys.argv[1:] if words is None else words)
    try:
        wellread.main(words, prog_name="wellread", standalone_mode=False, obj=settings)
        sys.exit(DONE)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(USAGE)
    except click.ClickException as error:
        fail(asked_for_json, not_understood(error))
    except UserError as error:
        fail(asked_for_json, error)
    except (KeyboardInterrupt, click.Abort):
        fail(asked_for_json, StoppedError("Interrupted; what was done before stays."))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(DONE)
    except Exception as error:
        if is_refusal(error):
            fail(asked_for_json, RefusedError(error))
        if settings.verbose:
            raise
        hint = "Run it again with -v to see where, and report it with that."
        fail(asked_for_json, BugError(f"A bug: {type(error).__name__}: {error}.", hint=hint))


def is_refusal(error: Exception) -> bool:
    """Whether the machine is to blame: its disk, its limits, or an engine that read wrong bytes."""
    if isinstance(error, OSError):
        return error.errno in REFUSALS
    sqlite = sys.modules.get("sqlite3")  # imported by those who need it
    return sqlite is not None and type(error) in (sqlite.DatabaseError, sqlite.OperationalError)


def not_understood(error: click.ClickException) -> NotUnderstoodError:
    """click's error as ours, with the command whose help explains it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "wellread"
    return NotUnderstoodError(error.format_message(), hint=f"See `{command} --help`.")


def fail(as_json: bool, error: UserError) -> NoReturn:
    """Print an error and leave with its status."""
    Terminal(as_json=as_json).error(error)
    sys.exit(error.exit_status)
