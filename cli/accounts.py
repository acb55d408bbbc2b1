"""The account of a cleaning as lines for people: what remains, the difference, every unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpus.clean.cleaner import Cleaned
    from corpus.clean.decision import Decision
    from corpus.prepare import Prepared

MARKS = {"keep": " ", "drop": "-", "doubt": "~"}
STYLES: dict[str, dict[str, Any]] = {"drop": {"fg": "red"}, "doubt": {"dim": True}}
PARTICIPLES = {"keep": "kept", "drop": "dropped", "doubt": "doubted"}


def diff_lines(prepared: Prepared | Cleaned) -> Iterator[str]:
    """The whole source, unit by unit: `-` before what was dropped, `~` before what is doubted.

    The marks stand there with and without colour.
    """
    block = -1
    for number, decision in enumerate(prepared.decisions):
        if number and decision.unit.block != block:
            yield ""
        block = decision.unit.block
        yield styled(decision, f"{MARKS[decision.action]} {shown(decision)}") + said(decision)
    yield from summary(prepared.decisions)


def explained_lines(prepared: Prepared | Cleaned, *, article: str = "") -> Iterator[str]:
    """Every unit by its name, with who decided, why, how sure, and what protects it."""
    for number, decision in enumerate(prepared.decisions, 1):
        name = click.style(f"{article}#u{number}", bold=True)
        yield f"{MARKS[decision.action]} {name}  {styled(decision, shown(decision))}"
        if why := "; ".join(grounds(decision)):
            yield click.style(f"    {PARTICIPLES[decision.action]}: {why}", dim=True)
    yield from summary(prepared.decisions)


def grounds(decision: Decision) -> Iterator[str]:
    """What a decision rests on, in words; nothing for what is simply kept."""
    if decision.rule:
        yield f"{decision.rule}, {decision.reason}"
    if decision.protected_by and decision.protected_by != "curator":
        yield f"protected as a {decision.protected_by}"
    if decision.score is not None:
        yield f"score {decision.score:.2f}"


def said(decision: Decision) -> str:
    """Rule and reason behind a line of the difference; '' for what is simply kept."""
    return click.style(f"  [{decision.rule}: {decision.reason}]", dim=True) if decision.rule else ""


def styled(decision: Decision, text: str) -> str:
    """Text in the colours of what was decided."""
    return click.style(text, **STYLES.get(decision.action, {}))


def shown(decision: Decision) -> str:
    """A unit's words on one line, nothing in them that a terminal would obey."""
    from corpus.clean.folding import visible

    return visible(decision.unit.text)


def summary(decisions: Sequence[Decision]) -> Iterator[str]:
    """How many units met which end."""
    counts = {action: sum(each.action == action for each in decisions) for action in MARKS}
    told = [f"{number} {PARTICIPLES[action]}" for action, number in counts.items() if number]
    yield ""
    yield click.style(f"{len(decisions)} units: {', '.join(told) or 'none'}", dim=True)
