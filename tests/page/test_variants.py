"""The page shows an article that stands on several sites once, and links the others."""

import pytest

from corpus.article import Article
from page.parts.variants import also_html, elsewhere_html
from tests.page.conftest import Visit

ODD = Article(
    id="a b/<c>.md",
    title="",
    text="Rest.",
    site="<b>Night</b> & Post",
    url="https://night.example/?a=1&b='x'",
    published="2026-05-01",
)


@pytest.fixture
def visit_copied(copied_home, monkeypatch):
    """A visit to the page of a home with three copies of one article."""
    monkeypatch.setenv("WELLREAD_HOME", str(copied_home))
    return Visit()


def test_a_card_names_the_other_sites(visit_copied):
    """Each leads to its own page here."""
    html = visit_copied.go(q="how can I sleep better", each="1").html

    assert "Also on 2 sites: <a href='article?id=" in html
    assert html.count("<h2 lang='en'>Sleeping better</h2>") <= 2


def test_the_article_page_says_where_else_it_stands(visit_copied):
    """With day and source, where they are stated."""
    html = visit_copied.go("article", id="tiny/sleep.md").html

    assert "The same article also stands here:" in html
    assert "Night Post</a> <span class='quiet'>· published 1 May 2026</span>" in html
    assert "night.example</span>" in html
    assert ">Mirror</a>" in html


def test_other_articles_say_nothing_of_it(visit_copied):
    """Most stand in one place."""
    assert "also stands" not in visit_copied.go("article", id="tiny/panic.md").html


@pytest.mark.parametrize("html", [also_html(ODD, [ODD]), elsewhere_html([ODD])])
def test_every_string_is_escaped(html):
    """A site may be called what it likes."""
    assert "&lt;b&gt;Night&lt;/b&gt; &amp; Post" in html
    assert "<b>" not in html
    assert "article?id=a%20b%2F%3Cc%3E.md" in html


def test_an_address_that_is_none_is_no_link():
    """Only http and https are."""
    html = elsewhere_html([Article(id="a", title="", text="Rest.", url="javascript:alert(1)")])

    assert "javascript" not in html
    assert also_html(ODD, []) == elsewhere_html([]) == ""
