"""Each cleaning rule: what it drops, what it must leave alone, and that no text makes it slow.

The cases are in `rule_cases.json`; all of their words were written for this project.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from corpus.clean.cleaner import Cleaned, clean
from corpus.clean.decision import Decision
from corpus.clean.rules.order import RULES
from corpus.clean.rules.rule import Rule
from corpus.readers.plain import read_plain

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("rule_cases.json").read_text("utf-8")
)
ABOVE = (
    "Good sleep begins long before you lie down, and small steady habits do more than any "
    "single trick.\n\n"
)
BELOW = "\n\nMost people notice a change within three weeks if they keep the same hours.\n"
TOPMOST = ("mail-header", "site-head")  # rules about what stands above the title
KINDS = ("wild", "negative", "synthetic", "known failure")


def as_param(case: dict[str, Any]) -> Any:
    """Named by its label; a known failure has to go on failing, or its label is out of date."""
    marks = [pytest.mark.xfail(strict=True)] if case.get("expect") == "fail" else []
    return pytest.param(case, id=f"{case['rule']}: {case['label']}", marks=marks)


def document(case: dict[str, Any]) -> str:
    """The case's line where it belongs: between two paragraphs, at the top, or as the case says."""
    line = case.get("marker", "") + case["line"]
    if case.get("top"):
        return f"Sleeping well\n\n{line}\n\n{ABOVE}{BELOW}"
    above, below = case.get("around", (None, None))
    head = "" if case["rule"] in TOPMOST and above is not None else "Sleeping well\n\n"
    return f"{head}{ABOVE if above is None else above}{line}{BELOW if below is None else below}"


def decisions_about(cleaned: Cleaned, text: str, line: str) -> list[Decision]:
    """What was decided about the last standing of a line, sentence by sentence."""
    start = text.rindex(f"\n{line}") + 1 if f"\n{line}" in text else text.index(line)
    end = start + len(line)
    return [each for each in cleaned.decisions if start <= each.unit.start < end]


def line_of(case: dict[str, Any], text: str) -> list[Decision]:
    """The decisions about a case's line in its document; the first standing where it is a list."""
    cleaned = clean(read_plain(text))
    if "marker" in case:
        line = case["marker"] + case["line"]
        start = text.index(line)
        return [each for each in cleaned.decisions if start <= each.unit.start < start + len(line)]
    return decisions_about(cleaned, text, case["line"])


@pytest.mark.parametrize("case", [as_param(case) for case in CASES])
def test_a_line_meets_the_fate_that_a_person_would_choose(case: dict[str, Any]) -> None:
    """Junk goes, and by the rule that is meant for it; advice that looks like it stays."""
    decided = line_of(case, document(case))
    assert decided
    if case["fate"] == "keep":
        assert [(each.unit.text, each.rule) for each in decided if each.action == "drop"] == []
    else:
        assert {each.action for each in decided} == {"drop"}
        assert case["rule"] in {each.rule.split("/")[0] for each in decided}


def test_what_stands_around_junk_stays() -> None:
    """A rule takes its own lines away, and no word of the paragraphs above and below."""
    around = {ABOVE.strip(), BELOW.strip()}
    for case in CASES:
        if not case.get("around") and case["rule"] != "junk-section":  # which takes what is below
            decisions = clean(read_plain(document(case))).decisions
            rule = f"{case['rule']}/"
            dropped = {each.unit.text for each in decisions if each.rule.startswith(rule)}
            assert around.isdisjoint(dropped), case["label"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_cases_on_both_sides(rule: Rule) -> None:
    """A rule without something that it drops and something that it leaves alone is untested."""
    fates = {case["fate"] for case in CASES if case["rule"] == rule.id}
    assert fates == {"drop", "keep"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_drops_its_own_example(rule: Rule) -> None:
    """`wellread rules` shows a line that this very rule drops: one of its test cases."""
    case = next(
        case
        for case in CASES
        if (case["rule"], case["line"], case["fate"]) == (rule.id, rule.example, "drop")
    )
    decided = line_of(case, document(case))
    assert {each.rule for each in decided} == {f"{rule.id}/{rule.version}"}


def test_labels_say_what_kind_of_case_it_is() -> None:
    """Wild, negative, synthetic or known failure; and no two cases are the same."""
    assert {case["label"].split(":")[0] for case in CASES} == set(KINDS)
    names = [(case["rule"], case["label"]) for case in CASES]
    assert len(set(names)) == len(names)


def test_at_least_sixty_false_friends_are_guarded() -> None:
    """Advice in a button's words is what a cleaner loses first."""
    assert sum(case["fate"] == "keep" and "expect" not in case for case in CASES) >= 60


def test_rule_ids_are_unique_and_reasons_finish_the_sentence() -> None:
    """An account names a rule by its id and continues "dropped because it is …"."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.reason[:1].islower() and rule.reason[-1] != "." for rule in RULES)
    assert all(rule.version >= 1 for rule in RULES)


WORST = {
    "dots": ".",
    "words of one letter": " a",
    "commas": "a,",
    "numbers": "1.",
    "phrases": "external resource ",
    "tags": "#sleep ",
    "paths": "home > ",
    "networks": "facebook, ",
    "votes": "1 vote ",
    "policies": "privacy policy and ",
    "chosen": "carefully chosen external ",
    "deepen": "expand your knowledge of the ",
    "digits": "9",
    "help lines": "0800 ",
    "dashes": "- ",
    "links": "[a](",
    "brackets": "[[",
    "stars": "*a ",
    "lines": "a\n",
    "blank lines": "\n\n",
    "headings": "Sleep\n\n",
    "items": "- sleep\n",
    "related": "Related posts\n\n",
    "quotes": "> ",
    "capitals": "aaB",
    "sentences": "Be. ",
    "spaces": " ",
    "addresses": "https://a.example/a ",
    "hosts": "a.",
}
ONE_UNIT = 600  # characters: as long as a rule will look at
SECONDS = 20.0  # of processor time; the slowest takes three, a quadratic rule takes minutes


@pytest.mark.parametrize("piece", WORST.values(), ids=WORST.keys())
def test_no_text_makes_cleaning_slow(piece: str) -> None:
    """100,000 characters of a rule's worst case are cleaned within seconds."""
    text = (piece * 100_000)[:100_000]
    started = time.process_time()
    clean(read_plain(text))
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_no_rule_is_slow_on_the_longest_unit_that_it_sees(rule: Rule) -> None:
    """600 characters, with an end that no pattern expects, take no rule half a second."""
    clean(read_plain("Rest.\n"), rules=(rule,))  # its patterns are compiled, once in a process
    for piece in WORST.values():
        unit = (piece.replace("\n", " ") * ONE_UNIT)[: ONE_UNIT - 2] + "¶¶"
        extract = read_plain(f"Sleep\n\nRest.\n\n{unit}\n\nRest.")
        started = time.process_time()
        clean(extract, rules=(rule,))
        assert time.process_time() - started < 0.5, piece
