"""The sample collection under the default encoder: plain questions, and outsiders' questions."""

import json
from pathlib import Path

import pytest

from corpus.home import SAMPLES

pytestmark = pytest.mark.model
ASKED = json.loads(Path(__file__).with_name("samples.json").read_text("utf-8"))
PARTS = {"calibrated": ASKED, "held out": ASKED["held_out"]}


@pytest.fixture(scope="session")
def samples(minilm, open_samples):
    """An engine over the sample collection."""
    return open_samples(minilm)


def answers(engine, question):
    """The articles among the first three hits, without the collection's name."""
    return [hit.article.id.removeprefix("articles/") for hit in engine.search(question).hits[:3]]


def refused(engine, questions):
    """The questions that are told that nothing answers them."""
    return [question for question in questions if engine.search(question).relevance == "none"]


def test_every_question_names_an_article_that_is_there():
    """A renamed sample would fail quietly as one miss of forty."""
    asked = [*ASKED["answerable"], *ASKED["held_out"]["answerable"]]

    assert [each["article"] for each in asked if not (SAMPLES / each["article"]).is_file()] == []


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_nine_of_ten_questions_find_their_article_in_three_hits(samples, part):
    """Asked in a person's own words, not in the article's."""
    asked = part["answerable"]
    missed = [each for each in asked if each["article"] not in answers(samples, each["question"])]

    assert len(missed) <= len(asked) / 10, missed


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_nine_of_ten_outsiders_get_no_hit(samples, part):
    """Cars, cooking and football are not answered with mental-health articles."""
    asked = part["outsiders"]

    assert len(refused(samples, asked)) >= 0.9 * len(asked), set(asked) - set(
        refused(samples, asked)
    )


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_at_most_one_answerable_question_in_twenty_is_refused(samples, part):
    """Turning a person away costs more than a loosely related passage."""
    asked = [each["question"] for each in part["answerable"]]

    assert len(refused(samples, asked)) <= len(asked) / 20, refused(samples, asked)


TERMS = {  # that stand in an article, and are near to it in meaning under no encoder
    "sliding scale": "askwell-circle/paying-for-therapy.html",
    "ERP": "fernhollow-clinic/obsessive-compulsive-disorder.html",
    "body scan": "catatan-teduh/mindfulness.html",
}


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_found_where_it_stands(samples, term):
    """Whoever types it looks for it."""
    assert answers(samples, term)[0] == TERMS[term]
