"""The group of all commands, and how they end."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from cli.commands import LateCommands
from cli.settings import DONE, FAILED, INTERRUPTED, USAGE, Settings, with_globals
from cli.terminal import Terminal, print_any_letter
from corpus.errors import UserError

VERSION = "0.1.0"


class NotUnderstoodError(UserError):
    """The words of a command make no sense."""

    code = "usage"
    exit_status = USAGE


class StoppedError(UserError):
    """Somebody pressed Ctrl-C."""

    code = "interrupted"
    exit_status = INTERRUPTED


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
        if settings.verbose:
            raise
        hint = "Run it again with -v to see where, and report it with that."
        fail(asked_for_json, BugError(f"A bug: {type(error).__name__}: {error}.", hint=hint))


def not_understood(error: click.ClickException) -> NotUnderstoodError:
    """click's error as ours, with the command whose help explains it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "wellread"
    return NotUnderstoodError(error.format_message(), hint=f"See `{command} --help`.")


def fail(as_json: bool, error: UserError) -> NoReturn:
    """Print an error and leave with its status."""
    Terminal(as_json=as_json).error(error)
    sys.exit(error.exit_status)
