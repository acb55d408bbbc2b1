"""What the trained head's score of a line comes to, by its form and by what stands around it."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.decision import Decision
from corpus.clean.head.judge import is_sentence, over_kept_sentences, verdict
from corpus.clean.head.model import load_head
from corpus.readers.plain import read_plain
from corpus.units import Unit

HEAD = load_head()
SURE, UNSURE = HEAD.sure_above + 0.001, HEAD.sure_above


@pytest.mark.parametrize(("units", "scored"), [(19, False), (20, True)])
def test_a_text_of_twenty_units_is_scored(units: int, scored: bool) -> None:
    """In a shorter one nothing stands around a line that could tell."""
    text = "\n\n".join(["Sleeping well"] + ["Rest is allowed at any time of day."] * (units - 1))
    decisions = clean(read_plain(text), head=HEAD).decisions
    assert len(decisions) == units
    assert any(each.score is not None for each in decisions) is scored


@pytest.mark.parametrize(
    "end", [".", "!", "?", ".”", '."', ".)", "!”", "?”", "。", "！", "？", ". ", "?\n"]
)
def test_a_sentence_ends_with_its_mark(end: str) -> None:
    """In any script, inside a quotation, and before spaces; it has three words."""
    assert is_sentence(f"Share it now{end}")
    assert not is_sentence(f"Share now{end}")


@pytest.mark.parametrize("end", ["", ":", ",", "…", ")", "”"])
def test_a_line_that_ends_otherwise_is_no_sentence(end: str) -> None:
    """However long it is."""
    assert not is_sentence(f"Share it now and every day{end}")


def line(text: str, **stated: object) -> Decision:
    """What was decided about a line of its own."""
    return Decision(Unit("sentence", 0, len(text), text, 0, 0), "keep")._replace(**stated)


@pytest.mark.parametrize(
    ("stated", "guard", "is_title", "action", "protected_by"),
    [
        ({}, "", False, "drop", ""),
        ({}, "", True, "keep", ""),
        ({}, "telephone number", False, "keep", "telephone number"),
        ({}, "dose or figure", False, "keep", "dose or figure"),
        ({}, "list item among kept siblings", False, "drop", ""),
        ({"protected_by": "crisis line"}, "crisis line", False, "keep", "crisis line"),
        ({"action": "drop", "rule": "share-bar/3"}, "", False, "drop", ""),
    ],
)
def test_what_the_surest_score_may_not_touch_stays(
    stated: dict[str, object], guard: str, is_title: bool, action: str, protected_by: str
) -> None:
    """The title, figures, telephone numbers, help, and what a rule decided; the score is told."""
    found = verdict(line("Our services", **stated), guard, 0.99999, HEAD, is_title=is_title)
    assert (found.action, found.protected_by, found.score) == (action, protected_by, 1.0)
    assert found.rule == stated.get("rule", HEAD.rule if action == "drop" else "")


def dropped(text: str, score: float | None) -> Decision:
    """A line that the head dropped."""
    return line(text, action="drop", rule=HEAD.rule, score=score)


@pytest.mark.parametrize(
    ("above", "below", "is_doubted"),
    [
        (dropped("Walking at night", UNSURE), line("We walk at night."), True),
        (dropped("Walking at night", SURE), line("We walk at night."), False),
        (dropped("Walking at night", None), line("We walk at night."), False),
        (dropped("Walking at night", UNSURE), line("Walks for all"), False),
        (dropped("Walking at night", UNSURE), line("We walk.", action="drop"), False),
        (dropped("We walk at night.", UNSURE), line("We walk at night."), False),
        (line("Walking", action="drop", rule="menu/3"), line("We walk at night."), False),
        (line("Walking at night"), line("We walk at night."), False),
    ],
)
def test_a_line_right_above_a_sentence_that_stays_is_only_doubted(
    above: Decision, below: Decision, is_doubted: bool
) -> None:
    """It may be its heading; where the head is sure, it is not."""
    assert list(over_kept_sentences([below, above, below], HEAD)) == ([1] if is_doubted else [])
