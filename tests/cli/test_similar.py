"""`wellread similar`, as people and programs see it."""

import pytest

WORDS = "Lacquered boxes keep letters dry for a hundred years if nobody opens them in the rain."
NEAR = (
    "For years letters stay dry in lacquered boxes. In the rain nobody opens them, if a hundred "
    "boxes keep dry. Letters for a hundred years: lacquered, dry, and if opened, in the rain."
)


def test_the_nearest_articles_are_listed(run, tiny_home):
    """Title, how near, where it is from, how its passage begins, and its id to go on with."""
    ran = run("similar", "tiny/exercise.txt", "-n", "2", "--no-color", "--home", tiny_home)
    found = run("similar", "tiny/exercise.txt", "-n", "2", "--json", "--home", tiny_home).json

    first = found["similar"][0]
    lines = ran.out.splitlines()
    assert (ran.code, len(found["similar"])) == (0, 2)
    assert f"1. {first['article']['title']}  [{first['relation']}, " in ran.out
    assert f"   {first['article']['id']}" in lines
    assert ran.err == ""


def test_weights_are_not_needed(run_apart, tiny_home):
    """No model is loaded: only stored vectors are compared."""
    loaded = run_apart("similar", "tiny/panic.md", "--json", "--home", tiny_home,
                       variables={"PYTHONPROFILEIMPORTTIME": "1"}).stderr.decode()  # fmt: skip

    assert "index.vectors" in loaded
    for heavy in ("torch", "sentence_transformers", "onnxruntime", "tokenizers", "streamlit"):
        assert f" {heavy}\n" not in loaded


def test_copies_are_left_out_with_a_note(run, copied_home):
    """Who reads one of them is told of the others."""
    ran = run("similar", "tiny/sleep.md", "--no-color", "--home", copied_home)

    assert "Left out, as it is the same article: " in ran.out
    assert "Night Post (" in ran.out


@pytest.mark.parametrize(
    ("place", "code"),
    [("tiny/none.md", "no_such_article"), ("tiny/panic.md#99", "no_such_passage")],
)
def test_what_is_not_there_is_told(run, tiny_home, place, code):
    """Exit code 4."""
    ran = run("similar", place, "--json", "--home", tiny_home)

    assert (ran.code, ran.json["error"]["code"]) == (4, code)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [("nosnippet", ""), ("max-snippet:30", "Lacquered boxes keep letters")],
)
def test_no_more_is_shown_than_a_publisher_allows(run, tmp_path, rule, shown):
    """On either path, of a neighbour's passage."""
    home = tmp_path / "home"
    (tmp_path / "one.html").write_text(
        f"<html lang='en'><head><title>Boxes</title><meta name='robots' content='{rule}'></head>"
        f"<body><article><h1>Boxes</h1><p>{WORDS} {WORDS[:-12]}.</p></article></body></html>",
        "utf-8",
    )
    (tmp_path / "two.txt").write_text(f"Boxes\n\n{NEAR}\n", "utf-8")
    run("add", tmp_path / "one.html", tmp_path / "two.txt", "--home", home)
    run("build", "--encoder", "hashing", "--home", home)

    told = run("similar", "two.txt", "--no-color", "--home", home)
    (near,) = run("similar", "two.txt", "--json", "--home", home).json["similar"]

    assert near["text"] == shown
    assert near["notice"].startswith("Its publisher asks that ")
    assert near["notice"] in told.out
    assert "hundred years" not in told.out
