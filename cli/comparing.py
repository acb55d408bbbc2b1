"""Commands that compare articles: duplicates, similar."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from cli.settings import Settings, count_option, pass_settings, with_globals
from cli.views import WIDTH, said_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.likeness import Likeness
    from index.variants import Group
    from search.similar import Neighbour, Similar

NONE = "No two articles of the index say the same."
ALONE = "Nothing in this collection is near it."


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


@click.command()
@click.argument("place", metavar="ID")
@count_option("Articles at most.")
@with_globals
@pass_settings
def similar(settings: Settings, place: str, count: int) -> None:
    """List the articles nearest to one, or to one of its passages (ID#3), by their meaning.

    What the index holds is compared, so no model is needed. What says the same is left out and
    named; nothing is listed that is not at least loosely related.

    Example: wellread similar articles/page.html -n 5
    """  # fmt: skip
    from index.opened import open_index
    from search.as_json import similar_as_json
    from search.similar import similar as find

    with open_index(settings.where) as index:
        found = find(index, place, count=count)
        if index.warning:
            settings.terminal.warn(index.warning)
    settings.terminal.data(similar_as_json(found), similar_lines(found))


def similar_lines(found: Similar) -> Iterable[str]:
    """What is near an article, then what says the same."""
    from search.elsewhere import place_of

    if not found.neighbours:
        yield ALONE
    elif all(neighbour.relation == "weak" for neighbour in found.neighbours):
        yield "Nothing is close to it. These are only loosely related:\n"
    for neighbour in found.neighbours:
        yield from neighbour_lines(neighbour)
    if found.left_out:
        places = ", ".join(f"{place_of(one)} ({one.id})" for one in found.left_out)
        yield f"Left out, as it is the same article: {places}"


def neighbour_lines(neighbour: Neighbour) -> Iterable[str]:
    """One article: title, how near, where it is from, how its nearest passage begins, its id."""
    article, sentence = neighbour.article, neighbour.first_sentence
    how = f"[{neighbour.relation}, {neighbour.similarity:.2f}]"
    yield f"{neighbour.rank}. {click.style(article.title, bold=True)}  {how}"
    yield click.style("   " + " · ".join(said_of(article)), dim=True)
    if first := " ".join(article.text[sentence.start : sentence.end].split()):
        yield textwrap.indent(textwrap.fill(first, WIDTH), "   ")
    if neighbour.notice:
        yield click.style(f"   {neighbour.notice}", dim=True)
    if neighbour.variants:
        same = ", ".join(one.id for one in neighbour.variants)
        yield click.style(f"   The same article: {same}", dim=True)
    yield click.style(f"   {article.id}", fg="cyan")
    yield ""
