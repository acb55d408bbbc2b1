"""What programs read: keys, offsets and errors that do not change."""

import json

import pytest

from cli.main import wellread

MARKDOWN = """---
title: Getting outside
author: Ines Calder
site: Harbour Lane
published: 2025-04-02
language: en
---
# Getting outside

Daylight in the morning helps the body to keep time, and “a short walk” is enough for most people.

Share on Facebook

- Open the curtains 🌤️ as soon as you are up.
- Walk to the next corner, and then to the one after that.
"""
HTML = """<!doctype html><html lang="en"><head><title>Getting outside</title></head><body><article>
<h1>Getting outside</h1><p>Daylight in the morning helps the body to keep time, and a short walk is
enough for most people who sleep badly in winter.</p><p>Open the curtains as soon as you are up, and
walk to the next corner, and then to the one after that.</p></article></body></html>"""
CLEANED = {"schema_version", "title", "author", "site", "published", "language", "text", "units"}
UNIT = {"text", "start", "end", "kind", "action", "rule", "reason", "score", "protected_by"}
COMMANDS = sorted(wellread.commands)
WRONG = {
    "add": ["add"],
    "build": ["build", "--max-tokens", "many"],
    "cite": ["cite", "x", "--format", "harvard"],
    "builds": ["builds", "-n", "0"],
    "clean": ["clean", "--format", "odt", "x"],
    "counts": ["counts", "extra"],
    "decisions": ["decisions", "extra"],
    "drop": ["drop"],
    "duplicates": ["duplicates", "only-one"],
    "eval": ["eval", "folder", "--mode", "guess"],
    "explain": ["explain"],
    "export": ["export"],
    "forget": ["forget"],
    "helplines": ["helplines", "--chek"],
    "import": ["import"],
    "list": ["list", "--colour"],
    "remove": ["remove"],
    "repair": ["repair", "extra"],
    "restore": ["restore", "--even-protected", "x#u1"],
    "reviewed": ["reviewed"],
    "rollback": ["rollback", "extra"],
    "rules": ["rules", "extra"],
    "search": ["search"],
    "serve": ["serve", "--port", "0"],
    "show": ["show"],
    "similar": ["similar", "--count", "0"],
    "topics": ["topics", "extra"],
    "status": ["status", "--chek"],
    "sync": ["sync"],
    "verify": ["verify", "extra"],
}
FAILS = {
    "add": (["add", "nowhere"], 1, "no_such_source"),
    "build": (["build", "--encoder", "hashing"], 1, "build_failed"),
    "clean": (["clean", "nowhere.md"], 1, "no_such_source"),
    "decisions": (["decisions", "--forget", "00000000"], 4, "no_such_decision"),
    "drop": (["drop", "nowhere.md#u1"], 4, "no_such_article"),
    "duplicates": (["duplicates"], 3, "index_missing"),
    "explain": (["explain", "nowhere.md"], 4, "no_such_article"),
    "export": (["export", "nowhere/there.zip"], 1, "not_exported"),
    "forget": (["forget", "nowhere.md"], 4, "no_such_article"),
    "helplines": (["helplines", "--region", "QQ"], 4, "no_such_region"),
    "import": (["import", "nowhere.zip"], 1, "no_such_source"),
    "restore": (["restore", "nowhere.md"], 4, "no_such_unit"),
    "eval": (["eval", "nowhere", "--encoder", "hashing"], 1, "evaluation_failed"),
    "remove": (["remove", "nowhere.md"], 4, "no_such_article"),
    "reviewed": (["reviewed", "nowhere.md"], 4, "no_such_article"),
    "rollback": (["rollback"], 1, "no_earlier_build"),
    "search": (["search", "sleep"], 3, "index_missing"),
    "show": (["show", "nowhere.md"], 4, "no_such_article"),
    "similar": (["similar", "nowhere.md"], 3, "index_missing"),
    "topics": (["topics"], 3, "index_missing"),
    "sync": (["sync", "nowhere"], 1, "no_such_source"),
}


@pytest.mark.parametrize(
    ("name", "content"), [("page.md", MARKDOWN), ("page.txt", MARKDOWN.split("---\n")[2])]
)
def test_clean_counts_characters_of_the_decoded_input(run, tmp_path, name, content):
    """In text and Markdown every unit lies where it says, curly quotes and emoji counted as one
    character each, and the units that are dropped say why.
    """
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8"))

    found = run("clean", path, "--json").json

    assert set(found) - {"notes"} == CLEANED
    assert found["schema_version"] == 1
    for unit in found["units"]:
        assert set(unit) == UNIT
        assert content[unit["start"] : unit["end"]] == unit["text"]
        assert unit["action"] in ("keep", "drop")
        assert (unit["rule"] is not None) or unit["action"] == "keep"
    dropped = [unit["text"] for unit in found["units"] if unit["action"] == "drop"]
    assert [text for text in dropped if not text.startswith("---")] == ["Share on Facebook"]
    assert "Facebook" not in found["text"]
    assert "Walk to the next corner" in found["text"]


def test_clean_tells_what_the_source_stated(run, tmp_path):
    """By the names of the contract; what nobody stated is null."""
    path = tmp_path / "page.md"
    path.write_text(MARKDOWN.replace("author: Ines Calder\n", ""), "utf-8")

    found = run("clean", path, "--json").json

    assert (found["title"], found["site"]) == ("Getting outside", "Harbour Lane")
    assert (found["published"], found["language"], found["author"]) == ("2025-04-02", "en", None)


def test_clean_of_html_has_the_same_keys(run):
    """From standard input, too."""
    found = run("clean", "-", "--format", "html", "--json", stdin=HTML.encode()).json

    assert set(found) - {"notes"} == CLEANED
    assert found["title"] == "Getting outside"
    assert all(set(unit) == UNIT for unit in found["units"])


def test_search_has_the_keys_of_the_contract(run, tiny_home):
    """Every one, at every level, and no other."""
    found = run("search", "how", "can I sleep better", "--json", "--home", tiny_home).json

    assert list(found) == [
        "schema_version", "query", "searched_for", "mode", "took_ms", "relevance", "crisis", "hits",
    ]  # fmt: skip
    assert found["query"] == "how can I sleep better"
    assert found["crisis"] is None
    hit = found["hits"][0]
    assert list(hit) == [
        "rank", "score", "relation", "passage_id", "text", "start", "end", "headings",
        "best_sentence", "found_by", "notice", "open_url", "page", "article", "variants",
    ]  # fmt: skip
    assert list(hit["article"]) == [
        "id", "title", "author", "site", "url", "published", "retrieved", "licence",
    ]  # fmt: skip
    assert hit["passage_id"].startswith("tiny/sleep.md#")
    assert hit["end"] - hit["start"] == len(hit["text"])
    assert hit["start"] <= hit["best_sentence"]["start"] < hit["best_sentence"]["end"] <= hit["end"]


def test_nothing_found_is_no_error(run, tiny_home):
    """Programs get an empty list and 0, people a sentence."""
    words = ("search", "gearbox carburettor hydraulics", "--home", tiny_home)

    told, asked = run(*words), run(*words, "--json")

    assert (told.code, asked.code) == (0, 0)
    assert told.out.startswith("Nothing in this collection answers that.")
    assert (asked.json["hits"], asked.json["relevance"]) == ([], "none")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_misspelt_command_line_is_told_as_json(run, tmp_path, command):
    """Exit code 2, on stdout, with the command whose help explains it."""
    ran = run(*WRONG[command], "--json", "--home", tmp_path)

    assert ran.code == 2
    assert set(ran.json) == {"schema_version", "error"}
    assert set(ran.json["error"]) == {"code", "message", "hint"}
    assert ran.json["error"]["code"] == "usage"
    assert ran.json["error"]["hint"] == f"See `wellread {command} --help`."
    assert ran.err == ""


@pytest.mark.parametrize("command", FAILS)
def test_a_failure_is_told_as_json(run, tmp_path, command):
    """With a code for programs, and what to do for people."""
    words, status, code = FAILS[command]

    ran = run("--json", *words, "--home", tmp_path / "home")

    assert (ran.code, ran.json["error"]["code"]) == (status, code)
    assert ran.json["error"]["message"]
    assert ran.json["error"]["hint"]
    assert ran.err == ""


def test_an_unknown_command_is_told_as_json(run):
    """Also where no command could be asked."""
    assert "'serach'" in run("serach", "--json").json["error"]["message"]


def test_a_terminal_without_our_letters_still_gets_everything(run_apart, tiny_home):
    """ASCII alone: JSON is escaped and reads the same, people see a question mark."""
    words = ("search", "is it private", "--home", tiny_home)
    variables = {"PYTHONIOENCODING": "ascii"}

    asked = run_apart(*words, "--json", variables=variables)
    told = run_apart(*words, variables=variables)

    assert json.loads(asked.stdout)["hits"][0]["article"]["title"] == "Is it private?"
    assert told.returncode == 0
    assert b"Ruth Bellamy" in told.stdout
