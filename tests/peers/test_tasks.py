"""What every peer is given."""

import json

import pytest

from benchmarks.peers.tasks import find_sets, read_samples, read_set, sampled, shown_text


@pytest.fixture
def folder(tmp_path):
    """A collection in BEIR form: ten documents, one of them empty, and two judged questions."""
    home = tmp_path / "sets" / "ten"
    (home / "qrels").mkdir(parents=True)
    rows = [{"_id": f"d{number}", "text": f"about {number}"} for number in range(9)]
    rows.append({"_id": "d9", "title": "", "text": " "})
    asked = [{"_id": f"q{number}", "text": f"what of {number}?"} for number in range(3)]
    lines = ["query-id\tcorpus-id\tscore", "q0\td0\t1", "q0\td5\t0", "q1\td1\t2", "q1\td2\t1"]
    for name, found in (("corpus", rows), ("queries", asked)):
        text = "\n".join(json.dumps(row) for row in found)
        (home / f"{name}.jsonl").write_text(text, "utf-8")
    (home / "qrels" / "test.tsv").write_text("\n".join(lines), "utf-8")
    return home


def test_a_set_has_judged_questions_and_documents_with_a_text(folder):
    """What nobody judged can't be measured; what has no text can't be found."""
    task = read_set(folder)

    assert (task.name, len(task.documents), list(task.questions)) == ("ten", 9, ["q0", "q1"])


def test_sets_are_found_in_the_order_of_their_names(folder):
    """And folders without a corpus are none."""
    (folder.parent / "other").mkdir()

    assert list(find_sets(folder.parent)) == [folder]
    assert list(find_sets(folder / "none")) == []


@pytest.mark.parametrize("documents", [1, 4, 100])
def test_a_sample_keeps_every_answer_of_its_questions(folder, documents):
    """However few documents are asked for, so that a perfect ranking measures 1.

    It has a name of its own, so that its figures never stand among those of the whole.
    """
    part = sampled(read_set(folder), documents=documents, questions=2)
    kept = {each.id for each in part.documents}

    assert part.name == "ten, a part"
    assert {"d0", "d1", "d2"} <= kept
    assert len(kept) == min(9, max(3, documents))


def test_a_sample_is_the_same_each_time(folder):
    """Every peer, and every run, is asked the same."""
    task = read_set(folder)

    assert sampled(task, documents=5, questions=1) == sampled(task, documents=5, questions=1)


def test_the_sample_collection_is_given_as_it_was_saved():
    """Fifty files, each with its path, and questions whose answer is one of them."""
    task = read_samples()
    ids = {each.id for each in task.documents}

    assert len(ids) == len(task.documents) == 50
    assert all(each.path.endswith(each.id) for each in task.documents)
    assert {name for grades in task.qrels.values() for name in grades} <= ids
    assert task.questions.keys() == task.qrels.keys()


def test_all_that_a_page_shows_is_given_menus_and_buttons_too():
    """Taking out the junk is each peer's own work; tags and scripts are no text."""
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav>Home</nav>"
        "<script>var a = '<p>no</p>';</script><p>Rest &amp; sleep.</p><button>Share</button></body>"
    )

    assert shown_text(page) == "Home\nRest & sleep.\nShare"


def test_no_sample_page_loses_its_text():
    """A page whose tags are not closed could hide all that follows."""
    assert [each.id for each in read_samples().documents if len(each.text.split()) < 100] == []
