"""The command that compares articles: duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.settings import Settings, pass_settings, with_globals

if TYPE_CHECKING:
    from corpus.likeness import Likeness
    from index.variants import Group

NONE = "No two articles of the index say the same."


@click.command()
@click.argument("pair", metavar="[ID ID]", nargs=-1)
@with_globals
@pass_settings
def duplicates(settings: Settings, pair: tuple[str, ...]) -> None:
    """List the articles that say the same, or compare two; nothing is deleted for it.

    A search shows one of each group, and says where the others stand.

    Example: wellread duplicates articles/page.html copies/page.html
    """
    from index.opened import open_index
    from index.variants import groups

    if len(pair) not in (0, 2):
        raise click.UsageError("Name two articles to compare, or none to list all groups.")
    with open_index(settings.where) as index:
        if not pair:
            found = groups(index.passages)
            lines = [line for group in found for line in group_lines(group)]
            settings.terminal.data({"groups": [as_row(group) for group in found]}, lines or [NONE])
            return
        from corpus.likeness import compare, wording

        one, other = (wording(index.passages.prepared(name).article) for name in pair)
        likeness = compare(one, other)
    settings.terminal.data(
        {"articles": list(pair), **likeness._asdict(), "same": likeness.is_variant},
        likeness_lines(likeness),
    )


def as_row(group: Group) -> dict[str, object]:
    """A group as programs read it."""
    variants = [{"id": one.id, "containment": round(one.containment, 4)} for one in group.variants]
    return {"head": group.head, "variants": variants}


def group_lines(group: Group) -> list[str]:
    """A group's head, and under it each variant with the share that both have."""
    return [
        click.style(group.head, bold=True),
        *(f"  {one.containment:>4.0%}  {one.id}" for one in group.variants),
    ]


def likeness_lines(likeness: Likeness) -> list[str]:
    """How far two articles are the same, and what follows from it."""
    lines = [
        f"{likeness.containment:.0%} of the shorter one's word runs stand in the other; "
        f"it is {likeness.ratio:.0%} as long."
    ]
    if likeness.unnamed:
        lines.append(f"Only one of them speaks of: {', '.join(likeness.unnamed)}.")
    verdict = "They count as the same article." if likeness.is_variant else "They are two articles."
    return [*lines, verdict]
