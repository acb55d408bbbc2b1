"""What adding would do and what it did, as HTML; every character of a source is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import chain

from corpus.intake import Outcome
from corpus.preview import Preview
from page.parts.account import account, counts_table
from page.parts.lines import lines_of
from page.parts.phrases import count

SHOWN = 100  # outcomes of one kind
OPEN = 1  # as many previews are shown unfolded
CHANGES = {
    "new": "a new article",
    "replaces": "takes the place of {}",
    "unchanged": "is in the collection already, so nothing would change",
    "same as": "is the same file as {}, so it would not be added",
    "refused": "would not be added",
}
ENDS = ("added", "replaced", "removed", "unchanged", "refused")


def previews_html(previews: Sequence[Preview]) -> str:
    """Every source: what would be kept, doubted and dropped, and why."""
    refused = sum(each.change == "refused" for each in previews)
    lines = [each.tally for each in previews]
    sums = [sum(column) for column in zip(*lines, strict=True)] or [0, 0, 0]
    head = (
        f"<p data-say>{count(len(previews) - refused, 'article')} could be read"
        f"{f', {refused:,} refused' if refused else ''}. Of their lines {sums[0]:,} would be kept, "
        f"{sums[1]:,} kept in doubt, {sums[2]:,} dropped. Nothing was added yet.</p>"
    )
    unfolded = len(previews) <= OPEN
    return head + "".join(preview_html(each, unfolded=unfolded) for each in previews)


def preview_html(preview: Preview, *, unfolded: bool) -> str:
    """One source: its counts, then its lines with who decides about each."""
    change = escape(CHANGES[preview.change].format(preview.article_id))
    name = f"<span class='id'>{escape(preview.name)}</span>"
    if preview.prepared is None:
        return f"<p class='look'><b>{name}</b> {change}: {escape(preview.reason)}</p>"
    prepared = preview.prepared
    decisions = [each for each in prepared.decisions if each.unit.kind != "markup"]
    tally = preview.tally
    counts = f"{tally.kept:,} kept, {tally.doubted:,} in doubt, {tally.dropped:,} dropped"
    review = f"<p class='quiet'>It {escape(prepared.review)}.</p>" if prepared.notes else ""
    lines = account(lines_of(preview.name, decisions, None))
    return (
        f"<details class='look'{' open' if unfolded else ''}><summary>"
        f"<b>{escape(prepared.article.title)}</b> {name}<br>{change} · {counts}</summary>"
        f"{review}{counts_table(decisions)}{lines}</details>"
    )


def outcomes_html(outcomes: Sequence[Outcome]) -> str:
    """What became of each source: counts, what was refused with its reason, then the others."""
    counts = Counter(each.change for each in outcomes)
    said = ", ".join(f"{counts[end]:,} {end}" for end in ENDS if counts[end])
    head = f"<p>{said}.</p>" if len(outcomes) > 1 else ""
    refused = [each for each in outcomes if each.change == "refused"]
    others = [each for each in outcomes if each.change != "refused"]
    more = [len(group) - SHOWN for group in (refused, others) if len(group) > SHOWN]
    unnamed = f"<p class='quiet'>and {sum(more):,} more</p>" if more else ""
    rows = "".join(map(outcome_html, chain(refused[:SHOWN], others[:SHOWN])))
    return f"<div data-say>{head}<ul class='outcomes'>{rows}</ul>{unnamed}</div>"


def outcome_html(outcome: Outcome) -> str:
    """One source and its end."""
    why = f": {escape(outcome.reason)}" if outcome.reason else ""
    return f"<li><b>{escape(outcome.name)}</b> {escape(outcome.change)}{why}</li>"


def reading_html(done: int, name: str) -> str:
    """How far reading is."""
    return f"<p class='quiet'>Reading … {count(done, 'file')} so far<br>{escape(name)}</p>"
