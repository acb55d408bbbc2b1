"""A newcomer with only the page: from an article of her own to a link that she sends a friend."""

from contextlib import closing

import pytest

from tests.browser.conftest import Tabs, serving

pytestmark = pytest.mark.browser

PAGE = b"""<!doctype html><html lang="en"><head><title>Mending nets</title>
<meta name="author" content="Ann Lee"><meta property="og:site_name" content="Quay House">
<link rel="canonical" href="https://quay.example/mending-nets">
<meta property="article:published_time" content="2026-03-19"></head><body><main><article>
<h1>Mending nets</h1>
<p>Mending a fishing net by hand is slow work, and many who do it say that it quiets their worries
for an hour or two. Each knot is tied like the one before it, and the hands know what is next.</p>
<h2>How to begin</h2>
<p>Sit where the light is good, lay the torn mesh over your knees, and mend one mesh at a time.
Stop when your shoulders are tired, and go on mending the net on another day of the week.</p>
<p>Share on Facebook</p>
<p>Was this page helpful?</p>
<h2>With others</h2>
<p>On the quay people mend nets side by side, and they talk more easily than they would face to
face. Ask whether you may sit with them; most will show you the first knots gladly.</p>
<h2>When to stop</h2>
<p>Whoever is cold or cross mends badly. Hang the net over its rail, go in, and warm your hands
around a cup of something hot; the net will wait for you until the rain is over.</p>
</article></main></body></html>"""
QUESTION = "does mending a fishing net quiet worries"


@pytest.fixture
def newcomer(chromium, tiny_home, make, tmp_path):
    """Her tab, of a page whose collection is small; nothing else of the machine is used."""
    from tests.conftest import TINY

    home = make(tmp_path / "home", TINY, encoder="hashing")
    with serving(home) as served, closing(Tabs(chromium, served.address)) as tabs:
        tab = tabs.open()
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield tab


def add(tab):
    """She finds the Library, chooses her file, looks what cleaning will do, and adds it."""
    tab.go().page.get_by_role("link", name="Library").click()
    tab.page.locator("input[type=file]").set_input_files(
        {"name": "nets.html", "mimeType": "text/html", "buffer": PAGE}
    )
    tab.page.get_by_role("button", name="See what cleaning will do").and_(
        tab.page.locator(":enabled")
    ).click()
    tab.page.locator("details.look del", has_text="Share on Facebook").wait_for()
    tab.settle().press("Add to the collection")
    tab.page.get_by_text("nets.html added").wait_for()
    assert "1 article to be added" in tab.page.locator(".stMain").inner_text()


def update(tab):
    """She presses the button, and is told what was done."""
    tab.settle().press("Update the index")
    tab.page.get_by_text("Updated: 1 new").wait_for(timeout=60_000)


def restore(tab):
    """She sees what was removed and by which rule, and takes one line back."""
    tab.settle().page.locator("table.shelf a", has_text="Mending nets").click()
    tab.page.get_by_text("Show what cleaning removed").click()
    row = tab.page.locator(".row.dropped", has_text="Was this page helpful?")
    row.locator("del").wait_for()
    assert row.locator("del").count() == 1
    assert row.locator(".why").inner_text()
    row.get_by_role("button", name="Restore").click()
    tab.page.get_by_text("1 line to come back").wait_for()
    tab.settle().press("Update now")
    tab.page.get_by_text("Updated: 0 new, 1 changed").wait_for(timeout=60_000)
    assert tab.settle().page.locator(".row.dropped", has_text="helpful?").count() == 0


def test_from_an_article_to_a_link_for_a_friend(newcomer):
    """Add, look, restore, update, ask, read in context, cite, share: without a manual."""
    add(newcomer)
    update(newcomer)
    restore(newcomer)
    page = newcomer.page
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Your question").wait_for()
    assert newcomer.settle().ask(QUESTION).titles()[0] == "Mending nets"
    assert (
        "Quay House · by Ann Lee · published 19 March 2026"
        in page.locator(".hit").first.inner_text()
    )

    page.get_by_text("Read in context").first.click()
    page.wait_for_url("**/article?**")
    page.locator("#found").wait_for()
    assert "Mending a fishing net by hand" in newcomer.settle().page.locator("#found").inner_text()

    assert "1 min read" in page.locator(".stMain").inner_text()
    page.get_by_text("3 parts").click()
    page.get_by_role("link", name="When to stop").click()
    page.wait_for_url("**#part-*")
    page.wait_for_timeout(300)
    assert 0 <= page.get_by_role("heading", name="When to stop").bounding_box()["y"] < 900
    page.go_back()

    page.locator(".cite > summary").first.click()
    page.get_by_role("button", name="Copy APA 7").click()
    page.get_by_text("Copied", exact=True).wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited == (
        "Lee, A. (2026, March 19). Mending nets. Quay House. https://quay.example/mending-nets"
    )

    friends = newcomer.page.context.new_page()
    friends.goto(page.url)
    friends.locator("#found").wait_for()
    assert friends.locator("#found").inner_text() == page.locator("#found").inner_text()
    assert friends.locator("h1").inner_text() == "Mending nets"
    assert newcomer.outside() == []
