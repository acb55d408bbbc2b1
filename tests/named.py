"""Tests as lists name them, "page/test_x.py::test_y": whether each is there, and is run."""

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
LEFT_OUT = re.compile(r"mark\.(skip\b|soak\b|xfail\b)")  # "skipif" is for other systems


@cache
def tree_of(file):
    """A file's syntax, by its path below `tests/`."""
    return ast.parse((TESTS / file).read_text("utf-8"))


def function_of(node):
    """The test's definition in its file, and the file's tree; None where there is none."""
    file, _, name = node.partition("::")
    tree = tree_of(file)
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


def assert_is_run(node, *, named_in):
    """The test is in its file, is documented, and is neither skipped nor left for the soak."""
    function, tree = function_of(node)
    assert function is not None, named_in
    assert ast.get_docstring(function)
    assert [mark for mark in marks_of(tree, function) if LEFT_OUT.search(mark)] == []
