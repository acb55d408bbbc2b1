"""A curator says on the article's page that she has looked at it, and it is asked for no more."""

import pytest

from corpus.collection import Collection
from corpus.reviewing import all_reviews
from index.build import build_index
from index.encoders.catalogue import open_encoder

GARDEN = (
    "Gardens calm. Digging in a garden for half an hour a day lifts many moods. Watching a bed of "
    "beans grow gives the week a shape, and a reason to go outside in the rain. It takes no talent."
)
ID = "garden & co.txt"


@pytest.fixture
def visit_garden(visit_own, own_home):
    """A visit to a home with an article that needs review."""
    with Collection.open(own_home) as collection:
        collection.add(GARDEN.encode(), source="t", name=ID, format="text")
        build_index(own_home, collection, open_encoder("hashing"), asked_for="hashing")
    return visit_own


def test_it_is_looked_at_in_one_press_and_undone_in_another(visit_garden, own_home):
    """The reason stays in view, the Library stops asking; undone, it asks again."""
    visit = visit_garden.go("article", id=ID)
    assert "This article needs review: only 39 words are left." in visit.html
    visit.button("I have looked at it").click().run()
    assert "Looked at on " in visit.html
    assert ": only 39 words are left." in visit.html
    assert "needs review" not in visit.html
    with Collection.open(own_home) as collection:
        assert list(all_reviews(collection)) == [ID]
    assert "need review" not in visit.go("library").html.replace("needs", "need")

    visit.go("article", id=ID).button("Undo the review").click().run()
    assert "This article needs review: " in visit.html
    assert "1 article needs review" in visit.go("library").html


def test_an_article_that_was_removed_can_only_be_read(visit_garden, own_home):
    """Its index still has it, with the reason and without the button."""
    with Collection.open(own_home) as collection:
        collection.remove(ID)
    visit = visit_garden.go("article", id=ID)
    assert "This article needs review: " in visit.html
    assert not [button for button in visit.app.button if "looked at" in button.label]


def test_most_articles_speak_of_no_review(visit):
    """There is nothing to press."""
    visit.go("article", id="tiny/sleep.md")
    assert "review" not in visit.html.replace("Last reviewed", "")
    assert not [button for button in visit.app.button if "looked at" in button.label]
