"""The link to a source opens it at the sentence, in a real browser, on pages as people write."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from corpus.article import Article, Place
from search.text_fragment import open_at

pytestmark = pytest.mark.browser

FAR = "<p>" + "Something else is said here, and nothing of it is looked for. </p><p>" * 60 + "</p>"
FAR_TEXT = "Something else is said here, and nothing of it is looked for.\n\n" * 60
# What the page's HTML is, the text that was read from it, and the sentence that was found.
CASES = {
    "a short sentence": ("<p>It passes.</p>", "It passes.", "It passes."),
    "hyphens and commas": (
        "<p>Self-care, rest - and well-being, too.</p>",
        "Self-care, rest - and well-being, too.",
        "Self-care, rest - and well-being, too.",
    ),
    "an ampersand and a percent sign": (
        "<p>Rest &amp; sleep: 50 % more.</p>",
        "Rest & sleep: 50 % more.",
        "Rest & sleep: 50 % more.",
    ),
    "curly quotes": (
        "<p>“It’s fine,” she said, and it wasn’t.</p>",
        "“It’s fine,” she said, and it wasn’t.",
        "“It’s fine,” she said, and it wasn’t.",
    ),
    "tags within": (
        "<p>Breathe <b>slowly</b> and <a href='/x'>lo<i>nger</i></a> than before.</p>",
        "Breathe slowly and longer than before.",
        "Breathe slowly and longer than before.",
    ),
    "a long sentence": (
        "<p>Your heart races, your hands shake, and you may be sure that something terrible is"
        " about to happen to you now.</p>",
        "Your heart races, your hands shake, and you may be sure that something terrible is"
        " about to happen to you now.",
        "Your heart races, your hands shake, and you may be sure that something terrible is"
        " about to happen to you now.",
    ),
    "over two blocks": (
        "<ul><li>Keep the room dark</li><li>Get up at the same hour each day</li></ul>",
        "Keep the room dark\nGet up at the same hour each day",
        "Keep the room dark\nGet up at the same hour each day",
    ),
    "not unique": (
        f"<p>Ask for help.</p>{FAR}<p>In a crisis, ask for help.</p>",
        f"Ask for help.\n\n{FAR_TEXT}In a crisis, ask for help.",
        "ask for help.",
    ),
    "another script": (
        "<p>「休んでもいい」と言う。</p>",
        "「休んでもいい」と言う。",
        "「休んでもいい」と言う。",
    ),
    "a space that does not break": (
        "<p>Take 5&nbsp;mg in the evening.</p>",
        "Take 5\u00a0mg in the evening.",
        "Take 5\u00a0mg in the evening.",
    ),
}


class Pages(BaseHTTPRequestHandler):
    """Each case's page, with a long text above it."""

    def do_GET(self):
        """The page that the address names by its number."""
        number = self.path.strip("/")
        body = list(CASES.values())[int(number)][0] if number.isdigit() else ""
        html = (
            f"<!doctype html><meta charset=utf-8><title>A page</title>{FAR}<main>{body}</main>{FAR}"
        )
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def site():
    """The address of a site with the pages, while it runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def sources():
    """The site."""
    with site() as address:
        yield address


@pytest.fixture
def reader(chromium):
    """A browser's page."""
    context = chromium.new_context(viewport={"width": 900, "height": 600})
    yield context.new_page()
    context.close()


def found_at(reader, address):
    """How far from the top of the window the sentence's block is, once the page stands still."""
    reader.goto("about:blank")
    reader.goto(address)
    reader.wait_for_timeout(200)
    return reader.evaluate(
        "document.querySelector('main').lastElementChild.getBoundingClientRect().top"
    )


def test_without_a_passage_the_page_opens_at_its_top(reader, sources):
    """Otherwise the tests below would prove nothing."""
    assert found_at(reader, f"{sources}/0") > 2000


@pytest.mark.parametrize("name", CASES)
def test_the_source_opens_at_the_sentence(reader, sources, name):
    """The browser finds it and shows it, though it stands far below."""
    number = list(CASES).index(name)
    _, said, sentence = CASES[name]
    text = FAR_TEXT + said
    start = text.rindex(sentence)
    article = Article(id="a", title="A page", text=text, url=f"{sources}/{number}")
    address = open_at(article, Place(start, start + len(sentence)))
    assert "#:~:text=" in address
    assert 0 <= found_at(reader, address) < 600
