"""The Library in a real browser: finding, adding in every way, looking first, updating, going back.

It has a server of its own, whose home these tests change, in whatever order they run.
"""

import contextlib
import re
import time
from urllib.parse import quote

import pytest

from tests.browser import looking
from tests.browser.conftest import Tabs
from tests.zips import HOSTILE, article, zipped

pytestmark = pytest.mark.browser

JUNK = article("Gardening") + b"\nShare on Facebook\n\nWas this page helpful?\n"


def faults(tab):
    """What axe objects to, and how far the page has to be scrolled sideways."""
    return looking.faults(tab.page), max(tab.page.evaluate(looking.SIDEWAYS), 0)


@pytest.fixture
def library(open_own_tab):
    """The Library, in a tab, drawn to its end."""
    tab = open_own_tab().go("/library")
    tab.page.get_by_role("heading", name="Builds so far").wait_for()
    return tab.settle()


def choose(tab, *files):
    """Put files into the uploader, and wait until they are there."""
    tab.page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files]
    )
    tab.page.get_by_role("button", name="Add to the collection").and_(
        tab.page.locator(":enabled")
    ).wait_for()
    return tab.settle()


def titles(tab):
    """The titles of the table's articles, in order."""
    return tab.page.locator("table.shelf td:first-child a").all_inner_texts()


def text(tab):
    """What the page says."""
    return tab.page.locator(".stMain").inner_text()


def sort_by(tab, label):
    """Choose an order."""
    return tab.run_by(open_choice(tab, "Sort by", label).click)


def open_choice(tab, name, option):
    """Open a box to choose from by its arrow key, as a press of the mouse may also close it."""
    from playwright.sync_api import TimeoutError as NotYetError

    found = tab.page.get_by_role("option", name=option)
    for _ in range(5):
        tab.page.get_by_label(name, exact=True).press("ArrowDown")
        with contextlib.suppress(NotYetError):
            found.first.wait_for(timeout=1000)
            break
    return found.first


def test_the_table_is_sorted_and_searched(library):
    """By what is chosen and typed; Back returns to what was there before, Reload stays."""
    sort_by(library, "Title, A to Z")
    found = titles(library)
    shown = library.page.locator("p[data-say]", has_text=re.compile(r"\d+ articles$"))
    before = shown.inner_text()
    assert found == sorted(found, key=str.casefold)
    assert "sort=title" in library.page.url
    assert library.page.locator("th[aria-sort=ascending]").inner_text() == "Article"

    box = library.page.get_by_label("Find an article")
    box.fill("grief")
    box.press("Enter")
    library.page.get_by_text("1 article", exact=True).wait_for()
    assert titles(library.settle()) == ["Living with grief"]
    library.page.reload()
    library.page.locator("table.shelf").wait_for()
    assert titles(library.settle()) == ["Living with grief"]
    library.page.go_back()
    library.page.get_by_text(before, exact=True).wait_for()
    assert len(titles(library.settle())) == len(found)


def test_several_files_and_a_zip_are_added_at_once(library):
    """What is refused comes first, with its reason; nobody is shut out."""
    data = zipped({"rest.md": article("Rest"), "../evil.md": article("Evil"), "a.exe": b"MZ"})
    choose(
        library,
        ("naps.md", "text/markdown", article("Naps")),
        ("walks.txt", "text/plain", article("Walks")),
        ("saved.zip", "application/zip", data),
    )
    library.press("Add to the collection")
    library.page.get_by_text("3 added, 2 refused.").wait_for()
    said = library.page.locator("ul.outcomes").inner_text()
    assert "leads out of the archive" in said
    assert "Unknown type '.exe'" in said
    assert "saved/rest.md added" in said
    assert faults(library) == ([], 0)


def test_a_look_before_adding(library):
    """What would be kept and dropped, and by which rule; nothing is added by looking."""
    choose(library, ("garden.md", "text/markdown", JUNK))
    library.press("See what cleaning will do")
    library.page.get_by_text("Nothing was added yet").wait_for()
    look = library.page.locator("details.look")
    assert "4 kept, 0 in doubt, 2 dropped" in look.inner_text()
    assert look.locator("del").first.is_visible()
    assert "garden.md" not in library.page.locator("table.shelf").inner_text()
    assert faults(library) == ([], 0)


def test_a_text_is_pasted(library):
    """With its metadata; a wrong date is told and loses nothing."""
    page = library.page
    page.get_by_role("tab", name="Paste a text").click()
    page.get_by_label("The article's text").fill(article("Pasting").decode())
    page.get_by_label("Title").fill("On <b>pasting</b>")
    page.get_by_label("Date", exact=True).fill("last spring")
    library.press("Add to the collection")
    page.get_by_text("The date 'last spring' is not understood").wait_for()
    assert faults(library) == ([], 0)
    page.get_by_label("Date", exact=True).fill("2026-03-19")
    library.press("Add to the collection")
    page.get_by_text("pasted/on-b-pasting-b.txt added").wait_for()
    library.settle()
    assert page.get_by_label("The article's text").input_value() == ""


def test_the_plan_comes_before_the_update_and_the_way_back_after_it(library):
    """What would be added is named; going back asks first, and says what it did."""
    page = library.page
    choose(library, ("planned.md", "text/markdown", article("Planning")))
    library.press("Add to the collection")
    page.get_by_text("planned.md added").wait_for()
    library.settle()
    plan = page.locator("details", has_text="to be added")
    plan.locator("summary").click()
    assert "planned.md" in plan.inner_text()

    library.press("Update the index")
    page.get_by_text(re.compile(r"Updated: \d+ new")).wait_for(timeout=120_000)
    library.settle()
    assert "Nothing has changed since the last build." in text(library)

    page.get_by_role("button", name="Go back to it").click()
    page.get_by_text("Search will answer from the build before").wait_for()
    library.settle()
    assert faults(library) == ([], 0)
    library.press("Yes, go back")
    page.get_by_text("The build before answers now.").wait_for()
    library.settle()
    assert "Went back to an earlier build" in page.locator("ol.builds").inner_text()
    assert plan.is_visible()


def test_an_update_is_cancelled_while_it_runs(library):
    """Counts are told meanwhile; the index stays as it was, and the log says so."""
    files = {f"{n}.md": article(f"Subject{n}") * 8 for n in range(400)}
    choose(library, ("many.zip", "application/zip", zipped(files)))
    library.page.get_by_role("button", name="Add to the collection").click()
    library.page.get_by_text("400 added.").wait_for(timeout=90_000)
    library.settle()
    library.page.get_by_role("button", name="Update the index").click()
    library.page.get_by_role("button", name="Cancel the update").click(timeout=10_000)
    library.page.get_by_text("The update was cancelled").wait_for(timeout=30_000)
    library.settle()
    assert "Cancelled" in library.page.locator("ol.builds li").first.inner_text()
    assert faults(library) == ([], 0)
    open_choice(library, "Show", re.compile(r"Waits for an update \(4\d\d\)")).click()
    library.page.get_by_text(re.compile(r"1 to 25 of 4\d\d articles")).wait_for()


def test_articles_are_removed_after_a_question(library):
    """By the keyboard alone."""
    page = library.page
    library.unfold("Remove articles")
    box = page.get_by_label("Articles to remove")
    box.fill("lanterns")
    page.get_by_role("option").first.wait_for()
    box.press("Enter")
    library.settle()
    box.press("Tab")
    remove = page.get_by_role("button", name="Remove …")
    remove.and_(page.locator(":enabled")).wait_for()
    remove.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Remove 1 article?").wait_for()
    library.settle()
    assert faults(library) == ([], 0)
    page.get_by_role("button", name="Yes, remove").focus()
    page.keyboard.press("Enter")
    page.get_by_text("hostile/lanterns.txt removed").wait_for()


@pytest.fixture(scope="module")
def left_open(chromium, own_server):
    """A tab for all hostile uploads, one after the other."""
    with contextlib.closing(Tabs(chromium, own_server)) as tabs:
        yield tabs.open()


@pytest.fixture
def standing(left_open):
    """The Library as the upload before left it; opened anew where that did not end well."""
    if not left_open.page.evaluate("Boolean(window.endedWell)"):
        left_open.go("/library")
    left_open.page.evaluate("window.endedWell = false")
    left_open.page.get_by_role("heading", name="Builds so far").wait_for()
    return left_open.settle()


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_upload_is_refused_and_the_page_stands(standing, what):
    """The reason is told, nothing of it is shown as an article, and the next one can be added."""
    make, said = HOSTILE[what]
    data = make()
    if not data:
        pytest.skip("a browser sends no empty file to this uploader")
    before = len(titles(standing))
    choose(standing, (f"{list(HOSTILE).index(what)}.zip", "application/zip", data))
    outcome = standing.page.locator("ul.outcomes")
    outcome.evaluate_all("before => before.forEach(each => each.remove())")
    standing.press("Add to the collection")
    outcome.wait_for(timeout=30_000)
    assert said in outcome.inner_text()
    assert len(titles(standing)) == before
    assert standing.page.get_by_role("heading", name="Builds so far").is_visible()
    standing.page.evaluate("window.endedWell = true")


def test_a_picture_that_is_called_a_text_is_refused(library):
    """By its first bytes."""
    png = b"\x89PNG\r\n\x1a\n" + bytes(500)
    choose(library, ("picture.txt", "text/plain", png))
    library.press("Add to the collection")
    library.page.get_by_text("by its first bytes it is a PNG picture").wait_for()


def test_a_wrong_type_is_refused_by_the_uploader(library):
    """Before it is sent."""
    library.page.locator("input[type=file]").set_input_files(
        {"name": "run.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    )
    library.page.get_by_text(re.compile("not allowed")).first.wait_for()


def test_a_large_upload_does_not_hold_up_a_search(library, open_own_tab):
    """While one visitor's archive is read another asks."""
    files = {f"{n}.md": article(f"Large{n}") * 8 for n in range(300)}
    other = open_own_tab().go("/?q=" + quote("panic attack"))
    choose(library, ("large.zip", "application/zip", zipped(files)))
    library.page.get_by_role("button", name="Add to the collection").click()
    library.page.get_by_text("Reading …").wait_for()
    begun = time.monotonic()
    assert other.ask("living with grief after a death").titles()[0] == "Living with grief"
    assert time.monotonic() - begun < 10
    library.page.get_by_text("300 added.").wait_for(timeout=120_000)


def test_everyone_can_use_the_library(library):
    """Charts, folded lists and the form opened; axe finds nothing, nothing is cut off."""
    tab = library
    for summary in tab.page.locator("summary").all():
        if summary.is_visible():
            summary.click()
    tab.page.get_by_role("tab", name="Paste a text").click()
    tab.page.wait_for_timeout(400)
    for scheme, width, sideways, found in looking.looks(tab.page):
        assert (scheme, width, sideways, found) == (scheme, width, 0, [])
        assert tab.page.locator(".bars i").first.bounding_box()["height"] > 0
    assert tab.outside() == []
