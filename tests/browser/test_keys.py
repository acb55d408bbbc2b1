"""The page by keyboard alone: its keys, what is announced, and where the focus is."""

from urllib.parse import quote

import pytest

from tests.browser.conftest import Tab

pytestmark = pytest.mark.browser

WORRY = "worry and anxiety"  # two articles answer it
PANIC = "what helps in a panic attack"
FOCUSED = "document.activeElement.closest('[class*=st-key-hit-]')?.querySelector('h2').innerText"
NOWHERE = "document.activeElement === document.body"


@pytest.fixture
def results(tab):
    """A tab with some results, and nothing in it that has the focus."""
    tab.go("/?q=" + quote(WORRY))
    announced(tab, "passages from")
    tab.page.evaluate("document.activeElement.blur()")
    return tab


def announced(tab, words):
    """Wait until screen readers are told these words."""
    tab.page.locator(f"#wellread-said[data-said*='{words}']").wait_for(state="attached")


def opened(tab, path):
    """A page that is opened, and hears keys."""
    tab.go(path).page.locator("#wellread-said").wait_for(state="attached")
    return tab


def keys(tab, *pressed):
    """Press keys, one after the other."""
    for key in pressed:
        tab.page.keyboard.press(key)


def tab_to(tab, name, key="Tab"):
    """Go on with Tab until what has the focus has a name; it has to come soon, and be seen."""
    for _ in range(12):
        keys(tab, key)
        found = tab.page.locator(":focus")
        if name in (found.get_attribute("aria-label") or found.inner_text()):
            assert found.bounding_box()["height"] > 0
            return
    pytest.fail(f"Tab does not lead to {name!r}")


def test_the_keyboard_alone_is_enough(tab):
    """To ask, cite, save, read on, see what was removed, and find help; nothing is clicked."""
    opened(tab, "/").page.keyboard.type(PANIC)
    keys(tab, "Enter")
    announced(tab, "1 passage from 1 article")
    tab.page.evaluate("document.activeElement.blur()")
    keys(tab, "j")
    tab_to(tab, "Cite")
    keys(tab, "Enter")
    tab_to(tab, "Copy APA 7")
    keys(tab, "Enter", "s")
    tab.page.get_by_role("button", name="Saved", exact=True).wait_for()
    tab_to(tab, "Read in context", "Shift+Tab")
    keys(tab, "Enter")
    tab.page.wait_for_url("**/article**")
    tab.settle().page.wait_for_function("() => document.activeElement.matches('h1')")
    tab_to(tab, "Show what cleaning removed")
    keys(tab, "Space")
    tab.page.locator("del").first.wait_for()
    keys(tab.settle(), "/")
    tab.page.wait_for_function("() => document.activeElement.closest('.st-key-question')")
    keys(tab.settle(), "Shift+Tab")
    assert tab.page.locator(":focus").inner_text().startswith("Get help now")
    keys(tab, "Enter")
    tab.page.locator("a[href='tel:116123']").first.wait_for()


def test_slash_goes_to_the_box(results):
    """What stood there is selected, so that typing replaces it; the slash is not typed."""
    keys(results, "/")
    box = results.page.get_by_label("Your question")
    assert box.evaluate("box => box === document.activeElement")
    assert box.input_value() == WORRY
    assert box.evaluate("box => box.selectionEnd - box.selectionStart") == len(box.input_value())


def test_slash_leads_to_the_box_from_every_page(tab):
    """The search page is opened first."""
    opened(tab, "/about")
    keys(tab, "/")
    tab.page.wait_for_function("() => document.activeElement.closest('.st-key-question')")


def test_j_and_k_move_through_the_results(results):
    """One title after the other has the focus; at the ends it stays."""
    titles = results.titles()
    assert len(titles) > 1
    seen = []
    for key in ("j", "j", "k", "k"):
        keys(results, key)
        seen.append(results.page.evaluate(FOCUSED))
    assert seen == [titles[0], titles[1], titles[0], titles[0]]
    card = results.page.locator("[class*=st-key-hit-]").first
    assert card.evaluate("card => getComputedStyle(card).outlineWidth") == "3px"


def test_o_opens_the_source_of_the_result(results):
    """In a tab of its own, at the passage; without a result, nothing happens."""
    there = "**/*.example/**"
    results.page.context.route(there, lambda route: route.fulfill(body="there"))
    results.ask(PANIC).page.evaluate("document.activeElement.blur()")
    keys(results, "o", "j")
    href = results.page.locator(".open a").first.get_attribute("href")
    with results.page.context.expect_page() as opened:
        keys(results, "o")
    assert opened.value.url.split("#")[0] == href.split("#")[0]
    assert len(results.page.context.pages) == 2
    results.page.context.unroute(there)


def test_s_presses_save(results):
    """The button of the result that has the focus, once."""
    results.page.evaluate(
        """() => document.querySelectorAll('.hit').forEach((card, place) => {
            card.insertAdjacentHTML('beforeend', '<button data-save="x">S</button>');
            card.lastChild.onclick = () => (window.saved ??= []).push(place);
        })"""
    )
    keys(results, "s", "j", "j", "s")
    assert results.page.evaluate("window.saved.at(-1) + ' ' + window.saved.length") == "1 1"


def test_question_mark_shows_the_keys(results):
    """Escape closes them, and the focus is where it was."""
    keys(results, "j", "?")
    dialog = results.page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    keys(results, "j", "/")
    assert dialog.is_visible()
    keys(results, "Escape")
    assert dialog.is_hidden()
    assert results.page.evaluate(FOCUSED) == results.titles()[0]


def test_keys_can_be_turned_off(results):
    """For whoever speaks to the machine; this browser remembers it, and the button still works."""
    keys(results, "?")
    results.page.get_by_label("Use these keys").uncheck()
    keys(results, "Escape", "j")
    assert results.page.evaluate(FOCUSED) is None
    results.page.reload()
    results.settle()
    results.page.get_by_role("button", name="Keys").click()
    results.page.get_by_label("Use these keys").check()
    keys(results, "Escape", "j")
    assert results.page.evaluate(FOCUSED) == results.titles()[0]


def test_keys_are_letters_where_somebody_types(tab):
    """All of them, in the box; the box has the focus when a visit begins."""
    opened(tab, "/")
    tab.page.keyboard.type("jokes? / r c")
    assert tab.page.get_by_label("Your question").input_value() == "jokes? / r c"
    assert tab.page.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_keys_with_a_modifier_are_the_browsers(results, modifier):
    """Ctrl+K and its like are not ours."""
    keys(results, f"{modifier}+j", f"{modifier}+/")
    assert results.page.evaluate(NOWHERE)


def test_streamlits_own_keys_do_nothing(results):
    """Neither is the page run again, nor is anything opened."""
    results.page.evaluate(
        """() => new MutationObserver(() => (window.ran = true)).observe(
            document.querySelector('[data-testid=stApp]'),
            {attributeFilter: ['data-test-script-state']})"""
    )
    keys(results, "r", "c")
    results.page.wait_for_timeout(700)
    assert results.page.evaluate("window.ran") is None
    assert results.page.locator("[role=dialog]").count() == 0


def test_results_are_announced_in_a_region_that_stays(tab):
    """One and the same element of the page, whatever is asked."""
    opened(tab, "/")
    tab.page.evaluate("document.getElementById('wellread-said').mine = true")
    tab.ask(PANIC)
    announced(tab, "1 passage from 1 article")
    tab.ask("xylophone zeppelin quark")
    announced(tab, "Nothing relevant found")
    assert tab.page.evaluate("document.getElementById('wellread-said').mine")
    assert tab.page.locator(".stMain .stHtml [role=status]").count() == 0


def test_an_example_is_asked_and_the_focus_goes_to_the_answer(tab):
    """The button that had it is gone; Tab goes on from what was found."""
    opened(tab, "/")
    tab.page.locator(".st-key-examples button").first.focus()
    keys(tab, "Enter")
    tab.page.wait_for_function("() => document.activeElement.matches('[data-say]')")


def test_the_focus_stays_on_what_was_pressed(results):
    """A filter and a switch of the page keep it after their run."""
    for label in ("Private search", "One passage per article"):
        if label.startswith("One"):
            results.page.get_by_text("Filters", exact=True).click()
        switch = results.page.get_by_role("switch", name=label)
        switch.focus()
        keys(results, "Space")
        results.settle()
        assert switch.evaluate("one => one === document.activeElement")


def test_another_page_begins_at_its_heading(results):
    """A link to another page takes the focus with it when it is gone."""
    results.page.get_by_role("link", name="Read in context").first.focus()
    keys(results, "Enter")
    results.page.wait_for_url("**/article**")
    results.settle()
    results.page.wait_for_function("() => document.activeElement.matches('h1')")


def test_a_private_search_outlives_a_link_to_an_article(tab):
    """From the newest and from the Library; the way back has the question, its address hasn't."""
    opened(tab, "/")
    tab.page.get_by_text("Private search").click()
    tab.settle().ask(PANIC)
    tab.page.get_by_role("link", name="Library").click()
    tab.page.locator("table.shelf a", has_text="Living with grief").click()
    tab.page.wait_for_url("**/article**")
    tab.page.get_by_text("Back to the results").click()
    tab.page.locator(".hit").first.wait_for()
    assert tab.settle().titles()[0] == "When panic comes"
    assert tab.page.get_by_role("switch", name="Private search").is_checked()
    assert "panic" not in tab.page.url


def test_back_returns_from_an_article_that_was_followed(tab):
    """In one step, to the page with the link."""
    opened(tab, "/library").page.locator("table.shelf a", has_text="Living with grief").click()
    tab.page.wait_for_url("**/article**")
    tab.settle().page.go_back()
    tab.page.locator("table.shelf").wait_for()
    tab.page.go_forward()
    tab.page.locator("h1", has_text="Living with grief").wait_for()


def test_back_is_one_step_from_wherever_an_article_was_followed(tab):
    """After other pages, too; from one article to the next, and to where that was read."""
    opened(tab, "/").page.get_by_role("link", name="Library").click()
    tab.page.locator("table.shelf a", has_text="When panic comes").click()
    tab.page.wait_for_url("**/article**")
    first = tab.settle().page.url
    tab.page.get_by_text("More like this").click()
    tab.page.locator("ul.alike a").first.click()
    tab.page.wait_for_url("**passage=*")
    tab.settle().page.go_back()
    tab.page.wait_for_url(first)
    tab.settle().page.go_back()
    tab.page.locator("table.shelf").wait_for()
    assert tab.page.url == f"{tab.server}/library"


@pytest.mark.parametrize("link", ["table.shelf a", ".st-key-pages a[href*=about]"])
def test_a_private_search_goes_along_into_another_tab(tab, link):
    """What is opened beside the page is a visit of its own; it is as private, and as silent."""
    opened(tab, "/").page.get_by_text("Private search").click()
    tab.settle().ask(PANIC).page.get_by_role("link", name="Library").click()
    tab.page.locator("table.shelf a").first.wait_for()
    with tab.page.context.expect_page() as beside:
        tab.page.locator(link).first.click(modifiers=["Control"])
    other = Tab(beside.value, tab.server).settle()
    assert "panic" not in other.page.url
    other.page.get_by_role("link", name="Search", exact=True).click()
    other.page.get_by_label("Your question").wait_for()
    assert other.settle().page.get_by_role("switch", name="Private search").is_checked()
    assert "panic" not in other.ask(PANIC).page.url


def test_a_reload_keeps_the_private_switch(tab):
    """The question is nowhere but in the visit, so it is gone; the switch is still on."""
    tab.go()
    tab.page.get_by_text("Private search").click()
    tab.settle().ask(PANIC)
    tab.page.reload()
    tab.settle()
    assert tab.page.get_by_role("switch", name="Private search").is_checked()
    assert tab.page.get_by_label("Your question").input_value() == ""
    tab.ask(PANIC)
    assert "panic" not in tab.page.url
    tab.page.get_by_text("Private search").click()
    tab.page.wait_for_url("**q=what**")
    assert "private" not in tab.page.url
