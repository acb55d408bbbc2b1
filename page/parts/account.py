"""The account of a cleaning: the source unit by unit, what was dropped struck through, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from corpus.clean.cleaner import Decision
from page.parts.phrases import count


class RuleCount(NamedTuple):
    """A rule, why it drops, and how many units it dropped."""

    rule: str  # its name without its version
    reason: str
    units: int


def name_of(rule: str) -> str:
    """A rule's name without its version.

    >>> name_of("share-bar/2")
    'share-bar'
    """
    return rule.rpartition("/")[0] or rule


def rule_counts(decisions: Sequence[Decision]) -> list[RuleCount]:
    """How much each rule dropped, most first, then by name."""
    dropped = [decision for decision in decisions if decision.action == "drop"]
    tally = Counter((name_of(decision.rule), decision.reason) for decision in dropped)
    rows = [RuleCount(rule, reason, units) for (rule, reason), units in tally.items()]
    return sorted(rows, key=lambda row: (-row.units, row.rule))


def counts_table(decisions: Sequence[Decision]) -> str:
    """The counts as an HTML table, under a sentence that sums them up."""
    rows = rule_counts(decisions)
    dropped = sum(row.units for row in rows)
    guarded = sum(bool(decision.protected_by) for decision in decisions)
    summary = f"{count(len(decisions) - dropped, 'line')} kept, {dropped:,} removed."
    if guarded:
        summary += f" {guarded:,} of those kept are protected: no rule may remove them."
    body = "".join(
        f"<tr><th scope='row'>{escape(row.rule)}</th><td>{escape(row.reason)}</td>"
        f"<td class='number'>{row.units}</td></tr>"
        for row in rows
    )
    head = "<tr><th scope='col'>Rule</th><th scope='col'>Why</th><th scope='col'>Lines</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if rows else ""
    return f"<p class='quiet'>{summary}</p>{table}"


def account(decisions: Sequence[Decision]) -> str:
    """The whole source as HTML, in its order; runs that one rule dropped stand together."""
    rows = []
    for (action, rule, reason), group in groupby(
        decisions, key=lambda d: (d.action, d.rule, d.reason)
    ):
        units = list(group)
        if action == "keep":
            rows.append(f"<div class='row'>{kept(units)}</div>")
        else:
            rows.append(f"<div class='row dropped'>{dropped_run(units, rule, reason)}</div>")
    return f"<div class='account'>{''.join(rows)}</div>"


def kept(units: Sequence[Decision]) -> str:
    """Kept units, a paragraph for each block."""
    paragraphs = []
    for _, group in groupby(units, key=lambda decision: decision.unit.block):
        block = list(group)
        words = " ".join(shown(decision) for decision in block)
        heading = block[0].unit.kind == "heading"
        paragraphs.append(f"<p><strong>{words}</strong></p>" if heading else f"<p>{words}</p>")
    return f"<div class='words'>{''.join(paragraphs)}</div>"


def dropped_run(units: Sequence[Decision], rule: str, reason: str) -> str:
    """Dropped units, each struck through, with their rule and its reason beside them."""
    struck = "".join(f"<p><del>{shown(decision)}</del></p>" for decision in units)
    return (
        f"<div class='words'>{struck}</div><p class='why'><span class='unseen'>Removed by rule "
        f"</span><b>{escape(name_of(rule))}</b> {escape(reason)}</p>"
    )


def shown(decision: Decision) -> str:
    """A unit's words, escaped, on one line."""
    return escape(" ".join(decision.unit.text.split()))
