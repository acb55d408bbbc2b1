"""Examples are questions of the collection's own, each with a strong answer."""

import pytest

from search.engine import SearchEngine
from search.examples import examples, stands_alone

STANDS = {
    "What does a panic attack feel like?": True,
    "Is EMDR available online?": True,
    "How can I feel less lonely?": True,
    "What does it feel like?": False,
    "How can I help them?": False,
    "Was this page helpful?": False,
    "Why now?": False,
    "What helps": False,
    "Stress, depression or burn-out, and a long day?": False,
    "What else helps people with phobias?": False,
    "What do you charge for one session?": False,
}


@pytest.mark.parametrize(("heading", "alone"), STANDS.items())
def test_which_headings_are_questions_of_a_visitor(heading, alone):
    """Whole questions that point at nothing around them."""
    assert stands_alone(heading) is alone


def test_every_example_has_a_strong_answer(engine):
    """No two are the same, none calls for help lines, and they are the same each time."""
    found = examples(engine)
    assert len(found) == len({each.casefold() for each in found}) == 6
    for text in found:
        answer = engine.search(text, count=1)
        assert (answer.relevance, answer.crisis, answer.corrected) == ("strong", None, "")
    assert examples(engine) == found


def test_titles_stand_in_where_no_heading_asks(engine):
    """The tiny articles ask nothing; their titles are phrases that are searched for."""
    ids = engine.index.passages.ids()
    every = engine.index.passages.articles_by_number(range(len(ids)))
    assert set(examples(engine)) <= {article.title for article in every.values()}


def test_questions_come_before_titles(make, tmp_path, minilm):
    """Where headings ask, they are the examples, each answered by its article."""
    text = "Rest, quiet and a walk help tired moods in the evening, and so does company. " * 6
    for number, subject in enumerate(("grief", "phobias", "burn-out", "insomnia", "ADHD", "anger")):
        (tmp_path / f"{number}.md").write_text(
            f"# Living with {subject}\n\n## What helps people with {subject}?\n\n"
            f"What helps people with {subject} is rest. {text}\n\n## What causes it?\n\n"
            f"Nobody knows for sure what causes {subject}. {text}"
        )
    home = make(tmp_path / "home", *sorted(tmp_path.glob("*.md")), encoder=minilm)
    found = examples(SearchEngine.open(home))
    assert found
    assert found[0].startswith("What helps people with ")
    assert "What causes it?" not in found


def test_an_index_without_an_answer_has_no_examples(make, tmp_path):
    """Rather none than one that leads nowhere."""
    (tmp_path / "a.txt").write_text("Kites and boats. " + "A kite flies over the harbour. " * 12)
    engine = SearchEngine.open(make(tmp_path / "home", tmp_path / "a.txt", encoder="hashing"))
    assert all(engine.search(text).relevance == "strong" for text in examples(engine))
