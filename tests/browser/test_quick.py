"""The first visit: small, drawn before anything heavy is loaded, and never in the way of typing."""

import base64
import os
import re
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
import streamlit

from tests.browser.conftest import Tabs, serving

pytestmark = pytest.mark.browser

SLOW = Path(__file__).with_name("slow")
MOST_BYTES = 900_000  # 1.2 million are wanted at most
NAMED = re.compile(r":material/([a-z0-9_]+)")
NO_ICONS = {"star_filled"}  # Streamlit names it, and the whole font has no such icon either
WIDER = """async names => {
  const font = "100px 'Material Symbols Rounded'";
  await document.fonts.load(font);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  return names.filter(name => pen.measureText(name).width > 101);
}"""
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


def test_every_icon_that_streamlit_names_is_sent(tab):
    """Each is one square; one that the small font lacks would be its name, letter by letter."""
    scripts = Path(streamlit.__file__).parent.glob("static/static/js/*.js")
    names = {name for file in scripts for name in NAMED.findall(file.read_text("utf-8"))}
    assert {"expand_more", "upload", "keyboard_arrow_right"} <= names
    tab.go("/about")
    assert set(tab.page.evaluate(WIDER, sorted(names))) == NO_ICONS
    assert tab.page.evaluate(WIDER, ["zebra_crossing"]) == ["zebra_crossing"]


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
    ask_and_wait(slow_tab.settle())


def ask_and_wait(tab):
    """While an answer is awaited the old one is dimmed, not gone, and typing can go on."""
    box = tab.page.get_by_label("Your question")
    box.fill("slowly living with grief after a death")
    box.press("Enter")
    tab.page.get_by_text("Looking through the articles …").wait_for(timeout=10_000)
    tab.page.wait_for_function(DIMMED)
    assert tab.titles()[0] == "When panic comes"
    assert box.evaluate("box => box === document.activeElement")
    tab.page.get_by_role("heading", name="Living with grief").first.wait_for()
    assert box.evaluate("box => box === document.activeElement")


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


DIMMED = """() => {
  let seen = 1;
  for (let one = document.querySelector('.hit'); one; one = one.parentElement)
    seen *= getComputedStyle(one).opacity;
  return seen < 0.6;
}"""
# What Streamlit's own key "r" does, wherever the focus is.
RERUN = """() => document.body.dispatchEvent(
  new KeyboardEvent('keydown', {key: 'r', code: 'KeyR', keyCode: 82, bubbles: true}))"""


def test_no_cookie_but_streamlits_own(tab):
    """And those last as long as the session, or hold no more than its key."""
    for path in PAGES:
        tab.go(path)
    assert {cookie["name"] for cookie in tab.page.context.cookies()} <= OURS
    assert tab.outside() == []
