"""Which line is taken for the title where the source does not say, and where that ends."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.clean.cleaner import clean, draft_of
from corpus.clean.likely_titles import likeness, may_be_title, under
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain

CASES = json.loads(Path(__file__).with_name("title_cases.json").read_text("utf-8"))
OWN = (
    "Lena had not slept well for a month when she noticed that the nights after a walk at night "
    "were quieter than the others, and so she began to walk every evening, even in the rain."
)
SHORT = "Rest is allowed, and nobody has to earn it by being busy all day long."  # tells no topic


def title_of(text: str) -> str:
    """The title of a text, Markdown where it begins with a mark of it."""
    return clean((read_markdown if text.startswith("#") else read_plain)(text)).title


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_the_title_is_the_line_that_a_person_would_name(case: dict[str, str]) -> None:
    """By what it says, where it stands, and what stands under it; and it stays in the text."""
    assert title_of(case["text"]) == case["title"]
    read = read_markdown if case["text"].startswith("#") else read_plain
    assert case["title"] in clean(read(case["text"])).text


BOUNDS = {  # a text with a place to fill, what with, how often; the title then, and with one more
    "a title is among the first forty units": (
        "{fill}Walking at night\n\nRest is allowed.\n", "Rest is allowed.\n\n", 39,
        "Walking at night", "Rest is allowed.",
    ),
    "a title stands below no sentence of fifteen words": (
        "Rest {fill}helps.\n\nWalking at night\n\nShort.\n", "now ", 12,
        "Walking at night", "Rest now now now now now now now now now now now now now helps.",
    ),
    "a title has 300 characters at most": (
        "# {fill}\n\nRest is allowed.\n", "a", 300,
        "a" * 300, "a" * 80 + " …",
    ),
    "the first words are 80 characters at most": (
        "rest is allowed, and nobody has to earn it by being busy all day long, i think{fill}\n",
        ".", 2,
        "rest is allowed, and nobody has to earn it by being busy all day long, i think..",
        "rest is allowed, and nobody has to earn it by being busy all day long, i …",
    ),
    "a heading that stands again has eight characters": (
        "Moonrise\n\nHome > Rest > Rest no{fill}\n\nRest no{fill}\n\n" + SHORT, "w", 0,
        "Moonrise", "Rest now",
    ),
    "a heading may stand again in the twelve units from it on": (
        "Moonrise\n\nRest now\n\n{fill}Rest now and then\n\n" + SHORT, "I rest.\n\n", 10,
        "Rest now", "Moonrise",
    ),
    "where lines stand close, a title has 25 words at most": (
        "Home\nShop\nContact\nWalking {fill}at night\n" + OWN + "\n" + OWN, "far ", 22,
        "Walking " + "far " * 22 + "at night", "Walking " + "far " * 18 + "…",
    ),
    "where lines stand close, twenty words make a paragraph": (
        "Home\nShop\nAll about cats\nRest {fill}helps.\nNights after a walk\n" + OWN, "now ", 17,
        "Nights after a walk", "All about cats",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", BOUNDS)
def test_a_title_ends_where_it_is_said_to(label: str) -> None:
    """One line, word or character more, and another line is the title."""
    text, each, count, title, other = BOUNDS[label]
    assert title_of(text.replace("{fill}", each * count)) == title
    assert title_of(text.replace("{fill}", each * (count + 1))) == other


@pytest.mark.parametrize("title", ["References", "Sources", "Citations"])
def test_an_article_may_be_called_like_a_part_of_a_page(title: str) -> None:
    """Its title heads no list of the page's."""
    text = f"{title}\n\nLetters of reference are seldom read, and yet many of us fear them.\n"
    assert title_of(text) == title
    assert {each.action for each in clean(read_plain(text)).decisions} == {"keep"}


LIKENESS = {  # lines that stand one below the other, each with how like a title it is
    "Sleep": 3.6234,
    "Sleep and grief": 5.5006,  # stands again below
    "Walking by the sea every night may help those who cannot sleep at all now": 4.3292,
    "What helps against grief and sleepless nights?": 4.3975,
    "- Sleep and grief at night": 7.3081,
    "Sleep and grief at night.": 5.7309,
    "Sleep now": 4.1586,
    "at an on": 1.0294,  # no longer word
    "Sleep and grief at night, and what helps: read on": 6.7991,
}


def test_a_line_is_as_like_a_title_as_when_that_was_fitted() -> None:
    """By its words, its place, its length and its end; the numbers hold together only."""
    draft, _ = draft_of(read_plain("\n\n".join(LIKENESS) + "\n"))
    spoken_of = Counter({"sleep": 5, "grief": 2, "night": 1, "helps": 3})
    found = [likeness(draft, at, 9, spoken_of) for at in range(len(draft.texts))]
    assert dict(zip(draft.texts, found, strict=True)) == pytest.approx(LIKENESS, abs=1e-4)


LINES = "Walking at night\n\n{}\n\nRest\n\n" + OWN
UNDER = ("byline", "date-line", "name-line", "posted-by", "share-bar", "user-box", "votes")


def made_by(text: str, rule: str, *, at: int) -> float:
    """How much what stands under a text's first line makes it a title, a unit of it dropped so."""
    draft, _ = draft_of(read_plain(text))
    return under(draft, 0, lambda index: rule if index == at else "")


@pytest.mark.parametrize("rule", UNDER)
def test_a_line_over_what_stands_under_titles_is_likelier_one(rule: str) -> None:
    """At once; with a name between; and somewhat less with a standfirst between."""
    assert made_by(LINES.format("Here it stands"), rule, at=1) == 1.5
    assert made_by(LINES.format("Ines Varga"), rule, at=2) == 1.5
    assert made_by(LINES.format("It costs nothing at all. Few know."), rule, at=3) == 1.1
    assert made_by(LINES.format("Here it stands"), "tags", at=1) == 0


@pytest.mark.parametrize(
    ("between", "name"),
    [
        ("Ines", False),
        ("Ines Varga", True),
        ("Ines Maria Luz Varga", True),
        ("Ines Maria Luz Paz Varga", False),
        ("Ines varga", False),
    ],
)
def test_a_bare_name_has_two_to_four_words_with_capitals(between: str, name: bool) -> None:
    """Only below such a one is a byline still the title's."""
    assert (made_by(LINES.format(between), "byline", at=2) == 1.5) is name


@pytest.mark.parametrize(("words", "title"), [(4, 0), (5, 1.1), (45, 1.1), (46, 0)])
def test_a_standfirst_has_five_to_forty_five_words(words: int, title: float) -> None:
    """Shorter or longer ones are none, and what stands below is not the title's."""
    between = "it " * (words - 1) + "rests."
    assert made_by(LINES.format(between), "byline", at=2) == title


@pytest.mark.parametrize(
    "line",
    ["Page 1 of 2", "1 of 12", "3 / 7", "By somebody", "written by somebody", "story by Ann"],
)
def test_a_page_s_number_or_a_by_stands_under_a_title(line: str) -> None:
    """Though no rule drops it."""
    assert made_by(LINES.format(line), "", at=1) == 1.5
    assert made_by(LINES.format(f"No {line}"), "", at=1) == 0


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("Walking", False), ("Walking nights", True), ("far " * 24 + "walks", True),
        ("far " * 25 + "walks", False), ("Home | Nights", False), ("Home > Nights", False),
        ("Home · Nights", False), ("Home/Nights and days", True),
    ],
)  # fmt: skip
def test_a_title_has_two_to_25_words_and_is_no_path(line: str, may: bool) -> None:
    """One word may be a button, and more are a sentence."""
    draft, _ = draft_of(read_plain(f"{line}\n\n{OWN}"))
    assert may_be_title(draft, 0) is may
