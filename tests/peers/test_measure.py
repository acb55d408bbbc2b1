"""One peer on one task: the protocol with real child processes."""

import sys
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
    result = measure("words", BY_WORDS, python, task_of(ARTICLES), tmp_path)

    assert (result.peer, result.task, result.quality) == ("words", "tiny", 1.0)
    assert 0 < result.question_p50 <= result.question_p95 < result.first
    assert min(result.build, result.build_processor, result.first_processor) > 0
    assert min(result.build_memory, result.ask_memory) > 5


def test_a_peer_that_fails_is_told_with_its_last_words(python, tmp_path):
    """So that the table says why it has no figures."""
    broken = task_of({**ARTICLES, "empty": ""})

    with pytest.raises(PeerMissingError, match="Its step 'build' failed: a document has no words"):
        measure("words", BY_WORDS, python, broken, tmp_path)


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


@pytest.mark.model
@pytest.mark.parametrize("adapter", ["with_plain.py", "with_wellread.py"])
def test_an_adapter_answers_with_the_weights_that_are_here(reference, python, adapter):
    """The plain script and Wellread run where the tests do; the other peers need a download."""
    model = find_weights(KNOWN[reference])

    result = measure("it", adapter, python, task_of(ARTICLES), model)

    assert result.quality == 1.0
