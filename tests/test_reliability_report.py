"""The soak's report: what was done is noted and not done again, and its table adds up."""

import pytest

from benchmarks.reliability.__main__ import rows
from benchmarks.reliability.diary import PIECE, Diary


@pytest.fixture
def diary(tmp_path):
    """An empty report."""
    return Diary(tmp_path / "runs" / "today.jsonl")


def test_what_is_done_is_not_done_again(diary):
    """A run that was broken off goes on with the next piece."""
    seen = []

    def check(case):
        seen.append(case)
        if case == PIECE + 3 and len(seen) < PIECE + 5:
            raise KeyboardInterrupt
        return ""

    with pytest.raises(KeyboardInterrupt, match=r"^$"):
        diary.work_through("killed", "build", range(2 * PIECE), check)
    assert diary.work_through("killed", "build", range(2 * PIECE), check) == []

    assert seen == [*range(PIECE + 4), *range(PIECE, 2 * PIECE)]
    assert sum(line["cases"] for line in diary.lines()) == 2 * PIECE


def test_what_was_wrong_is_told_and_done_again(diary):
    """Until it is right; only the last try of a piece counts."""
    assert diary.work_through("killed", "build", range(3), lambda case: "x" * (case == 1)) == [
        "1: x"
    ]
    assert list(rows(diary.lines())) == ["| killed | build | 3 | 1 | 0.0 |"]
    assert diary.work_through("killed", "build", range(3), lambda _: "") == []
    assert list(rows(diary.lines())) == ["| killed | build | 3 | 0 | 0.0 |"]


def test_half_a_line_is_passed_over(diary):
    """A kill in the middle of a note loses that piece, and no other."""
    diary.work_through("killed", "build", range(3), lambda _: "")
    with diary.path.open("a", encoding="utf-8") as file:
        file.write('{"part": "kil')

    assert len(diary.lines()) == 1
    assert diary.has("killed", "build", "0")


def test_parts_of_another_size_are_apart(diary):
    """Each third case is not the same work as each one."""
    diary.work_through("killed", "build", range(3), lambda _: "", chosen="each 3rd, ")

    assert not diary.has("killed", "build", "0")
    assert diary.has("killed", "build", "each 3rd, 0")
