"""Nothing drops what says where help is to be had; no guess drops facts, lists and headings."""

from __future__ import annotations

import time

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.decision import Decision
from corpus.clean.draft import Draft
from corpus.clean.head.gaps import gaps_in_series, gaps_in_tables
from corpus.clean.help_numbers import LONG_NUMBERS, SHORT_NUMBERS, names_help_line, spellings
from corpus.clean.join import readable_texts
from corpus.clean.protect import lone_in_list, protection, shields
from corpus.readers.plain import read_plain
from corpus.units import segment

SPELLINGS = (
    *("1-800-273-8255", "1 (800) 273-8255", "(800) 273-8255", "800.273.8255", "+1 800 273 8255"),
    *("+18002738255", "1-800-273-TALK", "1-800-273-TALK (8255)", "1‑800‑273‑8255"),
    *("116 123", "116123", "+44 116 123", "+353 116 123", "+44116123", "85258", "85 258"),
    *("13 11 14", "131114", "+61 13 11 14", "0477 13 11 14", "0477 131 114", "+61 477 13 11 14"),
    *("+61477131114", "0061 477 13 11 14", "0800 543 354", "0800-543-354", "+64 800 543 354"),
    *("14416", "1-800-891-4416", "1800 891 4416", "+91 1800 891 4416", "0800 111 0 111"),
    *("0800 1110111", "0800/1110111", "0800 / 111 0 111", "+49 800 1110111"),
    *("+49 (0)800 111 0 111", "0049 800 111 0 222", "(0800) 111 0 222", "741741", "741-741"),
    *("988lifeline.org", "healing119.id", "findahelpline.com", "119 ext. 8", "119, extension 8"),
    *("nine eight eight", "nine-eight-eight", "1-800-799-7233", "800 799 7233", "88788"),
    *("0800 1111", "08001111", "0808 2000 247", "0808 200 0247", "+44 808 2000 247"),
    *("1800 66 66 66", "1800 341 900", "+353 1800 341 900", "1-800-668-6868", "686868"),
    *("1800 737 732", "0458 737 732", "+61 458 737 732", "0800 733 843", "+64 800 733 843"),
)
NEED_A_WORD = (
    *("988", "9-8-8", "9.8.8", "9 8 8", "1737", "3114", "024", "188", "119", "1767", "1771"),
    *("111", "999", "112", "911", "000", "192", "995", "116-123", "13-11-14", "13.11.14"),
)
WITH_A_WORD = (
    *("Call {}.", "Text HOME to {}", "In France, appelez le {}.", "Llama al {}", "Hubungi {}"),
    *("{} (free helpline)", "Ligue {} a qualquer hora", "Rufen Sie {} an", "NHS {}"),
)


@pytest.mark.parametrize("number", SPELLINGS)
def test_a_long_number_is_known_in_every_spelling(number: str) -> None:
    """With and without words, as a line of its own and inside a sentence."""
    for text in (number, f"{number} is open at night.", f"We tried {number}, and it helped."):
        assert protection(draft_of(text), 0) == "help-line number", text


@pytest.mark.parametrize("number", NEED_A_WORD)
def test_a_short_number_is_known_beside_a_word_for_calling(number: str) -> None:
    """Three digits alone may be anything; with "call" in the reader's language they are a line."""
    for phrase in WITH_A_WORD:
        assert protection(draft_of(phrase.format(number)), 0) == "help-line number"
    assert protection(draft_of(f"{number} pages"), 0) == ""


@pytest.mark.parametrize(
    "line",
    [
        *("188 votes", "Views: 988", "3114 views", "Posts: 1737", "Page 111 of 192", "112 replies"),
        *("13/11/14", "Posted 13.11.14", "pp. 116-123", "J Res 2019;4:116-123.", "$14,416"),
        *("24 comments", "Score: 999", "Room 024", "119 likes", "1,767 followers", "No. 988"),
    ],
)
def test_a_count_a_date_and_a_page_are_no_help_line(line: str) -> None:
    """The same digits, where they count something else, protect nothing."""
    assert protection(draft_of(line), 0) == ""


def test_every_number_in_the_list_has_a_spelling_here() -> None:
    """A number that is added has to be tried."""
    tried = {"".join(filter(str.isdigit, each)) for each in (*SPELLINGS, *NEED_A_WORD)}
    known = {"".join(filter(str.isdigit, each)) for each in (*LONG_NUMBERS, *SHORT_NUMBERS)}
    assert known <= tried


@pytest.mark.parametrize("number", LONG_NUMBERS)
def test_a_longer_number_is_another_number(number: str) -> None:
    """A digit before or behind makes it somebody else's."""
    assert names_help_line(number)
    assert not names_help_line(f"{number}5")
    assert spellings(number)


@pytest.mark.parametrize(
    "line",
    [
        "If you are in danger, get help now.",
        "If you think about ending your life, talk to somebody today.",
        "Ask for the crisis centre.",
        "Contact the Samaritans if you cannot keep yourself safe.",
        "Go to an emergency department if you might hurt yourself.",
    ],
)
def test_crisis_advice_is_protected_without_a_number(line: str) -> None:
    """Where to turn in danger, in words."""
    assert protection(draft_of(line), 0) == "crisis line"


@pytest.mark.parametrize(
    "line", ["Online since 2009", "The emergency exit is on the left.", "Life in the city"]
)
def test_a_word_of_danger_alone_protects_nothing(line: str) -> None:
    """It takes somebody to turn to as well."""
    assert protection(draft_of(line), 0) == ""


def test_a_lone_quotation_mark_is_no_quotation() -> None:
    """A path's ">" on a line of its own is read as a quotation, and quotes nobody."""
    assert protection(draft_of("Rest\n\n>\n\nRest well."), 1) == ""
    assert protection(draft_of("Rest\n\n> I slept at last.\n\nRest well."), 1) == "quotation"


# Shields against the classifier


ARTICLE = """Sleeping well

Many people sleep badly for a while, and most of them sleep well again without any treatment at
all, so there is seldom a reason to lie awake over lying awake, which only makes it worse.

Start with 50 mg in the evening and no more than that.

About 1 in 4 adults know such nights well.

Try these:

- Get up.
- Read something dull.
- Walk about.

12 votes

- Home
- About
- Blog

Where next

Naps
"""


def test_facts_lists_and_headings_are_shielded() -> None:
    """A dose, a share of people, a list that is led into, a heading over a paragraph."""
    assert shield_of("Start with 50 mg in the evening and no more than that.") == "dose or figure"
    assert shield_of("About 1 in 4 adults know such nights well.") == "dose or figure"
    assert shield_of("- Read something dull.") == "list item among kept siblings"
    assert shield_of("Sleeping well") == "heading over kept text"


def test_menus_votes_and_headings_over_nothing_are_not_shielded() -> None:
    """What only looks the same is the classifier's to judge; what a rule dropped has no shield."""
    assert {shield_of(line) for line in ("- Home", "- Blog", "Where next", "Naps")} == {""}
    assert shield_of("12 votes") == ""


@pytest.mark.parametrize(
    "line",
    [
        *("Take 20 mcg once a day with food.", "Up to 30 % of students report such weeks."),
        *("One in three people has such a week.", "Three out of ten of them felt better soon."),
        *("Two tablets, 5 ml of water, then rest.", "Half a cup holds 40mg of caffeine in all."),
    ],
)
def test_doses_and_shares_are_facts(line: str) -> None:
    """In figures and in words."""
    assert shield_of(line, f"Rest\n\n{line}\n") == "dose or figure"


@pytest.mark.parametrize(
    "line",
    [
        *("20 % off", "Now 30% off for all new members today", "4 out of 5 stars by our readers"),
        *("Displaying 1 of 2 doctors near your town", "In 2024 we moved to a new house."),
    ],
)
def test_prices_ratings_and_years_are_no_facts(line: str) -> None:
    """Figures of shops and pages."""
    assert shield_of(line, f"Rest\n\n{line}\n") == ""


@pytest.mark.parametrize(
    "line",
    [
        *("Rat auf Draht: 147", "Tele-Hilfe 142, Tag und Nacht", "Turkey 182, Spain 024"),
        *("Neighbours at night 1450 (free)", "Night ear: 147 - day and night", "Austria: 142."),
    ],
)
def test_a_name_and_a_short_number_are_a_telephone(line: str) -> None:
    """As lists of help lines abroad write them: the number ends the line, or what is said of it."""
    assert shield_of(line, f"Rest\n\n{line}\n") in ("telephone number", "help-line number")


@pytest.mark.parametrize(
    "line",
    [
        *("Enjoy 250+ calm melodies in our app.", "He wanted 560 more.", "Walkers 101 for all"),
        *("Our 150 partners can use this", "Fluke 320 tester", "Over 900 sleepers trust us."),
    ],
)
def test_a_count_inside_a_sentence_is_no_telephone(line: str) -> None:
    """An advert's figure shields it from nothing."""
    assert shield_of(line, f"Rest\n\n{line}\n") == ""


def test_a_protected_unit_keeps_the_name_of_its_protection() -> None:
    """A help line is named as such, though it is a list item too."""
    text = "Rest\n\nThese help:\n\n- Call 116 123 at any hour.\n- Breathe out slowly.\n"
    assert shield_of("- Call 116 123 at any hour.", text) == "help-line number"
    assert shield_of("- Breathe out slowly.", text) == "list item among kept siblings"


def test_a_gap_in_a_list_is_found() -> None:
    """One dropped item among kept ones is put back; a list that goes whole may go."""
    draft = draft_of("- Rest.\n- Walk.\n- Call a friend.\n\nNaps help.\n\n- Home\n- Blog\n")
    only_second = [False, True, False, False, True, True]
    assert lone_in_list(draft, only_second) == {1}
    assert lone_in_list(draft, [False] * 6) == frozenset()


def test_a_gap_in_a_series_of_headings_is_found() -> None:
    """Of "Step 1", "Step 2" and "Step 3" none goes alone; two of a kind are no series yet."""
    draft = draft_of("# Step 1\n\n# Step 2\n\n# Step 3\n\n# 12 votes\n\n# 4 votes\n")
    assert list(gaps_in_series(draft, [False, False, True, True, False])) == [2]
    assert list(gaps_in_series(draft, [False, True, True, True, True])) == []


def test_a_row_of_a_table_stays_whole_under_its_heads() -> None:
    """What is said in a cell is of several sentences; a row that goes whole may go."""
    draft = draft_of(
        "Rest.\n\n| Who | What |\n| Ann | Call her. Ask how she is. |\n| Ad | Buy. |\n"
    )
    texts = [unit.text for unit in draft.units]
    dropped = [text in ("Rest.", "| Who | What |", "| Ad | Buy. |") for text in texts]
    dropped[texts.index("| Ann | Call her.")] = True
    found = [texts[index] for index in gaps_in_tables(draft, dropped)]
    assert found == ["| Who | What |", "| Ann | Call her."]
    assert list(gaps_in_tables(draft, [True] * len(texts))) == []


def test_shields_take_linear_time() -> None:
    """Of 20,000 headings, items and sentences, in every order."""
    text = "Naps\n\nRest is allowed. It helps.\n\n- Nap at 3\n- Rest\n\n" * 4000
    extract = read_plain(text)
    draft = draft_of(text)
    decisions = [Decision(unit, "keep") for unit in draft.units]
    started = time.process_time()
    assert len(shields(draft, decisions)) == len(segment(extract))
    assert time.process_time() - started < 5


def test_one_list_of_many_items_takes_linear_time() -> None:
    """A list of 40,000 items that the head would drop is looked through once, not once an item."""
    draft = draft_of("- naps\n" * 40_000)
    started = time.process_time()
    assert lone_in_list(draft, [True] * 40_000) == frozenset()
    assert time.process_time() - started < 5


def draft_of(text: str) -> Draft:
    """A plain text's draft."""
    extract = read_plain(text)
    units = segment(extract)
    return Draft.of(units, readable_texts(units, extract))


def shield_of(line: str, text: str = ARTICLE) -> str:
    """What shields a line of a text, given the rules' decisions."""
    draft, decisions = draft_of(text), clean(read_plain(text)).decisions
    names = shields(draft, decisions)
    return next(name for name, each in zip(names, decisions, strict=True) if each.unit.text == line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "Tell somebody if you feel suicidal.",
            "Reach for a lifeline.",
            "Talk to the Samaritans.",
        ),
        *("Ask for the crisis centre.", "Ask for emergency help.", "In danger, call a neighbour."),
        *("Talk about taking your own life.", "Get help with staying alive."),
        *(
            "Tell somebody before harming yourself.",
            "Ask whether they are hurting themselves.",
        ),
        "Contact Befrienders.",
    ],
)
def test_each_word_of_a_crisis_is_heard_by_itself(line: str) -> None:
    """With an order to turn to somebody, whatever else the line says or leaves out."""
    assert protection(draft_of(line), 0) == "crisis line"
