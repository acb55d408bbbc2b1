"""The labels that cleaning is measured and trained with: whole, in order, made for these lines."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.cleaning.gold import (
    CONTENT,
    GOLD,
    HERE,
    digest,
    labels_in_order,
    read_runs,
    sample_pages,
    squeezed,
    unseen_pages,
    whole_pages,
    written_pages,
)
from benchmarks.cleaning.tables import figure, put_between_markers, share, table
from benchmarks.cleaning.train import samples_of, train
from corpus.readers.plain import read_plain
from corpus.units import segment

FILES = sorted((HERE / "labels").glob("*.json"))
KINDS = CONTENT | frozenset(
    (
        *("ad", "byline", "caption", "comment", "comment_form", "cookie", "disclaimer"),
        *("forum_ui", "link_spam", "nav", "newsletter", "privacy", "reference", "related"),
        *("share", "tags", "votes"),
    )
)
LINES = ("Home", "Panic passes.", "Breathe out slowly.", "Share this page")
RUNS = [[1, 1, 1, "nav", 0], [2, 3, 0, "body", 0], [4, 4, 1, "share", 1]]
OWN = {"written": written_pages, "unseen": unseen_pages, "samples": sample_pages}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_of_a_labelled_page_has_one_label(path):
    """Runs begin with the first line, and each goes on where the one before ended."""
    stored = json.loads(path.read_text("utf-8"))
    due = 1
    for first, last, junk, kind, doubted in stored["runs"]:
        assert first == due <= last
        assert kind in KINDS
        assert junk == (kind not in CONTENT)
        assert 0 <= doubted <= stored["passes"]  # by how many of those who labelled it
        due = last + 1
    assert stored["passes"] in (1, 2)
    assert len(stored["lines_sha256"]) == 64


def test_there_are_labels_of_212_pages_forty_by_two_passes():
    """What the README of the benchmark says."""
    passes = [json.loads(path.read_text("utf-8"))["passes"] for path in FILES]
    assert (len(passes), passes.count(2)) == (212, 40)


def test_labels_hold_no_words_of_a_page():
    """A run is three numbers, a kind and a number."""
    for path in FILES:
        stored = json.loads(path.read_text("utf-8"))
        assert set(stored) == {"lines_sha256", "passes", "runs"}
        assert all(
            [type(each) for each in run] == [int, int, int, str, int] for run in stored["runs"]
        )


def test_runs_are_read_as_a_label_for_each_line(tmp_path):
    """In the order of the lines, with kind and doubt."""
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"lines_sha256": digest(LINES), "passes": 1, "runs": RUNS}), "utf-8")
    labels = list(read_runs(path, LINES))
    assert [label.text for label in labels] == list(LINES)
    assert [label.junk for label in labels] == [True, False, False, True]
    assert [label.kind for label in labels] == ["nav", "body", "body", "share"]
    assert [label.doubted for label in labels] == [False, False, False, True]


def test_labels_of_other_lines_are_refused(tmp_path):
    """One line that changed would move the labels of all that follow."""
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"lines_sha256": digest(LINES), "passes": 1, "runs": RUNS}), "utf-8")
    with pytest.raises(ValueError, match="labels of page page were made for other lines"):
        list(read_runs(path, ("Home", "Panic passes")))


@pytest.mark.parametrize("name", OWN)
def test_our_own_pages_are_labelled_whole(name):
    """Their labels' texts joined are the page, and kinds say what is content."""
    for page in OWN[name]():
        assert {label.kind for label in page.labels} <= KINDS
        if name != "samples":  # of those, some are read from the file that they were made for
            assert squeezed(page.text) == squeezed("".join(each.text for each in page.labels))
            assert all(label.junk == (label.kind not in CONTENT) for label in page.labels)


@pytest.mark.parametrize("name", ["written", "unseen"])
def test_units_find_their_labels(name):
    """A unit that finds none is not measured; that may happen to one in a hundred."""
    found = [
        label
        for page in OWN[name]()
        for label in labels_in_order(page)(segment(read_plain(page.text)))
    ]
    assert found.count(None) <= 0.01 * len(found)


@pytest.mark.skipif(
    not GOLD.is_dir(),
    reason="../shared is not here: it is for development, and is not in the repository",
)
def test_stored_labels_were_made_for_the_lines_that_are_read_now():
    """Reading a page checks its lines against the checksum, and labels every one."""
    names = {path.stem for path in FILES}
    for page in whole_pages():
        if page.name in names:
            assert [label.text for label in page.labels] == page.text.split("\n")
            names.remove(page.name)
    assert not names


def test_training_twice_gives_the_same_weights():
    """A page of each of three sites, as it is and varied."""
    sites = {page.site: replace(page, set="pages") for page in sample_pages()}
    few = [sites[site] for site in sorted(sites)[:3]]
    once, again = (train(samples_of(few), trees=3) for _ in range(2))
    assert json.dumps(once) == json.dumps(again)


def test_a_share_is_drawn_by_site():
    """Sites of which each is all right or all wrong leave more open than as many mixed ones."""
    apart = [(str(site), site % 2 == 0) for site in range(20) for _ in range(10)]
    mixed = [(str(site), number % 2 == 0) for site in range(20) for number in range(10)]
    wide, narrow = share(apart), share(mixed)
    assert (wide.value, narrow.value, wide.units) == (0.5, 0.5, 200)
    assert (narrow.low, narrow.high) == (0.5, 0.5)
    assert wide.low < 0.35 < 0.65 < wide.high
    assert share(apart) == wide
    assert share([]) is None


def test_a_share_that_is_not_whole_is_not_called_whole():
    """One line lost in ten thousand is a line lost."""
    assert [figure(value) for value in (0.9999, 1.0, 0.0, 0.5)] == [".999", "1.000", ".000", ".500"]


def test_tables_are_put_between_their_markers(tmp_path):
    """The rest stays; a place that is missing is an error, not a table that is lost."""
    path = tmp_path / "README.md"
    path.write_text("One\n<!-- text begins -->\nold\n<!-- text ends -->\nTwo\n", "utf-8")
    for _ in range(2):
        put_between_markers(path, "text", table(["a"], [[r"\1"]]))
    marked = "<!-- text begins -->\n\n| a |\n| --- |\n| \\1 |\n\n<!-- text ends -->"
    assert path.read_text("utf-8") == f"One\n{marked}\nTwo\n"
    with pytest.raises(ValueError, match="has no markers for 'html'"):
        put_between_markers(path, "html", "")
