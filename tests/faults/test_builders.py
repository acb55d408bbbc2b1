"""Several programs on one home: one builds, the others say so, and no one waits for a dead one."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.collection import Collection
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.opened import open_index
from index.publish import builds
from index.status import verify

ROOT = Path(__file__).parents[2]
BUILDER = """
import sys
from pathlib import Path
from corpus.collection import Collection
from corpus.errors import UserError
from index.build import build_index
from index.encoders.hashing import HashingEncoder

def wait(progress):
    if progress.stage == "embed" and not progress.done:
        print("embedding", flush=True)
        sys.stdin.readline()

home = Path(sys.argv[1])
with Collection.open(home) as collection:
    build_index(home, collection, HashingEncoder(), asked_for="hashing", anew=True, tell=wait)
print("published", flush=True)
"""


@pytest.fixture
def builder(own_home):
    """A program that is in the middle of a build, until a line is written to it."""
    program = subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(own_home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with program:
        assert program.stdout.readline() == "embedding\n"
        yield program
        program.kill()


def wellread(home, *words):
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cli", "--home", str(home), "-q", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_the_second_builder_says_so_and_the_first_wins(own_home, builder):
    """Exit code 1 and what to do; meanwhile the old index answers; then the first is published."""
    refused = wellread(own_home, "build", "--anew")

    assert refused.returncode == 1
    assert refused.stderr == (
        "Error: Another build of this collection is under way.\nWait until it has finished.\n"
    )
    with open_index(own_home) as index:
        assert index.pointer.name.startswith("000001-")
    builder.stdin.write("go on\n")
    builder.stdin.flush()
    assert builder.stdout.readline() == "published\n"
    with open_index(own_home) as index:
        assert index.pointer.name.startswith("000002-")


def test_a_killed_builder_holds_no_lock(own_home, builder):
    """The kernel frees it; what was begun is swept, and the next build is published."""
    builder.kill()
    builder.wait()
    assert list((own_home / "index").glob("tmp-*"))

    with Collection.open(own_home) as collection:
        encoder = HashingEncoder()
        assert build_index(own_home, collection, encoder, asked_for="hashing", anew=True).published
        assert verify(own_home, collection) == []
    assert not list((own_home / "index").glob("tmp-*"))
    assert len(builds(own_home / "index")) == 2


@pytest.mark.parametrize("words", [["status"], ["build"], ["list"], ["verify"]])
def test_a_file_in_place_of_the_home(tmp_path, words, monkeypatch):
    """Whether it is named or stated in the environment: one clear sentence, no traceback."""
    (tmp_path / "home").write_text("a letter")
    named = wellread(tmp_path / "home", *words)
    monkeypatch.setenv("WELLREAD_HOME", str(tmp_path / "home"))
    stated = subprocess.run(
        [sys.executable, "-m", "cli", *words], capture_output=True, text=True, check=False, cwd=ROOT
    )

    for refused in (named, stated):
        assert refused.returncode in (1, 2, 3)
        assert refused.stderr.startswith("Error: ")
        assert str(tmp_path / "home") in refused.stderr
        assert "Traceback" not in refused.stderr
        assert "A bug" not in refused.stderr
    assert (tmp_path / "home").read_text() == "a letter"


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    """A home in a folder with other files: a build neither reads nor deletes them."""
    home = tmp_path / "home"
    for folder in (home, home / "index", home / "cache"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "letter.txt").write_text("mine")
    with Collection.open(home) as collection:
        words = b"Talk with someone you trust about how you sleep and eat and rest. " * 5
        collection.add(words, source="a", name="a.txt", format="text")
        build_index(home, collection, HashingEncoder(), asked_for="hashing")

    for folder in (home, home / "index", home / "cache"):
        assert (folder / "letter.txt").read_text() == "mine"
