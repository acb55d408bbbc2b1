"""`wellread cite`, as people and programs see it."""

import json

import pytest
import rispy

from cli.citing import FORMATS
from search.citing.formats import FORMATS as KNOWN

PANIC = "tiny/panic.md"


def test_every_format_is_offered():
    """In the order in which the page shows them."""
    assert tuple(KNOWN) == FORMATS


def test_apa_is_what_is_printed_at_first(run, tiny_home):
    """One line, and nothing beside it."""
    ran = run("cite", PANIC, "--home", tiny_home)

    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert "When panic comes." in ran.out


@pytest.mark.parametrize("style", FORMATS)
def test_programs_get_the_same_text(run, tiny_home, style):
    """As `citation`, with the format and the key."""
    words = ("cite", PANIC, "--passage", "0", "--format", style, "--home", tiny_home)

    printed, found = run(*words).out, run(*words, "--json").json

    assert (found["citation"], found["format"]) == (printed, style)
    assert found["passage_id"] == f"{PANIC}#0"


def test_both_ways_to_name_a_passage_are_the_same(run, tiny_home):
    """As an option, or behind the article as `similar` has it."""
    words = ("--format", "markdown", "--home", tiny_home)

    assert run("cite", f"{PANIC}#0", *words).out == run("cite", PANIC, "--passage", "0", *words).out
    assert run("cite", f"{PANIC}#0", *words).out.startswith("> ")


def test_a_file_of_references_can_be_put_together(run, tiny_home):
    """Each `--format ris` is a record of its own."""
    made = [
        run("cite", place, "--format", "ris", "--home", tiny_home).out
        for place in (PANIC, "tiny/sleep.md")
    ]

    assert len(rispy.loads("".join(made))) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["tiny/none.md"], "no_such_article"),
        (["tiny/panic.md#99"], "no_such_passage"),
        (["tiny/panic.md", "--passage", "99"], "no_such_passage"),
    ],
)
def test_what_is_not_there_is_told(run, tiny_home, words, code):
    """Exit code 4."""
    ran = run("cite", *words, "--json", "--home", tiny_home)

    assert (ran.code, ran.json["error"]["code"]) == (4, code)


def test_no_link_is_made_up(run, tmp_path, make):
    """An article without an address is cited, but has no link; why is told."""
    (tmp_path / "letters.txt").write_text("Letters keep dry in boxes.\n\n" + "Rain is wet. " * 40)
    home = make(tmp_path / "home", tmp_path / "letters.txt", encoder="hashing")

    assert "(n.d.)" in run("cite", "letters.txt", "--home", home).out
    ran = run("cite", "letters.txt", "--format", "link", "--json", "--home", home)
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_address")


def test_no_more_is_quoted_than_a_publisher_allows(run, tmp_path, make):
    """Of a page that asks for no excerpt there is a reference, and a word on it."""
    (tmp_path / "cranes.md").write_text(
        "---\ntitle: Cranes\nsnippets: nosnippet\nurl: http://cranes.example/\n---\n"
        + "Folding cranes steadies the hands of who sits alone. " * 20
    )
    home = make(tmp_path / "home", tmp_path / "cranes.md", encoder="hashing")

    ran = run("cite", "cranes.md#0", "--format", "markdown", "--no-color", "--home", home)

    assert "hands" not in ran.out
    assert "[Cranes](http://cranes.example/)" in ran.out
    assert "asks that no excerpt be shown" in ran.err


def test_weights_are_not_needed(run_apart, tiny_home):
    """No model is loaded for a citation."""
    done = run_apart("cite", PANIC, "--format", "csl-json", "--home", tiny_home,
                     variables={"PYTHONPROFILEIMPORTTIME": "1"})  # fmt: skip

    assert json.loads(done.stdout)[0]["title"] == "When panic comes"
    for heavy in ("torch", "sentence_transformers", "onnxruntime", "tokenizers", "streamlit"):
        assert f" {heavy}\n" not in done.stderr.decode()
