"""Weak signs of junk, and what shields a line from them, on both sides of each bound."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from corpus.clean import repeated_lines, rulings, shared_frames
from corpus.clean.cleaner import clean, draft_of
from corpus.clean.head import judge
from corpus.clean.protect import shields
from corpus.clean.repeated_lines import FOOT, MENU, RUN
from corpus.clean.repetition import Repeated, line_of
from corpus.readers.plain import read_plain

OWN = (
    "Lena had not slept well for a month when she noticed that the nights after a walk were "
    "quieter than the others, and so she began to walk every evening, even in the rain."
)


class Shielded(NamedTuple):
    """A text with a place to fill, what with, how often where its line is shielded; where not."""

    text: str
    each: str
    shielded: int
    bare: int
    line: str
    name: str


SHIELDS = {
    "a fact has five words": Shielded(
        "Rest\n\nTake 20 mcg {fill}today.\n", "often ", 1, 0, "Take 20", "dose or figure"
    ),
    "a list says something where most of its items have six words": Shielded(
        "Rest\n\n- Naps {fill}help\n- Walk\n- Naps are often said to help\n",
        *("often ", 3, 2, "- Walk", "list item among kept siblings"),
    ),
    "a question above a number has eight words at most": Shielded(
        "Rest\n\nAre you {fill}sad?\n\nTel. 0300 123 3393\n",
        *("often ", 5, 6, "Are you", "telephone number"),
    ),
    "a line that holds a number has eight units at most": Shielded(
        "Rest\n\nIt is free. {fill}Tel. 0300 123 3393.\n",
        *("It is calm. ", 6, 7, "It is free", "telephone number"),
    ),
    "a heading stands over thirty words": Shielded(
        "Rest\n\nNaps {fill}help.\n", "often ", 28, 27, "Rest", "heading over kept text"
    ),
}


def shield_of(text: str, line: str) -> str:
    """What shields a text's first unit that begins so, given the rules' decisions."""
    draft, decided = draft_of(read_plain(text))
    names = zip(shields(draft, decided), draft.texts, strict=True)
    return next(name for name, words in names if words.startswith(line))


@pytest.mark.parametrize("label", SHIELDS)
def test_a_shield_ends_where_it_is_said_to(label: str) -> None:
    """One word or sentence decides whether a classifier may drop the line."""
    case = SHIELDS[label]
    assert shield_of(case.text.replace("{fill}", case.each * case.shielded), case.line) == case.name
    assert shield_of(case.text.replace("{fill}", case.each * case.bare), case.line) == ""


@pytest.mark.parametrize(
    "said", ["One in three", "Two in five", "Three in ten", "Four in five", "Five in six"]
)
def test_a_share_in_words_is_a_fact(said: str) -> None:
    """It has no digit."""
    assert shield_of(f"Rest\n\n{said} people had it.\n", said) == "dose or figure"
    told = said.replace(" in ", " out of ")
    assert shield_of(f"Rest\n\n{told} people had it.\n", told) == "dose or figure"
    assert shield_of(f"Rest\n\n{said} stars, as people said.\n", said) == ""


@pytest.mark.parametrize("end", [".", "!", "?", ":", '."', ".”", ".’", ".)", "…"])
def test_a_heading_stands_over_what_ends_as_sentences_do(end: str) -> None:
    """A paragraph that breaks off is a teaser."""
    over = "Naps " + "often " * 28
    assert shield_of(f"Rest\n\n{over}help{end}\n", "Rest") == "heading over kept text"
    assert shield_of(f"Rest\n\n{over}help,\n", "Rest") == ""


def reason_for(text: str, *repeated: str) -> str:
    """Why the first of some lines goes that their site repeats; '' where it stays."""
    lines = frozenset(line_of(each) or 0 for each in repeated)
    decisions = clean(read_plain(text), repeated=Repeated(lines)).decisions
    return next(each.reason for each in decisions if each.unit.text == repeated[0])


@pytest.mark.parametrize(("words", "reason"), [(29, FOOT), (30, "")])
def test_a_paragraph_of_the_article_s_own_has_thirty_words(words: int, reason: str) -> None:
    """A repeated sentence above it is no foot of the page."""
    line, last = "The Lamp Post is written by us all.", "Rest " * (words - 1) + "helps."
    assert reason_for(f"Walking\n\n{OWN}\n\n{line}\n\n{last}\n", line) == reason


@pytest.mark.parametrize(("words", "reason"), [(5, MENU), (6, RUN)])
def test_a_sentence_has_six_words(words: int, reason: str) -> None:
    """What is shorter reads like a button, even with a full stop."""
    line = "We are " + "quite " * (words - 3) + "free."
    text = f"Walking\n\n{OWN}\n\n{line}\n\nWalks for you\n\n{OWN}\n"
    assert reason_for(text, line, "Walks for you") == reason


@pytest.mark.parametrize(("more", "reason"), [(0, FOOT), (1, "")])
def test_an_article_half_of_which_repeats_is_no_copy(more: int, reason: str) -> None:
    """With one word more than half the article itself is there several times."""
    own = len(f"Walking {OWN}".split())
    line = "We are " + "quite " * (own - 3 + more) + "free."
    assert reason_for(f"Walking\n\n{OWN}\n\n{line}\n", line) == reason


FIRST, SECOND = "The Lamp Post is written by us all.", "Walks for you and for us all."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"Walking\n\n{OWN}\n\n{FIRST} {SECOND}\n\nShare this page\n\n{OWN}\n", RUN),
        (f"Walking\n\n{OWN}\n\nShare this page\n\n{FIRST} {SECOND}\n\n{OWN}\n", RUN),
        (f"Walking\n\n{OWN}\n\n{FIRST} {SECOND}\n\n{OWN}\n", ""),
        (f"Walking\n\n{OWN}\n\n{FIRST} We walk.\n\nShare this page\n\n{OWN}\n", ""),
    ],
    ids=["above junk", "below junk", "among paragraphs", "with a sentence of its own"],
)
def test_a_repeated_paragraph_goes_only_beside_junk(text: str, reason: str) -> None:
    """And only as a whole."""
    assert reason_for(text, FIRST, SECOND) == reason


@pytest.mark.parametrize(("length", "fate"), [(600, "drop"), (601, "keep")])
def test_junk_is_short(length: int, fate: str) -> None:
    """What has more than six hundred characters is no rule's, and no line that a site repeats."""
    tags = "#calm " * 98
    line = f"{tags}#{'x' * (length - len(tags) - 1)}"
    decisions = clean(read_plain(f"Walking\n\n{OWN}\n\n{line}\n\n{OWN}\n")).decisions
    assert [each.action for each in decisions if each.unit.text == line] == [fate]
    assert (line_of(line) is None) is (fate == "keep")


@pytest.mark.parametrize(("sentence", "goes"), [("We walk at night.", False), (OWN, True)])
def test_short_sentences_tell_no_language(sentence: str, goes: bool) -> None:
    """Then nothing is foreign to the article."""
    text = f"Walking\n\n{' '.join([sentence] * 40)}\n\nBaca artikel terbaru\n\nThe end.\n"
    decisions = clean(read_plain(text)).decisions
    assert any(each.rule.startswith("foreign-furniture") for each in decisions) is goes


REASONS = (
    *(MENU, FOOT, RUN, repeated_lines.HEAD, shared_frames.SOLD, shared_frames.HEAD),
    *(shared_frames.FOOT, shared_frames.RUN, judge.REASON, judge.DOUBT),
    *(rulings.RESTORED, rulings.DROPPED),
)


@pytest.mark.parametrize("reason", REASONS)
def test_what_decides_beside_the_rules_says_why_in_words(reason: str) -> None:
    """As the end of a sentence that begins "dropped because it is", or beside it."""
    assert reason[0].islower()
    assert reason[-1].islower()
