"""Headings that an extractor left out stand again over the blocks that were kept."""

from __future__ import annotations

import pytest

from corpus.readers.html import parse
from corpus.readers.parts import Part
from corpus.readers.restored import with_headings, with_standfirst

FIRST = Part("paragraph", 0, "Rest is allowed at any time of the day.")
SECOND = Part("paragraph", 0, "The body recovers while you lie still.")


def restored(body: str) -> list[Part]:
    """What two paragraphs become on a page of this body."""
    return with_headings(parse(f"<html><body>{body}</body></html>"), [FIRST, SECOND])


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Does lying still help?</h2>",
        "<div class='item'><button><h2>Does lying still help?</h2></button></div>",
        "<div><h2><span>Does lying</span>\n still help?</h2></div><div> </div>",
    ],
)
def test_a_lost_heading_is_put_back(above: str) -> None:
    """In an accordion's button, in a box of its own, in pieces."""
    heading = Part("heading", 2, "Does lying still help?")
    body = f"<p>{FIRST.text}</p>{above}<div><p>{SECOND.text}</p></div>"
    assert restored(body) == [FIRST, heading, SECOND]


def test_two_headings_in_a_row_keep_their_order_and_levels() -> None:
    """A chapter's heading, and its first section's."""
    body = f"<p>{FIRST.text}</p><h2>Nights</h2><h3>At four</h3><p>{SECOND.text}</p>"
    assert restored(body) == [
        FIRST,
        Part("heading", 2, "Nights"),
        Part("heading", 3, "At four"),
        SECOND,
    ]


@pytest.mark.parametrize(
    "between",
    [
        "<h2>Newsletter</h2><p>Our letters come on Sundays.</p>",
        "<h2><a href='/b'>Seven other pages on rest</a></h2>",
        "<a href='/b'><h2>Seven other pages on rest</h2></a>",
        f"<h2>{'Rest and more rest. ' * 12}</h2>",
        "<h2> </h2>",
        "<h1>Rest</h1>",
    ],
)
def test_headings_of_anything_else_stay_out(between: str) -> None:
    """Over a box that was left out, over another page, a paragraph in large letters, nothing."""
    assert restored(f"<p>{FIRST.text}</p>{between}<p>{SECOND.text}</p>") == [FIRST, SECOND]


def test_a_heading_that_was_kept_is_not_doubled() -> None:
    """It is one of the blocks already."""
    kept = Part("heading", 2, "Nights")
    root = parse(f"<html><body><h2>Nights</h2><p>{FIRST.text}</p></body></html>")
    assert with_headings(root, [kept, FIRST]) == [kept, FIRST]


TITLE = Part("heading", 1, "Lying still")
LINE = "What a body does at night while its owner waits for the morning"


def led(head: str, *parts: Part) -> list[Part]:
    """What some blocks become on a page that begins so."""
    return with_standfirst(parse(f"<html><body>{head}<p>{FIRST.text}</p></body></html>"), parts)


@pytest.mark.parametrize(
    "line",
    [
        f"<p class='standfirst'>{LINE}</p>",
        f"<h3 class='post-subtitle'>{LINE}</h3>",
        f"<h2 class='article__dek'><span>{LINE}</span></h2>",
        f"<p class='lead'>{LINE}</p>",
    ],
)
def test_a_lost_standfirst_is_put_back_under_the_title(line: str) -> None:
    """Before the byline, whatever element it is; above the text where the title is not of it."""
    standfirst = Part("paragraph", 0, LINE)
    head = f"<h1>{TITLE.text}</h1>{line}<div>By Ann Lee</div>"
    assert led(head, TITLE, FIRST) == [TITLE, standfirst, FIRST]
    assert led(head, FIRST) == [standfirst, FIRST]
    assert led(head, standfirst, FIRST) == [standfirst, FIRST]


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{LINE}</p>",
        f"<p class='leading-tight'>{LINE}</p>",
        f"<p class='dek'><a href='/b'>{LINE}</a></p>",
        "<p class='subtitle'>Sleep</p>",
        f"<div class='dek'>{LINE}</div>",
        f"<p class='dek'>{LINE}</p><h1>More nights</h1><p class='dek'>{LINE}</p>",
    ],
)
def test_what_is_not_marked_as_the_standfirst_stays_out(line: str) -> None:
    """Without its class, a link, a word, or one of several: the extractor knew why."""
    assert led(f"<h1>{TITLE.text}</h1>{line}", TITLE, FIRST) == [TITLE, FIRST]
