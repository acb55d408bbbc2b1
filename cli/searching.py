"""The commands that ask: search, and topics, which it can be narrowed to."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click

from cli.settings import Settings, count_option, pass_settings, with_globals
from cli.views import answer_lines
from corpus.language import language_code

if TYPE_CHECKING:
    from search.hit import Answer


FEW = "There are too few articles for topics."
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def check_day(context: click.Context, _: click.Parameter, value: str) -> str:
    """A day, a month or a year as ISO 8601 writes it, or nothing."""
    if value and not DAY.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no day like 2026-01-31, nor 2026-01 or 2026.")
    return value


def check_languages(
    context: click.Context, _: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """The languages' codes, whether stated as "en", "en-GB" or "English"."""
    codes = tuple(language_code(value) for value in values)
    if "" in codes:
        wrong = values[codes.index("")]
        raise click.BadParameter(f"{wrong!r} is no language's code like en or de.")
    return codes


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--mode",
    type=click.Choice(["best", "meaning", "words"]),
    default="best",
    show_default=True,
    help="By meaning and words mixed, or by one of them.",
)
@count_option("Hits at most.")
@click.option(
    "--per-article",
    type=click.IntRange(1, 100),
    default=2,
    show_default=True,
    help="Passages of one article at most.",
)
@click.option("--site", "sites", multiple=True, help="Only from this site; may be given again.")
@click.option(
    "--topic", "topics", multiple=True, help="Only of this topic; `wellread topics` lists them."
)
@click.option("--source", "sources", multiple=True, help="Only articles whose id begins so.")
@click.option(
    "--since", default="", callback=check_day, help="Only published then or later (YYYY[-MM[-DD]])."
)
@click.option("--until", default="", callback=check_day, help="Only published then or earlier.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    callback=check_languages,
    help="Only in this language (ISO 639-1 code); may be given again.",
)
@click.option("--exact-words", is_flag=True, help="Search for words as they are typed.")
@click.option("--country", default="", help="Whose help lines to show, if any (ISO code).")
@with_globals
@pass_settings
def search(
    settings: Settings, /, question: tuple[str, ...], mode: str, **options: Any
) -> None:  # fmt: skip
    """Ask a question in plain language.

    Example: wellread search "how do I sleep better"
    """
    from search.as_json import answer_as_json

    answer = ask(settings, " ".join(question), mode, options)
    for note in answer.notes:
        settings.terminal.warn(note)
    settings.terminal.data(answer_as_json(answer), answer_lines(answer))


def ask(settings: Settings, question: str, mode: Any, options: dict[str, Any]) -> Answer:
    """The engine's answer."""
    from index.filters import ArticleFilter
    from index.known_values import refuse_unknown
    from index.topics import keys_of
    from search.engine import SearchEngine
    from search.query import make_query

    engine = SearchEngine.open(settings.where)
    where = ArticleFilter(
        sites=options["sites"], sources=options["sources"],
        topics=keys_of(engine.index.passages, options["topics"]),
        since=options["since"], until=options["until"], languages=options["languages"],
    )  # fmt: skip
    refuse_unknown(engine.index.passages, where)
    query = make_query(
        question, mode=mode, where=where, count=options["count"],
        per_article=options["per_article"], exact_words=options["exact_words"],
    )  # fmt: skip
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG")
    return engine.search(query, locale=locale, country=options["country"])


@click.command()
@with_globals
@pass_settings
def topics(settings: Settings) -> None:
    """List what the collection is about: its topics, largest first.

    A build groups the articles by their meaning and names each group by the words that it has and
    the others do not, so a topic's name may be another after the next build.

    Example: wellread topics
    """
    from index.opened import open_index

    with open_index(settings.where) as index:
        found = index.topics
        if index.warning:
            settings.terminal.warn(index.warning)
    lines = [f"{topic.articles:>6,}  {click.style(topic.name, bold=True)}" for topic in found]
    rows = [{"key": t.key, "words": list(t.words), "articles": t.articles} for t in found]
    settings.terminal.data({"topics": rows}, lines or [FEW])
