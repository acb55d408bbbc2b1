"""A clinic's offers go with the question before them; its advice, and help, stay."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.rules.lures import LURE
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

ABOVE = "Keeping well\n\nA calm mind is built slowly, and small habits do more than single tricks. "
BELOW = " Most people notice a change within three weeks if they keep going.\n"
OFFER = "Our clinic offers evening sessions by video."


def dropped(text: str) -> list[str]:
    """The sentences that went as a site's own offer."""
    decisions = clean(read_plain(text)).decisions
    return [each.unit.text for each in decisions if each.rule.startswith("own-offer/")]


@pytest.mark.parametrize("place", [f"{ABOVE}{{}}{BELOW}", f"{ABOVE}\n\n{{}}\n\n{BELOW}"])
def test_an_offer_goes_with_its_question_and_its_neighbours_stay(place: str) -> None:
    """Inside a paragraph, and as a paragraph of their own."""
    question = "Prefer to talk from home?"
    assert dropped(place.format(f"{question} {OFFER}")) == [question, OFFER]


@pytest.mark.parametrize(
    "question", ["What helps?", "Why is that?", "How do I know?", "Is it a phase?", "Who can come?"]
)
def test_a_question_for_a_fact_stays_above_an_offer(question: str) -> None:
    """It is the author's, and more than the offer answers it."""
    assert dropped(f"{ABOVE}{question} {OFFER}{BELOW}") == [OFFER]


def test_a_question_of_another_paragraph_leads_to_no_offer() -> None:
    """What ends one paragraph does not lead into the next."""
    text = f"{ABOVE}Not sure where to start?\n\n{OFFER}{BELOW}"
    assert dropped(text) == [OFFER]


def test_a_long_question_is_no_lure() -> None:
    """Fifteen words and more describe a reader's trouble."""
    question = "Are you lying awake at night while the others sleep and the clock goes on ticking?"
    assert LURE.fullmatch(question.casefold())
    assert dropped(f"{ABOVE}{question} {OFFER}{BELOW}") == [OFFER]


@pytest.mark.parametrize(
    "line",
    [
        "If you think of suicide, call our team today to talk.",
        "Call our crisis line now to book a call back, or go to an emergency department.",
        "In danger? Call 988, or contact us today to find out more about staying alive.",
    ],
)
def test_help_in_a_crisis_is_never_an_offer(line: str) -> None:
    """Whoever runs the line may say "our"."""
    assert dropped(f"{ABOVE}{line}{BELOW}") == []


def test_a_box_with_a_label_in_bold_is_asked_though_its_markup_is_a_quotations() -> None:
    """Markdown has no other mark for a box."""
    text = f"# Sleep\n\n{ABOVE}\n\n> **Need a book?** We can order it for you.\n\n{BELOW}"
    cleaned = clean(read_markdown(text))
    assert "order it" not in cleaned.text


@pytest.mark.parametrize(
    "quotation",
    [
        "> We can order it for you.",
        '> "Need a book? We can order it for you."',
        "> **Rest** is what my mother called it.",
        "> **In short:** rest before you are tired.",
        "> **In danger?** Call 988.",
    ],
)
def test_a_quotation_stays_and_so_does_what_a_box_has_to_say(quotation: str) -> None:
    """No rule is asked about words that someone else said."""
    text = f"# Sleep\n\n{ABOVE}\n\n{quotation}\n\n{BELOW}"
    assert {each.action for each in clean(read_markdown(text)).decisions} == {"keep"}


def test_cleaning_twice_drops_no_more_offers() -> None:
    """What is left leads to no offer any more."""
    text = f"{ABOVE}Not sure where to start? Prefer to talk from home? {OFFER}{BELOW}"
    assert dropped(clean(read_plain(text)).text) == []
