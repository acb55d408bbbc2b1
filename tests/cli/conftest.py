"""Running commands: in this process, or in one of their own."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from cli.main import main

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """What it printed for programs: one line, and nothing else."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process."""

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        try:
            main([str(word) for word in words])
        except SystemExit as left:
            return Ran(int(left.code or 0), *capsys.readouterr())

    return run


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
