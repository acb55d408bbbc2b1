"""`wellread add` of files of many records: what is told, what is written, how it goes on."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.collection import Collection
from tests.many import fetched, json_lines, prose, row, warc

ROOT = Path(__file__).parents[2]


def written(path, count, *, broken):
    """So many records in a file; every so-manieth is broken, in one of three ways."""
    ways = ("{", row(0, text=""), row(0, text="Too short."))
    rows = [
        ways[number % 3] if number % broken == 0 else row(number, text=prose(f"Rest {number}"))
        for number in range(1, count + 1)
    ]
    path.write_bytes(json_lines(rows))
    return path


@pytest.fixture
def records(tmp_path):
    """Sixty records, of which fifteen are broken."""
    return written(tmp_path / "articles.jsonl", 60, broken=4)


def test_the_first_are_named_and_all_are_counted(run, tmp_path, records, monkeypatch):
    """And every so often it is told how far it is."""
    monkeypatch.setattr("cli.telling.EVERY", 50)
    done = run("add", records, "--home", tmp_path / "home")

    assert done.code == 5
    assert done.out.startswith("45 added, 15 refused\n5 refusals are not named above.")
    assert done.err.count("! articles.jsonl, record ") == 10
    assert done.err.count("+ articles/record-") == 10
    assert "! articles.jsonl, record 12\n    Not JSON: " in done.err
    assert "  50 records: 38 added, 12 refused\n" in done.err


def test_every_refusal_is_written_where_it_is_asked_for(run, tmp_path, records):
    """One line each, for programs, with its place and reason; also by a second run."""
    rejects = tmp_path / "rejects.jsonl"
    for said in ("45 added, 15 refused", "45 unchanged, 15 refused"):
        done = run("add", records, "--rejects", rejects, "--home", tmp_path / "home")
        assert done.out == f"{said}\nEvery refusal with its reason: {rejects}\n"
        lines = [json.loads(line) for line in rejects.read_text("utf-8").splitlines()]
        assert [each["record"] for each in lines] == list(range(4, 61, 4))
        assert lines[0]["reason"].startswith("No text")


def test_programs_get_every_reason_and_no_list_of_what_went_well(run, tmp_path, records):
    """A million good records would be a long line."""
    done = run("add", records, "--json", "--home", tmp_path / "home")

    assert done.json["counts"]["added"] == 45
    assert [each["record"] for each in done.json["sources"]] == list(range(4, 61, 4))


def test_what_is_passed_over_is_counted_apart(run, tmp_path):
    """A crawl is full of pictures; they are no failure of anything."""
    path = tmp_path / "crawl.warc"
    pictures = [fetched(number, b"\x89PNG", "image/png") for number in range(20)]
    path.write_bytes(warc(fetched(100), *pictures, packed=False))
    done = run("add", path, "--home", tmp_path / "home")
    assert (done.code, done.out) == (0, "1 added, 20 passed over\n")
    assert done.err == "+ crawl/record-1.html\n"
    counts = run("add", path, "--json", "--home", tmp_path / "home").json["counts"]
    assert (counts["unchanged"], counts["passed_over"]) == (1, 20)


def test_forgetting_a_record_names_the_file_that_still_has_it(run, tmp_path):
    """Its text is gone from here, and not from there."""
    path = tmp_path / "articles.jsonl"
    path.write_bytes(json_lines([{"text": prose("Rest")}]))
    run("add", path, "--home", tmp_path / "home")
    done = run("forget", "articles/record-1.txt", "--json", "--home", tmp_path / "home")
    assert done.json["sources_left"] == [f"records:{path}#record-1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "titel=a"], "--map names 'titel', and no article has that."),
        (["--map", "title=name"], "There is no column 'name', which --map says is the title."),
        (["--rejects", "articles.jsonl"], "--rejects names a source, which would be overwritten."),
        (["--rejects", "no/folder"], "--rejects: no/folder can't be written"),
    ],
)
def test_a_slip_is_told_before_anything_is_added(run, tmp_path, records, monkeypatch, words, said):
    """And nothing is overwritten."""
    monkeypatch.chdir(tmp_path)
    before = records.read_bytes()
    done = run("add", "articles.jsonl", *words, "--home", "home")

    assert done.code == 2
    assert said in done.err
    assert records.read_bytes() == before
    assert not list((tmp_path / "home").rglob("??/*"))


def how_far(home):
    """How many records a command has dealt with so far, as another process can see it."""
    place = home / "collection" / "collection.sqlite"
    try:
        with contextlib.closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as catalogue:
            return catalogue.execute("SELECT max(done) FROM reading").fetchone()[0] or 0
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_killed_at_forty_percent_it_goes_on_there(run, tmp_path):
    """970 articles and 30 reasons: nothing twice, nothing lost, nothing cleaned again."""
    home = tmp_path / "home"
    records = written(tmp_path / "articles.jsonl", 1_000, broken=33)
    command = [sys.executable, "-m", "cli", "add", str(records), "--home", str(home)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    )
    deadline = time.monotonic() + 60
    while how_far(home) < 400 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Collection.open(home) as collection:
        at_kill = {entry.id: entry.added for entry in collection.entries()}
    done = how_far(home)
    assert 400 <= done < 1_000

    rejects = tmp_path / "rejects.jsonl"
    again = run("add", records, "--rejects", rejects, "--home", home)

    assert f"continues behind record {done:,}, where it was broken off" in again.err
    assert again.out.startswith(f"{970 - len(at_kill)} added, 30 refused\n")
    assert len(rejects.read_text("utf-8").splitlines()) == 30
    with Collection.open(home) as collection:
        entries = {entry.id: entry.added for entry in collection.entries()}
        originals = [path for path in collection.folder.rglob("??/*") if path.is_file()]
    assert len(entries) == len(originals) == 970
    assert at_kill.items() <= entries.items()
