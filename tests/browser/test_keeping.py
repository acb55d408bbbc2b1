"""Copying, and passages that only this browser keeps: what only a browser can show."""

import json
from pathlib import Path

import pytest
import rispy

from search.citing.formats import FORMATS
from tests.browser.looking import looks

pytestmark = pytest.mark.browser

PANIC = "/?q=what%20helps%20in%20a%20panic%20attack"
GRIEF = "/?q=living%20with%20grief%20after%20a%20death"
STORED = "localStorage.getItem('wellread.saved')"
NO_STORAGE = """Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"""
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def said(tab, words):
    """Wait until screen readers are told these words."""
    tab.page.locator("[role=status].said", has_text=words).wait_for(state="attached", timeout=5000)


def save(tab):
    """Save the first passage that is not saved yet."""
    tab.page.locator(".said").wait_for(state="attached")
    tab.page.get_by_role("button", name="Save", exact=True).first.click()
    said(tab, "Saved in this browser")


def open_cite(tab):
    """Unfold the ways to cite the first card."""
    tab.page.locator(".cite > summary").first.click()
    return tab.page.locator(".cite").first


def pasted(tab):
    """What the clipboard gives, pasted into the search field."""
    tab.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<textarea id=paste></textarea>')"
    )
    box = tab.page.locator("#paste")
    box.focus()
    tab.page.keyboard.press("ControlOrMeta+v")
    return box.input_value()


@pytest.mark.parametrize("clipboard", ["clipboard", "none"])
def test_one_press_copies_a_citation(fresh_tab, clipboard):
    """The text that is shown, whole; it is announced, and the button keeps the focus."""
    tab = fresh_tab
    if clipboard == "none":
        tab.page.add_init_script(NO_CLIPBOARD)
    tab.go(PANIC)
    cite = open_cite(tab)
    for label in [way.label for way in FORMATS.values()]:
        button = cite.get_by_role("button", name=f"Copy {label}", exact=True)
        button.click()
        said(tab, f"{label} copied")
        assert button.inner_text() == "Copied"
        assert button.evaluate("button => button === document.activeElement")
        shown = button.evaluate("button => button.parentElement.querySelector('pre').textContent")
        assert pasted(tab) == shown
        tab.page.evaluate("document.getElementById('paste').remove()")


def test_the_copied_link_is_the_one_that_opens_the_passage(tab):
    """With the words at which a browser opens the page."""
    tab.go(PANIC)
    link = open_cite(tab).locator("li", has_text="Link").locator("pre").text_content()

    assert link == tab.page.locator(".open a").first.get_attribute("href")
    assert "#:~:text=" in link


def test_copied_ris_is_read_by_others(tab):
    """What a person pastes into a file is a record."""
    tab.go(PANIC)
    cite = open_cite(tab)
    cite.get_by_role("button", name="Copy RIS").click()
    said(tab, "RIS copied")

    (record,) = rispy.loads(pasted(tab))

    assert record["title"] == "When panic comes"


def test_a_saved_passage_is_there_after_a_reload(tab):
    """On its card, on its article's page, and on the page of saved passages."""
    tab.go(PANIC)
    save(tab)
    tab.page.reload()
    tab.settle()
    tab.page.get_by_role("button", name="Saved", exact=True).first.wait_for()
    tab.page.get_by_text("Read in context").first.click()
    tab.page.wait_for_url("**/article**")
    tab.page.get_by_role("button", name="Saved", exact=True).wait_for()
    for _ in range(2):
        tab.go("/saved")
        tab.page.get_by_text("1 passage from 1 article.").wait_for()
        assert tab.settle().titles() == ["When panic comes"]


def test_saving_again_removes_it(tab):
    """The button says which it is."""
    tab.go(PANIC)
    save(tab)
    tab.page.get_by_role("button", name="Saved", exact=True).click()
    said(tab, "Removed from saved passages")

    assert json.loads(tab.page.evaluate(STORED)) == []
    assert tab.page.get_by_role("button", name="Saved", exact=True).count() == 0


def test_neither_question_nor_text_is_stored(tab):
    """Four short fields; and no request has them but the page's own connection."""
    tab.go(PANIC)
    save(tab)

    (entry,) = json.loads(tab.page.evaluate(STORED))

    assert set(entry) == {"id", "title", "digest", "saved"}
    assert "panic attack" not in json.dumps(entry)
    assert tab.outside() == []


def test_removing_shows_the_rest(tab):
    """One goes, and what is unfolded below stays so; then all, behind a second press."""
    for question in (PANIC, GRIEF):
        tab.go(question)
        save(tab)
    tab.go("/saved")
    tab.page.get_by_text("2 passages from").wait_for()
    tab.page.get_by_text("Remove all", exact=True).click()
    tab.page.get_by_role("button", name="Remove:").first.click()
    tab.page.get_by_text("1 passage from").wait_for()
    tab.settle().page.get_by_role("button", name="Remove everything").click(timeout=5000)
    tab.page.get_by_text("Nothing is saved yet").wait_for()

    assert json.loads(tab.page.evaluate(STORED)) == []


def test_another_tab_is_told(tab):
    """What is saved in one stands in the other, without a reload."""
    tab.go("/saved")
    tab.page.get_by_text("Nothing is saved yet").wait_for()
    other = tab.page.context.new_page()
    other.goto(tab.server + PANIC)
    other.locator(".said").wait_for(state="attached")
    other.get_by_role("button", name="Save", exact=True).first.click()

    tab.page.get_by_text("1 passage from 1 article.").wait_for()


def test_a_file_is_taken_along(tab, tmp_path):
    """It has the passage and where it is from."""
    tab.go(PANIC)
    save(tab)
    tab.go("/saved")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name="RIS").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    (record,) = rispy.loads(path.read_text("utf-8"))

    assert path.name == "wellread-saved.ris"
    assert record["title"] == "When panic comes"
    assert record["notes"][0].startswith("“")


def test_what_is_lost_is_told(tab):
    """A passage of an article that is gone is named, and can be removed."""
    tab.go("/about")
    gone = {"id": "gone.md#0", "title": "<b>Gone</b>", "digest": "0" * 16, "saved": "2026-01-02"}
    tab.page.evaluate("text => localStorage.setItem('wellread.saved', text)", json.dumps([gone]))
    tab.go("/saved")
    tab.page.get_by_text("1 passage can't be shown").wait_for()
    assert tab.page.get_by_text("<b>Gone</b>").is_visible()
    tab.page.get_by_role("button", name="Remove:").click()
    tab.page.get_by_text("Nothing is saved yet").wait_for()


def test_no_more_are_saved_than_there_is_room_for(tab):
    """The next one is refused aloud, and none is pushed out."""
    tab.go("/about")
    full = [{"id": f"x#{number}", "title": "", "digest": "0" * 16} for number in range(200)]
    tab.page.evaluate("text => localStorage.setItem('wellread.saved', text)", json.dumps(full))
    tab.go(PANIC).page.locator(".said").wait_for(state="attached")
    tab.page.get_by_role("button", name="Save", exact=True).first.click()
    said(tab, "Not saved: 200 passages is the most")

    assert json.loads(tab.page.evaluate(STORED)) == full


def test_a_browser_that_keeps_nothing_says_so(fresh_tab):
    """On both pages; nothing breaks."""
    tab = fresh_tab
    tab.page.add_init_script(NO_STORAGE)
    tab.go(PANIC).page.locator(".said").wait_for(state="attached")
    tab.page.get_by_role("button", name="Save", exact=True).first.click()
    said(tab, "This browser does not let Wellread keep anything")
    tab.go("/saved")
    tab.page.get_by_text("This browser lets no page keep anything.").wait_for()


def test_everyone_can_read_what_is_saved(tab):
    """axe finds nothing to object to, every format unfolded, and nothing reaches over the side."""
    tab.go(PANIC)
    save(tab)
    lost = {"id": "gone.md#0", "title": "A long lost page " * 9, "digest": "0" * 16}
    tab.page.evaluate(
        """lost => localStorage.setItem('wellread.saved',
            JSON.stringify([...JSON.parse(localStorage.getItem('wellread.saved')), lost]))""",
        lost,
    )
    for path in (PANIC, "/saved"):
        tab.go(path)
        tab.page.locator(".cite").first.wait_for()
        tab.page.evaluate(
            "document.querySelectorAll('.keep details, .all').forEach(one => one.open = true)"
        )
        for scheme, width, sideways, found in looks(tab.page):
            assert (scheme, width, sideways, found) == (scheme, width, 0, [])


def test_hostile_storage_does_no_harm(tab):
    """Anything may stand there: it is told, and neither run nor shown."""
    tab.go("/about")
    hostile = [{"id": "<img src=x onerror='window.hacked=1'>#0", "title": "<script>", "digest": 1}]
    tab.page.evaluate("text => localStorage.setItem('wellread.saved', text)", json.dumps(hostile))
    tab.go("/saved")
    tab.page.get_by_text("1 saved line can't be read").wait_for()

    assert tab.page.evaluate("window.hacked") is None


def test_the_server_keeps_nothing_of_it(tab, served):
    """No file of the home and no line of the log has a saved passage's id."""
    tab.go("/about")
    entry = {"id": "quetzal/quill.md#7", "title": "Quetzalcoatl", "digest": "0" * 16}
    tab.page.evaluate("text => localStorage.setItem('wellread.saved', text)", json.dumps([entry]))
    tab.go("/saved")
    tab.page.get_by_text("Quetzalcoatl").wait_for()

    assert "quetzal" not in served.log.read_text().casefold()
    for path in filter(Path.is_file, served.home.rglob("*")):
        assert b"uetzal" not in path.read_bytes(), path
