"""The lines of an account with what their curator has decided since, and what is offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from corpus.clean.decision import Decision
from corpus.clean.protect import HELP
from corpus.clean.rulings import CURATOR, Ruling, Verdict, is_refused
from page.parts.phrases import count

Press = Literal["keep", "drop", "undo"]
State = Literal["", "decided", "waiting", "undone"]


class Line(NamedTuple):
    """A unit as the index has it, and what the next update does with it."""

    decision: Decision
    name: str  # of a ruling on its words; lines with the same words share it
    state: State = ""  # "waiting", "undone": the next update changes the decision
    verdict: Verdict | None = None  # what the curator decided, where she did
    offers: tuple[Press, ...] = ()


def lines_of(
    article_id: str, decisions: Sequence[Decision], rulings: Sequence[Ruling] | None
) -> list[Line]:
    """The lines of an article's account, in order.

    Args:
        article_id: names the lines, with their words.
        decisions: the account of the index.
        rulings: what is stored now; None where nothing may be decided about the article.
    """
    named = [Ruling(article_id, decision.unit.text, "keep").name for decision in decisions]
    if rulings is None:
        return [Line(each, name) for each, name in zip(decisions, named, strict=True)]
    latest = {ruling.name: ruling for ruling in sorted(rulings, key=lambda each: each.made)}
    return [
        line_of(each, name, latest.get(name)) for each, name in zip(decisions, named, strict=True)
    ]


def line_of(decision: Decision, name: str, ruling: Ruling | None) -> Line:
    """One line, and what its curator decided about its words."""
    if ruling is None or is_refused(decision, ruling):
        if decision.rule == CURATOR:
            return Line(decision, name, "undone", None, ("keep", "drop"))
        return Line(decision, name, offers=offers_for(decision))
    applied = decision.rule == CURATOR and decision.action == ruling.action
    return Line(decision, name, "decided" if applied else "waiting", ruling.action, ("undo",))


def offers_for(decision: Decision) -> tuple[Press, ...]:
    """What can be decided about a line; nothing about markup, no junk button beside a help line."""
    if decision.unit.kind == "markup":
        return ()
    if decision.action == "drop":
        return ("keep",)
    if decision.protected_by in HELP:
        return ()
    return ("keep", "drop") if decision.action == "doubt" else ("drop",)


def waiting_line(lines: Sequence[Line]) -> str:
    """What the next update does with the curator's decisions; '' where none waits for it."""
    waiting = [line for line in lines if line.state in ("waiting", "undone")]
    if not waiting:
        return ""
    returns = sum(line.verdict == "keep" and line.decision.action == "drop" for line in waiting)
    goes = sum(line.verdict == "drop" and line.decision.action != "drop" for line in waiting)
    rest = len(waiting) - returns - goes
    decided = len({line.name for line in waiting})
    parts = [
        *([f"{count(returns, 'line')} to come back"] if returns else []),
        *([f"{count(goes, 'line')} to go"] if goes else []),
        *([f"{count(rest, 'line')} to be decided anew"] if rest else []),
    ]
    waits = "1 decision waits" if decided == 1 else f"{decided} decisions wait"
    return f"{waits} for an update: {', '.join(parts)}."
