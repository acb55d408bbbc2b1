"""An article without an excerpt in the results, and the press that says it was looked at."""

from urllib.parse import quote

import pytest

from tests.browser.looking import faults

pytestmark = pytest.mark.browser

CRANES = "/article?id=" + quote("hostile/cranes.md", safe="")


def test_a_card_says_why_it_shows_no_words(tab):
    """Title and link are there; no word of the article is anywhere on the page."""
    tab.go("/?q=" + quote("folding origami cranes"))
    card = tab.page.locator(".hit", has_text="Origami cranes")
    assert "Its publisher asks that no excerpt be shown." in card.inner_text()
    assert "longer evenings" not in tab.page.content()
    link = tab.page.get_by_role("link", name="Open the page")
    assert link.get_attribute("href") == "http://cranes.example/origami"
    assert faults(tab.page) == []


def test_an_article_is_looked_at_and_asked_for_again(tab):
    """By the keyboard, too; nobody is shut out of either state."""
    tab.go(CRANES)
    assert "longer evenings" in tab.page.content()
    tab.page.get_by_role("button", name="I have looked at it").focus()
    tab.page.keyboard.press("Enter")
    tab.page.get_by_text("Looked at on").wait_for()
    assert faults(tab.settle().page) == []
    tab.page.get_by_role("button", name="Undo the review").click()
    tab.page.get_by_text("This article needs review").wait_for()
    assert faults(tab.settle().page) == []
