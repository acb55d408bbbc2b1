"""What is forgotten is gone: its words are looked for in every byte of the home (fault 20)."""

import contextlib
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection, CollectionError
from corpus.curating import store_rulings
from corpus.embedded import Embedded
from corpus.forgetting import forget_articles, forgotten_articles
from corpus.prepare import prepare
from corpus.preparing import prepare_entry
from corpus.reviewing import store_review
from index.amend import Amending
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.history import Entry, note_build, read_history
from index.manifest import LeftOut
from index.opened import index_folder, open_index
from index.publish import alone, builds, read_current
from index.purge import NotForgottenError
from index.traces import NotProvedError, forms_of, has_any, search_home, telling_phrases
from index.update import update_index
from index.vector_cache import key_of

ROOT = Path(__file__).parents[2]
NAME = "notes/private-diary.md"
WORDS = (
    "On the second of Octember I told Marzipanella about the quorblewort in our cellar. "
    "She answered that zindelfrost keeps it away, and that vexabloom smells of old snaffleberries. "
    "We laughed, and I wrote every bit of it down in the brindlebook before I could go to sleep."
)
LATER = WORDS.replace("quorblewort", "grumblethorn").replace("zindelfrost", "hushwhistle")
OWN = re.findall(
    r"Octember|Marzipanella|\w*wort|\w*frost|vexabloom|snaffle\w+|brindlebook|\w*thorn|hush\w+",
    WORDS + LATER,
)


def put(home, text, name=NAME):
    """Add an article, or change it."""
    with Collection.open(home) as collection:
        data = f"# A diary\n\n{text}\n\nShare on Facebook\n".encode()
        collection.add(data, source=f"test:{name}", name=name, format="markdown")


def build(home, **options):
    """Build as the command and the page do, with the log."""
    with Collection.open(home) as collection:
        return update_index(home, collection, HashingEncoder(), asked_for="hashing", **options)


def files_with(home, words, *, but=()):
    """The files of a home that have one of some words in any form; names of files count too."""
    wanted = [form for word in words for form in forms_of(word)]
    wanted += [form for word in words for form in forms_of(word.lower())]
    return [
        path.relative_to(home).as_posix()
        for path in sorted(home.rglob("*"))
        if path.name not in but
        and (any(word in path.name for word in words) or (path.is_file() and has_any(path, wanted)))
    ]


@pytest.fixture
def home(own_home):
    """A home whose builds, log, decisions and originals all have an article; two versions of it."""
    put(own_home, WORDS)
    build(own_home)
    put(own_home, LATER)
    build(own_home)
    with Collection.open(own_home) as collection:
        line = "We laughed, and I wrote every bit of it down in the brindlebook before I could"
        store_rulings(collection, [Ruling(NAME, "Share on Facebook", "keep")])
        store_rulings(collection, [Ruling(NAME, line, "drop")])
        prepared = prepare_entry(collection, collection.entry(NAME))
        if prepared.notes:
            store_review(collection, prepared)
    left = (LeftOut(NAME, "", "about Marzipanella"), LeftOut("other.md", "", "empty"))
    note_build(own_home, Entry("2026-01-01", "published", left_out=left, left_out_count=2))
    note_build(own_home, Entry("2026-01-02", "failed", error=f"{NAME!r} could not be read"))
    return own_home


def test_before_it_is_forgotten_its_words_are_everywhere(home):
    """Originals, catalogue, both builds, log: or the tests below would find nothing to miss."""
    found = " ".join(files_with(home, OWN))

    for place in ("originals/", "collection.sqlite", "passages.sqlite", "vocabulary", "builds."):
        assert place in found
    assert len(builds(index_folder(home))) == 2


def test_nothing_of_a_forgotten_article_is_left_on_disk(home, run):
    """Not a word, in UTF-8, JSON or UTF-16; not in free pages, logs, builds, or another version."""
    ran = run("forget", NAME, "--home", home, "--json")

    assert ran.code == 0, ran
    assert files_with(home, [*OWN, "private-diary"]) == []
    assert ran.json["forgotten"] == [NAME]
    assert ran.json["searched"]["traces"] == []
    assert ran.json["searched"]["phrases"] > 2
    assert len(builds(index_folder(home))) == 1
    assert read_current(index_folder(home)).previous is None
    assert [entry.left_out for entry in read_history(home) if entry.left_out] == [
        (LeftOut("other.md", "", "empty"),)
    ]


def test_no_term_of_it_is_left_in_the_words_index(home, run):
    """Its terms are compressed in their files, so they are asked for."""
    with open_index(home) as index:
        assert all(index.words.has(word) for word in ("grumblethorn", "Marzipanella"))

    run("forget", NAME, "--home", home)

    with open_index(home) as index:
        assert not any(index.words.has(word) for word in OWN)
        assert not any(word.lower() in index.vocabulary.counts for word in OWN)
        assert len(index.words) == len(index.article_of_row)


def test_no_vector_of_it_is_left_in_the_cache(home, run):
    """Of no version of it; those of other articles stay, so that nothing is encoded again."""
    cache = home / "cache" / "vectors.sqlite"

    def keys():
        with sqlite3.connect(cache) as connection:
            found = {key for (key,) in connection.execute("SELECT key FROM vector")}
        connection.close()
        return found

    before = keys()
    run("forget", NAME, "--home", home)
    gone = before - keys()

    assert len(gone) >= 2
    assert key_of(HashingEncoder.name, Embedded("question\0A diary")) in gone
    assert build(home, anew=True).encoded == 0


def test_other_articles_answer_as_before(home, run):
    """The same rows in the same order, and the same bytes of every original."""
    with open_index(home) as index:
        ids = [each for each in index.passages.ids() if each != NAME]
        before = {each: index.passages.prepared(each) for each in ids}

    run("forget", NAME, "--home", home)

    with open_index(home) as index, Collection.open(home) as collection:
        assert index.passages.ids() == ids
        assert {each: index.passages.prepared(each) for each in ids} == before
        assert all(collection.original(entry) for entry in collection.entries())


def test_an_article_that_was_removed_can_still_be_forgotten(home, run):
    """Its originals were kept for its return; now they go."""
    run("remove", NAME, "--home", home)
    run("build", "--home", home)
    assert files_with(home, OWN)

    ran = run("forget", NAME, "--home", home)

    assert ran.code == 0, ran
    assert files_with(home, OWN) == []


def test_an_amended_build_is_written_whole_to_forget(home, run):
    """Where little changed an index is amended: its files grow, and what went from it may stay."""
    put(home, WORDS)
    limits = Amending(at_least=0, share=9.0)
    with Collection.open(home) as collection:
        report = build_index(home, collection, HashingEncoder(), asked_for="hashing", limits=limits)
        assert report.manifest.amended == 1
        collection.remove(NAME)
        build_index(home, collection, HashingEncoder(), asked_for="hashing", limits=limits)
    assert files_with(home, OWN)

    assert run("forget", NAME, "--home", home).code == 0

    assert files_with(home, OWN) == []
    with open_index(home) as index:
        assert index.manifest.amended == index.manifest.gaps == 0


def test_a_home_without_an_index_can_forget(tmp_path, run):
    """Nothing is built where nothing was."""
    put(tmp_path, WORDS)

    ran = run("forget", NAME, "--home", tmp_path, "--json")

    assert (ran.code, ran.json["build"]) == (0, None)
    assert files_with(tmp_path, OWN) == []
    assert builds(index_folder(tmp_path)) == []


def test_the_last_article_can_be_forgotten(tmp_path, run):
    """An index of nothing is left, and it says nothing."""
    put(tmp_path, WORDS)
    build(tmp_path)

    assert run("forget", NAME, "--home", tmp_path).code == 0
    assert files_with(tmp_path, OWN) == []


def test_bytes_that_another_article_has_stay(home, run):
    """The original goes with the last article that has it; the words that both have are told."""
    put(home, "Some words that will be replaced by the very same diary. " * 3, "twin.md")
    put(home, LATER, "twin.md")
    build(home)

    ran = run("forget", NAME, "--home", home)

    assert ran.code == 0, ran
    with Collection.open(home) as collection:
        assert LATER.encode() in collection.original(collection.entry("twin.md"))
    assert not any("quorblewort" in path for path in files_with(home, ["quorblewort"]))


def test_words_that_are_left_are_told(home, run):
    """A copy that somebody put into the home is found, and the exit code says so."""
    (home / "copy.txt").write_text(LATER, "utf-8")

    ran = run("forget", NAME, "--home", home)

    assert ran.code == 1
    assert "! copy.txt still has its words" in ran.out


def test_a_source_that_is_still_there_is_told(own_home, tmp_path, run):
    """It is not ours to delete; `sync` would bring it back."""
    source = tmp_path / "diary.md"
    source.write_text(f"# A diary\n\n{WORDS}\n", "utf-8")
    run("add", source, "--home", own_home)

    ran = run("forget", "diary.md", "--home", own_home, "--json")

    assert ran.json["sources_left"] == [str(source)]
    assert source.is_file()


def test_all_are_forgotten_or_none(home, run):
    """A slip in one of the names deletes nothing."""
    assert run("forget", NAME, "nowhere.md", "--home", home).code == 4
    with Collection.open(home) as collection:
        assert collection.entry(NAME)
        assert forgotten_articles(collection) == []


def test_where_the_index_cannot_be_built_that_is_told(home, run):
    """The originals are gone; the next build does the rest, and the message says so."""
    with alone(index_folder(home)):
        ran = run("forget", NAME, "--home", home, "--json")

    assert (ran.code, ran.json["error"]["code"]) == (1, "forgotten_in_part")
    assert "Another build of this collection is under way." in ran.json["error"]["message"]
    assert "originals/" not in " ".join(files_with(home, OWN))
    build(home)
    assert files_with(home, OWN) == []


def test_what_is_begun_is_ended_by_the_next_build(home):
    """Forgotten in the collection alone, as on the page: any build frees the rest."""
    with Collection.open(home) as collection:
        forget_articles(collection, [NAME])
        assert forgotten_articles(collection) == [NAME]
    assert files_with(home, OWN)

    build(home)

    assert files_with(home, [*OWN, "private-diary"]) == []
    with Collection.open(home) as collection:
        assert forgotten_articles(collection) == []


def killed_while_forgetting(home, times, seed):
    """Kill who forgets, so many times; gives how often it had begun, and how often it had ended."""
    chance = random.Random(seed)
    begun = ended = 0
    command = [sys.executable, Path(__file__).with_name("forgetter.py"), home, NAME]
    with subprocess.Popen(
        list(map(str, command)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as server:
        longest = 0.3  # seconds
        for _ in range(times):
            put(home, LATER)
            build(home)
            server.stdin.write("\n")
            server.stdin.flush()
            child = int(server.stdout.readline())
            time.sleep(chance.uniform(0.0, longest))
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            assert server.stdout.readline() == "gone\n"
            with Collection.open(home) as collection:
                is_begun = collection.find(id=NAME) is None
                is_ended = is_begun and not forgotten_articles(collection)
            longest *= 0.8 if is_ended else 1.2
            if is_ended:
                assert files_with(home, OWN) == []
            build(home)
            if is_begun:
                assert files_with(home, OWN) == []
            begun, ended = begun + is_begun, ended + is_ended
        server.stdin.close()
    return begun, ended


def test_a_forgetter_that_is_killed_is_ended_by_the_next_build(home):
    """At whatever moment: the words go with the next build that is let alone."""
    begun, ended = killed_while_forgetting(home, 6, 1)
    assert begun >= ended


@pytest.mark.soak
def test_no_kill_leaves_a_word_of_what_is_forgotten(home, capsys):
    """Two hundred kills, or as many as WELLREAD_KILLS says."""
    times = int(os.environ.get("WELLREAD_KILLS", "200"))
    begun, ended = killed_while_forgetting(home, times, 2)
    with capsys.disabled():
        sys.stdout.write(f"\n{times} kills: {begun} had begun, {ended} had ended, no word left\n")


def test_a_reader_of_old_pages_is_told_of(home):
    """Who reads the catalogue meanwhile keeps its old pages; the articles stay noted."""
    with Collection.open(home) as collection, Collection.open(home) as reader:
        reader.catalogue.execute("BEGIN")
        reader.catalogue.execute("SELECT * FROM ruling").fetchall()
        forget_articles(collection, [NAME])
        collection.catalogue.execute("PRAGMA busy_timeout = 50")
        with pytest.raises(CollectionError, match=r"could not be written anew \(another program"):
            update_index(home, collection, HashingEncoder(), asked_for="hashing")
        assert forgotten_articles(collection) == [NAME]
        reader.catalogue.execute("COMMIT")
    build(home)
    assert files_with(home, OWN) == []


def test_a_log_that_cannot_be_rewritten_is_told(home):
    """The words are named as left; the next build tries again."""
    log = home / "builds.jsonl"
    saved = log.read_bytes()
    with Collection.open(home) as collection:
        forget_articles(collection, [NAME])
        log.unlink()
        log.symlink_to("/proc/self/mem")
        with pytest.raises(NotForgottenError, match=r"^Not all that was forgotten .* Run `well"):
            update_index(home, collection, HashingEncoder(), asked_for="hashing")
    log.unlink()
    log.write_bytes(saved)
    build(home)
    assert files_with(home, OWN) == []


def test_a_plain_removal_keeps_vectors_and_builds(home):
    """Only what was forgotten is purged."""
    with Collection.open(home) as collection:
        collection.remove(NAME)
        build_index(home, collection, HashingEncoder(), asked_for="hashing")

    assert len(builds(index_folder(home))) == 2
    assert files_with(home, OWN)


def test_phrases_across_portions_are_found(tmp_path, monkeypatch):
    """A file is read in parts, and what stands across two of them is seen."""
    monkeypatch.setattr("index.traces.PORTION", 64)
    chance = np.random.default_rng(1)
    for at in range(0, 200, 7):
        data = bytearray(chance.integers(0, 256, 300, dtype=np.uint8).tobytes())
        data[at : at + 12] = b"quorblewort."
        (tmp_path / "file").write_bytes(data)
        assert search_home(tmp_path, ["quorblewort."]).traces == ("file",)
    (tmp_path / "file").write_text(json.dumps({"said": "“quörble”"}), "utf-8")
    assert search_home(tmp_path, ["“quörble”"]).traces == ("file",)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system has no such file")
def test_a_file_that_cannot_be_read_proves_nothing(tmp_path):
    """It is told, and not that all is gone."""
    (tmp_path / "left").symlink_to("/proc/self/mem")  # the system refuses its first byte to anyone

    with pytest.raises(NotProvedError, match="not every file could be read to prove it"):
        search_home(tmp_path, ["some words of an article"])


@pytest.mark.parametrize(
    ("count", "kept"), [(3, 3), (15, 15), (16, 16), (17, 9), (32, 16), (33, 11), (48, 16)]
)
def test_some_sixteen_phrases_are_looked_for(count, kept):
    """Evenly spread over the article, from its first words on."""
    lines = [f"Rest is allowed in the room that has number {number}." for number in range(count)]
    phrases = telling_phrases(prepare("\n\n".join(lines).encode(), format="text", article_id="a"))

    assert len(phrases) == kept
    step = -(-count // 16)
    assert phrases == [line[:48] for line in lines[::step]]


def test_a_phrase_is_of_a_line_of_24_characters_and_has_48_of_them():
    """Shorter lines may stand anywhere; one that stands twice is looked for once."""
    short, fits = "Rest is allowed to all.", "Rest is allowed to many."
    long = "Rest is allowed, and nobody has to earn it first by being tired all day."
    text = "\n\n".join((short, fits, long, fits)).encode()

    assert (len(short), len(fits)) == (23, 24)
    phrases = telling_phrases(prepare(text, format="text", article_id="a"))
    assert phrases == [fits, long[:48]]
