"""Acceptance: the questions that this project was begun with, on the pages that came with them."""

from pathlib import Path

import pytest

from search.engine import SearchEngine

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside this checkout"),
]
QUESTIONS = [
    ("what does a psychotherapist do", ("002", "000")),
    ("what is the most important thing in psychotherapy", ("003", "001")),
    ("is what I tell my therapist kept secret", ("001",)),
    ("can therapy help with anger", ("002",)),
    ("who else do psychotherapists work with", ("000",)),
    ("what qualities make a good therapist", ("003",)),
]


@pytest.fixture(scope="module")
def seeds(minilm, make, tmp_path_factory):
    """An engine over the four pages alone."""
    home = tmp_path_factory.mktemp("seeds")
    return SearchEngine.open(make(home, *sorted(SEEDS.glob("*.txt")), encoder=minilm))


@pytest.mark.parametrize(("question", "pages"), QUESTIONS)
def test_the_right_page_answers_first(seeds, question, pages):
    """Junk and all, each page is found by what it says."""
    assert seeds.search(question).hits[0].article.id.startswith(pages)


def test_a_question_about_cars_has_no_hit(seeds):
    """Psychotherapy does not change tyres."""
    assert seeds.search("how do I change a car tyre").hits == ()
