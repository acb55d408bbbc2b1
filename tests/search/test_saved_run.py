"""Runs in files: what is kept, what is not, and what is refused."""

import json

import pytest

from search.judged import EvaluationError
from search.per_question import as_csv, as_jsonl
from search.saved_run import Run, as_json, judged_digest, read_run

TEXTS = {"q1": "=HYPERLINK(1)", "q2": "why can’t I sleep, again;\nand again"}


@pytest.fixture
def run():
    """A run of two questions, one with a known answer."""
    return Run(
        collection="set",
        judged=judged_digest(TEXTS, {"q1": {"a": 1}, "q2": {"b": 1}}),
        questions=2,
        encoder="hashing-256@2",
        index="000001-ab@cd",
        settings={"split": "test", "max_tokens": 160},
        modes={
            "best": {"q1": {"RR@10": 0.5, "answer@10": 1.0}, "q2": {"RR@10": 1 / 3}},
            "words": {"q1": {"RR@10": 0.0, "answer@10": 0.0}, "q2": {"RR@10": 1.0}},
        },
    )


def test_a_run_comes_back_as_it_was(run, tmp_path):
    """Every digit and the order; the same run gives the same bytes."""
    path = tmp_path / "run.json"
    path.write_text(as_json(run), "utf-8")

    assert read_run(path) == run
    assert as_json(read_run(path)) == as_json(run)


def test_no_text_is_kept(run):
    """Nor the name of any article that answers."""
    assert "sleep" not in as_json(run)
    assert set(json.loads(as_json(run))) == {
        "wellread_run", "collection", "judged", "questions", "encoder", "index", "settings",
        "modes",
    }  # fmt: skip


def test_the_digest_is_of_questions_and_answers():
    """In any order; another word or another article gives another."""
    qrels = {"q1": {"a": 1, "b": 1}, "q2": {"b": 1}, "unasked": {"c": 1}}
    turned = {"q2": {"b": 1}, "q1": {"b": 1, "a": 1}}
    digest = judged_digest(TEXTS, qrels)

    assert judged_digest(dict(reversed(TEXTS.items())), turned) == digest
    assert judged_digest(TEXTS | {"q1": "else"}, qrels) != digest
    assert judged_digest(TEXTS, qrels | {"q2": {"a": 1}}) != digest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"wellread_run": 2}, "it is of form 2, and only 1 is known"),
        ({"modes": {}}, r"it has no measures\. "),
        ({"modes": {"best": {"q1": {"RR@10": "high"}}}}, "it has no measures"),
        ({"modes": {"best": {"q1": {"RR@10": float("nan")}}}}, "nothing here could have found"),
        ({"modes": {"guess": {"q1": {"RR@10": 1.0}}}}, "nothing here could have found"),
        ({"modes": ["best"]}, "no attribute"),
        ({"more": 1}, "more"),
    ],
)
def test_a_file_of_another_form_is_refused(run, tmp_path, change, said):
    """With what is wrong, and how a run is saved."""
    path = tmp_path / "run.json"
    path.write_text(json.dumps(json.loads(as_json(run)) | change), "utf-8")

    with pytest.raises(EvaluationError, match=rf"is no saved run: .*{said}.*--save FILE"):
        read_run(path)


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff\xfe", b"not JSON"])
def test_what_is_no_json_object_is_refused(tmp_path, content):
    """Nothing of it is taken for a run."""
    path = tmp_path / "run.json"
    path.write_bytes(content)

    with pytest.raises(EvaluationError, match="is no saved run"):
        read_run(path)


def test_the_table_has_a_column_a_measure_and_no_formula(run):
    """Mode by mode; what was not measured is empty, and Excel sees UTF-8."""
    assert as_csv(run, TEXTS) == (
        "\ufeffquestion,text,best RR@10,best answer@10,words RR@10,words answer@10\r\n"
        "q1,'=HYPERLINK(1),0.5,1.0,0.0,0.0\r\n"
        'q2,"why can’t I sleep, again;\nand again",0.3333333333333333,,1.0,\r\n'
    )


def test_texts_are_left_out_where_that_is_asked_for(run):
    """Of the table and of the lines."""
    assert as_csv(run).splitlines()[0].startswith("\ufeffquestion,best RR@10")
    assert "HYPERLINK" not in as_csv(run) + as_jsonl(run)


def test_the_lines_have_every_text_as_it_is(run):
    """Programs compute no formulas."""
    first, second = map(json.loads, as_jsonl(run, TEXTS).splitlines())

    assert list(first) == ["question", "text", "best", "words"]
    assert (first["text"], second["text"]) == (TEXTS["q1"], TEXTS["q2"])
    assert first["best"] == {"RR@10": 0.5, "answer@10": 1.0}
