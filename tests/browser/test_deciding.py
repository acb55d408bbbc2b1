"""A curator sees on the page why a line is gone, and brings it back in two clicks."""

import contextlib
from urllib.parse import quote

import pytest

from tests.browser.looking import looks

pytestmark = pytest.mark.browser

LANTERNS = "/article?id=" + quote("hostile/lanterns.txt", safe="")
HELPFUL = "Was this page helpful?"
HANG = "Hang the first lantern by the window"


@pytest.fixture
def account(tab):
    """The account of an article, in a tab."""
    return open_account(tab)


def open_account(tab):
    """Open the account in a tab."""
    tab.go(LANTERNS)
    tab.page.get_by_text("Show what cleaning removed").click()
    tab.page.locator(".account").wait_for()
    return tab.settle()


def row(tab, words):
    """The row of the line with some words."""
    return tab.page.locator(".account .row", has_text=words)


def press(tab, label, words):
    """Press what is offered beside a line, and wait until it is noted."""
    tab.page.get_by_role("button", name=f"{label}: {words}").click()
    row(tab, words).locator(".next").wait_for()
    return tab.settle()


def update(tab):
    """Press the one button of the bar, and wait until the new index is there.

    Rarely a crowded machine draws the button anew while it is pressed, and nothing is done: then it
    is pressed again. What the update did is looked at behind it.
    """
    from playwright import sync_api

    now = tab.page.get_by_role("button", name="Update now")
    now.click()
    for _ in range(3):
        with contextlib.suppress(sync_api.TimeoutError):
            tab.page.get_by_text("Updated: 0 new, 1 changed").wait_for(timeout=20_000)
            break
        if now.count():
            now.click()
    tab.settle()


def test_a_line_is_brought_back_in_two_clicks_and_sent_away_in_two_more(account):
    """The reason stands beside it; Restore, Update now, and it is in the article's text again."""
    tab = account
    assert "feedback-box" in row(tab, HELPFUL).locator(".why").inner_text()
    assert row(tab, HELPFUL).locator("del").count() == 1

    press(tab, "Restore", HELPFUL)
    bar = tab.page.locator(".st-key-waiting")
    assert "1 decision waits for an update: 1 line to come back." in bar.inner_text()
    update(tab)

    assert row(tab, HELPFUL).locator("del").count() == 0
    assert "restored by the curator" in row(tab, HELPFUL).inner_text()
    tab.page.get_by_text("Show what cleaning removed").click()
    tab.page.locator(".prose", has_text=HELPFUL).wait_for()

    open_account(tab)
    tab.page.get_by_role("button", name=f"Undo: {HELPFUL}").click()
    row(tab, HELPFUL).get_by_text("The rules decide again").wait_for()
    tab.settle()
    update(tab)
    assert row(tab, HELPFUL).locator("del").count() == 1


def test_a_line_that_is_junk_can_be_dropped_and_undone(account):
    """Undone before the update, nothing waits any more."""
    tab = account
    press(tab, "This is junk", HANG)
    assert "1 line to go" in tab.page.locator(".st-key-waiting").inner_text()
    tab.page.get_by_role("button", name=f"Undo: {HANG}").click()
    tab.page.locator(".st-key-waiting").wait_for(state="detached")
    tab.settle()
    assert row(tab, HANG).locator(".next").count() == 0


def test_a_help_line_has_no_junk_button(account):
    """It says that it is protected instead."""
    protected = row(account, "lifeline on 13 11 14")
    assert "Protected: help-line number" in protected.inner_text()
    assert protected.get_by_role("button").count() == 0


def test_the_keyboard_is_enough_and_keeps_its_place(account):
    """Enter on a button decides; the focus is on the same line's new button after that."""
    tab = account
    tab.page.get_by_role("button", name=f"This is junk: {HANG}").focus()
    tab.page.keyboard.press("Enter")
    row(tab, HANG).locator(".next").wait_for()
    tab.settle()
    focused = "document.activeElement.getAttribute('aria-label')"
    assert tab.page.evaluate(focused).startswith(f"Undo: {HANG}")
    tab.page.keyboard.press("Enter")
    tab.page.locator(".st-key-waiting").wait_for(state="detached")
    tab.settle()
    assert tab.page.evaluate(focused).startswith(f"This is junk: {HANG}")


def test_the_bar_stays_in_view_however_long_the_account_is(open_tab):
    """On a small window, with the pressed line at the top."""
    tab = open_account(open_tab(390))
    press(tab, "This is junk", "Paper lanterns")
    place = tab.page.get_by_role("button", name="Update now").bounding_box()
    assert 0 <= place["y"] <= 900 - place["height"]
    tab.page.get_by_role("button", name="Undo: Paper lanterns").click()
    tab.page.locator(".st-key-waiting").wait_for(state="detached")


def test_a_lines_own_markup_is_text_beside_its_buttons(account):
    """In the row and in the buttons' names; and nothing was asked of another machine."""
    struck = row(account, "Share on <b>Facebook</b>")
    assert struck.count() == 1
    assert struck.locator("del b").count() == 0
    assert account.outside() == []


def test_everyone_can_decide(account):
    """axe finds nothing to object to while a decision waits, light and dark, wide and narrow."""
    tab = account
    press(tab, "This is junk", HANG)
    seen = [(scheme, width, found) for scheme, width, _, found in looks(tab.page)]
    tab.page.get_by_role("button", name=f"Undo: {HANG}").click()
    tab.page.locator(".st-key-waiting").wait_for(state="detached")
    assert [each for each in seen if each[-1]] == []
