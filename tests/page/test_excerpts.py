"""A card shows no more of an article than its publisher allows; the curator's copy is whole."""

import pytest

from page.parts.cards import card_html, open_link
from search.engine import SearchEngine

WORDS = "Lacquered boxes keep letters dry for a hundred years if nobody opens them in the rain."
QUESTION = "how do lacquered boxes keep letters dry"


@pytest.fixture
def home_with(make, tmp_path, monkeypatch):
    """Makes a home with one article whose page has a rule, for the page to show."""

    def make_one(rule):
        (tmp_path / "boxes.md").write_text(
            f"---\ntitle: Boxes & letters\nsite: Box House\nsnippets: {rule}\n"
            f"url: https://box.example/letters\n---\n## The <lid>\n\n{WORDS}\n\n{WORDS[:-12]}.\n",
            "utf-8",
        )
        home = make(tmp_path / "home", tmp_path / "boxes.md", encoder="hashing")
        monkeypatch.setenv("WELLREAD_HOME", str(home))
        return home

    return make_one


def cards_of(home):
    """The cards that answer the question, as HTML."""
    engine = SearchEngine.open(home)
    terms = engine.index.words.terms
    return [
        card_html(hit, QUESTION, terms) + open_link(hit) for hit in engine.search(QUESTION).hits
    ]


def test_a_card_without_an_excerpt_has_title_site_link_and_the_reason(home_with):
    """No empty passage, no heading of the text, and the link promises no place in it."""
    (card,) = cards_of(home_with("nosnippet"))
    assert "<h2>Boxes &amp; letters</h2>" in card.replace(" lang='en'", "")
    assert "Box House" in card
    assert "<p class='quiet withheld'>Its publisher asks that no excerpt be shown.</p>" in card
    assert "<a href='https://box.example/letters' " in card
    assert "Open the page" in card
    for never in ("class='passage'", "acquered", "lid", "mark", ":~:text="):
        assert never not in card


def test_a_short_excerpt_has_its_highlight_inside(home_with):
    """Both tones, over what is shown; the reason stands below it."""
    (card,) = cards_of(home_with("max-snippet:30"))
    passage = card.partition("class='passage'")[2].partition("</div>")[0]
    assert '<mark class="best word">Lacquered</mark>' in passage
    assert '<mark class="best word">keep</mark>' in passage
    assert "dry" not in card
    assert card.index("at most 30 characters") > card.index("Lacquered")


def test_without_a_rule_there_is_no_such_line(home_with):
    """As for most articles."""
    cards = cards_of(home_with("''"))
    assert "withheld" not in "".join(cards)
    assert "Open at this passage" in cards[0]


def test_the_curators_own_copy_is_whole(home_with, visit):
    """The rule is about results; who keeps an article may read it."""
    home_with("nosnippet")
    html = visit.go("search", q=QUESTION).html
    assert "no excerpt be shown" in html
    assert "hundred years" not in html
    html = visit.go("article", id="boxes.md", passage="0").html
    assert "hundred years" in html
    assert 'class="found"' in html
