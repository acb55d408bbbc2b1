"""What tests/README.md says of the tests is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "tests" / "README.md").read_text("utf-8")
PRODUCT = ("corpus", "index", "search", "page", "cli")


def lines(*folders):
    """How many lines of Python folders have that are neither empty nor only a comment."""
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    texts = (file.read_text("utf-8").splitlines() for file in files)
    return sum(1 for text in texts for line in text if line.strip() and line.strip()[0] != "#")


def test_the_share_of_tests_is_as_stated():
    """Lines of tests for each line of the product, or more."""
    stated = float(re.search(r"\*\*(\d+\.\d+) : 1\*\*", README)[1])

    assert lines("tests") / lines(*PRODUCT) >= stated


def test_every_folder_of_tests_is_described():
    """Each has a line that says what is in it."""
    folders = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert [name for name in sorted(folders) if f"`{name}/`" not in README] == []
