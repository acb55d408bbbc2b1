"""Every row of the table of faults has its tests, and each of these is there and is collected."""

import tomllib
from pathlib import Path

import pytest

from tests.named import assert_is_run

ROWS = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))["row"]
NODES = [(row["number"], node) for row in ROWS for node in row["tests"]]


def test_there_are_twenty_three_rows():
    """Each has a number, says what happens and what is required, and has at least one test."""
    assert [row["number"] for row in ROWS] == list(range(1, 24))
    assert all(row["fault"] and row["required"] and row["tests"] for row in ROWS)


@pytest.mark.parametrize(("number", "node"), NODES, ids=[node for _, node in NODES])
def test_a_row_names_a_test_that_runs(number, node):
    """It is in its file, is documented, and neither skipped nor left for the soak."""
    assert_is_run(node, named_in=f"row {number}")


def test_no_test_of_a_row_is_named_twice():
    """A row that borrows another's test has none of its own."""
    nodes = [node for _, node in NODES]
    assert sorted(nodes) == sorted(set(nodes))
