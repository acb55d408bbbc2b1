"""Everyone can read every page in every state: light and dark, wide and on a phone."""

import contextlib
import fcntl
import os
import shutil
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from corpus.collection import Collection
from corpus.intake import add_files
from tests.browser.looking import SIDEWAYS, looks
from tests.repointed import OTHER, repoint

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390)
KITES = "/article?id=" + quote("hostile/kites.txt", safe="")
PANIC = "what helps in a panic attack"
TIRED = "I feel tired all day"  # close to nothing
NEW = "A new article about allotments.\n\n" + "Digging on a mild day is slow work. " * 12


class State(NamedTuple):
    """A state of a page: how it comes about, and what is then on the page."""

    path: str
    seen: str  # a selector
    home: str = "built"
    press: tuple[str, ...] = ()  # texts to click, or keys, one after the other


def q(question, more=""):
    """The address of a question."""
    return f"/?q={quote(question)}{more}"


STATES = {
    "empty": State("/", ".st-key-examples"),
    "private": State("/", "input:checked", press=("Private search",)),
    "results": State(q(PANIC), ".relation.strong"),
    "numbers and filters": State(q(PANIC), "dl dd", press=("Numbers", "Filters")),
    "weak only": State(q(TIRED), ".relation.weak", press=("No close match.",)),
    "nothing relevant": State(q("xylophone zeppelin quark"), ".nothing"),
    "mistyped": State(q("what helps in a panik atack"), ".st-key-correction"),
    "filtered to zero": State(q(PANIC, "&since=2030&mode=words"), "[class*=st-key-loosen-]"),
    "crisis": State(q("I want to die"), ".st-key-crisis .help"),
    "help lines": State("/about", ".help >> visible=true", press=("Get help now",)),
    "keys": State(q(PANIC), "dialog[open]", press=("Keys",)),
    "article": State(f"{KITES}&passage=0", "#found"),
    "removed text": State(KITES, "del", press=("Show what cleaning removed",)),
    "no article": State("/article", ".notice"),
    "unknown article": State("/article?id=none.md", ".notice"),
    "saved": State("/saved", ".nothing"),
    "library": State("/library", "table.shelf"),
    "removing": State("/library", "text=Articles to remove", press=("Remove articles",)),
    "about": State("/about", ".prose"),
    "index missing": State("/", ".notice", home="missing"),
    "index missing, library": State("/library", ".notice", home="missing"),
    "index damaged": State(q(PANIC), ".notice", home="damaged"),
    "another model": State(q(PANIC), "text=Make the index anew", home="other_model"),
    "another model, library": State("/library", ".notice", home="other_model"),
    "a note, as where a model is missing": State(q(f"{PANIC} " * 100), ".note"),
    "index stale": State(q(PANIC), ".st-key-stale", home="stale"),
    "index stale, library": State("/library", "text=1 new, 0 changed", home="stale"),
    "rebuilding": State(q(PANIC), "progress", home="slow", press=("Update",)),
    "rebuilding, library": State("/library", "progress", home="slow", press=("Update the index",)),
    "rebuild failed": State("/library", ".notice", home="locked", press=("Update the index",)),
}


def missing(home):
    """Nothing was ever added or built."""
    shutil.rmtree(home)
    home.mkdir()
    return contextlib.nullcontext()


def damaged(home):
    """Neither the published build nor any before it can be read."""
    index = home / "index"
    for file in (index / "CURRENT", *index.rglob("manifest.json")):
        file.write_text("not what was written")
    return contextlib.nullcontext()


def other_model(home):
    """The index has the vectors of other weights than are here."""
    repoint(home, OTHER)
    return contextlib.nullcontext()


def add_new(home):
    """An article is added that the index lacks; gives where its original is."""
    file = home.parent / "allotments.txt"
    file.write_text(NEW)
    with Collection.open(home) as collection:
        list(add_files(collection, [file]))
        return next(
            collection.original_path(entry.sha256)
            for entry in collection.entries()
            if entry.id.endswith("allotments.txt")
        )


def stale(home):
    """The collection has an article that the index lacks."""
    add_new(home)
    return contextlib.nullcontext()


@contextlib.contextmanager
def locked(home):
    """Another process builds: this one can't."""
    add_new(home)
    with (home / "index" / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def slow(home):
    """Reading the new article takes until the end of the test."""
    original = add_new(home)
    data = original.read_bytes()
    original.unlink()
    os.mkfifo(original)
    over = threading.Event()

    def feed():
        with contextlib.suppress(OSError):  # the home is gone, or nobody reads any more
            while not over.is_set():
                with original.open("wb") as pipe:
                    over.wait()
                    pipe.write(data)

    threading.Thread(target=feed, daemon=True).start()
    current = home / "index" / "CURRENT"
    before = current.read_bytes()
    yield
    over.set()
    for _ in range(200):  # the build ends in the home that it began in
        if current.read_bytes() != before:
            break
        time.sleep(0.1)


KINDS = (missing, damaged, other_model, stale, locked, slow)
HOMES = {each.__name__: each for each in KINDS}


@pytest.fixture
def home_as(served, tmp_path):
    """Puts another home in the place of the server's, for one test."""
    aside = tmp_path / "aside"
    stack = contextlib.ExitStack()

    def put(kind):
        if kind == "built":
            return
        shutil.copytree(served.home, tmp_path / "other")
        served.home.rename(aside)
        (tmp_path / "other").rename(served.home)
        stack.enter_context(HOMES[kind](served.home))

    yield put
    stack.close()
    if aside.exists():
        served.home.rename(tmp_path / "used")
        aside.rename(served.home)


def press(tab, text):
    """Click what has a text, a button where there is one."""
    button = tab.page.get_by_role("button", name=text, exact=True)
    (button if button.count() else tab.page.get_by_text(text)).first.click()


@pytest.mark.parametrize("name", STATES)
def test_everyone_can_read_it(open_tab, home_as, name):
    """axe finds nothing to object to, and nothing has to be scrolled sideways."""
    state = STATES[name]
    home_as(state.home)
    tab = open_tab(WIDTHS[0]).go(state.path)
    for text in state.press:
        press(tab, text)
        tab.settle()
    tab.page.locator(state.seen).first.wait_for(timeout=20_000)
    for scheme, width, sideways, faults in looks(tab.page, widths=WIDTHS):
        if folder := os.environ.get("WELLREAD_SCREENSHOTS"):
            tab.page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png")
        assert (scheme, width, sideways, faults) == (scheme, width, 0, [])
    assert zoomed(tab.page) == [0, 0]


def zoomed(page):
    """How far a page reaches over the side at 200 %: of everything, and of text alone."""
    page.set_viewport_size({"width": WIDTHS[0] // 2, "height": 450})
    everything = page.evaluate(SIDEWAYS)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    return [max(0, everything), max(0, page.evaluate(SIDEWAYS))]


def test_nothing_moves_for_those_who_ask_for_that(tab):
    """Neither buttons nor what Streamlit animates."""
    tab.page.emulate_media(reduced_motion="reduce")
    tab.go(q(PANIC))
    longest = """Math.max(...[...document.querySelectorAll('body *')].flatMap((one) => {
        const style = getComputedStyle(one);
        return [style.animationDuration, style.transitionDuration].map(parseFloat);
    }).filter(Number.isFinite))"""
    assert tab.page.evaluate(longest) < 0.001
