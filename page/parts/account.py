"""The account of a cleaning: the source unit by unit, what was dropped struck through, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from corpus.clean.decision import Decision
from corpus.clean.protect import HELP
from page.parts.lines import Line, Press
from page.parts.phrases import count

CLASSES = {"keep": "kept", "drop": "dropped", "doubt": "doubt"}
BY = {"keep": "Kept by", "drop": "Removed by rule", "doubt": "In doubt because of"}
LABELS = {"keep": "Restore", "drop": "This is junk", "undo": "Undo"}
NEXT = {"keep": "Comes back with the next update", "drop": "Goes with the next update"}


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
    doubted = sum(decision.action == "doubt" for decision in decisions)
    guarded = sum(decision.protected_by not in ("", "curator") for decision in decisions)
    summary = f"{count(len(decisions) - dropped, 'line')} kept, {dropped:,} removed."
    if doubted:
        summary += f" Of those kept, {doubted:,} in doubt: greyed below."
    if guarded:
        summary += f" Protected, so that no rule may remove them: {guarded:,}."
    body = "".join(
        f"<tr><th scope='row'>{escape(row.rule)}</th><td>{escape(row.reason)}</td>"
        f"<td class='number'>{row.units}</td></tr>"
        for row in rows
    )
    head = "<tr><th scope='col'>Rule</th><th scope='col'>Why</th><th scope='col'>Lines</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>" if rows else ""
    return f"<p class='quiet'>{summary}</p>{table}"


def account(lines: Sequence[Line]) -> str:
    """The whole source as HTML, in its order, a row for each unit; a run's reason stands once."""
    rows = []
    before: Line | None = None
    for number, line in enumerate(lines, 1):
        new_block = before is None or before.decision.unit.block != line.decision.unit.block
        rows.append(row(line, number, start=new_block, why=why(line, before)))
        before = line
    return f"<div class='account'>{''.join(rows)}</div>"


def row(line: Line, number: int, *, start: bool, why: str) -> str:
    """One unit: its words as what became of them, why, and what can be decided about it."""
    classes = [CLASSES[line.decision.action], *(["start"] if start else [])]
    buttons = "".join(button(line, press, number) for press in line.offers)
    return (
        f"<div class='row {' '.join(classes)}'><div class='words'>{words(line.decision)}</div>"
        f"<div class='side'>{why}{state_note(line)}{buttons}</div></div>"
    )


def words(decision: Decision) -> str:
    """A unit's words: struck through, greyed, or as they are."""
    text = shown(decision)
    if decision.action == "drop":
        return f"<p><del>{text}</del></p>"
    if decision.action == "doubt":
        return f"<p class='doubted'>{text}</p>"
    return (
        f"<p><strong>{text}</strong></p>" if decision.unit.kind == "heading" else f"<p>{text}</p>"
    )


def why(line: Line, before: Line | None) -> str:
    """The rule and its reason; only for screen readers where the row above has the same."""
    decision = line.decision
    if decision.protected_by in HELP:
        return f"<p class='why'>Protected: {escape(decision.protected_by)}</p>"
    if not decision.rule:
        return ""
    said = f"<b>{escape(name_of(decision.rule))}</b> {escape(decision.reason)}"
    if decision.score is not None and decision.action == "doubt":
        said += f" ({decision.score:.2f})"
    again = before is not None and ground(before.decision) == ground(decision)
    unseen = f"<span class='unseen'>{BY[decision.action]} </span>"
    return f"<p class='why{' unseen' if again else ''}'>{unseen}{said}</p>"


def ground(decision: Decision) -> tuple[str, str, str]:
    """What the units of one run have in common."""
    return decision.action, decision.rule, decision.reason


def state_note(line: Line) -> str:
    """What the next update does with a line, where the curator has decided since."""
    if line.state == "undone":
        return "<p class='next'>The rules decide again with the next update</p>"
    if line.state != "waiting":
        return ""
    changes = (line.decision.action == "drop") != (line.verdict == "drop")
    said = NEXT[line.verdict or "keep"] if changes else "Stays so, whatever rules come"
    return f"<p class='next'>{said}</p>"


def button(line: Line, press: Press, number: int) -> str:
    """What a curator can press beside a line; its name for screen readers has the line's words."""
    label = "Keep" if press == "keep" and line.decision.action != "drop" else LABELS[press]
    text = " ".join(line.decision.unit.text.split())
    named = escape(f"{label}: {text if len(text) <= 80 else text[:80] + '…'}")
    return (
        f"<button type='button' data-line='{line.name}' data-press='{press}' "
        f"data-number='{number}' aria-label='{named}'>{label}</button>"
    )


def shown(decision: Decision) -> str:
    """A unit's words, escaped, on one line."""
    return escape(" ".join(decision.unit.text.split()))
