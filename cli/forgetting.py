"""The command that forgets articles, and shows that nothing of them is left."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.indexing import build_home, leave_partly, left_out_lines, named
from cli.settings import FAILED, Settings, pass_settings, with_globals
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.sources import file_of

if TYPE_CHECKING:
    from index.build import BuildReport
    from index.traces import Search

BEYOND = (
    "Not in reach: backups and exports, copies of the disk, what a browser saved, and blocks that "
    "the disk has let go of."
)


class ForgottenInPartError(UserError):
    """Articles are gone from the collection, and not yet from the index."""

    code = "forgotten_in_part"

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(
            "Originals and decisions are deleted, and the next build does the rest, which could "
            f"not be done now: {reason}",
            hint=f"{advice} Then run `wellread build`.",
        )


@click.command()
@click.argument("article_ids", metavar="ARTICLE...", nargs=-1, required=True)
@with_globals
@pass_settings
def forget(settings: Settings, article_ids: tuple[str, ...]) -> None:
    """Delete articles for good: originals, decisions, vectors, every build that has them.

    Builds the index without them, and then reads every file of the home for their words. There is
    no way back, and no build to roll back to. Articles that were removed before can be named, too.

    Example: wellread forget articles/page.html
    """
    from corpus.forgetting import forget_articles
    from index.traces import search_home

    with settings.look() as collection:
        entries = [collection.find(id=article_id) for article_id in article_ids]
        phrases = phrases_of(settings.where, collection, article_ids)
        forget_articles(collection, article_ids)
    built = free_index(settings)
    found = search_home(settings.where, phrases)
    left = [entry.source for entry in entries if entry and file_of(entry.source).is_file()]
    settings.terminal.data(
        {
            "forgotten": list(dict.fromkeys(article_ids)),
            **named(built),
            "searched": found._asdict(),
            "sources_left": left,
        },
        [*said_of(len(set(article_ids)), found, left), *left_out_lines(built)],
    )
    if found.traces:
        sys.exit(FAILED)
    leave_partly(built)


def phrases_of(home: Path, collection: Collection, article_ids: Sequence[str]) -> list[str]:
    """What to look for afterwards: words of each article as it is indexed, and as it ever was."""
    from corpus.forgetting import every_version
    from corpus.readers.isolated import IsolatedReader
    from index.traces import indexed_phrases, telling_phrases

    phrases: list[str] = []
    with IsolatedReader() as reader:
        for article_id in article_ids:
            phrases += indexed_phrases(home, article_id)
            for prepared in every_version(collection, article_id, read=reader.read):
                phrases += telling_phrases(prepared)
    return list(dict.fromkeys(phrases))


def free_index(settings: Settings) -> BuildReport | None:
    """Build the index without what was forgotten; None where there was no index.

    Raises:
        ForgottenInPartError: it can't be built; the next build frees it.
    """
    from corpus.forgetting import forgotten_articles
    from index.opened import index_folder
    from index.publish import builds
    from index.purge import purge

    try:
        if builds(index_folder(settings.where)):
            return build_home(settings)
        with Collection.open(settings.where) as collection:
            purge(settings.where, collection, forgotten_articles(collection))
    except UserError as error:
        raise ForgottenInPartError(error.message, error.hint) from error
    except (OSError, sqlite3.Error) as error:
        raise ForgottenInPartError(f"{error}.", "See why.") from error
    return None


def said_of(count: int, found: Search, left: Sequence[str]) -> Iterator[str]:
    """What was done and found, for people."""
    yield f"Forgot {count}. Read {found.files} files for {found.phrases} phrases of what is gone:"
    if found.traces:
        yield from (f"! {trace} still has its words" for trace in found.traces)
    elif found.phrases:
        yield "  none is left."
    else:
        yield "  other articles have every phrase, or none could be read, so nothing is proved."
    yield from (f"Its source is still there; delete it, too: {source}" for source in left)
    yield BEYOND
