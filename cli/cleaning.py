"""The command that shows what cleaning does to one file: clean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from cli.accounts import diff_lines, explained_lines
from cli.settings import Settings, pass_settings, with_globals
from cli.terminal import body_of
from cli.views import cleaned_lines, remaining_lines
from corpus.account import account, units_of
from corpus.collection import as_format
from corpus.prepare import SEE_WHY, NoArticleError, prepare
from corpus.readers.formats import FORMATS, Format, format_of
from corpus.readers.isolated import IsolatedReader
from corpus.sources import read_bytes, refuse_missing

NEEDS_FORMAT = f"Standard input needs --format: {', '.join(FORMATS[:-1])} or {FORMATS[-1]}."
VIEWS = {"diff": diff_lines, "explain": explained_lines}


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to read the file.")
@click.option(
    "--diff", "view", flag_value="diff", help="The whole source: - before what goes, ~ in doubt."
)
@click.option("--explain", "view", flag_value="explain", help="Every line, who decided, and why.")
@with_globals
@pass_settings
def clean(settings: Settings, file: Path, form: str | None, view: str | None) -> None:
    """Clean one file, or standard input (-); print what remains and what was dropped.

    No collection is touched. Of what is no article the same is shown, and why it is none. --json
    holds all of it, whichever view is asked for.

    Example: wellread clean page.html --diff
    """
    data, format = read_one(file, form)
    with IsolatedReader() as reader:
        try:
            prepared = prepare(
                data, format=format, article_id=file.name, source=str(file), read=reader.read
            )
        except NoArticleError as refusal:
            show_refused(settings, refusal, view or "")
    lines = VIEWS.get(view or "", cleaned_lines)
    settings.terminal.data(account(prepared), lines(prepared))


def show_refused(settings: Settings, refusal: NoArticleError, view: str) -> NoReturn:
    """Print the account of what is no article, then why it is none; leave as refused."""
    hint = "" if refusal.hint == SEE_WHY else refusal.hint  # which is what is shown here
    told = NoArticleError(refusal.message, hint=hint)
    if refusal.cleaned is None:
        raise told
    lines = VIEWS.get(view, remaining_lines)(refusal.cleaned)
    error = {"error": body_of(told)} if settings.terminal.as_json else {}
    settings.terminal.data(error | {"units": units_of(refusal.cleaned.decisions)}, lines)
    if not settings.terminal.as_json:  # one answer for programs
        settings.terminal.error(told)
    sys.exit(told.exit_status)


def read_one(file: Path, form: str | None) -> tuple[bytes, Format]:
    """One file's bytes, or standard input's, and how they are to be read."""
    if str(file) == "-":
        if form is None:
            raise click.UsageError(NEEDS_FORMAT)
        return sys.stdin.buffer.read(), as_format(form)
    refuse_missing(file)
    return read_bytes(file), as_format(form) if form else format_of(file.name)
