"""Whatever command builds the index says which articles it left out, and leaves with 5."""

import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings
from index.opened import index_folder

LINE = "! left out short.md: No article: 1 word is left"
RULING = Ruling("tiny/sleep.md", "Put the screen away an hour before bedtime.", "drop")


@pytest.fixture
def home(own_home):
    """A home with an article that is none, and a line that was dropped by hand."""
    with Collection.open(own_home) as collection:
        collection.add(b"# Rest\n", source="test:short.md", name="short.md", format="markdown")
        store_rulings(collection, [RULING])
    return own_home


BUILDING = {
    "build": ("build",),
    "drop": ("drop", "tiny/panic.md#u2", "--build"),
    "take back": ("decisions", "--forget", RULING.name, "--build"),
    "forget": ("forget", "tiny/grief.md"),
    "repair": ("repair",),
    "import": ("import", "{export}"),
}


@pytest.fixture
def ready(run, home, tmp_path):
    """Gives the words of a command, and the home that it is for."""

    def give(words):
        if words[0] == "repair":
            for build in index_folder(home).glob("0*"):
                (build / "vectors.faiss").write_bytes(b"damaged")
        if words[0] != "import":
            return words, home
        assert run("build", "--home", home).code == 5
        export = tmp_path / "moved.zip"
        assert run("export", export, "--home", home).code == 0
        return [word.format(export=export) for word in words], tmp_path / "other"

    return give


@pytest.mark.parametrize("name", BUILDING)
def test_what_a_build_left_out_is_told(run, ready, name):
    """With its reason, after whatever else there is to say."""
    words, home = ready(BUILDING[name])
    ran = run(*words, "--home", home)

    assert ran.code == 5, ran.err
    assert [line for line in ran.out.splitlines() if line.startswith(LINE)]


@pytest.mark.parametrize("name", BUILDING)
def test_programs_are_told_of_what_a_build_left_out(run, ready, name):
    """Beside the build's name."""
    words, home = ready(BUILDING[name])
    told = run(*words, "--json", "--home", home).json

    assert [each["id"] for each in told["left_out"]] == ["short.md"]
    assert told["build"].startswith("0")


def test_where_nothing_is_built_nothing_is_left_out(run, home):
    """It waits for the next build."""
    ran = run("drop", "tiny/panic.md#u2", "--json", "--home", home)

    assert (ran.code, ran.json["build"], ran.json["left_out"]) == (0, None, [])
