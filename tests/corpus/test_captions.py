"""Captions between paragraphs go; the same words in a story, a list or a paragraph stay."""

from __future__ import annotations

import pytest

from corpus.clean.cleaner import clean
from corpus.readers.html import read_html
from corpus.readers.plain import read_plain

CAPTION = "A man in a red jumper reads a newspaper on a park bench."
ABOVE = (
    "Good sleep begins long before you lie down, and small steady habits do more than any "
    "single trick."
)
BELOW = "Most people notice a change within three weeks if they keep the same hours."


def dropped(text: str) -> list[str]:
    """The lines that went as captions."""
    decisions = clean(read_plain(f"Sleeping well\n\n{text}\n")).decisions
    return [each.unit.text for each in decisions if each.rule.startswith("caption/")]


def test_a_caption_between_paragraphs_goes() -> None:
    """Also where a chapter begins below it."""
    assert dropped(f"{ABOVE}\n\n{CAPTION}\n\n{BELOW}") == [CAPTION]
    assert dropped(f"{ABOVE}\n\n{CAPTION}\n\nLight and dark\n\n{BELOW}") == [CAPTION]


@pytest.mark.parametrize(
    "text",
    [
        f"{ABOVE} {CAPTION}\n\n{BELOW}",
        f"{ABOVE}\n\n{CAPTION} {BELOW}",
        f"{ABOVE}\n\n- {CAPTION}\n- Rest.\n\n{BELOW}",
        f"{ABOVE}\n\n> {CAPTION}\n\n{BELOW}",
        f"{ABOVE}\n\n{CAPTION}",
        f"Rest.\n\n{CAPTION}\n\nEat.\n\nSleep.",
    ],
)
def test_the_same_words_stay_elsewhere(text: str) -> None:
    """In a paragraph, a list, a quotation, at the end, and among lines that are no paragraphs."""
    assert dropped(text) == []


@pytest.mark.parametrize(
    "below",
    [
        "He has not slept for three nights, and he does not want to go home to an empty bed.",
        "The man is waiting for a letter that will tell him whether he may keep his place.",
        "Nobody sees that he has held the page upside down since the early morning.",
    ],
)
def test_a_story_that_goes_on_is_no_caption(below: str) -> None:
    """Whoever is spoken of in the next line was introduced by the author."""
    assert dropped(f"{ABOVE}\n\n{CAPTION}\n\n{below}") == []


@pytest.mark.parametrize(
    "line",
    [
        "A person with OCD washes their hands at a sink because a thought will not go.",
        "A woman comes to therapy because she lies in a bed that is too large.",
        "A man sits in a car outside an office, unable to go in.",
        "A mother holds a child in a dark room and feels nothing.",
        "A couple sits on a sofa and says nothing for an hour.",
        "A student reads on a train and learns not to look up.",
        "Two people can sit on a bench and be far apart.",
        "A teenager stands at a window every night.",
        "A girl sat on a wall in a village.",
        "A boy who plays in a garden sleeps well.",
        "You sit on a chair in a quiet room.",
        "Sit on a chair beside a window.",
        "Rest both hands on a table.",
        "Stand under a tree for a while.",
        "A book on the bedside table.",
        "A walk through a park.",
        "A chair for each person in a circle.",
    ],
)
def test_what_is_told_and_not_shown_stays(line: str) -> None:
    """Feelings, words, habits and advice are the author's."""
    assert dropped(f"{ABOVE}\n\n{line}\n\n{BELOW}") == []


def test_a_heading_of_a_web_page_is_no_caption() -> None:
    """A chapter may be called after a scene."""
    page = f"<h1>Sleep</h1><p>{ABOVE}</p><h2>{CAPTION}</h2><p>{BELOW} {ABOVE}</p>"
    text = clean(read_html(f"<html><body><article>{page}</article></body></html>")).text
    assert "red jumper" in text
