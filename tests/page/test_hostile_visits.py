"""Whatever an address or a box says, a page comes that says what it can; never a bug's message."""

import re
from random import Random

import pytest

from benchmarks.hostile.odd import CHARACTERS, WORDS

SEEDS = range(24)
NAMES = {
    "search": ("q", "mode", "site", "topic", "lang", "since", "one", "n", "exact", "private"),
    "article": ("id", "passage", "q"),
    "library": ("q", "sort", "site", "flag", "page", "topic", "n", "show"),
    "saved": ("ids", "id"),
    "about": ("q",),
}
VALUES = (
    *("", "0", "-1", "50", "51", "999", "99999999999999999999", "1e3", "٣", "²", "None", "null"),
    *("2024", "2024-13", "2024-02-30", "0000", "9999-12-31", "best", "words", "meaning", "MODE"),
    *("-", "tiny/panic.md", "tiny/../panic.md", "/etc/passwd", "tiny/panic.md#0", "en", "xx"),
    *("' OR 1=1 --", "%", "_", "*", "<script>alert(1)</script>", "</div><b>", "{{7*7}}", "$x$"),
    *(
        "javascript:alert(1)",
        "x" * 100_000,
        "\x00",
        "\u202e",
        "sleep\x00well",
        "🙂" * 500,
    ),
    *("I want to die", "panic", "what helps in a panic attack", *WORDS),
    *(each for each in CHARACTERS if not "\ud800" <= each <= "\udfff"),  # no browser sends these
)
BUG = "Something went wrong"


def hostile_address(chance, page):
    """Names of the page's own address, and others, with values that nobody means."""
    names = chance.sample(NAMES[page], min(len(NAMES[page]), chance.randint(1, 5)))
    address = {}
    for name in [*names, *chance.sample(("q", "x", "\u202e", "a b", "&"), chance.randint(0, 2))]:
        values = [chance.choice(VALUES) for _ in range(chance.choice((1, 1, 1, 2, 5)))]
        address[name] = values if len(values) > 1 else values[0]
    return address


def is_calm(html):
    """Whether a page shows no bug's message, and nothing of an address as markup."""
    return BUG not in html and not re.search(r"<script>alert|</div><b>|onerror=", html)


@pytest.mark.parametrize("seed", SEEDS)
def test_any_address_gets_a_page(visit, seed):
    """Each page in turn, at an address of odd names and values."""
    page = sorted(NAMES)[seed % len(NAMES)] if seed % 2 else "search"
    address = hostile_address(Random(seed), page)

    assert is_calm(visit.go(page, **address).html), (page, address)


@pytest.mark.parametrize("name", ["site", "topic", "lang", "q", "since", "n", "id"])
@pytest.mark.parametrize("count", [300, 40_000])
def test_an_address_that_names_thousands_gets_a_page(visit, name, count):
    """More sites than a database takes in one question, more languages than there are."""
    values = [f"{name}{number}" for number in range(count)]

    assert is_calm(visit.go(**{"q": "panic", name: values}).html)


def test_what_is_typed_and_pressed_in_any_order_gets_a_page(visit):
    """Odd questions typed one after the other, with filters pressed in between."""
    chance = Random(8)
    visit.go(q="panic")
    for _ in range(8):
        visit.app.text_input[0].set_value(chance.choice(VALUES)[:5_000]).run()
        assert is_calm(visit.html)
        visit.app.radio[0].set_value(chance.choice(("best", "words", "meaning"))).run()
        assert is_calm(visit.html)


def test_a_megabyte_that_is_typed_gets_a_page(visit):
    """It is cut, and that is told."""
    visit.go()
    html = visit.app.text_input[0].set_value("sleep well " * 100_000).run() and visit.html
    assert "The question is long: only its first 2,000 characters are searched for." in html
