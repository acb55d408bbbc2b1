"""Commands on what a curator decided by hand: reviewed, decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.curating import BUILD, DONE, NOT_YET, on_one_line
from cli.indexing import build_home, leave_partly, left_out_lines, named
from cli.settings import Settings, pass_settings, with_globals

if TYPE_CHECKING:
    from corpus.review_table import Review


@click.command()
@click.argument("article_id", metavar="ARTICLE")
@click.option("--undo", is_flag=True, help="Take it back: the article is asked for again.")
@with_globals
@pass_settings
def reviewed(settings: Settings, article_id: str, undo: bool) -> None:
    """Say that you have looked at an article that needs review.

    It holds until the article's text, or the reasons for a review, are others.

    Example: wellread reviewed articles/page.html
    """
    from corpus.preparing import prepare_entry
    from corpus.readers.isolated import IsolatedReader
    from corpus.reviewing import store_review, undo_review

    with settings.look() as collection:
        if undo:
            undo_review(collection, article_id)
            settings.terminal.data(
                {"undone": article_id}, [f"{article_id} is to be looked at again."]
            )
            return
        with IsolatedReader() as reader:
            prepared = prepare_entry(collection, collection.entry(article_id), read=reader.read)
        review = store_review(collection, prepared)
    lines = [f"{article_id} is marked as looked at.", *(f"  {why}" for why in review.reasons)]
    settings.terminal.data({"reviewed": review._asdict()}, lines)


@click.command()
@click.option("--forget", "names", metavar="NAME", multiple=True, help="Take this one back.")
@BUILD
@with_globals
@pass_settings
def decisions(settings: Settings, names: tuple[str, ...], now: bool) -> None:
    """List what was decided by hand: lines restored and dropped, articles reviewed.

    What holds for nothing any more says why.

    Example: wellread decisions --forget 1f3a9c2e
    """
    from corpus.curating import all_rulings, named_ruling, take_back
    from corpus.readers.isolated import IsolatedReader
    from corpus.reviewing import all_reviews
    from corpus.standing import review_standing, standings

    with settings.look() as collection, IsolatedReader() as reader:
        read = reader.read
        gone = [named_ruling(collection, name, read=read) for name in dict.fromkeys(names)]
        take_back(collection, gone)
        stored = all_rulings(collection)
        rows = list(zip(stored, standings(collection, stored, read=read), strict=True))
        reviews = [
            (each, review_standing(collection, each, read=read))
            for each in all_reviews(collection).values()
        ]
    built = build_home(settings) if now else None
    listed = [
        f"{each.name}  {DONE[each.action]:<8}  {each.made[:10]}  {each.article}: "
        f"{on_one_line(each.text)}\n    {click.style(str(state), dim=True)}"
        for each, state in rows
    ]
    told = [f"taken back in {each.article}: {on_one_line(each.text)}" for each in gone]
    if gone:
        told += [f"Published build {built.pointer.name}." if built else NOT_YET]
        told += left_out_lines(built)
    settings.terminal.data(
        {
            "decisions": [
                each._asdict() | {"name": each.name, "lines": state.lines, "reason": state.reason}
                for each, state in rows
            ],
            "reviewed": [each._asdict() | {"reason": reason} for each, reason in reviews],
            "forgotten": [each.name for each in gone],
            **named(built),
        },
        [*told, *listed, *map(review_line, reviews)] or ["Nothing was decided by hand."],
    )
    leave_partly(built)


def review_line(row: tuple[Review, str]) -> str:
    """An article that was looked at, and why that does not hold any more."""
    review, reason = row
    state = click.style(reason or "; ".join(review.reasons), dim=True)
    return f"{'':8}  reviewed  {review.made[:10]}  {review.article}\n    {state}"
