"""The first visit: small, drawn before anything heavy is loaded, and never in the way of typing."""

import base64
import os
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.conftest import Tabs, serving

pytestmark = pytest.mark.browser

SLOW = Path(__file__).with_name("slow")
MOST_BYTES = 1_200_000
OURS = {"_streamlit_xsrf", "_streamlit_session"}  # Streamlit's own cookies
PAGES = ("/", "/?q=panic", "/article", "/saved", "/library", "/about")


@pytest.fixture
def slow_tab(chromium, tiny_home, tmp_path):
    """A tab of a server that has loaded nothing yet, and takes long to."""
    home = shutil.copytree(tiny_home, tmp_path / "home")
    path = os.pathsep.join([str(SLOW), os.environ.get("PYTHONPATH", "")])
    with (
        serving(home, PYTHONPATH=path) as served,
        closing(Tabs(chromium, served.address)) as tabs,
    ):
        yield tabs.open()


def test_a_first_visit_is_small(fresh_tab):
    """All that comes over the wire until the page stands still, in bytes as they were sent."""
    tab, received = fresh_tab, []
    network = tab.page.context.new_cdp_session(tab.page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    network.on(
        "Network.webSocketFrameReceived",
        lambda event: received.append(len(base64.b64decode(event["response"]["payloadData"]))),
    )
    tab.go()
    assert len(received) > 20
    assert 500_000 < sum(received) < MOST_BYTES


def test_the_box_takes_words_before_anything_heavy_is_loaded(slow_tab):
    """It is typed in while the index is still being opened; every letter stays, and is answered."""
    question = "what helps in a panic attack"
    begun = time.monotonic()
    slow_tab.page.goto(slow_tab.server)
    box = slow_tab.page.get_by_label("Your question")
    box.wait_for(timeout=30_000)
    box.press_sequentially(question, delay=20)
    assert slow_tab.page.get_by_text("To begin with").count() == 0, time.monotonic() - begun
    assert box.input_value() == question
    slow_tab.page.get_by_text("To begin with").wait_for(timeout=60_000)
    assert box.input_value() == question
    box.press("Enter")
    slow_tab.page.locator(".hit").first.wait_for(timeout=30_000)
    assert slow_tab.titles()[0] == "When panic comes"


def test_no_letter_is_lost_to_a_rerun(tab):
    """The page runs anew again and again while somebody types."""
    tab.go("/?q=panic")
    box = tab.page.get_by_label("Your question")
    box.fill("")
    typed = ""
    for word in ("what ", "helps ", "when ", "sleep ", "will ", "not ", "come"):
        box.press_sequentially(word, delay=15)
        typed += word
        tab.page.evaluate(RERUN)
        tab.page.wait_for_timeout(400)
        assert box.input_value() == typed
    box.press("Enter")
    tab.settle()
    assert tab.page.get_by_label("Your question").input_value() == typed


# What Streamlit's own key "r" does, wherever the focus is.
RERUN = """() => document.body.dispatchEvent(
  new KeyboardEvent('keydown', {key: 'r', code: 'KeyR', keyCode: 82, bubbles: true}))"""


def test_no_cookie_but_streamlits_own(tab):
    """And those last as long as the session, or hold no more than its key."""
    for path in PAGES:
        tab.go(path)
    assert {cookie["name"] for cookie in tab.page.context.cookies()} <= OURS
    assert tab.outside() == []
