"""The command that measures: what it prints, what it writes, and how it ends."""

import json
import xml.etree.ElementTree as ET

import pytest

from search.evaluate import MEASURES

ARTICLES = ("anger", "burnout", "confidentiality", "grief", "loneliness", "panic", "phobia")
ROWS = "\n".join(f"{name} {number},{name}.md" for name in ARTICLES for number in range(3))


@pytest.fixture
def table(tmp_path):
    """A curator's questions: twenty-one, three of each of seven articles."""
    path = tmp_path / "questions.csv"
    path.write_text(f"question,article\n{ROWS}\n", "utf-8")
    return path


@pytest.fixture
def measured(run, tiny_home):
    """Measures the tiny home's index by words alone."""

    def measured(*words):
        return run("eval", *words, "--home", tiny_home)

    return measured


@pytest.fixture
def saved(measured, table, tmp_path):
    """A run that is saved, and one in which every question was answered as well or better."""
    path, better = tmp_path / "run.json", tmp_path / "better.json"
    measured("--csv", table, "--mode", "words", "--save", path)
    stored = json.loads(path.read_text("utf-8"))
    for each in stored["modes"]["words"].values():
        each.update(dict.fromkeys(MEASURES, 2.0))
    better.write_text(json.dumps(stored), "utf-8")
    return path, better


def test_own_questions_are_measured(measured, table):
    """A table of the modes, and the rows that are not in it."""
    with table.open("a", encoding="utf-8") as rows:
        rows.write("gardens,gardens.md\nbirds,\n")

    told, asked = measured("--csv", table), measured("--csv", table, "--json").json

    assert told.code == 0
    assert told.out.startswith("mode\tquestions\tnDCG@10\tRR@10\tR@10\tR@100\nbest\t21\t")
    assert "Left out: 2 rows\n  row 23: the index has no article 'gardens.md'" in told.out
    assert "\n  row 24: it has no article\n" in told.out
    assert set(asked["modes"]) == {"best", "meaning", "words"}
    assert [each["row"] for each in asked["left_out"]] == [23, 24]


def test_nothing_is_written_that_was_not_asked_for(measured, table, tiny_home):
    """Neither beside the questions nor in the home."""
    before = {*table.parent.iterdir(), *tiny_home.rglob("*")}

    measured("--csv", table, "--mode", "words")

    assert {*table.parent.iterdir(), *tiny_home.rglob("*")} == before


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_each_question_is_written_where_that_is_asked_for(measured, table, tmp_path, ending):
    """With its text, or without."""
    path = tmp_path / f"each.{ending}"
    words = ("--csv", table, "--mode", "words", "--per-question", path)

    measured(*words)
    with_texts = path.read_text("utf-8")
    measured(*words, "--without-texts")

    assert "anger 0" in with_texts
    assert "anger" not in path.read_text("utf-8")
    assert len(path.read_text("utf-8").splitlines()) == 21 + (ending == "csv")


def test_a_run_is_no_worse_than_itself(measured, table, saved):
    """The baseline is told beside it, and nothing is significant."""
    ran = measured("--csv", table, "--mode", "words", "--baseline", saved[0])

    assert ran.code == 0
    assert "words\tRR@10\t" in ran.out
    assert "0/21/0\n" in ran.out
    assert "Both answer every question alike." in ran.out


def test_a_significant_loss_leaves_with_1(measured, table, saved, tmp_path):
    """After everything is printed and written; a gain leaves with 0."""
    words = ("--csv", table, "--mode", "words", "--baseline", saved[1])
    picture, again = tmp_path / "loss.svg", tmp_path / "again.json"

    lost = measured(*words, "--json", "--picture", picture, "--save", again)
    told = measured(*words)

    assert (lost.code, told.code) == (1, 1)
    assert {each["verdict"] for each in lost.json["comparison"]["measures"]} == {"worse"}
    assert told.out.count("\tworse\n") == len(MEASURES)
    assert again.read_bytes() == saved[0].read_bytes()
    assert "worse" in ET.parse(picture).getroot()[1].text
    assert told.err == ""


def test_two_runs_are_compared(measured, saved, tmp_path):
    """Before and after, with the test, its correction and what both runs were of."""
    picture = tmp_path / "gain.svg"

    told = measured("--compare", *saved, "--picture", picture)
    found = measured("--compare", *saved, "--json").json["comparison"]

    assert told.code == 0
    assert told.out.startswith("before: questions.csv, 21 questions, hashing-256@2, index 000001-")
    assert told.out.count("\t21/0/0\tbetter\n") == len(MEASURES)
    assert "corrected for these 4 comparisons by Holm's method, and for no others" in told.out
    assert (found["test"], found["correction"]) == ("paired randomisation, two-sided", "Holm")
    first = found["measures"][0]
    assert (first["mode"], first["measure"], first["wins"]) == ("words", "nDCG@10", 21)
    assert first["interval"][0] <= first["difference"] <= first["interval"][1]
    assert first["after"] - first["before"] == pytest.approx(first["difference"])
    assert "better compared with run" in picture.read_text("utf-8")


def test_a_loss_between_two_runs_is_no_failure(measured, saved):
    """Only a baseline is a bar to be reached."""
    assert measured("--compare", *reversed(saved)).code == 0


def test_few_questions_are_said_to_be_few(measured, table, saved):
    """How many differ, and how many are needed."""
    stored = json.loads(saved[0].read_text("utf-8"))
    stored["modes"]["words"]["2"]["RR@10"] = 0.001
    saved[1].write_text(json.dumps(stored), "utf-8")

    ran = measured("--compare", *saved)

    assert "Questions that differ: 1. With fewer than 8, so many comparisons can't" in ran.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name one thing to measure"),
        (["folder", "--csv", "x.csv"], "Name one thing to measure"),
        (["--csv", "x.csv", "--encoder", "minilm"], "--encoder can't be used with --csv"),
        (["--csv", "x.csv", "--split", "dev", "--max-tokens", "64"], "--split and --max-tokens"),
        (["--compare", "a", "b", "--save", "c.json"], "--save can't be used with --compare"),
        (["--compare", "a", "b", "--mode", "best"], "--mode can't be used with --compare"),
        (["--compare", "a"], "--compare"),
        (["folder", "--picture", "p.svg"], "it needs --compare or --baseline"),
        (["folder", "--picture", "p.png"], "'p.png' does not end in .svg"),
        (["folder", "--per-question", "p.xlsx"], "does not end in .csv or .jsonl"),
        (["folder", "--save", "nowhere/p.json"], "there is no folder 'nowhere'"),
        (["folder", "--without-texts"], "--per-question"),
        (["folder", "--save", "x.json", "--baseline", "./x.json"], "write over the --baseline"),
    ],
)
def test_words_that_do_not_go_together_are_refused(measured, words, said):
    """With exit code 2, before anything is read."""
    ran = measured(*words)

    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("words", [["--csv", "nowhere.csv"], ["--compare", "a.json", "b.json"]])
def test_a_missing_file_is_told(measured, words):
    """As JSON for programs, with what to do."""
    ran = measured(*words, "--json")

    assert (ran.code, ran.json["error"]["code"]) == (1, "evaluation_failed")
    assert ran.json["error"]["hint"]


def test_a_home_without_an_index_is_told(run, table, tmp_path):
    """Nothing is built for it."""
    ran = run("eval", "--csv", table, "--home", tmp_path / "empty", "--json")

    assert (ran.code, ran.json["error"]["code"]) == (3, "index_missing")


def test_what_cannot_be_written_leaves_what_was_there(measured, table, tmp_path):
    """And no half of a file beside it."""
    (tmp_path / ".run.json.part").mkdir()
    (tmp_path / "run.json").write_text("before", "utf-8")

    ran = measured("--csv", table, "--mode", "words", "--save", tmp_path / "run.json", "--json")

    assert (ran.code, ran.json["error"]["code"]) == (1, "not_written")
    assert (tmp_path / "run.json").read_text("utf-8") == "before"
