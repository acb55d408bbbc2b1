"""What people ask is nowhere on the disk afterwards: not in a log, a cache, or a temporary file."""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.conftest import Tabs, serving

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
WORDS = ("zibeline", "quokkaberry", "thrummox", "vexillopath", "wobblewort", "pyjamazon")
FOLDERS = {"HOME": "user", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "TMPDIR": "tmp"}


@pytest.fixture
def world(tiny_home, tmp_path):
    """A home, and every folder that a program may write to, all below one; and its environment."""
    shutil.copytree(tiny_home, tmp_path / "home")
    for folder in FOLDERS.values():
        (tmp_path / folder).mkdir()
    return tmp_path, {name: str(tmp_path / folder) for name, folder in FOLDERS.items()}


def remembered(folder):
    """The files below a folder that have one of the words, in their names or in themselves."""
    wanted = [form for word in WORDS for form in (word.encode(), word.encode("utf-16-le"))]
    for path in sorted(folder.rglob("*")):
        held = str(path.relative_to(folder)).encode()
        if path.is_file() and not path.is_symlink():
            held += path.read_bytes()
        if any(word in held.lower() for word in wanted):
            yield str(path)


def test_the_search_of_the_disk_finds_what_is_there(world):
    """Otherwise the test below would prove nothing."""
    folder, _ = world
    (folder / "cache" / "deep").mkdir()
    (folder / "cache" / "deep" / "a").write_bytes("…Zibeline".encode("utf-16-le"))
    (folder / "tmp" / "wobblewort").touch()
    assert len(list(remembered(folder))) == 2


def test_no_question_is_on_the_disk_after_it_was_asked(chromium, world):
    """Typed, in an address, private, mistyped, refused, and by the command; errors included."""
    folder, environment = world
    first, second, third, fourth, fifth, sixth = WORDS
    with serving(folder / "home", **environment) as served:
        with closing(Tabs(chromium, served.address)) as tabs:
            tab = tabs.open()
            tab.go().ask(f"does {first} help in a panic attack")
            tab.go(f"/?q={quote(second)}&mode=words&since=never&n={third}")
            tab.go(f"/article?id={third}&passage={third}")
            tab.go(f"/library?sort={third}&q={third}")
            tab.page.goto(f"{served.address}/{third}")
            tab.go()
            tab.page.get_by_text("Private search").click()
            tab.settle().ask(f"{fourth} and grief")
            assert tab.outside() == []
        assert list(remembered(folder)) == []
    for words in ([fifth, "panic"], ["--mode", "strange", sixth], ["--site", sixth, "sleep"]):
        subprocess.run(
            [sys.executable, "-m", "cli", "search", *words, "--home", folder / "home", "--json"],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            check=False,
            timeout=120,
        )
    assert list(remembered(folder)) == []
    assert (folder / "log").read_text().count("Wellread is at") == 1
