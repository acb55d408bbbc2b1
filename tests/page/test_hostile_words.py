"""What an article says is text wherever it stands: in cards, lists, labels, maps and downloads."""

import re

import pytest

from corpus.collection import Collection
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from tests.page.conftest import Visit

TITLE = ":material/home: **Naps** [x](http://evil.example) $a$ :red[b] <script>alert(1)</script>"
SITE = "<img src=http://evil.example/a.png onerror=alert(1)> *Site* `code` :smile:"
AUTHOR = "Ann <b>Lee</b> ![p](http://evil.example/p.png)"
BODY = (
    "Napping in a hammock :material/delete: is **restful** [press](javascript:alert(1)) and "
    "<u>quiet</u>, say $$sleepers$$ of :blue-background[every] kind. "
    "![p](http://evil.example/p.png)\n\n"
    "<script>window.hacked = 1</script> A hammock in the shade is where an afternoon nap is best."
    "\n\n"
)
ASKED = "napping in a hammock"
LIVE = re.compile(
    r"<(script|img|u|b)\b|href='(?!#)(?!https?://)(?!/|\?|article|library|tel:|sms:)", re.I
)


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory):
    """A home with one article whose every field is hostile, three times over."""
    home = tmp_path_factory.mktemp("words") / "home"
    with Collection.open(home) as collection:
        for number in range(3):
            head = f"title: '{TITLE} {number}'\nsite: '{SITE}'\nauthor: '{AUTHOR}'\n"
            text = f"---\n{head}url: 'javascript:alert(1)'\npublished: 2026-01-0{number + 1}\n---\n"
            extra = f"Hammock number {number} hangs between other trees than the ones before it.\n"
            name = f"nap{number}.txt"
            data = (text + BODY + extra).encode()
            collection.add(data, source=name, name=name, format="text")
        build_index(home, collection, HashingEncoder(), asked_for="hashing")
    return home


@pytest.fixture
def visit(hostile_home, monkeypatch):
    """A visit to its page."""
    monkeypatch.setenv("WELLREAD_HOME", str(hostile_home))
    return Visit()


def labels(app):
    """Everything that Streamlit shows as Markdown: labels of buttons, folds, links and switches."""
    widgets = (*app.button, *app.expander, *app.toggle, *app.text_input, *app.radio, *app.checkbox)
    return [*(each.label for each in widgets), *(each.value for each in app.markdown)]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("search", {}),
        ("search", {"q": ASKED}),
        ("search", {"q": ASKED, "site": SITE}),
        ("search", {"q": TITLE}),
        ("article", {"id": "nap0.txt"}),
        ("article", {"id": "nap0.txt", "passage": "0"}),
        ("library", {}),
        ("about", {}),
    ],
)
def test_nothing_of_an_article_is_markup(visit, page, address):
    """No tag, handler or strange link of its own in HTML; no live Markdown in any label."""
    html = visit.go(page, **address).html

    ours = re.sub(r"<script data-run=.*?</script>", "", html, flags=re.DOTALL)
    assert [
        found.group() for found in LIVE.finditer(ours) if "alert" in ours[found.start() :][:80]
    ] == []
    assert "<script>" not in ours
    assert "onerror=alert(1)>" not in ours
    assert "javascript:alert" not in re.sub(r">[^<]*<", "><", ours)
    live = re.compile(r"(?<!\\):(material|red|blue-background)\b|(?<!\\)\*\*|(?<!\\)\$|(?<!\\)\]\(")
    assert [label for label in labels(visit.app) if live.search(label)] == []


def test_its_words_are_shown_as_they_are(visit):
    """Who reads sees each mark that the author wrote."""
    html = visit.go("article", id="nap0.txt").html
    assert ":material/delete: is **restful** [press](javascript:alert(1))" in html
    assert "&lt;script&gt;window.hacked = 1&lt;/script&gt;" in html
