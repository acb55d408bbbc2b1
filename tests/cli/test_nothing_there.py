"""A home that is not there, because nothing was added yet or its name was mistyped."""

import pytest

NONE_YET = "There is no collection in {} yet; `wellread add` makes one.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("status",), 0),
        (("list",), 0),
        (("list", "--review"), 3),
        (("list", "--gone"), 0),
        (("verify",), 0),
        (("verify", "--deep"), 0),
        (("search", "how do I sleep"), 3),
        (("topics",), 3),
        (("show", "a.md"), 4),
        (("explain", "a.md"), 4),
        (("decisions",), 0),
        (("reviewed", "a.md"), 4),
        (("drop", "a.md#u1"), 4),
        (("remove", "a.md"), 4),
        (("forget", "a.md"), 4),
        (("rules",), 0),
        (("builds",), 0),
        (("sync", "nowhere"), 1),
        (("import", "nowhere.zip"), 1),
    ],
)
def test_no_command_that_adds_nothing_makes_a_collection(run, tmp_path, words, code):
    """Not a file, not a folder."""
    home = tmp_path / "typo"
    assert run(*words, "--home", home).code == code
    assert not home.exists()


@pytest.mark.parametrize("verb", ["status", "list", "verify"])
def test_that_there_is_none_is_told_by_its_name(run, tmp_path, verb):
    """So that somebody who mistyped it sees it, beside the result."""
    home = tmp_path / "typo"
    assert run(verb, "--home", home).err == NONE_YET.format(home)
    assert run(verb, "--home", home, "--json").err == ""


def test_status_says_that_the_first_step_is_to_add(run, tmp_path):
    """A build of nothing would be no use."""
    ran = run("status", "--home", tmp_path / "typo")
    assert (
        ran.out == "Collection: 0 articles\nIndex: none yet. Add articles: `wellread add FOLDER`.\n"
    )


def test_an_import_that_fails_makes_no_home(run, tmp_path, file):
    """The file is no export, is not there, or is a folder: each is told in words."""
    home = tmp_path / "new"
    told = {
        file: "can't be imported: it is no export of Wellread, or breaks off. Nothing was.",
        tmp_path / "nope.zip": "There is no file or folder",
        tmp_path: "can't be imported: Is a directory. Nothing was.",
    }
    for named, said in told.items():
        ran = run("import", named, "--home", home)
        assert ran.code == 1
        assert said in ran.err
        assert "Errno" not in ran.err
    assert not home.exists()
