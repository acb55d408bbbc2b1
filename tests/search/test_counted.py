"""Two numbers a day, and nothing that says who asked what or when."""

import json
import threading
from datetime import date, timedelta

import pytest

from search.counted import KEPT_DAYS, NAME, Day, count_question, drop_old_counts, read_counts

TODAY = date(2026, 3, 1)


def test_each_question_is_counted_by_its_day(tmp_path):
    """Those that found nothing are counted among all, and beside them."""
    for found, day in ((True, TODAY), (False, TODAY), (True, TODAY - timedelta(days=1))):
        count_question(tmp_path, found=found, today=day)

    assert read_counts(tmp_path, TODAY) == {date(2026, 2, 28): Day(1, 0), TODAY: Day(2, 1)}


def test_the_file_has_numbers_and_days_alone(tmp_path):
    """No hour, no word."""
    count_question(tmp_path, found=False, today=TODAY)

    assert (tmp_path / NAME).read_text() == '{"2026-03-01": [1, 1]}\n'
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".{NAME}.lock", NAME]
    assert (tmp_path / f".{NAME}.lock").read_bytes() == b""


def test_a_day_is_let_go_of_after_a_year(tmp_path):
    """With the next question, and also where none is counted any more."""
    old, last = TODAY - timedelta(days=KEPT_DAYS), TODAY - timedelta(days=KEPT_DAYS - 1)
    (tmp_path / NAME).write_text(json.dumps({str(old): [3, 0], str(last): [1, 0]}))
    assert list(read_counts(tmp_path, TODAY)) == [last]

    drop_old_counts(tmp_path, TODAY)

    assert str(old) not in (tmp_path / NAME).read_text()
    count_question(tmp_path, found=True, today=TODAY + timedelta(days=KEPT_DAYS))
    assert len(json.loads((tmp_path / NAME).read_text())) == 1


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"7", b'{"x": [1, 1]}', b'{"2026-03-01": "no"}', b"\xff", b"[" * 99_999]
)
def test_a_damaged_file_counts_from_nought(tmp_path, data):
    """It is no reason for an error to who asks."""
    (tmp_path / NAME).write_bytes(data)
    assert read_counts(tmp_path, TODAY) == {}
    count_question(tmp_path, found=True, today=TODAY)
    assert read_counts(tmp_path, TODAY) == {TODAY: Day(1, 0)}


def test_visitors_at_once_are_all_counted(tmp_path):
    """Eight threads, fifty questions each."""

    def ask():
        for _ in range(50):
            count_question(tmp_path, found=True, today=TODAY)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_counts(tmp_path, TODAY) == {TODAY: Day(400, 0)}


def test_where_nothing_can_be_written_nobody_is_bothered(tmp_path):
    """A home that is not there."""
    count_question(tmp_path / "none", found=True, today=TODAY)
    drop_old_counts(tmp_path / "none", TODAY)
    assert read_counts(tmp_path / "none", TODAY) == {}
