"""Odd articles in a real browser: nothing runs, nothing is fetched, everyone can read the page."""

from contextlib import closing
from urllib.parse import quote

import pytest

from tests.browser.conftest import Tabs, serving
from tests.browser.looking import faults
from tests.odd import QUESTION, write_odd

pytestmark = pytest.mark.browser

PATHS = ("/", f"/?q={quote(QUESTION)}", "/article?id=odd%2Fodd.md&passage=0", "/library")


@pytest.fixture
def odd_tab(chromium, make, tmp_path):
    """A phone's tab of a page with odd articles alone."""
    home = make(tmp_path / "home", write_odd(tmp_path / "odd"), encoder="hashing")
    with serving(home) as served, closing(Tabs(chromium, served.address)) as tabs:
        yield tabs.open(width=390)


def test_the_page_stands(odd_tab):
    """On a phone, too: no word of 10,000 letters and no title of 2,000 makes it wider."""
    for path in PATHS:
        odd_tab.go(path)
        odd_tab.page.locator("h1").first.wait_for()
        assert odd_tab.page.evaluate("window.hacked") is None
        assert odd_tab.page.locator("img[src*=evil], .katex").count() == 0
        assert odd_tab.page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
        assert faults(odd_tab.page) == [], path
    assert odd_tab.outside() == []
