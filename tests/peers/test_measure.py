"""One peer on one task: the protocol with real child processes."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.peers.adapters.protocol import Document, each_once, read_rows, write_rows
from benchmarks.peers.environments import PeerMissingError
from benchmarks.peers.measure import installed_megabytes, measure, quality, watch
from benchmarks.peers.tasks import Task
from index.weights import KNOWN, find_weights

BY_WORDS = str(Path(__file__).with_name("by_words.py"))
ARTICLES = {
    "sleep": "Rest helps at night. Get up when you cannot sleep.",
    "panic": "A panic attack passes. Breathe out slowly until it does.",
    "grief": "Grief has no timetable. Sadness comes in waves after a loss.",
}
ASKED = {
    "q1": ("why can I not sleep at night", "sleep"),
    "q2": ("what do I do in a panic attack", "panic"),
    "q3": ("sadness after a loss", "grief"),
}


def task_of(articles):
    """A tiny task: each question has one answer."""
    return Task(
        name="tiny",
        documents=tuple(Document(name, "", text) for name, text in articles.items()),
        questions={key: question for key, (question, _) in ASKED.items()},
        qrels={key: {answer: 1} for key, (_, answer) in ASKED.items()},
    )


@pytest.fixture
def python():
    """The Python that runs the tests."""
    return Path(sys.executable)


def test_a_peer_is_built_and_asked_in_processes_of_their_own(python, tmp_path):
    """What comes back is its quality, and what both took."""
    result = measure("words", BY_WORDS, python, task_of(ARTICLES), str(tmp_path))

    assert (result.peer, result.task, result.quality) == ("words", "tiny", 1.0)
    assert 0 < result.question_p50 <= result.question_p95 < result.first
    assert min(result.build, result.build_processor, result.first_processor) > 0
    assert min(result.build_memory, result.ask_memory) > 5


def test_a_peer_that_fails_is_told_with_its_last_words(python, tmp_path):
    """So that the table says why it has no figures."""
    broken = task_of({**ARTICLES, "empty": ""})

    with pytest.raises(PeerMissingError, match="Its step 'build' failed: a document has no words"):
        measure("words", BY_WORDS, python, broken, str(tmp_path))


def test_a_process_that_says_nothing_is_told_by_its_exit_status(python):
    """Rather than by an empty line."""
    with pytest.raises(PeerMissingError, match="failed: exit status 7"):
        watch([str(python), "-c", "raise SystemExit(7)"])


def test_a_question_without_an_answer_counts_nothing():
    """It is not left out of the mean; nor is an answer at the second place a full one."""
    task = task_of(ARTICLES)

    assert quality(task, {"q1": ["sleep"], "q2": ["sleep"]}) == pytest.approx(1 / 3)
    assert quality(task, {"q1": ["grief", "sleep"]}) == pytest.approx(0.6309 / 3, abs=1e-4)


def test_an_articles_odd_letters_come_through_a_file_of_lines(tmp_path):
    """A line separator inside a text is no end of a line."""
    rows = [{"id": "a", "text": "one\u2028two\nthree"}, {"id": "b", "text": "”é"}]
    write_rows(tmp_path / "rows.jsonl", rows)

    assert read_rows(tmp_path / "rows.jsonl") == rows


def test_a_ranking_of_passages_becomes_ten_documents():
    """Each at the place of its best passage."""
    assert each_once(["b", "a", "b", *"cdefghijkl"]) == ["b", "a", *"cdefghij"]


def test_the_size_of_a_package_is_that_of_its_files(python):
    """With all that it requires, and none of what it offers as an extra."""
    alone = installed_megabytes(python, ["click"])

    assert 0.1 < alone < 5
    assert installed_megabytes(python, ["numpy"]) > alone
    assert installed_megabytes(python, ["click", "numpy"]) == pytest.approx(
        alone + installed_megabytes(python, ["numpy"])
    )


@pytest.mark.soak
@pytest.mark.model
def test_the_plain_script_answers_with_the_weights_that_are_here(reference, python):
    """It runs where the tests do; the other peers need a download."""
    model = str(find_weights(KNOWN[reference]))

    result = measure("it", "with_plain.py", python, task_of(ARTICLES), model)

    assert result.quality == 1.0


@pytest.mark.parametrize("encoder", ["minilm", "hashing"])
def test_wellread_answers_by_the_encoder_of_its_row(python, encoder):
    """Named as `wellread build --encoder` takes it; MiniLM comes with Wellread."""
    result = measure("it", "with_wellread.py", python, task_of(ARTICLES), encoder)

    assert result.quality == 1.0


def test_wellread_takes_saved_files_in_by_its_own_commands(python, tmp_path):
    """And its index has the encoder that was asked for, which the search then opens."""
    files = {name: tmp_path / f"{name}.txt" for name in ARTICLES}
    for name, text in ARTICLES.items():
        files[name].write_text(f"About {name}\n\n{text * 3}\n", "utf-8")
    saved = tuple(Document(path.name, "", "", str(path)) for path in files.values())
    qrels = {key: {f"{answer}.txt": 1} for key, (_, answer) in ASKED.items()}
    task = replace(task_of(ARTICLES), documents=saved, qrels=qrels)

    assert measure("it", "with_wellread.py", python, task, "minilm").quality == 1.0


def test_a_row_whose_encoder_is_unknown_has_no_figures(python):
    """It does not fall back on another encoder, whose figures would stand under a false name."""
    with pytest.raises(PeerMissingError, match=r"Its step 'build' failed: .*no folder"):
        measure("it", "with_wellread.py", python, task_of(ARTICLES), "/none/such")
