"""Whatever an article holds is shown as plain text, and the page stands."""

import re
from html import unescape

import pytest

from tests.odd import QUESTION, SENTENCES, TITLE, WORD, write_odd
from tests.page.conftest import Visit

PAGES = {
    "search": {"q": QUESTION},
    "article": {"id": "odd/odd.md", "passage": "0"},
    "library": {},
}
TAGS = re.compile(r"<(\w+)")
FORBIDDEN = {"script", "img", "iframe", "object", "form", "base", "meta", "link"}


@pytest.fixture(scope="module")
def odd_home(make, tmp_path_factory):
    """A home with odd articles alone."""
    folder = tmp_path_factory.mktemp("odd")
    return make(folder / "home", write_odd(folder / "odd"), encoder="hashing")


@pytest.fixture
def visit_odd(odd_home, monkeypatch):
    """A visit to it."""
    monkeypatch.setenv("WELLREAD_HOME", str(odd_home))
    return Visit()


def shown(html):
    """Our HTML of articles: neither scripts nor styles of ours."""
    parts = re.split(
        r"<script data-run='\d+'>.*?</script>|<style>.*?</style>", html, flags=re.DOTALL
    )
    return "".join(part for part in parts if not part.lstrip().startswith("/*"))


@pytest.mark.parametrize("page", PAGES)
def test_no_character_of_an_article_is_markup(visit_odd, page):
    """No tag, handler or address of its own: neither in a page's HTML nor in Markdown's labels."""
    html = shown(visit_odd.go(page, **PAGES[page]).html)
    assert not FORBIDDEN & set(TAGS.findall(html))
    assert not re.search(r"<[^>]*\son\w+=", html)
    assert not re.search(r"<a [^>]*href=['\"](?:javascript|data):", html)
    labels = [each.label for each in (*visit_odd.app.button, *visit_odd.app.expander)]
    assert not any(re.search(r"(?<!\\)[$`\[]|:material/", label) for label in labels)
    assert not visit_odd.app.markdown


@pytest.mark.parametrize("number", range(len(SENTENCES)))
def test_a_sentence_is_shown_as_it_was_written(visit_odd, number):
    """Letter by letter, but for what turns text round, which nobody sees."""
    text = unescape(re.sub(r"<[^>]+>", "", shown(visit_odd.go("article", id="odd/bare.txt").html)))
    said = re.sub("[\u202a-\u202e\u2066-\u2069]", "", SENTENCES[number])
    said = said.replace("Herons", "Egrets").replace("heron", "egret")
    assert " ".join(said.split()) in " ".join(text.split())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_a_long_title_is_whole_on_its_page(visit_odd):
    """Nearly 2,000 characters."""
    assert TITLE.strip() in visit_odd.go("article", id="odd/odd.md").html


def test_odd_articles_are_found(visit_odd):
    """And said to have no address, where they state none that can be followed."""
    html = visit_odd.go(q=QUESTION).html
    assert html.count("class='hit'") > 1
    assert html.count("The source gives no web address") == html.count("class='hit'")


def test_what_is_not_stated_is_said(visit_odd):
    """No author, site, date, licence or address: each is told, none is made up."""
    html = visit_odd.go("article", id="odd/bare.txt").html
    for words in ("no site given", "no author given", "no date given", "no licence given"):
        assert words in html
    assert "Read it at its source" not in html


def test_an_endless_word_is_shown_and_found(visit_odd):
    """It is in the article, whole."""
    assert WORD in visit_odd.go("article", id="odd/bare.txt").html


def test_an_address_that_runs_something_is_no_link(visit_odd):
    """It may be read where each detail came from, and nowhere clicked."""
    html = visit_odd.go("article", id="odd/odd.md").html
    assert "href='javascript" not in html
    assert 'href="javascript' not in html
