"""A curator's questions on the tiny home, which is read and never changed."""

import hashlib
from dataclasses import replace

import pytest

from corpus.passages import PassageRecipe
from index.named import Named
from search.answer_place import AnswerPlace, find_answer, is_shown
from search.engine import SearchEngine
from search.judged import EvaluationError
from search.measured import measure_folder, measure_own
from search.named_article import find_article, names_of
from search.own_questions import evaluate_own, own_questions
from search.query import MODES
from search.questions_csv import Asked

SLEEP, PANIC = "tiny/sleep.md", "tiny/panic.md"
KNOWN = (
    Named(0, "blog/anger.md", "https://oak.example/anger", "/home/x/blog/anger.md"),
    Named(1, "blog/sleep.md", "http://www.harbour.example/sleep/#top", "/home/x/blog/sleep.md"),
    Named(2, "site/sleep.md", "", "/home/x/site/sleep.md"),
    Named(3, "note-2.txt", "https://oak.example/anger", "/home/x/note.txt"),
    Named(4, "leaflet", "", "-"),
)


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("blog/sleep.md", "blog/sleep.md"),
        ("https://harbour.example/sleep", "blog/sleep.md"),
        ("HTTPS://WWW.harbour.example/sleep/#later", "blog/sleep.md"),
        ("/home/x/site/sleep.md", "site/sleep.md"),
        ("site\\sleep.md", "site/sleep.md"),
        ("x/site/sleep.md", "site/sleep.md"),
        ("anger.md", "blog/anger.md"),
        ("note.txt", "note-2.txt"),
        ("leaflet", "leaflet"),
    ],
)
def test_an_article_is_found_by_any_of_its_names(name, article):
    """By id, address, path, or the end of a path that only one has."""
    found = find_article(name, names_of(KNOWN))

    assert isinstance(found, Named)
    assert found.id == article


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sleep.md", "'sleep.md' may be blog/sleep.md or site/sleep.md"),
        ("https://oak.example/anger", "may be blog/anger.md or note-2.txt"),
        ("leep.md", "has no article 'leep.md'"),
        ("blog/angr.md", "'blog/angr.md'; did you mean blog/anger.md"),
        ("https://harbour.example/", "no article 'https://harbour.example/'"),
        ("/", "no article '/'"),
        ("\x1b[31m", r"'\x1b[31m'"),
    ],
)
def test_a_name_of_none_or_several_is_told(name, reason):
    """Never guessed."""
    found = find_article(name, names_of(KNOWN))

    assert isinstance(found, str)
    assert reason in found


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        ("rise EARLY", "Rise, early"),
        ("“Rest well”", "Rest well"),
        ("Rest\n well. Rise", "Rest well. Rise"),
        ("early", "early"),
        ("est well", None),
        ("", None),
        ("!?", None),
    ],
)
def test_an_answers_words_are_found_whole(answer, place):
    """Whatever stands between them; half a word is none."""
    text = "Rest well. Rise, early!"

    found = find_answer(0, text, answer)

    assert (found and text[found.start : found.end]) == place


def test_half_an_answer_must_be_shown(engine):
    """Of the same article; where a passage begins may cut an answer in two."""
    passage = engine.index.passages.passages_of(SLEEP)[0].passage
    place = AnswerPlace(3, passage.start, passage.end)

    assert is_shown(place, 3, passage)
    assert not is_shown(place, 4, passage)
    assert is_shown(place._replace(end=2 * place.end - place.start), 3, passage)
    assert not is_shown(place._replace(end=2 * place.end - place.start + 1), 3, passage)


def test_questions_are_asked_of_what_is_there(engine):
    """Rows of one question are one question with two articles; the rest is told."""
    asked = [
        Asked(2, "How do I sleep better?", "sleep.md", "Get up at the same hour every morning"),
        Asked(3, "how do i sleep BETTER?", "worry.txt", "words that stand nowhere"),
        Asked(4, "What is panic", "nowhere.md"),
        Asked(5, "", "anger.md"),
        Asked(6, "What is grief", ""),
    ]

    own = own_questions(asked, engine.index)

    assert own.questions == {"2": "How do I sleep better?"}
    assert own.qrels == {"2": {SLEEP: 1, "tiny/worry.txt": 1}}
    assert [(left.row, left.part) for left in own.left_out] == [
        (3, "answer"), (4, "row"), (5, "row"), (6, "row"),
    ]  # fmt: skip
    assert [left.reason for left in own.left_out[2:]] == ["it has no question", "it has no article"]


def test_at_least_one_question_is_needed(engine):
    """A mean over nothing would be no number; the first rows are named."""
    with pytest.raises(EvaluationError, match=r"Nothing can be measured.*Row 2: .*'nowhere.md'"):
        own_questions([Asked(2, "What is panic", "nowhere.md")], engine.index)
    with pytest.raises(EvaluationError, match="Nothing can be measured"):
        own_questions([], engine.index)


def test_measures_are_those_of_what_a_search_shows(engine):
    """The words of its own text find an article and the answer first; of a question without any
    word in it nothing is found.
    """
    asked = [
        Asked(2, "sudden wave of fear", PANIC, "A panic attack is a sudden wave of fear"),
        Asked(3, "???", PANIC, "Name five things that you can see"),
        Asked(4, "sudden wave of fear?", SLEEP),
    ]

    found = list(evaluate_own(own_questions(asked, engine.index), engine, modes=MODES))

    assert [each.mode for each in found] == list(MODES)
    words = found[2].by_question
    assert (words["2"]["RR@10"], words["2"]["answer@10"]) == (1, 1)
    assert (words["3"]["RR@10"], words["3"]["answer@10"]) == (0, 0)
    assert "answer@10" not in words["4"]
    assert found[2].measures["answer@10"] == 0.5


def test_articles_that_say_the_same_count_as_one(copied_home):
    """Whichever of the three a curator names, and whichever is found first."""
    with SearchEngine.open(copied_home).index as index:
        engine = replace(SearchEngine.open(copied_home), index=index)
        ids = [id for id in index.passages.ids() if id.endswith(("night.md", "mirror.md"))]
        answer = "Put the screen away an hour before bedtime"
        asked = [
            Asked(2, "Keep the bed for sleeping", ids[0], answer),
            Asked(3, "Put the screen away before bedtime", ids[1], answer),
            Asked(4, "Put the screen away", ids[0]),
            Asked(5, "Put the screen away", SLEEP),
        ]

        found = next(evaluate_own(own_questions(asked, index), engine, modes=("words",)))

    assert len(ids) == 2
    for measured in found.by_question.values():
        assert set(measured.values()) == {1.0}


def test_without_weights_only_words_are_measured(engine):
    """Three times the same figures would be taken for three modes."""
    blind = replace(engine, encoder=None, note="Only words are searched: no weights.")
    own = own_questions([Asked(2, "panic", PANIC)], engine.index)

    with pytest.raises(EvaluationError, match=r"Only words can be measured.*--mode words"):
        list(evaluate_own(own, blind))
    assert [each.mode for each in evaluate_own(own, blind, modes=("words",))] == ["words"]


def test_a_home_is_only_read(tiny_home, tmp_path):
    """Every byte and every name of a file is as before."""
    table = tmp_path / "questions.csv"
    table.write_text("question,article\nwhat helps against panic,panic.md\n", "utf-8")
    before = contents(tiny_home)

    made = measure_own(table, tiny_home)

    assert contents(tiny_home) == before
    assert made.run.encoder == "hashing-256@2"
    assert made.run.questions == 1
    assert made.run.index.startswith("000001-")


def contents(folder):
    """The digest of each file of a folder."""
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_baseline_of_other_questions_is_refused_before_the_work(tiny_home, tmp_path):
    """Also when only the article that answers is another."""
    table = tmp_path / "questions.csv"
    table.write_text("question,article\nwhat helps against panic,panic.md\n", "utf-8")
    before = measure_own(table, tiny_home, modes=("words",)).run
    table.write_text("question,article\nwhat helps against panic,anger.md\n", "utf-8")

    with pytest.raises(EvaluationError, match="articles that answer them are not the same"):
        measure_own(table, tiny_home, modes=("words",), baseline=before)


def test_a_folder_says_how_it_was_measured(tmp_path):
    """In a run, under the encoder's full name."""
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d", "text": "Sleep well, rise early."}')
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "sleep early"}')
    (tmp_path / "qrels" / "dev.tsv").write_text("q\td\t1\n")

    run = measure_folder(
        tmp_path, encoder="hashing", split="dev", passages=PassageRecipe(max_tokens=64)
    ).run

    assert (run.encoder, run.index) == ("hashing-256@2", "temporary")
    assert run.settings == {"split": "dev", "max_tokens": 64, "documents": 1}
    assert run.modes["best"]["q"]["RR@10"] == 1
