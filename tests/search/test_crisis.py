"""The crisis card comes when called for, stays away otherwise, and its lines can be trusted."""

import doctest
import json
import re
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

from corpus.clean.help_numbers import names_help_line
from search.crisis import (
    HelplinesFileError,
    as_json,
    calls_for_help,
    crisis_card,
    guess_region,
    help_card,
    lexicon,
    plain,
    read_helplines,
    read_time_zones,
    regions_from,
    sms_address,
    tel_address,
)

REGIONS = read_helplines()
LINES = [
    pytest.param(line, id=f"{region.code} {line.operator}")
    for region in REGIONS
    for line in region.lines
]
FILE = """
[[regions]]
code = "ZZ"
name = "Elsewhere"
emergency = ["112"]
[[regions.lines]]
operator = "A line"
purpose = "anyone"
call = "116 123"
source = "https://example.org/"
verified_on = 2026-11-22
"""


@pytest.mark.parametrize(
    "disguise",
    ["\0", "\u200b", "\u00ad", "\u202e", "\u2066"],
    ids=["NUL", "zero-width space", "soft hyphen", "right-to-left override", "isolate"],
)
def test_invisible_characters_hide_nothing(disguise):
    """A sign with an invisible character after each letter is still read."""
    assert calls_for_help(disguise.join("suicide") + disguise)


@pytest.mark.parametrize(
    "question",
    ["", " \n\t", "\0", "🫠🔪💊", "مرحبا بالعالم", "שלום", "💊" * 5_000, "\ud800", "ﷺ" * 3_000],
    ids=ascii,
)
def test_any_text_at_all_gets_an_answer(question):
    """Empty, blank, emoji, right-to-left, a lone surrogate: no card and no error."""
    assert not calls_for_help(question)


@pytest.mark.parametrize(
    "piece",
    ["a", "want to ", "k ", "s*", "dont want to ", "suii", "i i i ", "\0", "ﷺ", "end of "],
    ids=ascii,
)
def test_a_megabyte_is_answered_at_once(piece):
    """Whatever it repeats; half a second of the processor is some five times what it takes."""
    read_helplines()
    calls_for_help("")
    started = time.process_time()

    calls_for_help(piece * (1_000_000 // len(piece)))

    assert time.process_time() - started < 0.5


def test_a_story_is_read_to_its_end():
    """Ten thousand characters, wherever in them it is said."""
    pages = "We moved house in spring and I get the late bus. " * 95

    assert not calls_for_help(pages * 2)
    assert calls_for_help(pages + "Last night I wrote a note and am going to kill myself. " + pages)


def test_of_a_longer_question_both_ends_are_read():
    """Somebody pasted a book: its middle is passed over."""
    long = "word " * 10_000

    assert calls_for_help("suicide " + long)
    assert calls_for_help(long + "suicide")
    assert not calls_for_help(long + "suicide " + long)


def test_a_number_is_no_disguised_word():
    """Digits stand for letters inside words only."""
    assert plain("10 kms, 988, su1c1d3, @ home!") == "10 kms 988 suicide home"


def test_an_ordinary_question_gets_no_card():
    """`None` says that nothing is to be shown."""
    assert crisis_card("what is CBT", country="GB") is None


def test_the_card_is_the_same_whoever_asks_and_about_whom():
    """A question about oneself and one about a friend show the same words."""
    mine = crisis_card("I want to die", country="IE")
    friends = crisis_card("my friend says she wants to die", country="IE")

    assert mine == friends == help_card(country="IE")
    assert "for yourself" in " ".join(mine.words)
    assert "someone you worry about" in " ".join(mine.words)


def test_the_card_offers_every_other_region():
    """So that a wrong guess is one choice away from right."""
    card = help_card(country="NZ")

    assert card.region.code == "NZ"
    assert {card.region, *card.others} == set(REGIONS)
    assert len(card.others) == len(REGIONS) - 1


def test_the_words_are_chosen_with_care():
    """No alarm, no diagnosis, no promise, nothing "committed"."""
    words = " ".join((help_card().headline, *help_card().words)).lower()

    for unwelcome in ("commit", "!", "you are suicidal", "will be fine", "will save", "you must"):
        assert unwelcome not in words
    assert "where one does not answer, please check with its operator" in words


@pytest.mark.parametrize(
    ("locale", "timezone", "country"),
    [
        ("en-GB", None, "GB"),
        ("en_AU", None, "AU"),
        ("en_GB.UTF-8", "America/New_York", "GB"),
        ("de_DE@euro", None, "DE"),
        ("zh-Hans-SG", None, "SG"),
        ("en-UK", None, "GB"),
        ("en-gb-oxendict", None, "GB"),
        ("en-u-ca-gregory", "Asia/Calcutta", "IN"),
        ("en", "Australia/Sydney", "AU"),
        ("es-419", "America/Sao_Paulo", "BR"),
        ("C", "Europe/Berlin", "DE"),
        (None, "Pacific/Auckland", "NZ"),
        ("", "Asia/Makassar", "ID"),
        (None, "Europe/Rome", "IT"),
        ("fr-FR", "Europe/Rome", "FR"),
        ("en-ZA", None, "ZA"),
        (None, None, ""),
        ("", "", ""),
        ("nonsense", "Mars/Olympus", ""),
        ("-", "UTC", ""),
    ],
)
def test_the_country_is_guessed(locale, timezone, country):
    """The locale's region wins over the time zone; neither means no guess."""
    assert guess_region(locale, timezone) == country


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("us", "US"),
        ("GB", "GB"),
        ("IT", "EU"),
        ("ZA", "ZZ"),
        ("ZZ", "ZZ"),
        ("??", "ZZ"),
        ("", "ZZ"),
    ],
)
def test_every_country_has_a_card(country, code):
    """Its own, its union's, or the one that says where to look."""
    assert help_card(country=country).region.code == code


def test_a_choice_wins_over_the_guess():
    """A reader in London who chose Ireland sees Ireland's lines."""
    card = help_card(locale="en-GB", timezone="Europe/London", country="IE")

    assert card.region.code == "IE"


def test_every_region_but_elsewhere_has_an_emergency_number():
    """As the countries publish them; elsewhere the card speaks of one without naming it."""
    emergency = {region.code: region.emergency for region in REGIONS}

    assert emergency == {
        "US": ("911",),
        "GB": ("999",),
        "IE": ("112", "999"),
        "CA": ("911",),
        "AU": ("000",),
        "NZ": ("111",),
        "IN": ("112",),
        "DE": ("112",),
        "FR": ("112", "15"),
        "ES": ("112",),
        "BR": ("192",),
        "ID": ("112", "119"),
        "SG": ("995",),
        "EU": ("112",),
        "ZZ": (),
    }
    assert "the emergency number of your country" in help_card(country="ZZ").words[1]


def test_every_time_zone_leads_to_lines():
    """A country among the time zones has a table, or the EU's answers for it."""
    known = {code for region in REGIONS for code in (region.code, *region.covers)}

    assert set(read_time_zones().values()) <= known


@pytest.mark.parametrize("line", LINES)
def test_a_line_was_verified_within_a_year(line):
    """And not in the future; look each number up again before moving its date."""
    today = date.today()

    assert today - timedelta(days=365) <= line.verified_on <= today + timedelta(days=1)


@pytest.mark.parametrize("line", LINES)
def test_a_line_says_who_runs_it_and_where_that_is_written(line):
    """Operator, purpose and an https source."""
    assert line.operator
    assert line.purpose
    assert line.source.startswith("https://")


@pytest.mark.parametrize("line", LINES)
def test_a_number_is_dialled_as_digits_only(line):
    """Whatever spaces and dashes its operator writes."""
    for number in filter(None, (line.call, line.text)):
        assert tel_address(number).removeprefix("tel:").isdecimal()
        assert sms_address(number).removeprefix("sms:").isdecimal()


@pytest.mark.parametrize("line", LINES)
def test_cleaning_never_drops_the_number_of_a_line(line):
    """An article's own "call 116 123" survives, for every line that the card shows."""
    for number in filter(None, (line.call, line.text)):
        assert names_help_line(f"call {number}")


UNPROTECTED = ("15",)  # two digits would keep every "call within 15 minutes"


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(
            number, marks=[pytest.mark.xfail(strict=True)] if number in UNPROTECTED else []
        )
        for number in sorted({number for region in REGIONS for number in region.emergency})
    ],
)
def test_cleaning_never_drops_an_emergency_number(number):
    """Known failure: France's 15, since two digits would keep every "call within 15 minutes"."""
    assert names_help_line(f"call {number}")


def test_lines_meant_to_be_shown_together_stand_side_by_side():
    """In Germany, Indonesia and others no line of the group is shown without the rest."""
    for region in REGIONS:
        marks = [line.together for line in region.lines]
        assert marks == sorted(marks, reverse=True)
        assert sum(marks) != 1


def test_programs_read_the_card_as_plain_values():
    """It survives JSON, and holds every line with its source and date."""
    answer = as_json(help_card(country="GB"))

    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == ["region", "region_name", "emergency", "message", "lines"]
    assert answer["region"] == "GB"
    assert answer["emergency"] == ["999"]
    assert answer["message"].startswith("Help is available. If you or someone else")
    assert answer["lines"][2] == {
        "operator": "Shout",
        "purpose": "help by text message",
        "hours": "24 hours a day",
        "call": "",
        "call_then": "",
        "text": "85258",
        "text_word": "SHOUT",
        "chat": "",
        "web": "https://giveusashout.org/",
        "note": "",
        "source": "https://giveusashout.org/",
        "verified_on": "2026-11-22",
        "together": True,
    }


def test_a_correct_file_is_read():
    """The smallest that is: elsewhere, with one line."""
    (region,) = regions_from(FILE)

    assert (region.code, region.emergency, region.covers) == ("ZZ", ("112",), ())
    assert region.lines[0].verified_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"ZZ"', "ZZ", r"A line in helplines\.toml is no TOML \(Invalid value"),
        ('"ZZ"', '"US"', r"The region 'ZZ' in helplines\.toml is missing; a wrong help line"),
        (FILE, FILE * 2, r"The region 'ZZ' in helplines\.toml is there twice"),
        ('name = "Elsewhere"', "", r"The region 'ZZ' in helplines\.toml has no 'name'"),
        ('["112"]', '"112"', r"has emergency = '112', of the wrong type or empty"),
        ('operator = "A line"', "", r"The line of '' in helplines\.toml has no 'operator'"),
        ("purpose", "purpos", r"has 'purpos', which means nothing here"),
        ("2026-11-22", '"2026-11-22"', r"has verified_on = '2026-11-22', of the wrong type"),
        ('"116 123"', "116123", r"has call = 116123, of the wrong type or empty"),
        ('"116 123"', '"116 ABC"', r"has a number nobody can dial, '116 ABC'"),
        ('"116 123"', '""', r"has call = '', of the wrong type or empty"),
        ('call = "116 123"', "", r"The line of 'A line' .* has no call, text, chat or web"),
        ("https://", "http://", r"has an address that is not https, 'http://example\.org/'"),
        ("verified_on", "together = true\nverified_on", r"has one line to be shown together with"),
    ],
)
def test_a_wrong_file_is_refused_in_words(old, new, message):
    """The message names the table and what is wrong with it, and says what to do."""
    with pytest.raises(HelplinesFileError, match=message) as caught:
        regions_from(FILE.replace(old, new))

    assert caught.value.hint == "Correct it: the file's first lines say what a table holds."


def test_nothing_heavy_is_imported_for_the_card():
    """The card is there before any model is: neither torch nor faiss nor numpy is loaded."""
    code = (
        "import sys, search.crisis; search.crisis.calls_for_help('x'); "
        "assert not {'torch', 'faiss', 'numpy', 'streamlit', 'socket'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_line_of_the_signs_is_too_long_to_be_read():
    """They stand on several lines, which says the same; only a key has to be on one."""
    texts = [file.read_text("utf-8") for file in lexicon.SIGNS.iterdir()]
    lines = [line for text in texts for line in text.splitlines() if " = " not in line]
    assert max(map(len, lines)) <= 100
    read = lexicon.read_lexicon()
    assert not re.search(r"\n|\s{2}", "|".join(read.english.entries + read.others.entries))
    assert doctest.testmod(lexicon).failed == 0
