"""Running commands: in this process, or in one of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run_apart():
    """Run a command in a process of its own, as a shell does."""

    def run_apart(*words, variables=None, **options):
        return subprocess.run(
            [sys.executable, "-m", "cli", *map(str, words)],
            cwd=ROOT,
            env=os.environ | (variables or {}),
            capture_output=True,
            check=False,
            timeout=120,
            **options,
        )

    return run_apart


@pytest.fixture
def article():
    """A text that is long enough to be one."""
    return (
        "Resting well\n\nRest is not a reward for work, it is a part of it. People who rest before "
        "they are worn out get more done and enjoy more of it.\n\nHow to begin\n\nTake ten minutes "
        "after lunch, away from any screen. Look out of a window, or close your eyes and listen, "
        "and then go on with what you were doing.\n"
    )


@pytest.fixture
def file(tmp_path, article):
    """A file with the text in it."""
    path = tmp_path / "resting.txt"
    path.write_text(article, "utf-8")
    return path
