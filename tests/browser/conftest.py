"""A real server over a home of its own, and a real browser that lets nothing out unseen."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
# What every page ends with is there, too: a slow machine connects long before it draws.
READY = (
    '[data-testid="stApp"][data-test-script-state="notRunning"]'
    '[data-test-connection-state="CONNECTED"]:has(.st-key-footer button.keys)'
)
# For how long the page has been ready without a break is known to the page itself.
STEADY = """([ready, asked]) => {
    const now = performance.now();
    if (window.asked !== asked || !document.querySelector(ready)) window.since = now;
    window.asked = asked;
    return now - window.since >= 300;
}"""
# The window around a page has pages of its own by now, and they cost as much as a small one of
# ours. The last list counts alone, so it repeats what Playwright turns off and matters here.
UNNEEDED = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "MediaRouter", "PaintHolding"),
    *("OptimizationHints", "PreconnectToSearch", "NetworkTimeServiceQuerying", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "DestroyProfileOnBrowserClose", "LensOverlay"),
)
# One process draws all tabs of a context, instead of a new one each time that a tab is emptied: it
# knows our scripts already, and a page takes half of the processor time until it stands.
ONE_PROCESS = ("--renderer-process-limit=1", "--disable-site-isolation-trials")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOSTILE = """Plain words <script>window.hacked = 1</script> stay plain

Kites on a windy beach cost $5 and $6, whatever $x$ is, and ![gull](http://evil.example/g.png) too.

<img src="http://evil.example/k.png" onerror="window.hacked = 1"> A kite pulls the mind upwards, as
many people who fly kites on beaches will tell you, and # is no heading here.

Share on Facebook

Flying kites for half an hour in the wind lets tight shoulders drop, and it costs very little.
"""

LANTERNS = """Paper lanterns

Folding paper lanterns on a slow evening gives busy hands something to do, and the mind a rest.

Share on <b>Facebook</b>

Was this page helpful?

If you are in danger, call the lifeline on 13 11 14 at any hour of the day or night.

Hang the first lantern by the window, and fold the next one on another evening of that week.
"""

ORIGAMI = """---
title: Origami cranes
snippets: nosnippet
url: http://cranes.example/origami
---
Folding origami cranes one by one steadies the hands, and a row of cranes on the sill is company
for anyone who sits alone through the longer evenings of the year.
"""


def find_chromium():
    """The browser's path; None where there is none."""
    stated = os.environ.get("CHROMIUM")
    return stated or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    """A running browser; skips where there is none, and fails under CI."""
    path = find_chromium()
    if path is None:
        reason = "No Chromium is on this machine; tests/browser/find_browser.sh says how to get it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", f"--disable-features={','.join(UNNEEDED)}", *ONE_PROCESS],
        )
        yield browser
        browser.close()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for_health(address, process, log):
    """Wait until the server answers."""
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"The server ended: {log.read_text()}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server did not answer: {log.read_text()}")


class Served(NamedTuple):
    """A server that runs: where it is asked, what it serves, and what it logs."""

    address: str
    home: Path
    log: Path


@pytest.fixture(scope="session")
def served(chromium, tiny_home, make, tmp_path_factory):
    """A server whose home has the tiny articles and a hostile one."""
    with serving(made_home(tiny_home, make, tmp_path_factory.mktemp("browser"))) as running:
        yield running


@pytest.fixture(scope="module")
def own_server(chromium, tiny_home, make, tmp_path_factory):
    """The address of one for a module alone, which may change what is in the home."""
    with serving(made_home(tiny_home, make, tmp_path_factory.mktemp("own"))) as running:
        yield running.address


def made_home(tiny_home, make, folder):
    """A home with the tiny articles and the hostile ones."""
    (folder / "hostile").mkdir()
    (folder / "hostile" / "kites.txt").write_text(HOSTILE)
    (folder / "hostile" / "lanterns.txt").write_text(LANTERNS)
    (folder / "hostile" / "cranes.md").write_text(ORIGAMI)
    return make(shutil.copytree(tiny_home, folder / "home"), folder / "hostile", encoder="hashing")


@contextlib.contextmanager
def serving(home, *, port=None, **environment):
    """A server of a home, for as long as it is needed, started as people start it."""
    log = home.parent / "log"
    port = port or free_port()
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **environment, "WELLREAD_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for_health(f"http://127.0.0.1:{port}", process, log)
        yield Served(f"http://127.0.0.1:{port}", home, log)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def server(served):
    """The server's address."""
    return served.address


class Tab:
    """A browser's tab that knows the server, and what was asked of whom."""

    def __init__(self, page, server):
        self.page = page
        self.server = server
        self.requests = []
        self.settled = 0
        self.socket = None  # by which the page is told what to draw
        page.on("request", self.note)
        page.on("websocket", self.note_socket)

    def note(self, request):
        """Note what is asked for."""
        self.requests.append(request.url)

    def note_socket(self, socket):
        """Note the newest; a page that is loaded anew has another."""
        self.socket = socket

    def go(self, path="/"):
        """Open an address, and wait until it is drawn."""
        self.page.goto(self.server + path)
        return self.settle()

    def settle(self):
        """Wait until the page has run and stays so."""
        self.settled += 1
        self.page.wait_for_function(STEADY, arg=[READY, self.settled], polling=50, timeout=60_000)
        return self

    def unfold(self, title):
        """Open a fold, and wait until it stands still: what is typed before is lost to it."""
        self.page.get_by_text(title, exact=True).click()
        still = "() => document.getAnimations().every((each) => each.playState !== 'running')"
        self.page.wait_for_timeout(100)
        self.page.wait_for_function(still)
        return self.settle()

    def ask(self, question):
        """Type another question, press Enter, and wait for its answer."""
        box = self.page.get_by_label("Your question")
        box.fill(question)
        return self.run_by(lambda: box.press("Enter"))

    def press(self, label):
        """Press the first button of a label, and wait until the page has run."""
        return self.run_by(self.page.get_by_role("button", name=label).first.click)

    def run_by(self, act):
        """Do what makes the page run, and wait until it has.

        What the server sends says that it runs: a quick run can be over before it is drawn once.
        """
        with self.socket.expect_event("framereceived", timeout=60_000):
            act()
        return self.settle()

    def titles(self):
        """The titles of the cards."""
        return self.page.locator(".hit h2").all_inner_texts()

    def outside(self):
        """What was asked of any other machine."""
        inner = (self.server, self.server.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(inner)]


@pytest.fixture(scope="session")
def rested():
    """Tabs that tests are done with: one that knows our scripts loads a page in half the time."""
    return []


@pytest.fixture
def open_tab(chromium, server, rested):
    """Opens tabs of a given width and colour scheme."""
    with contextlib.closing(Tabs(chromium, server, rested)) as tabs:
        yield tabs.open


@pytest.fixture
def open_own_tab(chromium, own_server, rested):
    """The same of the module's own server."""
    with contextlib.closing(Tabs(chromium, own_server, rested)) as tabs:
        yield tabs.open


class Tabs:
    """Tabs of one server; afterwards they rest, emptied, where that is given, or are closed."""

    def __init__(self, chromium, server, rested=None):
        self.chromium, self.server = chromium, server
        self.rested = rested
        self.opened = []

    def open(self, width=1280, scheme="light"):
        """Open a tab of a width and colour scheme."""
        page = self.rested.pop() if self.rested else self.fresh()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="no-preference")
        self.opened.append(Tab(page, self.server))
        return self.opened[-1]

    def fresh(self):
        """A page of a browser that has seen nothing yet."""
        return self.chromium.new_context(locale="en-GB", timezone_id="Europe/London").new_page()

    def close(self):
        """Let them rest, or close them."""
        for tab in self.opened:
            if self.rested is None:
                tab.page.context.close()
            else:
                emptied(tab)
                self.rested.append(tab.page)


def emptied(tab):
    """Take from a tab whatever a test left there: other tabs, cookies, storage, its listener."""
    page, context = tab.page, tab.page.context
    for other in context.pages:
        if other != page:
            other.close()
    page.remove_listener("request", tab.note)
    if page.url.startswith(tab.server):
        page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    session = context.new_cdp_session(page)
    for kinds in ("local_storage", "indexeddb,cache_storage,service_workers"):
        session.send("Storage.clearDataForOrigin", {"origin": tab.server, "storageTypes": kinds})
    session.detach()
    context.clear_cookies()


@pytest.fixture
def tab(open_tab):
    """One tab, wide and light."""
    return open_tab()


@pytest.fixture
def fresh_tab(chromium, server):
    """A tab that has loaded nothing before, and that nobody has after this test."""
    with contextlib.closing(Tabs(chromium, server)) as tabs:
        yield tabs.open()
