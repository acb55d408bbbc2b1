"""An author is a person: offices, accounts and the site itself are shown as no author."""

from __future__ import annotations

import pytest

from corpus.prepare import prepare
from corpus.readers.authors import people
from corpus.readers.html import read_html

PROSE = "Rest is allowed at any time of the day, and nobody has to earn it first. " * 4


@pytest.mark.parametrize(
    "stated",
    [
        "Editorial Staff", "editorial staff", "The Editorial Team", "Admin", "admin", "ADMIN",
        "Staff Writer", "Staff writers", "Our Staff", "Webmaster", "Guest Author", "by Admin",
        "Newsroom", "Redaktion", "La rédaction", "Tim Redaksi", "編集部", "N/A", "wordpress",
        "Calm House", "calm house", "The Calm House", "Calm House Editorial Team",
        "Editorial Staff at Calm House", "Calm House Staff", "Admin, Staff Writer", "–",
    ],
)  # fmt: skip
def test_who_is_no_person_is_no_author(stated: str) -> None:
    """However it is written, and with the site's name before or behind it."""
    assert people(stated, "Calm House") == ""


@pytest.mark.parametrize(
    "stated",
    [
        "Ann Lee", "Ann Staff", "Teamie Admin-Jones", "Ed Writer", "Calm Housewright", "Bo Editor",
        "Dr Ann Lee, PhD", "Lee, Ann", "Ann Lee, Bo Karlsson", "Ann Lee at Calm House",
        "Anonymous", "night_owl77", "Wellread sample writers", "Royal College of Rest", "村上",
    ],
)  # fmt: skip
def test_who_is_a_person_stays(stated: str) -> None:
    """Also with a surname that is an office's, a pseudonym, or as a body that signs."""
    assert people(stated, "Calm House") == stated


@pytest.mark.parametrize(
    ("stated", "left"),
    [
        ("Ann Lee, Staff Writer", "Ann Lee"),
        ("Admin, Ann Lee", "Ann Lee"),
        ("Ann Lee, Calm House, Bo Karlsson", "Ann Lee, Bo Karlsson"),
    ],
)
def test_of_several_the_persons_stay(stated: str, left: str) -> None:
    """In their order."""
    assert people(stated, "Calm House") == left


def page(head: str, byline: str = "") -> str:
    """A page with something in its head, and a byline."""
    return (
        f"<html lang='en'><head><title>Resting at night - Calm House</title>{head}</head><body>"
        f"<article><h1>Resting at night</h1>{byline}<p>{PROSE}</p></article></body></html>"
    )


def test_a_page_that_names_a_person_further_down_has_that_author() -> None:
    """Of what it states, the best source that names one wins."""
    described = '{"@type": "Article", "author": {"@type": "Organization", "name": "Calm House"}}'
    head = (
        f"<script type='application/ld+json'>{described}</script>"
        "<meta name='author' content='admin'>"
    )
    found = read_html(page(head, "<p>By <a rel='author'>Ann Lee</a></p>")).metadata
    assert found["author"] == ("Ann Lee", "visible")
    assert "author" not in read_html(page(head)).metadata


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ('<p><span rel="author">By Dr. Anna Weiss</span></p>', "Dr. Anna Weiss"),
        ('<p><a rel="author">Von Anna Weiß</a></p>', "Anna Weiß"),
        ('<p><a itemprop="author">By Ann Lee</a></p>', "Ann Lee"),
        ('<p class="byline">By Anna Weiss</p>', "Anna Weiss"),
        ('<div class="meta"><span class="author">Anna Weiss</span></div>', "Anna Weiss"),
        ('<p class="byline">By <b class="author vcard">Ann Lee</b>, 3 May 2024</p>', "Ann Lee"),
        ('<p class="byline">Door Jan de Vries · 4 min</p>', "Jan de Vries"),
        ('<p class="byline">Par Léa Ôny et Zoé Lu</p>', "Léa Ôny, Zoé Lu"),
        ('<p class="byline">By Ann Lee Updated May 3, 2024</p>', "Ann Lee"),
    ],
)
def test_a_person_named_by_the_heading_is_the_author(byline: str, author: str) -> None:
    """Without the "by" before the name, in several languages, and the date behind it."""
    assert read_html(page("", byline)).metadata["author"] == (author, "visible")


@pytest.mark.parametrize(
    "byline",
    [
        '<p class="byline">By Editorial Staff</p>',
        '<p class="byline">By Calm House</p>',
        '<p class="byline">By Sleep Health Foundation</p>',
        '<p class="author">By the sea</p>',
        '<p class="author">Read More Stories</p>',
        '<span rel="author">By Admin</span>',
        f'<p>{PROSE * 2}</p><p class="author">Bo Berg</p>',
    ],
)
def test_what_is_not_plainly_a_person_by_the_heading_is_no_author(byline: str) -> None:
    """An office, the site, a body, a link; or a comment's author far below."""
    assert "author" not in read_html(page("", byline)).metadata


@pytest.mark.parametrize("byline", ["<p>By Editorial Staff</p>", "<p>Written by Admin</p>"])
def test_a_byline_names_no_office(byline: str) -> None:
    """It is dropped as a byline all the same, and nothing says that an author was found."""
    article = prepare(page("", byline).encode(), format="html", article_id="a").article
    assert (article.author, "author" in article.origins) == ("", False)
    assert article.text.startswith("Resting at night\n\nRest is allowed")


def test_front_matter_is_asked_the_same() -> None:
    """Saved by a tool, it repeats what the page said."""
    front = "---\nsite: Calm House\nauthor: {}\n---\n# Rest\n\n" + PROSE * 2
    for stated, shown in (("Staff Writer", ""), ("Calm House", ""), ("Ann Lee", "Ann Lee")):
        source = front.format(stated).encode()
        article = prepare(source, format="markdown", article_id="a").article
        assert article.author == shown
        assert article.origins.get("author", "") == ("front matter" if shown else "")
