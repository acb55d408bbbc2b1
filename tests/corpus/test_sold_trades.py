"""Adverts of trades go from pages on other subjects, and stay where the article is about them."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.rules.sold_trades import MAX_SOLD
from corpus.clean.rules.trade_words import TABLE, trade_table, trades_named
from corpus.readers.plain import read_plain

ABOVE = "Keeping well\n\nA calm mind is built slowly, and small habits do more than single tricks. "
BELOW = " Most people notice a change within three weeks if they keep going.\n"
LISTS = {"sold", "named", "topic"}


def dropped(text: str) -> list[str]:
    """The sentences that went as adverts of a trade."""
    decisions = clean(read_plain(text)).decisions
    return [each.unit.text for each in decisions if each.rule.startswith("sold-trade/")]


def test_an_advert_inside_a_paragraph_goes_and_its_neighbours_stay() -> None:
    """Only the sold sentence is dropped from a good paragraph."""
    advert = "Carpet cleaning Melbourne, check the prices."
    assert dropped(f"{ABOVE}{advert}{BELOW}") == [advert]


def test_a_question_that_leads_to_an_advert_goes_with_it() -> None:
    """A lure says nothing without its advert."""
    lure, advert = "Boiler broken?", "Boiler repair in Leeds, call the engineers on this page."
    assert dropped(f"{ABOVE}{lure} {advert}{BELOW}") == [lure, advert]


@pytest.mark.parametrize(
    "question", ["Boiler broken?", "Worried about money?", "Do you want company or quiet?"]
)
def test_a_question_before_an_honest_sentence_stays(question: str) -> None:
    """A short question is an author's means too."""
    assert dropped(f"{ABOVE}{question} Sit down first and breathe out slowly.{BELOW}") == []


def test_a_question_of_another_paragraph_is_no_lure() -> None:
    """A heading or a paragraph's end that asks something does not lead to what stands below."""
    text = f"{ABOVE}What helps?\n\nBoiler repair in Leeds, call the engineers on this page.{BELOW}"
    assert dropped(text) == ["Boiler repair in Leeds, call the engineers on this page."]


def test_a_question_about_help_is_kept_before_an_advert() -> None:
    """What asks about a therapist is not thrown away with an advert that happens to follow."""
    text = f"{ABOVE}Looking for a therapist? Roof repair Auckland, request an inspection.{BELOW}"
    assert dropped(text) == ["Roof repair Auckland, request an inspection."]


ON_GAMBLING = (
    "How betting pulls you in\n\nGambling promises relief and takes sleep first. The casino is "
    "never closed. A gambler hides the losses from those at home. Free spins and welcome bonuses "
    "are how betting sites draw people in. Talk to somebody today.\n"
)
ON_MATTRESSES = (
    "Sleep and the bed\n\nA mattress wears out in about ten years. Firm ones suit some "
    "backs. A mattress may be soft. The best mattress is the one from this shop or that shop on "
    "which you wake without pain. Try it lying down.\n"
)
ON_INSURANCE = (
    "Paying for therapy\n\nInsurance may pay for sessions. An insurer can ask for a letter first. "
    "Compare the deductible online, get a quote, and read this page of the policy on private "
    "health insurance. Keep your receipts.\n"
)


@pytest.mark.parametrize("article", [ON_GAMBLING, ON_MATTRESSES, ON_INSURANCE])
def test_an_article_on_a_trade_may_speak_of_it(article: str) -> None:
    """What honest sentences around name as well is the subject, whatever its tone."""
    assert dropped(article) == []


def test_a_heading_alone_makes_a_trade_the_subject() -> None:
    """A chapter on mattresses may say which one is best."""
    text = (
        f"{ABOVE}\n\n## Choosing a mattress\n\nThe best mattress is in this shop near you.{BELOW}"
    )
    assert dropped(text) == []
    assert dropped(f"{ABOVE}The best mattress is in this shop near you.{BELOW}") != []


def test_a_page_full_of_one_trade_is_about_it() -> None:
    """Seven adverts of one trade are the page's own subject, and not for this rule to drop."""
    adverts = [f"Roof repair number {number}, see the prices." for number in range(MAX_SOLD + 1)]
    assert dropped(ABOVE + " ".join(adverts[:-1]) + BELOW) == adverts[:-1]
    assert dropped(ABOVE + " ".join(adverts) + BELOW) == []


def test_a_trade_without_a_commercial_sign_is_no_advert() -> None:
    """Words alone drop nothing."""
    assert dropped(f"{ABOVE}Roof repair is what my neighbours speak of.{BELOW}") == []


def test_commerce_without_a_trade_is_left_to_other_rules() -> None:
    """Nor does a commercial tone."""
    assert dropped(f"{ABOVE}The best help is near you, free and open 24 hours.{BELOW}") == []


def test_a_help_line_is_never_an_advert() -> None:
    """A line for people who gamble names the trade and says "free", "now" and "24 hours"."""
    line = "Call the gambling helpline on 0808 8020 133, free, 24 hours a day, or online now."
    assert dropped(f"{ABOVE}{line}{BELOW}") == []


def test_cleaning_twice_drops_no_more_adverts() -> None:
    """What is left has no advert whose trade became off the subject by the first cleaning."""
    text = f"{ABOVE}Boiler broken? Boiler repair in Leeds, see the prices.{BELOW}"
    assert dropped(clean(read_plain(text)).text) == []


def test_the_table_is_in_the_form_that_sentences_are_compared_in() -> None:
    """Lower case, no hyphens or apostrophes, single spaces; no name twice in one trade."""
    for trade, lists in tomllib.loads(TABLE.read_text("utf-8")).items():
        assert set(lists) == LISTS, trade
        names = [name for key in lists for name in lists[key]]
        assert [name for name, count in Counter(names).items() if count > 1] == []
        for name in names:
            assert name == " ".join(name.casefold().split())
            assert not set(name) & set("-'’.,"), name


def test_care_is_no_trade() -> None:
    """Therapy, counselling, medicine and support are in no list of what is sold."""
    care = ("therapist", "counsell", "doctor", "support group", "helpline", "psycholog", "hospital")
    assert [name for name in trade_table().names if any(word in name for word in care)] == []


def test_a_trade_is_named_also_in_the_plural_and_with_a_hyphen() -> None:
    """The table has the singular."""
    one, many = trades_named("a locksmith came."), trades_named("locksmiths came.")
    assert one == many != ()
    assert trades_named("same-day loans") == trades_named("same day loan") != ()


def test_words_inside_other_words_name_no_trade() -> None:
    """ "Roofing" is a trade, "proofing" is none."""
    assert trades_named("proofing the dough takes patience.") == ()
