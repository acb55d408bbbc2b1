"""A cleaning gives an account of every character, keeps help lines, and is finished in one go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean.cleaner import Cleaned, clean
from corpus.clean.help_numbers import LONG_NUMBERS, SHORT_NUMBERS, names_help_line
from corpus.clean.join import readable_texts
from corpus.readers.extract import Extract
from corpus.readers.formats import format_of, read_source
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
PIECES = st.sampled_from(
    [
        *(
            "Sleep well. ",
            "Share on Facebook\n",
            "References\n\n",
            "- item\n",
            "1. step\n",
            "# H\n",
        ),
        *("\n", "\n\n", "> quoted\n", "Call 988. ", "…", "Dr. Lee ", "“Yes!” ", "é́", "\u200b"),
        *("Related posts\n\n", "By Ann Lee\n", "3 votes\n", "~~~\n", "    code\n", "| a | b |\n"),
        *("睡眠很重要。", "🙂 ", "<p>", "[a](b)", "**bold** ", "\u00a0", "\t", "x" * 700, "---\n"),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=300))
READERS = {"text": read_plain, "markdown": read_markdown}


@given(text=TEXTS, reader=st.sampled_from([read_plain, read_markdown]))
@settings(max_examples=300, deadline=None)
def test_the_account_covers_every_character(text: str, reader: object) -> None:
    """Units are in order, never overlap, are exact, and only white space lies between them."""
    extract = reader(text)  # type: ignore[operator]
    cleaned = clean(extract)
    position = 0
    for decision in cleaned.decisions:
        unit = decision.unit
        assert unit.start >= position
        assert extract.text[unit.start : unit.end] == unit.text != ""
        assert extract.text[position : unit.start].strip() == ""
        position = unit.end
    assert extract.text[position:].strip() == ""


@given(text=TEXTS, reader=st.sampled_from([read_plain, read_markdown]))
@settings(max_examples=300, deadline=None)
def test_every_span_is_what_its_unit_reads_as(text: str, reader: object) -> None:
    """`cleaned.text[span.start:span.end]` is what is shown of the kept unit, span by span."""
    extract: Extract = reader(text)  # type: ignore[operator]
    cleaned = clean(extract)
    kept = [each.unit for each in cleaned.decisions if each.action == "keep"]
    texts = readable_texts(kept, extract)
    shown = [(unit, words) for unit, words in zip(kept, texts, strict=True) if words]
    assert len(cleaned.spans) == len(shown)
    position = 0
    for span, (unit, words) in zip(cleaned.spans, shown, strict=True):
        assert cleaned.text[span.start : span.end] == words
        assert (span.kind, span.block, span.level) == (unit.kind, unit.block, unit.level)
        assert cleaned.text[position : span.start].strip() == ""
        position = span.end
    assert position == len(cleaned.text)


@given(text=TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_dropped_unit_names_its_rule_and_a_kept_one_none(text: str) -> None:
    """Each decision is one of two, and only a drop has a rule, with its version, and a reason."""
    for decision in clean(read_plain(text)).decisions:
        if decision.action == "drop":
            assert re.fullmatch(r"[a-z-]+/\d+", decision.rule)
            assert decision.reason[:1].islower()  # it goes on: "dropped because it is …"
            assert not decision.protected_by
        else:
            assert not decision.rule


def test_cleaning_is_the_same_every_time() -> None:
    """The same source gives the same text, and the same account."""
    text = "Rest\n\nRest is allowed. Share on X\n\nTags: a, b\n\nRelated posts\n\nNaps at work\n"
    assert clean(read_plain(text)) == clean(read_plain(text))


PAGES = sorted(SAMPLES.glob("*/*")) if SAMPLES.is_dir() else []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_cleaning_clean_text_changes_nothing(page: Path) -> None:
    """A sample page's cleaned text, read as plain text, comes through a second time as it is."""
    once = clean(read_source(page.read_bytes(), format=format_of(page.name)))
    assert clean(read_plain(once.text)).text == once.text


def test_sections_that_were_emptied_lose_their_heading() -> None:
    """A heading over nothing but teasers goes with them; one over prose stays."""
    text = "Rest\n\nRest is allowed at any time of day.\n\nMore guides\n\nNaps\n\nDreams\n"
    assert clean(read_plain(text)).text == "Rest\n\nRest is allowed at any time of day."


def test_a_heading_over_a_byline_alone_stays() -> None:
    """A title with nothing but its date under it, before the next heading, is still the title."""
    text = "# Rest\n\nBy Ann Lee\n\n3 May 2025\n\n# Why rest\n\nRest is allowed at any time.\n"
    assert clean(read_plain(text)).text.startswith("# Rest\n\n# Why rest")


def test_invisible_characters_are_not_in_the_text() -> None:
    """Zero-width, bidi and control characters go; the joiners that scripts need stay."""
    text = "Re\u200bst\u202e is\u00ad al\x07lowed\x1b[31m today. می\u200cخواهم بخوابم و آرام باشم."
    cleaned = clean(read_plain(text))
    assert cleaned.text == "Rest is allowed today. می\u200cخواهم بخوابم و آرام باشم."


def test_wrapped_lines_are_joined() -> None:
    """What a mail program broke over two lines is one line for a reader."""
    text = (
        "Rest is allowed at any time of the day and also in the middle of the\n"
        "night, and nobody has to earn it by being busy all day long before.\n"
    )
    assert "\n" not in clean(read_plain(text)).text


# Titles and bylines


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Rest well\n\n", "Rest well"),
        ("Moonrise Clinic\n\nHome > Rest > Rest well\n\nRest well\n\n", "Rest well"),
        ("Rest well 2\n\nRest well\n\n", "Rest well"),
        ("Skip to content\n\nRest well\n\n", "Rest well"),
        ("", "Rest is allowed at any time, even at work, and nobody has to earn it first by …"),
    ],
)
def test_the_title_is_found_under_what_stands_above_it(head: str, title: str) -> None:
    """Site names, paths, buttons and captions are not the title; without one, first words are."""
    body = (
        "Rest is allowed at any time, even at work, and nobody has to earn it first by waiting.\n"
    )
    assert clean(read_plain(head + body)).title == title


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("Written by Ann Lee | 3 May 2025", "Ann Lee"),
        ("Marian T. Holloway, LCSW", "Marian T. Holloway"),
        ("Author: J. Whitfield", "J. Whitfield"),
        ("By degrees, it passes.", ""),
    ],
)
def test_the_byline_gives_the_author(line: str, name: str) -> None:
    """The name is taken from the line that is dropped, and from no other."""
    text = f"Rest well\n\n{line}\n\nRest is allowed at any time of day.\n"
    assert clean(read_plain(text)).byline == name


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on July 5, 2025", "2025-07-05"),
        ("3 May 2024", "2024-05-03"),
        ("Diterbitkan: 3 Mei 2024", "2024-05-03"),
        ("Last updated: 12 November 2025", ""),
        ("31 February 2024", ""),
    ],
)
def test_a_date_line_gives_the_day_of_publication(line: str, day: str) -> None:
    """A day of revision is not one of publication, and an impossible day is none."""
    text = f"Rest well\n\n{line}\n\nRest is allowed at any time of day.\n"
    assert clean(read_plain(text)).published == day


# Help lines

LINES = (  # each with the shape in which its operator writes it
    *("988", "9-8-8", "1-800-273-8255", "116 123", "111", "85258", "13 11 14", "0477 13 11 14"),
    *("1737", "0800 543 354", "14416", "1-800-891-4416", "0800 111 0 111", "0800 111 0 222"),
    *(
        "1-800-799-7233",
        "88788",
        "0800 1111",
        "0808 2000 247",
        "1800 66 66 66",
        "1800 341 900",
        "1-800-668-6868",
        "686868",
        "1800 737 732",
        "0458 737 732",
        "0800 733 843",
        "3114",
        "024",
        "188",
        "119",
        "1767",
        "1771",
        "741741",
        "112",
        "999",
        "000",
        "911",
        "192",
        "995",
    ),
)
PHRASINGS = (
    "Call {}.",
    "You can call or text {} at any hour.",
    "If you feel unsafe, ring {} now.",
    "{} is open day and night; call it.",
    "Helpline: {}",
    "The number for emotional support is {}.",
    "In an emergency dial {}",
    "Crisis line – {} (free)",
    "Text HELLO to {}",
    "Phone {}, or go to the nearest hospital.",
)
JUNK_SECTIONS = ("Related posts", "References", "Comments", "Contact", "On this page", "Newsletter")


@pytest.mark.parametrize("number", LINES)
@pytest.mark.parametrize("phrasing", PHRASINGS)
def test_a_help_line_is_kept_however_it_is_put(number: str, phrasing: str) -> None:
    """Every number of every country, in ten phrasings, on a line of its own and in a paragraph."""
    line = phrasing.format(number)
    for text in (f"Rest\n\n{line}\n\nRest well.", f"Rest\n\nIt is hard. {line} Rest well."):
        assert number in clean(read_plain(text)).text


@pytest.mark.parametrize("number", LINES)
@pytest.mark.parametrize("heading", JUNK_SECTIONS)
def test_a_help_line_is_kept_even_among_junk(number: str, heading: str) -> None:
    """What stands under "Related posts" goes, but not the number to call."""
    text = f"Rest\n\nRest is allowed.\n\n{heading}\n\nNaps at work\n\nCall {number}\n\nDreams\n"
    cleaned = clean(read_plain(text))
    assert f"Call {number}" in cleaned.text
    assert "help-line number" in {decision.protected_by for decision in cleaned.decisions}


@pytest.mark.parametrize(
    "line",
    [
        "Spain: 024",
        "United States - 988",
        "Singapore (SOS): 1767",
        "Chat at 988lifeline.org",
        "https://findahelpline.com/",
        "Indonesia: healing119.id, 119 ext. 8",
        "Samaritans 116 123",
        "Tele-MANAS 14416",
    ],
)
def test_a_list_of_help_lines_is_kept_without_any_verb(line: str) -> None:
    """A country and its number, or the site, is enough."""
    text = f"Rest\n\nRest is allowed.\n\nRelated links\n\n- {line}\n- Naps at work\n"
    assert line in clean(read_plain(text)).text


@pytest.mark.parametrize(
    "line",
    ["188 votes", "119 comments", "Views: 112", "Join 10,000 readers", "May 3, 1988", "page 911"],
)
def test_a_count_is_no_help_line(line: str) -> None:
    """The same digits as a number of votes, a year or a page protect nothing."""
    assert not names_help_line(line.casefold())


def test_crisis_advice_is_kept_without_a_number() -> None:
    """Where to turn is protected in words too, even where a reader's comment would be dropped."""
    text = "Rest\n\nRest is allowed.\n\nComments\n\nIf you are suicidal, talk to a doctor today.\n"
    assert "If you are suicidal, talk to a doctor today." in clean(read_plain(text)).text


def test_every_number_that_is_protected_is_tried() -> None:
    """A number added to the code needs its phrasings tried here too."""
    tried = {re.sub(r"\D", "", number) for number in LINES}
    known = {re.sub(r"\D", "", number) for number in (*LONG_NUMBERS, *SHORT_NUMBERS)}
    assert {number.removeprefix("1") for number in tried} >= {
        number.removeprefix("1") for number in known - {"18002738255", "18008914416"}
    }


def test_quotations_are_kept() -> None:
    """A quoted line that reads like a button is somebody's words."""
    assert "Share this" in clean(read_plain("Rest\n\nRest is allowed.\n\n> Share this\n")).text


# HTML


def test_a_page_is_cleaned_like_any_text() -> None:
    """What the extractor leaves of a page's furniture goes by the same rules."""
    page = (
        "<html><body><article><h1>Rest</h1><p>By Ann Lee</p>"
        + "<p>Rest is allowed at any time of day, and nobody has to earn it.</p>" * 3
        + "<p>Share on Facebook</p></article></body></html>"
    )
    cleaned: Cleaned = clean(read_html(page))
    assert "Facebook" not in cleaned.text
    assert cleaned.byline == "Ann Lee"


OWN = "Most people sleep badly for a while when life is hard, and most sleep well again later on."


def test_a_heading_over_one_line_that_stays_is_not_emptied() -> None:
    """Though all that comes after that line goes."""
    text = f"# Rest\n\n{OWN}\n\n## Where\n\nAt home\n\nShare on Facebook\n\n## When\n\n{OWN}\n"
    found = {each.unit.text: each.action for each in clean(read_markdown(text)).decisions}

    assert found["Share on Facebook"] == "drop"
    assert found["## Where"] == found["At home"] == "keep"
