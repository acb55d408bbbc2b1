"""The marked answers stand in the articles, and the best sentence is often one of them."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.cleaning.tables import put_between_markers
from benchmarks.highlight.__main__ import BEFORE, IN_USE, end_to_end, given_the_passage
from benchmarks.highlight.answers import Marked, is_held_out, read_answers
from benchmarks.highlight.choosers import (
    IndexedNearness,
    MostWords,
    WithMeaning,
    WordsAndCues,
    in_order,
)
from benchmarks.highlight.measure import (
    Case,
    Found,
    cases_in,
    chance,
    gain,
    measure,
    measure_found,
    reciprocal_rank,
    search_for,
)
from corpus.article import Article, Passage, Span
from search.query import make_query

ANSWERS = list(read_answers())
HELD_OUT = [False, True]


@pytest.fixture(scope="module")
def samples(open_samples):
    """The sample collection, cleaned; no model is asked for."""
    return open_samples("hashing")


@pytest.fixture(scope="module")
def articles(samples):
    """The cleaned articles by name."""
    located = samples.index.passages.located(range(len(samples.index.vectors)))
    return {article.id.removeprefix("articles/"): article for _, _, article in located}


@pytest.fixture(scope="module")
def cases(samples):
    """Every question with its passage."""
    return list(cases_in(samples, ANSWERS))


@pytest.fixture
def case():
    """Three sentences, the third marked."""
    lines = ("Rest helps.", "Panic comes and goes.", "It ends within ten minutes.")
    text = " ".join(lines)
    starts = [text.index(line) for line in lines]
    spans = tuple(
        Span(start, start + len(line), "sentence", 0, 0)
        for start, line in zip(starts, lines, strict=True)
    )
    article = Article(id="articles/a.md", title="A", text=text, spans=spans)
    passage = Passage(article_id=article.id, ordinal=0, start=0, end=len(text), text=text)
    return Case(Marked("a.md", "how long is panic", (lines[2],)), article, passage)


def test_there_are_questions_to_every_article(articles):
    """Enough of them, none asked twice of an article, all with an answer."""
    counted = Counter(each.article for each in ANSWERS)

    assert counted.keys() == articles.keys()
    assert min(counted.values()) >= 5
    assert len(ANSWERS) >= 150
    assert len({(each.article, each.question) for each in ANSWERS}) == len(ANSWERS)
    assert all(each.sentences for each in ANSWERS)


@pytest.mark.parametrize("marked", ANSWERS, ids=lambda marked: marked.question)
def test_every_marked_sentence_stands_in_its_cleaned_article(articles, marked):
    """Once, as a unit of its own that is no heading; no two of a question are the same."""
    article = articles[marked.article]
    units = Counter(
        article.text[span.start : span.end] for span in article.spans if span.kind != "heading"
    )

    assert {sentence: units[sentence] for sentence in marked.sentences} == dict.fromkeys(
        marked.sentences, 1
    )
    assert len(set(marked.sentences)) == len(marked.sentences)


def test_questions_are_not_in_the_articles_words(articles):
    """No question stands in its article, not even as a heading."""
    said = [
        each.question
        for each in ANSWERS
        if each.question.lower().rstrip("?") in articles[each.article].text.lower()
    ]

    assert said == []


def test_a_third_of_the_articles_is_held_out():
    """By name, so that a new question never moves an article to the other side."""
    names = {each.article for each in ANSWERS}

    assert 0.25 < sum(map(is_held_out, names)) / len(names) < 0.4
    assert all(each.held_out == is_held_out(each.article) for each in ANSWERS)


@pytest.mark.parametrize("held_out", HELD_OUT, ids=["development", "held out"])
def test_six_of_ten_questions_are_shown_an_acceptable_sentence(samples, cases, held_out):
    """Given a passage, without any vector; more than by most words, and by far than by lot.

    The hashing encoder counts tokens its own way, so passages are longer here than MiniLM's.
    """
    half = [case for case in cases if case.marked.held_out == held_out]
    words = samples.index.words
    now, before = (measure(half, chooser(words)) for chooser in (WordsAndCues, MostWords))

    assert now.right.value >= 0.6
    assert now.rank > before.rank
    assert now.right.value > before.right.value > chance(half)
    assert now.right.value > measure(half, in_order).right.value
    assert gain(half, WordsAndCues(words), MostWords(words)).startswith("+")


@pytest.mark.model
@pytest.mark.parametrize("held_out", HELD_OUT, ids=["development", "held out"])
def test_with_the_index_s_sentences_three_of_four_are(minilm, open_samples, held_out):
    """As they were read in their passages, in two bits a number; more than by words alone."""
    engine = open_samples(minilm)
    half = list(cases_in(engine, [each for each in ANSWERS if each.held_out == held_out]))
    words = engine.index.words
    near = WithMeaning(IndexedNearness(engine.index, engine.encoder), words)

    assert measure(half, near).right.value >= 0.75
    assert gain(half, near, WordsAndCues(words)).startswith("+0.0")


@pytest.mark.model
def test_a_search_shows_the_sentence_that_the_measure_counts(minilm, open_samples):
    """By words and nearness; where only words are searched, by words."""
    engine = open_samples(minilm)
    words = engine.index.words
    near = WithMeaning(IndexedNearness(engine.index, engine.encoder), words)
    differ = 0
    for question in (each.question for each in ANSWERS[::20]):
        for mode, rank in (("best", near), ("meaning", near), ("words", WordsAndCues(words))):
            query = replace(make_query(question, mode=mode), exact_words=True)
            for hit in engine.search(query).hits:
                best = rank(hit.article, hit.passage, question)[0]
                assert hit.best_sentence == best
                differ += best != WordsAndCues(words)(hit.article, hit.passage, question)[0]
    assert differ > 0


def test_a_reciprocal_rank_counts_to_the_first_acceptable_sentence(case):
    """Third is a third; lot would be right once in three times."""
    assert reciprocal_rank(case, in_order) == pytest.approx(1 / 3)
    assert chance([case]) == pytest.approx(1 / 3)
    assert gain([case], in_order, in_order) == "+0.000 [+0.000, +0.000]"


def test_a_measure_is_a_mean_over_the_questions(case):
    """One right at once, one only third."""

    def right_of_b(article, passage, question):
        places = in_order(article, passage, question)
        return places[::-1] if question == "b" else places

    other = case._replace(marked=case.marked._replace(article="b.md", question="b"))
    measured = measure([case, other], right_of_b)

    assert measured.right.value == 0.5
    assert measured.rank == pytest.approx(2 / 3)
    assert measured.rank_low <= measured.rank <= measured.rank_high
    assert measured.cells[0].startswith(".500 [")


def test_nothing_is_no_measure():
    """Rather than a share of nothing."""
    with pytest.raises(ValueError, match="no question"):
        measure([], in_order)


def test_a_mark_that_no_passage_holds_is_told(samples):
    """A changed article would otherwise drop out of the measure."""
    lost = Marked(ANSWERS[0].article, "why", ("No article says this.",))

    with pytest.raises(ValueError, match="No article says this"):
        list(cases_in(samples, [lost]))


def test_only_the_marked_article_counts_in_a_search(case):
    """The same sentence of another article is not accepted; no hit is no answer."""
    same = (case.article, case.passage)
    other = (Article(id="articles/b.md", title="B", text=case.article.text), case.passage)

    def last(article, passage, question):
        return in_order(case.article, passage, question)[::-1]

    found = [Found(case.marked, hits) for hits in [(same, other), (other, same), ()]]
    met = measure_found(found, last)

    assert [each.first_holds_one for each in found] == [True, False, False]
    assert met.article.value == met.sentence.value == pytest.approx(1 / 3)
    assert met.in_three.value == pytest.approx(2 / 3)
    assert met.given_passage == met.given_passage._replace(value=1.0, units=1)


def test_the_search_is_asked_and_its_tables_are_written(samples, cases, tmp_path):
    """A few questions through the real engine, to Markdown between the markers."""
    few = [*cases[:4], *(case for case in cases if not case.marked.held_out)][:8]
    found = list(search_for(samples, [case.marked for case in few]))
    words = samples.index.words
    indexed = IndexedNearness(samples.index, samples.encoder)
    rankers = {BEFORE: WordsAndCues(words), IN_USE: WithMeaning(indexed, words)}
    readme = tmp_path / "README.md"
    readme.write_text("<!-- t begins -->\n<!-- t ends -->\n", "utf-8")

    put_between_markers(readme, "t", given_the_passage(few, rankers))

    assert "4 questions development, 4 questions held out" in readme.read_text("utf-8")
    assert IN_USE in readme.read_text("utf-8")
    assert end_to_end(found, rankers).count("\n") == 1 + 2 * (len(rankers) + 1)
    assert all(len(each.hits) <= 3 for each in found)


def test_answers_are_read_as_they_are_written(tmp_path):
    """The best sentence first."""
    path = tmp_path / "answers.json"
    marks = {"a.md": [{"question": "why", "sentences": ["Because.", "So."]}]}
    path.write_text(json.dumps(marks), "utf-8")

    assert list(read_answers(path)) == [Marked("a.md", "why", ("Because.", "So."))]
