"""The list of rules leaves none out."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.rules.listing import every_rule
from corpus.clean.rules.order import RULES
from corpus.readers.formats import format_of, read_source

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "articles"
NAMES = {f"{rule.id}/{rule.version}": rule for rule in every_rule()}


def test_every_rule_is_listed_once_with_what_it_says() -> None:
    """In the order in which they are asked, with an example each."""
    listed = every_rule()
    assert len({rule.id for rule in listed}) == len(listed)
    assert [each.id for each in listed[: len(RULES)]] == [rule.id for rule in RULES]
    assert all(each.example and each.reason for each in listed[: len(RULES)])


def test_the_page_of_rules_is_as_they_are() -> None:
    """`make rules` writes `docs/rules.md`: names, versions, reasons and examples."""
    made = runpy.run_path(str(ROOT / ".ci" / "rules.py"))
    written = made["HEAD"] + "".join(map(made["row"], every_rule()))
    assert written == (ROOT / "docs" / "rules.md").read_text("utf-8")


@pytest.mark.parametrize("page", sorted(SAMPLES.glob("*/*")), ids=lambda page: page.name)
def test_whatever_an_account_names_is_listed(page: Path) -> None:
    """Rule and version, with the same reason, for every unit of the sample pages."""
    for decision in clean(read_source(page.read_bytes(), format=format_of(page.name))).decisions:
        if decision.rule:
            assert decision.reason == NAMES[decision.rule].reason
