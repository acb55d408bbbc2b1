"""The list of rules leaves none out."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.rules.listing import every_rule
from corpus.clean.rules.order import RULES
from corpus.readers.formats import format_of, read_source

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
NAMES = {f"{rule.id}/{rule.version}": rule for rule in every_rule()}


def test_every_rule_is_listed_once_with_what_it_says() -> None:
    """In the order in which they are asked, with an example each."""
    listed = every_rule()
    assert len({rule.id for rule in listed}) == len(listed)
    assert [each.id for each in listed[: len(RULES)]] == [rule.id for rule in RULES]
    assert all(each.example and each.reason for each in listed[: len(RULES)])


@pytest.mark.parametrize("page", sorted(SAMPLES.glob("*/*")), ids=lambda page: page.name)
def test_whatever_an_account_names_is_listed(page: Path) -> None:
    """Rule and version, with the same reason, for every unit of the sample pages."""
    for decision in clean(read_source(page.read_bytes(), format=format_of(page.name))).decisions:
        if decision.rule:
            assert decision.reason == NAMES[decision.rule].reason
