"""Commands for a curator: explain, restore, drop, rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from cli.accounts import explained_lines
from cli.indexing import build_home, leave_partly, left_out_lines, named
from cli.settings import Settings, pass_settings, with_globals
from cli.views import WIDTH, first_words
from corpus.account import account

if TYPE_CHECKING:
    from corpus.clean.rulings import Verdict
    from corpus.curating import Effect

UNITS = click.argument("units", metavar="UNIT...", nargs=-1, required=True)
BUILD = click.option("--build", "now", is_flag=True, help="Apply it at once, as `build` does.")
DONE = {"keep": "restored", "drop": "dropped"}
OLD = "no rule of this Wellread; the next build asks the others"
NOT_YET = "`wellread build` applies it."


@click.command()
@click.argument("article_id", metavar="ARTICLE")
@with_globals
@pass_settings
def explain(settings: Settings, article_id: str) -> None:
    """Show what was decided about every line of an article, and why; names the lines.

    Example: wellread explain articles/page.html
    """
    from corpus.preparing import prepare_entry
    from corpus.readers.isolated import IsolatedReader

    with settings.look() as collection, IsolatedReader() as reader:
        prepared = prepare_entry(collection, collection.entry(article_id), read=reader.read)
    settings.terminal.data(
        {"article": article_id, **account(prepared)},
        explained_lines(prepared, article=article_id),
    )


@click.command()
@UNITS
@BUILD
@with_globals
@pass_settings
def restore(settings: Settings, units: tuple[str, ...], now: bool) -> None:
    """Keep lines whatever a rule says, in this article, wherever they stand in it.

    `wellread explain` names the lines.

    Example: wellread restore articles/page.html#u12
    """
    decide(settings, units, "keep", now=now)


@click.command()
@UNITS
@click.option(
    "--even-protected", is_flag=True, help="Also what says where help is to be had in a crisis."
)
@BUILD
@with_globals
@pass_settings
def drop(settings: Settings, units: tuple[str, ...], even_protected: bool, now: bool) -> None:
    """Drop lines though no rule does, in this article, wherever they stand in it.

    `wellread explain` names the lines.

    Example: wellread drop articles/page.html#u7
    """
    decide(settings, units, "drop", now=now, even_protected=even_protected)


def decide(
    settings: Settings,
    units: Sequence[str],
    action: Verdict,
    *,
    now: bool,
    even_protected: bool = False,
) -> None:
    """Rule on lines, all or none, and say what that changes."""
    from corpus.curating import effect_of, named_ruling, rulings_on, store_rulings
    from corpus.readers.isolated import IsolatedReader

    with settings.look() as collection, IsolatedReader() as reader:
        rulings = rulings_on(
            collection, units, action, even_protected=even_protected, read=reader.read
        )
        effects = effect_of(collection, rulings, read=reader.read)
        store_rulings(collection, rulings)
        rulings = [named_ruling(collection, ruling.name) for ruling in rulings]
    built = build_home(settings) if now else None
    lines = [f"{DONE[ruling.action]} in {ruling.article}: {on_one_line(ruling.text)}"
             for ruling in rulings]  # fmt: skip
    settings.terminal.data(
        {
            "decisions": [ruling._asdict() | {"name": ruling.name} for ruling in rulings],
            "effects": [effect._asdict() for effect in effects],
            **named(built),
        },
        [
            *lines,
            *map(effect_line, effects),
            f"Published build {built.pointer.name}." if built else NOT_YET,
            *left_out_lines(built),
        ],
    )
    leave_partly(built)


def effect_line(effect: Effect) -> str:
    """What an article gains and loses."""
    if not effect.returns and not effect.goes:
        return f"{effect.article} reads as before; from now on no rule changes these lines."
    return f"{effect.article}: {len(effect.returns)} to come back, {len(effect.goes)} to go."


@click.command()
@with_globals
@pass_settings
def rules(settings: Settings) -> None:
    """List every rule: what it drops, an example, how often it decided in this index."""
    from corpus.clean.rules.listing import every_rule

    fired = count_fired(settings)
    rows = [
        {**rule._asdict(), "fired": None if fired is None else fired.get(rule.id, 0)}
        for rule in every_rule()
    ]
    known = {row["id"] for row in rows}
    rows += [
        {"id": name, "version": None, "reason": OLD, "example": "", "fired": number}
        for name, number in sorted((fired or {}).items())
        if name not in known
    ]
    lines = [line for row in rows for line in rule_lines(row)]
    note = "Nothing is indexed yet, so nothing is counted." if fired is None else ""
    settings.terminal.data({"rules": rows}, [*lines, *filter(None, [note])])


def rule_lines(row: dict[str, object]) -> Iterator[str]:
    """A rule: how often it decided, its name, what it is about, an example."""
    fired = "-" if row["fired"] is None else row["fired"]
    version = f"/{row['version']}" if row["version"] else ""
    yield f"{fired:>6}  {click.style(str(row['id']), bold=True)}{version}  {row['reason']}"
    if row["example"]:
        yield click.style(f"        {row['example']}", dim=True)


def count_fired(settings: Settings) -> dict[str, int] | None:
    """How many lines of the index each rule decided about, by id; None where there is no index."""
    from index.manifest import IndexMissingError
    from index.opened import open_index

    try:
        with open_index(settings.where) as index:
            return index.passages.rule_counts()
    except IndexMissingError:
        return None


def on_one_line(text: str) -> str:
    """A line's first words, nothing in them that a terminal would obey."""
    from corpus.clean.folding import visible

    return first_words(visible(text), WIDTH)
