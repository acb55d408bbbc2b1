"""The file that the log of builds is: how long it grows, what of it is believed and forgotten."""

import json

import pytest

from index.history import KEPT, LOG, Entry, forget_in_log, note_build, read_history
from index.manifest import LeftOut

FIRST = Entry("2026-11-23T00:00", "published")


def lines_of(home):
    """The log's lines."""
    return (home / LOG).read_text("utf-8", "replace").splitlines()


def test_what_an_earlier_wellread_did_not_note_counts_as_nothing(tmp_path):
    """Its entry had fewer fields."""
    line = {"at": FIRST.at, "end": "published", "left_out": [], "reconsidered": []}
    (tmp_path / LOG).write_text(json.dumps(line) + "\n", "utf-8")

    [entry] = read_history(tmp_path)

    assert entry == FIRST
    assert not any(entry[2:])


def test_a_home_is_made_for_its_first_entry(tmp_path):
    """With the folders above it; there already, it is used."""
    for _ in range(2):
        note_build(tmp_path / "a" / "home", FIRST)
    assert len(lines_of(tmp_path / "a" / "home")) == 2


@pytest.mark.parametrize(("before", "after"), [(398, 399), (399, 200)])
def test_the_older_half_of_four_hundred_entries_is_let_go(tmp_path, before, after):
    """Not each time that one comes."""
    entries = [FIRST._replace(added=number) for number in range(before)]
    text = "".join(
        json.dumps(each._asdict() | {"left_out": [], "reconsidered": []}) + "\n" for each in entries
    )
    (tmp_path / LOG).write_text(text, "utf-8")

    note_build(tmp_path, FIRST._replace(added=9999))

    assert len(lines_of(tmp_path)) == after
    found = read_history(tmp_path)
    assert [each.added for each in found[:2]] == [9999, before - 1]
    assert len(found) == min(after, 2 * KEPT)


def test_bytes_that_are_no_text_damage_their_line_alone(tmp_path):
    """As a disk may leave them; the log goes on behind them."""
    note_build(tmp_path, FIRST)
    with (tmp_path / LOG).open("ab") as file:
        file.write(b"\xff\xfe\n")
    note_build(tmp_path, FIRST._replace(added=1))

    assert [each.added for each in read_history(tmp_path)] == [1, 0]


def noted(tmp_path):
    """A log of three builds, two of which name an article, and a damaged line that does."""
    left = (LeftOut("tä.md", "", "Too short."), LeftOut("b.md", "", "Too long."))
    note_build(tmp_path, FIRST._replace(added=1, left_out=left, left_out_count=2))
    note_build(tmp_path, FIRST._replace(added=2, error="'tä.md' can't be read"))
    note_build(tmp_path, FIRST._replace(added=3, error="The disk is full."))
    with (tmp_path / LOG).open("ab") as file:
        file.write("{tä.md\n{b.md\n".encode())


def test_a_forgotten_article_is_named_in_no_entry(tmp_path):
    """What else an entry says stays, and so do lines of others, damaged as they are."""
    noted(tmp_path)

    forget_in_log(tmp_path, ["tä.md"])

    last, failed, built = read_history(tmp_path)
    assert [each.id for each in built.left_out] == ["b.md"]
    assert (built.added, built.left_out_count) == (1, 2)
    assert (failed.added, failed.error) == (2, "")
    assert (last.added, last.error) == (3, "The disk is full.")
    assert "{b.md" in lines_of(tmp_path)
    assert "tä.md" not in "".join(lines_of(tmp_path))
    assert "t\\u00e4.md" not in "".join(lines_of(tmp_path))


def test_a_log_that_names_no_forgotten_article_is_left_alone(tmp_path):
    """It is not written anew, and a home without one gets none."""
    forget_in_log(tmp_path, ["c.md"])
    assert not (tmp_path / LOG).exists()
    noted(tmp_path)
    before = (tmp_path / LOG).stat()

    forget_in_log(tmp_path, ["c.md"])

    assert (tmp_path / LOG).stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize(
    "changed",
    [
        {"end": "lost"}, {"at": 3}, {"build": None}, {"error": 1}, {"encoder": []},
        {"seconds": "1"}, {"added": -1}, {"changed": -1}, {"removed": -1}, {"kept": None},
        {"articles": "x"}, {"passages": -1}, {"encoded": -1}, {"reused": -0.5},
        {"left_out_count": -1}, {"max_tokens": "160"}, {"amended": -1}, {"left_out": 7},
    ],
)  # fmt: skip
def test_an_entry_is_believed_where_every_value_is_of_its_kind(tmp_path, changed):
    """One that is not makes all of its line worth nothing."""
    sound = FIRST._asdict() | {"left_out": [], "reconsidered": []}
    text = f"{json.dumps(sound)}\n{json.dumps(sound | changed)}\n"
    (tmp_path / LOG).write_text(text, "utf-8")

    assert read_history(tmp_path) == [FIRST]
