"""What becomes of a unit, and why."""

from __future__ import annotations

from typing import Literal, NamedTuple

from corpus.units import Unit

Action = Literal["keep", "drop", "doubt"]  # "doubt" stays in the article, shown greyed


class Decision(NamedTuple):
    """What was decided about one unit, and why."""

    unit: Unit
    action: Action
    rule: str = ""  # the rule's id and version, "paid-link/1"; '' for what is kept
    reason: str = ""  # in words, for a curator
    protected_by: str = ""
    score: float | None = None  # how likely it is junk, 0 to 1; None where no model was asked
