"""Where a rule of cleaning ends: with one word, line or item more or less, another fate.

The cases are in `bound_cases.json`: a text with a place to fill, what it is filled with, how often
that is done where the rule drops the line, and how often where it leaves it alone.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.clean.cleaner import clean
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("bound_cases.json").read_text("utf-8")
)


def rules_of(case: dict[str, Any], count: int) -> set[str]:
    """What dropped the case's line, the place filled so many times; '' where nothing did."""
    text = case["text"].replace("{fill}", case["each"] * count)
    read = read_markdown if text.startswith("# ") else read_plain
    found = [each for each in clean(read(text)).decisions if case["line"] in each.unit.text]
    assert found
    return {found[-1].rule.split("/")[0]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['label']}")
def test_a_rule_ends_where_it_says(case: dict[str, Any]) -> None:
    """One more, or one less, is the difference between junk and an author's words."""
    assert abs(case["drops"] - case["stays"]) == 1
    assert rules_of(case, case["drops"]) == {case["rule"]}
    assert rules_of(case, case["stays"]) != {case["rule"]}
