"""A home on a file system that can't be written is searched as any other; writing says why not."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# In a name space of its own: the home is mounted on itself, to be read only.
MOUNTED = """
home=$1; shift
mount --bind "$home" "$home" && mount -o remount,bind,ro "$home" && exec "$@"
"""
SAFE = {"search": ["search", "panic attack"], "list": ["list"], "verify": ["verify"]}


@pytest.fixture
def locked():
    """Runs a command on a home that can't be written."""
    apart = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]

    def run(home, *words):
        inside = [sys.executable, "-m", "cli", "--home", str(home), *words]
        return subprocess.run(
            [*apart, "sh", "-c", MOUNTED, "sh", str(home), *inside],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    try:
        subprocess.run([*apart, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"nothing can be mounted here: {error}")
    return run


def free(home, *words):
    """Run a command on a home that can be written."""
    inside = [sys.executable, "-m", "cli", "--home", str(home), *words]
    return subprocess.run(inside, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.parametrize("name", SAFE)
def test_reading_is_as_anywhere(own_home, locked, name):
    """The same answer, the same list, nothing wrong."""
    expected = free(own_home, *SAFE[name])
    found = locked(own_home, *SAFE[name])

    assert (found.returncode, found.stdout, found.stderr) == (0, expected.stdout, expected.stderr)
    assert found.stdout


def test_status_is_as_anywhere(own_home, locked):
    """What a build would do is worked out, and nothing is stored."""
    found = locked(own_home, "status", "--json")

    assert found.returncode == 0
    assert json.loads(found.stdout)["stale"] is False


@pytest.mark.parametrize(
    "words",
    [["build", "--anew"], ["add", "README.md"], ["remove", "tiny/panic.md"]],
    ids=lambda words: words[0],
)
def test_writing_says_why_not(own_home, locked, words):
    """Exit code 1 and what can't be written; no traceback, and nothing is changed."""
    found = locked(own_home, *words)

    assert found.returncode == 1
    assert re.search(r"^Error: .*(Read-only file system|readonly database)", found.stderr, re.M)
    assert "Traceback" not in found.stderr
    assert free(own_home, "verify").returncode == 0
