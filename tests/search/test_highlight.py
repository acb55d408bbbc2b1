"""The sentence that is shown in bold, and the words that are marked."""

import pytest

from corpus.article import Article, Passage, Span
from index.words import english
from search.highlight import best_sentence, sentences_in, words_in
from search.hit import Place

SENTENCES = ("Rest matters.", "Breathe slowly when panic comes.", "Panic passes.")
HEADING = "Panic and breathing"


def terms(text):
    """Stems by the index's own analyser."""
    return english().analyze(text)


@pytest.fixture
def article():
    """A heading and three sentences, a line each."""
    spans, start = [], 0
    for line in (HEADING, *SENTENCES):
        kind = "heading" if line == HEADING else "sentence"
        spans.append(Span(start, start + len(line), kind, len(spans), 0))
        start += len(line) + 1
    return Article(id="a", title="A", text="\n".join((HEADING, *SENTENCES)), spans=tuple(spans))


@pytest.fixture
def passage(article):
    """The three sentences, without the heading."""
    start = article.spans[1].start
    text = article.text[start:]
    return Passage(article_id="a", ordinal=0, start=start, end=len(article.text), text=text)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("how do I breathe when panic comes", SENTENCES[1]),
        ("passing", SENTENCES[2]),
        ("resting", SENTENCES[0]),
        ("nothing of the kind", SENTENCES[0]),
        ("the and of", SENTENCES[0]),
    ],
)
def test_the_sentence_with_most_of_the_question_is_best(article, passage, question, best):
    """By stems; the shorter of two with as many words, the first where none has any."""
    start, end = best_sentence(article, passage, question, terms)

    assert article.text[start:end] == best


def test_a_heading_is_never_the_best_sentence(article, passage):
    """It is shown above the passage, and is not part of it."""
    whole = Passage(article_id="a", ordinal=0, start=0, end=len(article.text), text=article.text)

    assert len(sentences_in(article, whole)) == 3


def test_part_of_a_sentence_is_its_own_best_sentence(article):
    """Where a long sentence was divided, the passage itself is the place."""
    part = Passage(article_id="a", ordinal=0, start=36, end=48, text=article.text[36:48])

    assert sentences_in(article, part) == [Place(36, 48)]


def test_the_best_sentence_lies_inside_its_passage_and_is_always_the_same(engine):
    """For every hit of the tiny home, asked twice."""
    question = "who can help me with fear, anger or sleep"
    once, again = (engine.search(question, count=50, per_article=50) for _ in range(2))

    assert [hit.best_sentence for hit in once.hits] == [hit.best_sentence for hit in again.hits]
    assert all(
        hit.passage.start <= hit.best_sentence.start < hit.best_sentence.end <= hit.passage.end
        for hit in once.hits
    )


def test_words_are_found_by_their_stem():
    """In any form and case, stop words left out, at their very places."""
    text = "Sleeping badly? Most sleepers do; a sleepless night is no illness."

    places = words_in(text, "how do I sleep at night", terms)

    assert [text[start:end] for start, end in places] == ["Sleeping", "night"]


def test_a_text_without_the_words_has_no_places():
    """Nor has any text, for a question of stop words."""
    assert words_in("Anger passes.", "sleep", terms) == []
    assert words_in("What is it?", "what is it", terms) == []
