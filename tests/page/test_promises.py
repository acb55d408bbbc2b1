"""Every promise of the page has its tests, and each of these is there and is collected."""

import tomllib
from pathlib import Path

import pytest

from tests.named import assert_is_run

PROMISES = tomllib.loads(Path(__file__).with_name("promises.toml").read_text("utf-8"))["promise"]
NODES = sorted({node for promise in PROMISES for node in promise["tests"]})
ABOUT = (
    *("searching", "addresses", "a result", "states", "reading", "citing", "help lines"),
    *("the Library", "roles", "access", "fast and quiet", "looks", "bad input", "a newcomer"),
)


def test_every_part_of_the_page_promises_something():
    """In the order of a visit; each promise is one sentence, said once, with at least one test."""
    assert tuple(dict.fromkeys(promise["about"] for promise in PROMISES)) == ABOUT
    said = [promise["said"] for promise in PROMISES]
    assert len(said) == len(set(said))
    assert all(
        each.endswith(".") and promise["tests"]
        for each, promise in zip(said, PROMISES, strict=True)
    )


@pytest.mark.parametrize("node", NODES)
def test_a_promise_names_a_test_that_runs(node):
    """It is in its file, is documented, and neither skipped nor left for the soak."""
    assert_is_run(node, named_in="promises.toml")


def test_no_promise_names_a_test_twice():
    """One may stand for two promises, but not twice for the same."""
    for promise in PROMISES:
        assert len(promise["tests"]) == len(set(promise["tests"])), promise["said"]
