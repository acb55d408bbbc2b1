"""List items and table rows that an extractor lost stand again between the blocks it kept."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.readers.html import parse
from corpus.readers.parts import Part
from corpus.readers.placed import placed_blocks
from corpus.readers.refilled import refilled, solid

FIRST = Part("paragraph", 0, "Rest is allowed at any time of the day.")
SECOND = Part("paragraph", 0, "The body recovers while you lie still.")
ITEM = Part("list_item", 0, "Turn the clock to the wall.", "- ")


def page(body: str) -> Any:
    """A page with this body."""
    return parse(f"<html><body>{body}</body></html>")


def between(inner: str, *, kept: tuple[Part, ...] = (FIRST, SECOND)) -> list[Part]:
    """What the kept blocks become where this stands between two paragraphs of an article."""
    body = f"<nav><ul><li>Home</li></ul></nav><div><p>{FIRST.text}</p>{inner}<p>{SECOND.text}</p>"
    return refilled(page(f"{body}</div><footer><ul><li>Imprint</li></ul></footer>"), kept)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<ul><li>{ITEM.text}</li></ul>", [ITEM]),
        (f"<div><ol><li>{ITEM.text}</li></ol></div>", [ITEM._replace(marker="1. ")]),
        (f"<ul><li><p>{ITEM.text}</p></li></ul>", [ITEM]),
        (
            "<table><tr><th>Night</th><th>Hours</th></tr><tr><td>Monday</td><td>5</td></tr></table>",
            [Part("paragraph", 0, "Night | Hours"), Part("paragraph", 0, "Monday | 5")],
        ),
        (
            "<ul><li>Tea without <a href='/t'>caffeine</a></li></ul>",
            [Part("list_item", 0, "Tea without caffeine", "- ")],
        ),
    ],
    ids=["a list", "a numbered list", "an item of a paragraph", "a table", "an item with a link"],
)
def test_a_lost_item_or_row_is_put_back(inner: str, expected: list[Part]) -> None:
    """In its place, as the kind of block that the page says; the menu and the foot stay out."""
    assert between(inner) == [FIRST, *expected, SECOND]


@pytest.mark.parametrize(
    "inner",
    [
        "<ul><li><a href='/b'>Seven other pages on rest</a></li></ul>",
        "<div class='relatedPosts'><ul><li>Seven pages on rest</li></ul></div>",
        "<ul class='user_box'><li>Joined in spring</li></ul>",
        "<div id='share-bar'><ul><li>Send it</li></ul></div>",
        "<aside><ul><li>Our letters come on Sundays.</li></ul></aside>",
        "<form><ul><li>Your name</li></ul></form>",
        "<p>Our letters come on Sundays.</p>",
        f"<ul><li>{FIRST.text}</li></ul>",
    ],
)
def test_anything_else_that_was_left_out_stays_out(inner: str) -> None:
    """Links alone, boxes by their class names and tags, paragraphs, what stands there already."""
    assert between(inner) == [FIRST, SECOND]


def test_a_link_is_put_back_into_a_list_that_was_kept() -> None:
    """An item that is a link belongs to the items around it."""
    inner = f"<ul><li>{ITEM.text}</li><li><a href='/m'>A meter for noise</a></li></ul>"
    link = Part("list_item", 0, "A meter for noise", "- ")
    assert between(inner, kept=(FIRST, ITEM, SECOND)) == [FIRST, ITEM, link, SECOND]


def test_one_item_is_put_back_once() -> None:
    """Pages hold a second copy of a list for small screens."""
    inner = f"<ul><li>{ITEM.text}</li></ul>"
    assert between(inner + inner) == [FIRST, ITEM, SECOND]


def test_nothing_is_put_back_before_the_first_and_behind_the_last_kept_block() -> None:
    """Lists there are contents, tags and other pages."""
    items = f"<ul><li>{ITEM.text}</li></ul>"
    root = page(f"<div>{items}<p>{FIRST.text}</p><p>{SECOND.text}</p>{items}</div>")
    assert refilled(root, [FIRST, SECOND]) == [FIRST, SECOND]


@pytest.mark.parametrize("kept", [[], [Part("paragraph", 0, "Words that the page does not have.")]])
def test_what_is_not_found_in_the_page_stays_as_it_is(kept: list[Part]) -> None:
    """Without a place for any block nothing is put back."""
    assert refilled(page(f"<p>{FIRST.text}</p><ul><li>{ITEM.text}</li></ul>"), kept) == kept


def test_kept_blocks_are_found_across_line_breaks_and_inline_elements() -> None:
    """White space and markup inside a paragraph say nothing about its words."""
    body = (
        "<div><p>Rest is <b>allowed</b>\n at any time of the day.</p>"
        f"<ul><li>{ITEM.text}</li></ul><p>The body recovers <i>while</i> you lie still.</p></div>"
    )
    assert refilled(page(body), [FIRST, SECOND]) == [FIRST, ITEM, SECOND]


def test_a_pages_blocks_are_told_in_order_with_their_links() -> None:
    """Headings and rows whole, no buttons and scripts, words behind a block on their own."""
    body = (
        "<h2><span>At</span> night</h2><div>Before<p>Rest <a href='/w'>well enough</a>.</p>behind"
        "<button>Send</button><script>x()</script></div><blockquote>Sleep comes.</blockquote>"
        "<table><tr><td><p>Monday</p></td><td>5</td></tr></table><ul><li>Tea<br>with milk</li></ul>"
    )
    found = placed_blocks(page(body).find("body"))
    assert [(each.part.kind, each.part.text, each.linked) for each in found] == [
        ("heading", "At night", 0),
        ("paragraph", "Before", 0),
        ("paragraph", "Rest well enough.", 2),
        ("paragraph", "behind", 0),
        ("quote", "Sleep comes.", 0),
        ("paragraph", "Monday | 5", 0),
        ("list_item", "Tea with milk", 0),
    ]


def test_three_thousand_nested_elements_keep_their_words() -> None:
    """The walk is no recursion; such a page would end one."""
    import lxml.html

    body = innermost = lxml.html.Element("body")
    for _ in range(3_000):
        innermost = lxml.html.etree.SubElement(innermost, "div")
    innermost.text = "Rest"
    assert [each.part.text for each in placed_blocks(body)] == ["Rest"]


def test_texts_are_compared_without_white_space() -> None:
    """Extractors disagree about it."""
    assert solid(" Rest \n well ") == "Restwell"
