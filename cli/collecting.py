"""Commands on the collection: add, sync, list, show, remove."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.cleaning import NEEDS_FORMAT
from cli.from_web import Asked, add_from_web, gone_from, is_web, sync_from_web
from cli.settings import Settings, pass_settings, with_globals
from cli.telling import Telling
from cli.views import cleaned_lines, printable
from corpus.account import account
from corpus.collection import Collection, Entry, as_format
from corpus.intake import add_bytes, add_files, sync_folder
from corpus.preparing import prepare_entry
from corpus.readers.formats import FORMATS
from corpus.readers.isolated import IsolatedReader
from corpus.records.columns import read_map
from corpus.reviewing import all_reviews, review_of
from corpus.sources import file_of, refuse_missing

KEPT = "The originals are kept. `wellread build` takes the articles out of the index."
RETURNS = (
    "What is still in a folder comes back, with your decisions, when that is next added or synced; "
    "delete or move the file to prevent it."
)
HELP_MAP = "Which column is which: title=headline,text=body,url=link."
HELP_REJECTS = "Write all that is refused there, as JSON Lines."


@click.command()
@click.argument("sources", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to read the sources.")
@click.option("--name", default="stdin", show_default=True, help="What standard input is called.")
@click.option("--map", "columns", default="", metavar="PART=COLUMN,...", help=HELP_MAP)
@click.option("--rejects", type=click.Path(path_type=Path), metavar="FILE", help=HELP_REJECTS)
@click.option("--sitemap", multiple=True, metavar="URL", help="Add the pages that it names.")
@click.option("--feed", multiple=True, metavar="URL", help="Add the pages of an RSS or Atom feed.")
@click.option("--limit", type=click.IntRange(1), help="Pages of sitemaps and feeds.  [50,000]")
@with_globals
@pass_settings
def add(
    settings: Settings,
    sources: tuple[str, ...],
    form: str | None,
    name: str,
    columns: str,
    rejects: Path | None,
    sitemap: tuple[str, ...],
    feed: tuple[str, ...],
    limit: int | None,
) -> None:
    """Add files, folders, archives and web pages to the collection; - reads standard input.

    A file is HTML, plain text, Markdown, PDF, Word (.docx) or EPUB, of up to 10 MB.
    A zip or tar may have up to 50 MB, 2,000 files, and 200 MB unpacked. Files of many articles
    (.jsonl, .csv, .tsv, .parquet, .warc, .wet, and .xml of MediaWiki, also .gz or .bz2) may be of
    any size: broken off, the same command goes on where it was. The net is asked only for what
    begins with https:// or http://, and for sitemaps and feeds, as each site's robots.txt allows.

    Example: wellread add ~/articles page.html https://clinic.example/sleep
    """
    format = as_format(form) if form else None
    mapped = read_map(columns)
    asked = Asked(tuple(filter(is_web, sources)), sitemap, feed, limit or 0)
    refuse_unclear(sources, asked, form)
    named = [Path(source) for source in sources if source != "-" and not is_web(source)]
    for path in named:
        refuse_missing(path)  # before standard input is taken in
    with (
        Telling.into(settings.terminal, rejects, named) as telling,
        Collection.open(settings.where) as collection,
        IsolatedReader() as reader,
    ):
        if "-" in sources:
            if format is None:
                raise click.UsageError(NEEDS_FORMAT)
            data = sys.stdin.buffer.read()
            place = f"stdin:{name}"
            added = add_bytes(
                collection, data, source=place, name=name, format=format, read=reader.read
            )
            telling.tell([added])
        found = add_files(collection, named, format=format, columns=mapped, read=reader.read)
        telling.tell(found)
        if asked.asks:
            telling.tell(add_from_web(collection, asked, reader.read))
    telling.report()


def refuse_unclear(sources: tuple[str, ...], asked: Asked, form: str | None) -> None:
    """Stop at words that name nothing to add, or say of a web page what its site says."""
    if not (sources or asked.asks):
        raise click.UsageError("Name what is to be added: files, folders, or addresses.")
    if form and asked.asks:
        raise click.UsageError("--format is for files; a site says itself what its pages are.")


@click.command()
@click.argument("source", metavar="[FOLDER|URL]", default="")
@click.option("--web", is_flag=True, help="All articles that were fetched from the web.")
@click.option("--prune", is_flag=True, help="Remove articles whose files or pages are gone.")
@with_globals
@pass_settings
def sync(settings: Settings, source: str, web: bool, prune: bool) -> None:
    """Make the collection mirror a folder, or the web pages that were added by their address.

    Of an address, the pages whose addresses begin so are asked for again; sites send only what
    changed. New pages come by `wellread add`.

    Example: wellread sync ~/articles --prune
    """
    if web == bool(source):
        raise click.UsageError("Name a folder, or an address, or --web.")
    if not (web or is_web(source)):
        refuse_missing(Path(source))  # before a collection is made
    telling = Telling(settings.terminal)
    with Collection.open(settings.where) as collection, IsolatedReader() as reader:
        if web or is_web(source):
            telling.tell(sync_from_web(collection, source, reader.read, prune=prune))
        else:
            telling.tell(sync_folder(collection, Path(source), prune=prune, read=reader.read))
    telling.report()


@click.command("list")
@click.option("--review", is_flag=True, help="Only those of the index that need it, with reasons.")
@click.option("--gone", is_flag=True, help="Only those whose web pages are gone, with reasons.")
@with_globals
@pass_settings
def list_articles(settings: Settings, review: bool, gone: bool) -> None:
    """List the collection."""
    if review:
        list_noted(settings)
        return
    if gone:
        list_gone(settings)
        return
    with settings.look() as collection:
        entries = collection.entries()
    settings.terminal.data(
        {"articles": [as_row(entry) for entry in entries]},
        ["\t".join(row_of(entry)) for entry in entries],
    )


def row_of(entry: Entry) -> tuple[str, ...]:
    """An entry as it is listed for people; a dash where its language is not known."""
    name, source = printable(entry.id), printable(entry.source)
    return (name, entry.format, entry.added[:10], entry.language or "-", source)


def list_gone(settings: Settings) -> None:
    """List the articles whose pages were gone when their sites were last asked."""
    with settings.look() as collection:
        visits = gone_from(collection)
    settings.terminal.data(
        {"gone": [visit._asdict() for visit in visits]},
        [f"{each.article}\t{each.gone[:10]}\t{each.reason}" for each in visits]
        or ["No article's page is known to be gone."],
    )


def list_noted(settings: Settings) -> None:
    """List the articles of the index that a curator should look at, and did not yet."""
    from index.opened import open_index

    with open_index(settings.where) as index, settings.look() as collection:
        noted = index.passages.noted(all_reviews(collection))
    settings.terminal.data(
        {"needs_review": [each._asdict() for each in noted]},
        [f"{each.id}\t{'; '.join(each.reasons)}" for each in noted] or ["Nothing needs review."],
    )


@click.command()
@click.argument("article_id", metavar="ID")
@with_globals
@pass_settings
def show(settings: Settings, article_id: str) -> None:
    """Show one article as it is cleaned, with what was dropped.

    Example: wellread show articles/page.html
    """
    with settings.look() as collection, IsolatedReader() as reader:
        entry = collection.entry(article_id)
        prepared = prepare_entry(collection, entry, read=reader.read)
        review = review_of(prepared, all_reviews(collection))
    settings.terminal.data(
        {"entry": as_row(entry), **account(prepared)}, cleaned_lines(prepared, review)
    )


@click.command()
@click.argument("article_ids", metavar="ID...", nargs=-1, required=True)
@with_globals
@pass_settings
def remove(settings: Settings, article_ids: tuple[str, ...]) -> None:
    """Remove articles; they are gone from the next build. `forget` is for good.

    Example: wellread remove articles/old.html
    """
    with settings.look() as collection:
        named = dict.fromkeys(article_ids)  # each once
        for article_id in named:
            collection.entry(article_id)  # all are there before the first is removed
        removed = [collection.remove(article_id) for article_id in named]
    still_there = [entry.id for entry in removed if file_of(entry.source).is_file()]
    settings.terminal.data(
        {"removed": [entry.id for entry in removed], "files_still_there": still_there},
        [f"Removed {len(removed)}. {KEPT}", *([RETURNS] if still_there else [])],
    )


HIDDEN = ("rulings", "repeated")  # `wellread decisions` and `wellread explain` have them


def as_row(entry: Entry) -> dict[str, object]:
    """An entry as programs read it."""
    return {name: value for name, value in entry._asdict().items() if name not in HIDDEN}
