"""The command that shows how many questions were asked, where that is counted."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from cli.settings import Settings, pass_settings, with_globals


@click.command()
@with_globals
@pass_settings
def counts(settings: Settings) -> None:
    """List how many questions the page was asked on each day, and how many found nothing.

    Only where page.toml of the home has `count = true` under `[page]`; a year is kept.

    Example: wellread counts
    """
    from search.counted import drop_old_counts, read_counts

    today = datetime.now(UTC).date()
    drop_old_counts(settings.where, today)
    days = read_counts(settings.where, today)
    settings.terminal.data(
        {"days": [{"day": day.isoformat(), **each._asdict()} for day, each in days.items()]},
        [f"{day}\t{each.asked} asked\t{each.unanswered} found nothing"
         for day, each in days.items()] or ["Nothing was counted."],
    )  # fmt: skip
