"""What the index says of itself, what an update would do, and what the builds so far did."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from page.parts.phrases import ago, count, day, span_of
from page.parts.shelf_table import article_address

if TYPE_CHECKING:
    from index.history import Entry
    from index.manifest import LeftOut, Manifest
    from index.passages import Noted
    from index.plan import Plan

SHOWN = 50  # articles of one list
SECTIONS = {  # of a plan: what its articles are called, with "s" where there are several
    "added": "{} to be added",
    "changed": "{} to be read again",
    "removed": "{} to be taken out",
    "kept": "{} to stay as they are",
}
ENDS = {
    "published": "Updated",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "rolled back": "Went back to an earlier build",
}


def status_html(manifest: Manifest) -> str:
    """What the published index holds, and what it lacks, with the reasons."""
    facts = {
        "Articles": f"{manifest.articles:,}",
        "Passages": f"{manifest.passages:,}",
        "Built": ago(manifest.built),
        "Encoder": manifest.recipe.encoder_name,
    }
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(fact)}</dd></div>" for name, fact in facts.items()
    )
    left = left_html(manifest.left_out, len(manifest.left_out))
    return f"<dl class='facts'>{cells}</dl>{left}"


def left_html(left: Sequence[LeftOut], total: int) -> str:
    """The articles that are not in an index, folded, with the reasons; '' where there are none."""
    if not total:
        return ""
    rows = "".join(
        f"<li><b>{escape(each.id)}</b> {escape(each.reason)}</li>" for each in left[:SHOWN]
    )
    return folded(f"{count(total, 'article')} left out", rows, total)


def review_html(noted: Sequence[Noted]) -> str:
    """The articles that need review, each a link, with the reasons; '' where there are none."""
    if not noted:
        return ""
    rows = "".join(
        f"<li><b><a href='{article_address(each.id)}' target='_self'>{escape(each.id)}</a></b> "
        f"{escape('; '.join(each.reasons))}</li>"
        for each in noted[:SHOWN]
    )
    verb = "needs" if len(noted) == 1 else "need"
    return folded(f"{count(len(noted), 'article')} {verb} review", rows, len(noted))


def plan_html(plan: Plan) -> str:
    """What an update would do, article by article, each kind folded."""
    parts = []
    for name, said in SECTIONS.items():
        ids = getattr(plan, name)
        if ids:
            rows = "".join(f"<li>{planned_html(plan, each)}</li>" for each in ids[:SHOWN])
            parts.append(folded(said.format(count(len(ids), "article")), rows, len(ids)))
    return "".join(parts)


def planned_html(plan: Plan, article_id: str) -> str:
    """One article of a plan, and why it is read again."""
    why = plan.why.get(article_id, "")
    return escape(article_id) + (f" <span class='quiet'>{escape(why)}</span>" if why else "")


def reasons_html(plan: Plan) -> str:
    """Why articles changed, with how many for each reason; '' where none did."""
    rows = "".join(
        f"<li>{count(articles, 'article')}: {escape(why)}</li>" for why, articles in plan.reasons
    )
    return f"<ul class='quiet'>{rows}</ul>" if rows else ""


def folded(summary: str, rows: str, total: int) -> str:
    """A list behind its summary, and how many more there are."""
    more = f"<p class='quiet'>and {total - SHOWN:,} more</p>" if total > SHOWN else ""
    return f"<details><summary>{summary}</summary><ul>{rows}</ul>{more}</details>"


def history_html(entries: Sequence[Entry]) -> str:
    """The builds so far, newest first."""
    if not entries:
        return "<p class='quiet'>Nothing was noted yet. The next update will be.</p>"
    return f"<ol class='builds' reversed>{''.join(map(entry_html, entries))}</ol>"


def entry_html(entry: Entry) -> str:
    """One build: when, what it did, what it decided anew and left out, or why it failed."""
    from index.history import amended

    when = f"{day(entry.at[:10])}, {entry.at[11:16]} UTC"
    said = (*amended(entry.amended), *entry.reconsidered)
    again = "".join(f"<p>{escape(each)}.</p>" for each in said)
    why = f"<p>{escape(entry.error)}</p>" if entry.error else ""
    return (
        f"<li><p><b>{ENDS[entry.end]}</b> <span class='quiet'>{escape(when)}</span></p>"
        f"<p>{escape(done(entry))}</p>{again}{why}{left_html(entry.left_out, entry.left_out_count)}"
        "</li>"
    )


def done(entry: Entry) -> str:
    """What a build did, in one line."""
    answers = f"{count(entry.articles, 'article')}, {count(entry.passages, 'passage')}"
    if entry.end == "rolled back":
        return f"{answers} to search."
    took = f"{entry.seconds:.1f} s" if entry.seconds < 90 else span_of(entry.seconds)
    if entry.end != "published":
        return f"After {took}. Search went on with the index that was there."
    return (
        f"{entry.added} new, {entry.changed} changed, {entry.removed} removed, {entry.kept} kept. "
        f"{answers}; {count(entry.encoded, 'passage')} encoded, {entry.reused:,} reused, in {took}."
    )
