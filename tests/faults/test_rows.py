"""Every row of the table of faults has its tests, and each of these is there and is collected."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROWS = tomllib.loads(Path(__file__).with_name("rows.toml").read_text("utf-8"))["row"]
LEFT_OUT = re.compile(r"mark\.(skip\b|soak\b|xfail\b)")  # "skipif" is for other systems
NODES = [(row["number"], node) for row in ROWS for node in row["tests"]]


def function_of(node):
    """The test's definition in its file, and the file's tree; None where there is none."""
    file, _, name = node.partition("::")
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    found = [each for each in tree.body if getattr(each, "name", "") == name]
    return (found[0] if found else None), tree


def marks_of(tree, function):
    """What a test is marked with: on itself, or on its whole file."""
    whole = [
        ast.unparse(each.value)
        for each in tree.body
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "pytestmark"
    ]
    return [*whole, *map(ast.unparse, function.decorator_list)]


def test_there_are_twenty_two_rows():
    """Each has a number, says what happens and what is required, and has at least one test."""
    assert [row["number"] for row in ROWS] == list(range(1, 23))
    assert all(row["fault"] and row["required"] and row["tests"] for row in ROWS)


@pytest.mark.parametrize(("number", "node"), NODES, ids=[node for _, node in NODES])
def test_a_row_names_a_test_that_runs(number, node):
    """It is in its file, is documented, and neither skipped nor left for the soak."""
    function, tree = function_of(node)

    assert function is not None, f"row {number}"
    assert ast.get_docstring(function)
    assert [mark for mark in marks_of(tree, function) if LEFT_OUT.search(mark)] == []


def test_no_test_of_a_row_is_named_twice():
    """A row that borrows another's test has none of its own."""
    nodes = [node for _, node in NODES]
    assert sorted(nodes) == sorted(set(nodes))
