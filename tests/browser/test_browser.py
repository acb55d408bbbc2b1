"""What only a browser can show: address, Back, focus, privacy, and whether everyone can read it."""

import re
import time
from urllib.parse import quote

import pytest

pytestmark = pytest.mark.browser

PANIC = "what helps in a panic attack"
GRIEF = "living with grief after a death"
KITES = "/article?id=" + quote("hostile/kites.txt", safe="")


BOTH = "I want to die, and what helps in a panic attack"  # calls for help lines, and is answered
ORDER = (  # of what stands on the search page, from its top to its end
    *("h1", ".counts", ".st-key-question label", ".st-key-question input", ".st-key-filters"),
    *(".st-key-crisis", ".live", ".hit", ".st-key-footer"),
)
TOPS = """order => order.map(one => document.querySelector(one).getBoundingClientRect())
    .filter(place => place.height > 0).map(place => place.top)"""
RED = """[...document.querySelectorAll('.st-key-crisis, .st-key-crisis *')].flatMap(one => {
    const {color, backgroundColor, borderTopColor, outlineColor} = getComputedStyle(one);
    return [color, backgroundColor, borderTopColor, outlineColor];
}).filter(said => {
    const [red, green, blue] = said.match(/[\\d.]+/g).map(Number);
    return red > 1.5 * green && red > 1.5 * blue;
})"""


def q(question):
    """The search page's address of a question."""
    return f"/?q={quote(question)}"


PAGES = {
    "empty": "/",
    "results": q(PANIC),
    "crisis": q("I want to die"),
    "nothing": q("xylophone zeppelin quark"),
    "article": f"{KITES}&passage=0",
    "saved": "/saved",
    "library": "/library",
    "about": "/about",
}


def test_everything_has_its_place(tab):
    """The label can be seen, filters come before results, help lines above and never instead."""
    tab.go(q(BOTH))
    for place in ORDER:  # a page is drawn from its top down, and may be drawn once more
        tab.page.locator(place).first.wait_for()
    tops = tab.page.evaluate(TOPS, ORDER)
    assert len(tops) == len(ORDER)
    assert tops == sorted(tops)
    assert tab.titles() == ["When panic comes"]


def test_a_typed_question_finds_its_article(tab):
    """The article that answers is first, and the question stands in the address."""
    tab.go().ask(PANIC)
    assert tab.titles()[0] == "When panic comes"
    assert "q=what" in tab.page.url


def test_the_box_is_a_focused_search_field(tab):
    """A visit begins with typing; phones show a search key."""
    tab.go()
    box = tab.page.get_by_role("searchbox", name="Your question")
    assert box.evaluate("box => box === document.activeElement")


def test_back_and_forward_return_to_the_questions(tab):
    """Back stays in Wellread and brings the former question with its answer."""
    tab.go().ask(PANIC).ask(GRIEF)
    assert tab.titles()[0] == "Living with grief"
    tab.page.go_back()
    tab.settle()
    assert tab.page.get_by_label("Your question").input_value() == PANIC
    assert tab.titles()[0] == "When panic comes"
    tab.page.go_forward()
    tab.settle()
    assert tab.titles()[0] == "Living with grief"


def test_reload_keeps_the_question(tab):
    """A page that is loaded anew answers the same."""
    tab.go().ask(PANIC)
    tab.page.reload()
    tab.settle().page.locator(".hit").first.wait_for()
    assert tab.page.get_by_label("Your question").input_value() == PANIC
    assert tab.titles()[0] == "When panic comes"


def test_private_search_leaves_the_address_clean(tab):
    """The answer is there; the address has no word of the question."""
    tab.go()
    tab.page.get_by_text("Private search").click()
    tab.settle().ask(PANIC)
    assert tab.titles()[0] == "When panic comes"
    assert "panic" not in tab.page.url
    assert "panic" not in tab.page.title()
    tab.page.get_by_text("Read in context").first.click()
    tab.page.wait_for_url("**/article**")
    tab.settle()
    assert "q=" not in tab.page.url
    tab.page.get_by_text("Back to the results").click()
    tab.page.locator(".hit").first.wait_for()
    assert tab.titles()[0] == "When panic comes"
    assert "panic" not in tab.page.url


def test_what_the_box_cuts_off_is_shown_below_it(tab):
    """Half a line more than a phone's box holds is shown there, and not where the box is wide."""
    shown = tab.go(q(f"{PANIC} at night")).page.get_by_text("You asked")
    assert not shown.is_visible()
    tab.page.set_viewport_size({"width": 390, "height": 900})
    assert shown.is_visible()
    tab.page.set_viewport_size({"width": 1280, "height": 900})
    tab.go(q(f"{PANIC} when I lie awake at night and nobody is there"))
    assert tab.page.get_by_text("and nobody is there").is_visible()


def test_reading_in_context_and_back(tab):
    """From a card to its article, the passage in view; Back returns to the results."""
    tab.go(q(PANIC))
    tab.page.get_by_text("Read in context").first.click()
    tab.page.wait_for_url("**/article?**")
    tab.page.locator("#found").wait_for()
    tab.settle()
    assert tab.page.locator("h1").inner_text() == "When panic comes"
    place = tab.page.locator("#found").bounding_box()
    assert 0 <= place["y"] < 900
    tab.page.go_back()
    tab.page.locator(".hit").first.wait_for()
    tab.settle()
    assert tab.titles()[0] == "When panic comes"


def test_a_struck_line_has_its_rule(tab):
    """What cleaning removed is struck through, with the rule and the reason beside it."""
    tab.go(KITES)
    tab.page.get_by_text("Show what cleaning removed").click()
    tab.page.locator("del").first.wait_for()
    row = tab.page.locator(".row.dropped", has_text="Share on Facebook")
    assert row.locator("del").count() == 1
    assert re.search(r"share-\w+\s+\w+", row.locator(".why").inner_text())


def test_help_lines_can_be_tapped(tab):
    """The card of the guessed country has links that call and that write; nothing in it is red."""
    tab.go(q("I want to die"))
    card = tab.page.locator(".st-key-crisis")
    assert tab.page.evaluate(RED) == []
    assert card.locator("a[href='tel:116123']").is_visible()
    assert card.locator("a[href^='sms:85258']").is_visible()


@pytest.mark.parametrize("path", ["/", "/article", "/library", "/about"])
def test_help_is_one_click_away_on_every_page(tab, path):
    """The button opens the lines, above and below the page's own content."""
    tab.go(path)
    buttons = tab.page.get_by_role("button", name="Get help now")
    assert buttons.count() == 2
    buttons.first.click()
    assert tab.page.locator("a[href='tel:116123']").first.is_visible()


def test_an_article_is_text_and_nothing_else(tab):
    """Tags, pictures and dollar signs of an article are shown as they were written."""
    for path in (q("flying kites on a windy beach"), KITES, "/library"):
        tab.go(path)
        assert tab.page.evaluate("window.hacked") is None
        assert tab.page.locator("img[src*='evil'], .katex").count() == 0
    tab.go(KITES)
    text = tab.page.locator(".stMain").inner_text()
    for plain in (
        "<script>window.hacked = 1</script>",
        "![gull](http://evil.example/g.png)",
        "$x$",
    ):
        assert plain in text
    assert tab.outside() == []


def test_no_page_asks_another_machine(tab):
    """Every request of every page goes to this machine; its tab says which page it is."""
    titles = {}
    for name, path in PAGES.items():
        titles[name] = tab.go(path).page.title()
    assert titles["empty"] == titles["results"] == titles["crisis"] == "Search · Wellread"
    assert (
        titles["article"] == "Plain words <script>window.hacked = 1</script> stay plain · Wellread"
    )
    assert len(set(titles.values())) == 5
    tab.page.get_by_role("button", name="Get help now").first.click()
    tab.settle()
    assert len(tab.requests) > 20
    assert tab.outside() == []


def test_an_upload_is_found_after_an_update(tab, open_tab):
    """While the index is built anew the old one answers; then every open tab has the article."""
    other = open_tab()
    other.go(q(PANIC))
    words = (
        "A donkey sanctuary gave my weeks a quiet shape: each donkey of the sanctuary needs care. "
    )
    tab.go("/library")
    tab.page.locator("input[type=file]").set_input_files(
        {
            "name": "donkeys.txt",
            "mimeType": "text/plain",
            "buffer": ("Donkeys\n\n" + words * 4).encode(),
        }
    )
    tab.page.get_by_text("donkeys.txt").first.wait_for()
    tab.settle()
    tab.page.get_by_role("button", name="Add to the collection").click()
    tab.page.get_by_text("donkeys.txt added").wait_for()
    tab.settle()
    tab.page.get_by_role("button", name="Update the index").click()
    other.ask(GRIEF).page.locator(".hit").filter(has_text="Living with grief").first.wait_for()
    assert other.titles()[0] == "Living with grief"
    tab.page.get_by_text("Updated: 1 new").wait_for(timeout=30_000)
    assert (
        "donkey sanctuary" in other.ask("donkey sanctuary").page.locator(".hit").first.inner_text()
    )


def test_a_search_takes_little_time(tab):
    """From Enter to the new card, well under three seconds on a small machine."""
    tab.go(q(PANIC))
    box = tab.page.get_by_label("Your question")
    begun = time.monotonic()
    box.fill(GRIEF)
    box.press("Enter")
    tab.page.get_by_role("heading", name="Living with grief").first.wait_for()
    assert time.monotonic() - begun < 3
