"""A quick look over a text passes over nothing that the slower test behind it would drop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

import pytest

from corpus.clean import help_numbers, protect
from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any
from corpus.clean.looks import DIGIT, Finds, having, holding
from corpus.clean.rules import events, order, own_offers, own_products
from corpus.clean.rules.letters import LETTER
from corpus.clean.rules.rule import Among, Asks
from corpus.units import Unit
from tests.corpus.matched import texts_matched
from tests.corpus.test_rules import CASES

AT = 2  # where a text stands in its draft
BESIDE_OTHERS = ("forms", "paid_links")  # whose tests ask what stands around
AROUND = "Rest is allowed at any time of the day, and nobody has to earn it first."


def looks_of(module: ModuleType) -> Iterator[tuple[Finds, Asks]]:
    """A module's looks for words, each with what is asked of the units that it finds."""
    for rule in module.RULES:
        for test in (*rule.lines, *rule.anywhere):
            if isinstance(test, Among) and test.asks and is_for_words(test.units):
                yield test.units, test.asks


def is_for_words(find: Finds) -> bool:
    """Whether a look is for words, and not for a place or a shape, which are a part of the test."""
    return find.__qualname__.split(".")[0] in (holding.__name__, having.__name__)


LOOKING = [each for each in vars(order).values() if isinstance(each, ModuleType)]
LOOKING = [
    module
    for module in LOOKING
    if any(looks_of(module)) and not module.__name__.endswith(BESIDE_OTHERS)
]


def draft_with(text: str) -> Draft:
    """A text between sentences, as a unit of its own."""
    texts = (AROUND, AROUND, text, AROUND)
    units = [Unit("sentence", 0, len(each), each, at, 0) for at, each in enumerate(texts)]
    return Draft.of(tuple(units), texts)


@pytest.mark.parametrize("module", LOOKING, ids=lambda module: module.__name__.rpartition(".")[2])
def test_what_would_be_dropped_is_looked_at(module: ModuleType) -> None:
    """Whatever a pattern of the rules matches; and the lines of their cases."""
    patterns = [each for each in vars(module).values() if isinstance(each, re.Pattern)]
    names = {rule.id for rule in module.RULES}
    texts = {text for pattern in patterns for text in texts_matched(pattern)}
    texts |= {case["line"] for case in CASES if case["rule"] in names}

    dropped = 0
    for draft in map(draft_with, sorted(texts)):
        for find, asks in looks_of(module):
            if asks(draft, AT):
                assert AT in find(draft), draft.texts[AT]
                dropped += 1
    assert dropped > 20


@pytest.mark.parametrize("pattern", [LETTER, events.NOTICES])
def test_a_pattern_has_many_texts(pattern: re.Pattern[str]) -> None:
    """Each is matched, and no two are the same: else the tests here would say little."""
    texts = [*texts_matched(pattern)]

    assert all(pattern.fullmatch(text) for text in texts)
    assert len({*texts}) == len(texts) > 50


@pytest.mark.parametrize(
    ("pattern", "cues"),
    [
        (events.NOTICES, events.CUES),
        (own_offers.OFFERS, own_offers.CUES),
        (own_products.FAN, ("show?", "podcast?")),
        (protect.CRISIS, protect.CRISIS_CUES),
        (help_numbers.SITES, help_numbers.SITE_CUES),
    ],
)
def test_what_a_pattern_matches_has_a_cue(pattern: re.Pattern[str], cues: tuple[str, ...]) -> None:
    """It is asked for first: without it a line that leads to help would be lost."""
    assert [text for text in texts_matched(pattern) if not holds_any(text, cues)] == []


def test_a_dose_or_a_share_has_a_digit_or_a_cue() -> None:
    """And an offer is looked at."""
    shares = (text for text in texts_matched(protect.DOSE) if not DIGIT.search(text))
    assert all(holds_any(text, protect.COUNT_CUES) for text in shares)
    offers = map(draft_with, texts_matched(own_offers.OFFERS))
    assert all(AT in own_offers.MAY_OFFER(draft) for draft in offers)
