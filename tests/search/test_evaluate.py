"""A ranking's measures, on a collection small enough to work them out by hand."""

import json
import math
import sys

import pytest

from index.encoders.hashing import HashingEncoder
from search.evaluate import evaluate, means, measure_each
from search.judged import EvaluationError, read_judged

DOCUMENTS = {
    "d1": ("Sleep", "Sleep well by rising early each day and resting in a dark room."),
    "d2": ("Panic", "Panic passes when breathing slows, and the pounding heart grows calm."),
    "d3": ("Grief", "Grief needs company, patience and somebody who listens to memories."),
    "empty": ("", "  "),
}
QUESTIONS = {"q1": "sleep early", "q2": "panic breathing", "q3": "what is it", "q4": "unjudged"}
QRELS = (("q1", "d1", 1), ("q1", "d2", 0), ("q2", "d3", 1), ("q3", "d1", 1))


def write_lines(path, rows):
    """A JSONL file."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def folder(tmp_path):
    """The collection in BEIR form."""
    write_lines(
        tmp_path / "corpus.jsonl",
        [{"_id": name, "title": title, "text": text} for name, (title, text) in DOCUMENTS.items()],
    )
    write_lines(
        tmp_path / "queries.jsonl",
        [{"_id": name, "text": text, "metadata": {}} for name, text in QUESTIONS.items()],
    )
    (tmp_path / "qrels").mkdir()
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in QRELS)]
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def test_measures_are_those_worked_out_by_hand():
    """Graded gains are linear, as trec_eval has them.

    One question. Its run is a, b, c; a is not judged, b has grade 1, c has grade 2.
    DCG = 1/log2(3) + 2/log2(4) = 0.6309 + 1 = 1.6309; the ideal c, b gives 2 + 0.6309 = 2.6309.
    nDCG@10 = 1.6309 / 2.6309 = 0.6199. The first relevant one stands at rank 2: RR@10 = 1/2.
    Both are among the ten: R@10 = R@100 = 1.
    """
    found = measure_each({"q": {"b": 1, "c": 2}}, {"q": {"a": 0.9, "b": 0.8, "c": 0.7}})["q"]

    ideal = 2 + 1 / math.log2(3)
    assert found["nDCG@10"] == pytest.approx((1 / math.log2(3) + 1) / ideal)
    assert found["nDCG@10"] == pytest.approx(0.6199, abs=1e-4)
    assert found["RR@10"] == 0.5
    assert found["R@10"] == found["R@100"] == 1


def test_a_question_without_any_answer_counts_as_nought():
    """Two questions, one answered at rank 1: every mean is 1/2."""
    found = measure_each({"q1": {"a": 1}, "q2": {"b": 1}}, {"q1": {"a": 1.0}, "q2": {}})

    assert found["q2"] == {"nDCG@10": 0, "RR@10": 0, "R@10": 0, "R@100": 0}
    assert means(found) == {"nDCG@10": 0.5, "RR@10": 0.5, "R@10": 0.5, "R@100": 0.5}


def test_reads_a_collection(folder):
    """Documents without text and questions without a judgement are left out."""
    judged = read_judged(folder, split="test")

    assert [prepared.article.id for prepared in judged.articles] == ["d1", "d2", "d3"]
    assert list(judged.questions) == ["q1", "q2", "q3"]
    assert judged.qrels["q1"] == {"d1": 1, "d2": 0}
    assert judged.articles[0].article.text == DOCUMENTS["d1"][1]


def test_evaluates_each_mode_in_turn(folder):
    """By words: q1 finds d1 first (1), q2 finds only d2, which is not its answer (0), and q3 is
    of stop words alone and finds nothing (0). Every measure is 1/3.
    """
    found = list(
        evaluate(read_judged(folder, split="test"), HashingEncoder(), modes=("words", "best"))
    )

    assert [each.mode for each in found] == ["words", "best"]
    assert [each.questions for each in found] == [3, 3]
    assert found[0].measures == {
        name: pytest.approx(1 / 3) for name in ("nDCG@10", "RR@10", "R@10", "R@100")
    }
    assert found[1].measures["R@100"] == 1  # meaning ranks all three documents
    assert [each["RR@10"] for each in found[0].by_question.values()] == [1, 0, 0]


def test_a_judgement_of_a_question_without_text_is_not_in_the_mean(folder):
    """Nobody could ask it."""
    with (folder / "qrels" / "test.tsv").open("a", encoding="utf-8") as lines:
        lines.write("q9\td1\t1\n")

    found = next(evaluate(read_judged(folder, split="test"), HashingEncoder(), modes=("words",)))

    assert list(found.by_question) == ["q1", "q2", "q3"]
    assert found.measures["RR@10"] == pytest.approx(1 / 3)


def test_missing_measures_are_told_before_the_work(folder, monkeypatch):
    """With the extra that brings them."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)

    with pytest.raises(EvaluationError, match=r"ir-measures.*wellread\[eval\]"):
        next(evaluate(read_judged(folder, split="test"), HashingEncoder()))


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(folder, missing):
    """With what a test collection needs."""
    (folder / missing).unlink()

    with pytest.raises(EvaluationError, match=rf"no test collection.*{missing}.*It needs corpus"):
        read_judged(folder, split="test")


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl", '{"_id": "d1"}', "'text'"),
        ("queries.jsonl", "not JSON", "Expecting value"),
        ("qrels/test.tsv", "q1 d1 1", "unpack"),
        ("qrels/test.tsv", "a\tb\tc\nq1\td1\thigh", "'high'"),
        ("corpus.jsonl", '["d1"]', "corpus.jsonl has a line that is no object"),
    ],
)
def test_a_file_of_another_form_is_refused(folder, file, content, said):
    """The message says what is wrong with it."""
    (folder / file).write_text(content, "utf-8")

    with pytest.raises(EvaluationError, match=rf"no test collection:.*{said}"):
        read_judged(folder, split="test")


@pytest.mark.parametrize(
    ("file", "content"), [("corpus.jsonl", ""), ("qrels/test.tsv", "a\tb\tc\nq9\td1\t1\n")]
)
def test_a_collection_without_a_judged_question_is_refused(folder, file, content):
    """A mean over nothing would be no number."""
    (folder / file).write_text(content, "utf-8")

    with pytest.raises(EvaluationError, match="has nothing to measure"):
        read_judged(folder, split="test")
