"""The same commands, whatever keeps the vectors: build, search, status, verify, rollback."""

import pytest

from index.engines.choice import Choice, read_choice
from tests.milvus_here import address, milvus

QUESTION = "how do I sleep better"


def test_a_home_in_milvus_takes_the_same_commands(run, own_home):
    """And gives the same hits."""
    home = ("--home", own_home)
    before = run("search", QUESTION, "--json", *home).json["hits"]

    built = run("build", "--engine", "milvus", "--uri", address(), "--json", *home)

    assert built.code == 0, built.json
    assert built.json["published"] is True
    assert run("search", QUESTION, "--json", *home).json["hits"] == before != []
    status = run("status", "--json", *home).json
    assert (status["stale"], status["index"]["vectors"]) == (False, "milvus")
    place = status["index"]["place"]
    assert place["uri"] == address()
    said = run("status", *home).out
    assert f"  vectors in collection {place['collection']} of {address()}\n" in said
    assert run("verify", "--deep", *home).code == 0
    assert run("build", *home).out.startswith("Already up to date")  # its engine is remembered
    assert run("rollback", *home).code == 0
    assert run("status", "--json", *home).json["index"]["place"] is None
    assert run("rollback", *home).code == 0

    article = run("list", "--json", *home).json["articles"][0]["id"]
    assert run("forget", article, *home).code == 0
    assert place["collection"] not in milvus().names(read_choice(own_home).prefix)
    assert run("build", "--engine", "embedded", *home).code == 0
    assert run("search", QUESTION, *home).code == 0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--uri", "http://here:19530"], 2, "--uri belongs to --engine milvus"),
        (["--engine", "oracle"], 2, "'oracle' is not one of 'embedded', 'milvus'"),
        (["--engine", "milvus"], 1, "Which Milvus is to keep the vectors is not said"),
        (["--engine", "milvus", "--uri", "here"], 1, "'here' is no address of a Milvus"),
        (["--engine", "milvus", "--uri", "http://127.0.0.1:1"], 1, "does not answer"),
    ],
)
def test_what_cannot_be_used_changes_nothing(run, own_home, words, status, said):
    """It is told, and the home builds as it did."""
    ran = run("build", *words, "--home", own_home)

    assert (ran.code, said in ran.err) == (status, True)
    assert read_choice(own_home) == Choice()


def test_a_token_is_taken_and_not_stored(run, own_home, monkeypatch):
    """From the option; it is in no file and in no message."""
    monkeypatch.setenv("WELLREAD_MILVUS_TOKEN", "")
    words = ("--engine", "milvus", "--uri", "http://127.0.0.1:1", "--token", "root:s3cret")

    ran = run("build", *words, "-v", "--home", own_home)

    assert ran.code == 1
    assert "s3cret" not in ran.out + ran.err
    assert not [p for p in own_home.rglob("*") if p.is_file() and b"s3cret" in p.read_bytes()]
