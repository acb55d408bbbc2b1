"""The Article page: what is said before the text, its parts, what was removed, and what is near."""

import doctest
import re

import pytest

from corpus.article import Article
from corpus.prepare import prepare
from page.parts import overview
from page.parts.overview import contents_html, glance_html, reading_minutes
from page.parts.prose import parts_of, whole_prose
from tests.page.conftest import Visit

LONG = """---
title: Evenings
site: Lamp House
url: https://lamp.example/evenings
published: 2026-02-03
licence: CC BY 4.0
---
# Evenings

An evening has its own pace, and most people sleep better after an hour without a screen in it.

## A walk & a lamp

Walk slowly around the block before it is dark, and light one lamp when you come home again.

### When it rains

Stand at the open door for the length of a song, and listen to how the rain falls on the leaves.

## A cup of something warm

Hold the cup with both hands for a while, and drink it in a chair that does not face a screen.

Share on Facebook
"""


@pytest.fixture(scope="module")
def prepared():
    """An article with parts, of which one is within another."""
    return prepare(
        LONG.encode(), format="markdown", article_id="e.md", retrieved="2026-05-06T07:08:09+00:00"
    )


@pytest.fixture(scope="module")
def evenings_home(make, tmp_path_factory):
    """A home that has the article beside another."""
    folder = tmp_path_factory.mktemp("evenings")
    (folder / "articles").mkdir()
    (folder / "articles" / "evenings.md").write_text(LONG, "utf-8")
    text = LONG.replace("Evenings", "Walks").replace("evening", "walk")
    (folder / "articles" / "walks.md").write_text(text.split("### ")[0], "utf-8")
    return make(folder / "home", folder / "articles", encoder="hashing")


@pytest.fixture
def visit_evenings(evenings_home, monkeypatch):
    """A visit to it."""
    monkeypatch.setenv("WELLREAD_HOME", str(evenings_home))
    return Visit()


def test_the_example_in_the_docstring_holds():
    """A minute for each 238 words."""
    assert doctest.testmod(overview).failed == 0


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("", 1), ("Rest. " * 238 * 10, 10), ("休" * 238 * 8, 4), ("x" * 10_000, 1)],
    ids=["nothing", "English", "no spaces between words", "one endless word"],
)
def test_reading_takes_some_minutes(text, minutes):
    """Never none; two characters count as a word where no spaces are written."""
    assert reading_minutes(text) == minutes


def test_a_glance_says_how_long_whose_and_how_clean(prepared):
    """Reading time, licence, day of retrieval, and what cleaning removed, in one line."""
    html = glance_html(prepared.article, prepared.decisions)
    words = ("1 min read", "Licence: CC BY 4.0", "retrieved 6 May 2026")
    assert all(each in html for each in words)
    assert re.search(r"cleaning removed 1 of \d+ lines", html)


def test_a_glance_says_what_is_missing():
    """No licence is said to be none; a licence may hold anything."""
    assert "no licence given" in glance_html(Article(id="a", title="A", text="Rest."), ())
    hostile = Article(id="a", title="A", text="Rest.", licence="<b>")
    assert "Licence: &lt;b&gt;" in glance_html(hostile, ())


def test_each_part_leads_to_its_heading(prepared):
    """Every link of the contents has its heading in the text, in the same order and depth."""
    contents, text = contents_html(prepared.article, folded=False), whole_prose(prepared.article)
    links = re.findall(r"<li class='depth-(\d)'><a href='#([\w-]+)'>(.*?)</a>", contents)
    headings = re.findall(r"<h(\d) id='([\w-]+)'>(.*?)</h", text)
    assert links == headings
    assert [heading for _, _, heading in links] == [
        "A walk &amp; a lamp", "When it rains", "A cup of something warm",
    ]  # fmt: skip
    assert [depth for depth, _, _ in links] == ["2", "3", "2"]
    assert len({name for _, name, _ in links}) == 3


def test_few_parts_need_no_list(prepared):
    """Nor has a passage on a card headings with names: the next card may have the same."""
    short = prepare(LONG.split("### ")[0].encode(), format="markdown", article_id="s.md")
    assert len(parts_of(short.article)) == 1
    assert contents_html(short.article, folded=False) == ""


def test_a_list_waits_where_a_passage_is_to_be_seen(prepared):
    """It is open where somebody begins to read."""
    assert "<details open>" in contents_html(prepared.article, folded=False)
    assert "<details>" in contents_html(prepared.article, folded=True)


def test_the_page_has_it_all(visit_evenings):
    """Title, dates, source, licence, length, parts, and what was removed, before the text."""
    html = visit_evenings.go("article", id="articles/evenings.md").html
    order = (
        "<h1", "Lamp House", "published 3 February 2026", "min read", "Licence: CC BY 4.0",
        "cleaning removed", "Read it at its source", "<nav class='contents'", "class='prose'",
        "Where each detail came from",
    )  # fmt: skip
    places = [html.index(each) for each in order]
    assert places == sorted(places)


def test_what_was_removed_can_be_restored(visit_evenings):
    """Struck through, with its rule and the button."""
    visit_evenings.go("article", id="articles/evenings.md")
    visit_evenings.toggle("Show what cleaning removed").set_value(True).run()
    row = re.search(
        r"<div class='row dropped.*?Share on Facebook.*?</div></div>", visit_evenings.html
    )
    assert "<del>Share on Facebook</del>" in row.group()
    assert "<b>share-" in row.group()
    assert ">Restore</button>" in row.group()


@pytest.mark.parametrize("passage", ["", "0"])
def test_what_is_near_is_near_to_what_is_read(visit_evenings, passage):
    """To the passage where the address names one, else to the article; each leads to a passage."""
    article = "articles/evenings.md"
    place = f"{article}#{passage}" if passage else article
    visit_evenings.go("article", id=article, passage=passage)
    visit_evenings.app.session_state[f"alike-{place}"] = True
    html = visit_evenings.app.run() and visit_evenings.html
    near = html.partition("class='newest alike'")[2].partition("</ul>")[0]
    assert "passage=" in near
    assert "article?id=articles%2Fwalks.md" in near


@pytest.mark.parametrize("article_id", ["gone.md", "", "../../etc/passwd", "<script>"])
def test_the_page_has_a_heading_even_where_there_is_no_article(visit, article_id):
    """Who comes by a link that is out of date hears where they are, and what to do."""
    html = visit.go("article", id=article_id).html
    assert html.count("<h1>Article</h1>") == 1
    assert "role='alert'" in html
    assert "<script>" not in html


def test_the_page_has_a_heading_without_an_index(visit_empty):
    """Nothing was built yet."""
    html = visit_empty.go("article", id="a.md").html
    assert html.count("<h1>Article</h1>") == 1
    assert "wellread build" in html
