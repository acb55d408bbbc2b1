"""What the head's scores make of the units that the rules left undecided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.head.gaps import gaps_in_series, gaps_in_tables
from corpus.clean.protect import FACT, TELEPHONE, lone_in_list, shields

if TYPE_CHECKING:  # it imports numpy, which most commands do without
    from corpus.clean.head.model import Head

ENDS = (".", "!", "?", ".”", '."', ".)", "!”", "?”", "。", "！", "？")
MIN_WORDS = 3  # of a sentence
MIN_UNITS = 20  # of a text; the pages that the head learnt from have more
REASON = "its words, its looks and what stands around it are those of page furniture"
DOUBT = "it may be page furniture; it stays, but is not found on its own"


def judged(draft: Draft, decisions: Sequence[Decision], head: Head) -> list[Decision]:
    """The decisions with every undecided unit scored: kept, doubted, or dropped.

    The title and what states a dose, a figure or a telephone number stay. What else `shields`
    names goes only where the head is sure. A list item whose siblings all stay is at most doubted,
    and so are a heading of a series, the rest of a table's row and, where the head is not sure, a
    line right above a sentence that stays. Nothing is scored in a text that is too short for
    anything to stand around a unit.
    """
    if len(draft.units) < MIN_UNITS:
        return list(decisions)
    scores = head.scores(draft, tuple(each.action == "drop" for each in decisions))
    guards = shields(draft, decisions)
    verdicts = [
        verdict(each, guards[index], float(score), head, is_title=index == draft.title_at)
        for index, (each, score) in enumerate(zip(decisions, scores, strict=True))
    ]
    dropped = [each.action == "drop" for each in verdicts]
    for index in (
        *lone_in_list(draft, [is_dropped(each, head) for each in verdicts]),
        *(at for at in gaps_in_series(draft, dropped) if is_dropped(verdicts[at], head)),
        *(at for at in gaps_in_tables(draft, dropped) if is_dropped(verdicts[at], head)),
        *over_kept_sentences(verdicts, head),
    ):
        verdicts[index] = verdicts[index]._replace(action="doubt", reason=DOUBT)
    return verdicts


def is_dropped(decision: Decision, head: Head) -> bool:
    """Whether it was the head that dropped a unit."""
    return decision.action == "drop" and decision.rule == head.rule


def over_kept_sentences(verdicts: Sequence[Decision], head: Head) -> Iterator[int]:
    """The lines dropped without certainty that stand right above a sentence that stays."""
    for index, (above, below) in enumerate(pairwise(verdicts)):
        if not is_dropped(above, head) or below.action != "keep":
            continue
        unsure = above.score is not None and above.score <= head.sure_above
        if unsure and is_sentence(below.unit.text) and not is_sentence(above.unit.text):
            yield index


def verdict(
    decision: Decision, guard: str, score: float, head: Head, *, is_title: bool
) -> Decision:
    """One decision after the head was asked; what it may not touch carries its score alone."""
    scored = Decision(*decision[:5], round(score, 3))  # `_replace` takes four times as long
    if decision.action != "keep" or decision.protected_by or is_title:
        return scored
    if guard and (guard in (FACT, TELEPHONE) or score <= head.sure_above):
        return scored._replace(protected_by=guard)
    if score > (head.sentence_above if is_sentence(decision.unit.text) else head.line_above):
        return scored._replace(action="drop", rule=head.rule, reason=REASON)
    if score > head.doubt_above:
        return scored._replace(action="doubt", rule=head.rule, reason=DOUBT)
    return scored


def is_sentence(text: str) -> bool:
    """Whether a unit has a sentence's length and end.

    >>> is_sentence("Share how you feel with someone."), is_sentence("Share this page")
    (True, False)
    """
    return text.rstrip().endswith(ENDS) and len(text.split()) >= MIN_WORDS
