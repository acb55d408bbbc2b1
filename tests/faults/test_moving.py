"""A collection goes to another machine and answers there as it did here, byte for byte."""

import hashlib
import json
import os
import random
import re
import struct
import zipfile
import zlib

import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import all_rulings, store_rulings
from corpus.export_layout import LIST, TABLES, NoExportError, Settings, comment_for
from corpus.export_tables import read_catalogued
from corpus.exporting import NotExportedError, export_collection
from corpus.forgetting import forget_articles
from corpus.importing import NotEmptyError, import_collection
from corpus.preparing import prepare_entry
from corpus.review_table import Review, write_review
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.opened import open_index

HASHING = Settings("hashing", 128)
QUESTIONS = ("how can I sleep better", "is it private", "panic", "was hilft bei Angst", "bicycle")


@pytest.fixture
def home(own_home):
    """A home with decisions, a review, an article that was replaced and one that was removed."""
    with Collection.open(own_home) as collection:
        first = collection.entries()[0]
        unit = prepare_entry(collection, first).decisions[2].unit.text
        store_rulings(collection, [Ruling(first.id, unit, "drop", even_protected=True)])
        with collection.writing("a", "b"):
            write_review(collection.catalogue, Review(first.id, ("short", "“odd”"), "5ee", "2026"))
        old = collection.original(first)
        collection.add(old + b"\nMore.\n", source=first.source, name="x", format=first.format)
        collection.remove(collection.entries()[-1].id)
        build_index(own_home, collection, HashingEncoder(), asked_for="hashing")
    return own_home


@pytest.fixture
def exported(home, tmp_path):
    """An export of it."""
    with Collection.open(home) as collection:
        done = export_collection(collection, tmp_path / "all.zip", HASHING)
    assert (done.articles, done.originals, done.missing) == (11, 13, ())
    return tmp_path / "all.zip"


def imported(home, file):
    """Import into a home."""
    return import_collection(home, file)


def is_empty(home):
    """Whether nothing of an import is in a home: no row and no file."""
    with Collection.open(home) as collection:
        known = read_catalogued(collection)
    files = [path for path in (home / "collection" / "originals").rglob("*") if path.is_file()]
    return not (known.entries or known.rulings or known.reviews or known.kept or files)


def answers(run, home):
    """Every answer to some questions, as programs get it, without the time it took."""
    found = [run("search", question, "--home", home, "--json").out for question in QUESTIONS]
    return [re.sub(r'"took_ms": [\d.]+', "", each) for each in found]


def test_answers_are_the_same_byte_for_byte(run, home, tmp_path):
    """Texts, offsets, scores, links, dates and topics; only the time that it took is another."""
    there = tmp_path / "there"
    assert run("export", tmp_path / "all.zip", "--home", home).code == 0

    done = run("import", tmp_path / "all.zip", "--home", there, "--json")

    assert (done.code, done.json["articles"]) == (0, 11)
    assert answers(run, there) == answers(run, home)
    topics = [run("topics", "--home", each, "--json").out for each in (home, there)]
    assert topics[0] == topics[1]
    with open_index(home) as one, open_index(there) as other:
        files = [index.manifest.files for index in (one, other)]
        same = {name for name in files[0] if files[0][name] == files[1].get(name)}
        assert {"vectors.faiss", "centre.npy", "background.json", "plane.npy"} <= same


def test_the_catalogue_is_the_same(home, exported, tmp_path):
    """Ids, days of adding, decisions, reviews, and the originals of what was before."""
    imported(tmp_path / "there", exported)

    with Collection.open(home) as one, Collection.open(tmp_path / "there") as other:
        first, second = read_catalogued(one), read_catalogued(other)
        plain = [[entry[:6] for entry in each.entries] for each in (first, second)]
        assert plain[0] == plain[1]
        assert (first.rulings, first.reviews, first.kept) == (
            *(second.rulings, second.reviews, second.kept),
        )
        assert len(first.rulings) == len(first.reviews) == 1
        for entry in second.entries:
            assert other.original(entry) == one.original(entry)


def test_the_same_collection_gives_the_same_bytes(home, exported, tmp_path):
    """Nothing of the moment or the machine is in it; an export of an import is the export."""
    with Collection.open(home) as collection:
        export_collection(collection, tmp_path / "again.zip", HASHING)
    imported(tmp_path / "there", exported)
    with Collection.open(tmp_path / "there") as collection:
        export_collection(collection, tmp_path / "third.zip", HASHING)

    assert exported.read_bytes() == (tmp_path / "again.zip").read_bytes()
    assert exported.read_bytes() == (tmp_path / "third.zip").read_bytes()


def test_any_zip_program_can_read_it(exported):
    """Its files are as their list says, by size and sha256."""
    with zipfile.ZipFile(exported) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == LIST
        listed = json.loads(archive.read(LIST))
        assert listed["format"] == 1
        assert set(listed["files"]) == set(archive.namelist()) - {LIST}
        for name, member in listed["files"].items():
            data = archive.read(name)
            assert (len(data), hashlib.sha256(data).hexdigest()) == (
                member["size"],
                member["sha256"],
            )


def test_a_home_with_a_collection_is_left_alone(run, home, exported):
    """Also one that only remembers decisions; the message says what to do."""
    with pytest.raises(NotEmptyError, match=r"^There is a collection in .* Name an empty home"):
        import_collection(home, exported)
    assert run("import", exported, "--home", home, "--json").json["error"]["code"] == "not_empty"


def test_a_damaged_original_is_left_out_and_told(run, home, tmp_path):
    """All else of its article goes along; exit code 5, there too."""
    with Collection.open(home) as collection:
        entry = collection.entries()[3]
        collection.original_path(entry.sha256).write_bytes(b"something else")

    ran = run("export", tmp_path / "all.zip", "--home", home, "--json")
    came = run("import", tmp_path / "all.zip", "--home", tmp_path / "there", "--json")

    assert (ran.code, ran.json["missing"]) == (5, [entry.id])
    assert (came.code, came.json["missing"]) == (5, [entry.id])
    with Collection.open(tmp_path / "there") as collection:
        assert collection.entry(entry.id)[:5] == entry[:5]


def test_what_was_forgotten_is_in_no_export(home, tmp_path):
    """Neither its original nor its name."""
    with Collection.open(home) as collection:
        entry = collection.entries()[0]
        forget_articles(collection, [entry.id])
        export_collection(collection, tmp_path / "all.zip", HASHING)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not any(entry.sha256 in name for name in archive.namelist())
        assert not any(entry.id.encode() in archive.read(name) for name in TABLES)


def test_an_export_that_cannot_be_written_leaves_the_one_before(home, tmp_path):
    """The file is there whole or as it was, and nothing half is beside it."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "all.zip").mkdir()
    with Collection.open(home) as collection, pytest.raises(NotExportedError, match="Make room"):
        export_collection(collection, folder / "all.zip", HASHING)
    assert [path.name for path in folder.iterdir()] == ["all.zip"]


# Damage


def damaged(data, chance):
    """A copy with a bit, a block, an end or a beginning that is another."""
    data = bytearray(data)
    at = chance.randrange(len(data))
    kind = chance.randrange(5)
    if kind == 0:
        data[at] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[at:]
    elif kind == 2:
        data[at : at + 512] = bytes(len(data[at : at + 512]))
    elif kind == 3:
        data[at:at] = chance.randbytes(chance.randint(1, 40))
    else:
        data += chance.randbytes(chance.randint(1, 40))
    return bytes(data)


def survive(home, exported, tmp_path, times, seed):
    """Import so many damaged copies: each is refused and leaves nothing, or nothing is lost.

    A zip has bytes that mean nothing to its reader (dates, systems); only there may a bit differ.
    """
    chance = random.Random(seed)
    whole = exported.read_bytes()
    with Collection.open(home) as collection:
        right = read_catalogued(collection)
    copy = tmp_path / "copy.zip"
    harmless = 0
    for number in range(times):
        copy.write_bytes(damaged(whole, chance))
        there = tmp_path / f"there-{number}"
        try:
            imported(there, copy)
        except NoExportError:
            assert is_empty(there)
            continue
        harmless += 1
        with Collection.open(there) as collection:
            found = read_catalogued(collection)
            assert found.rulings == right.rulings
            assert [each[:5] for each in found.entries] == [each[:5] for each in right.entries]
            assert all(collection.original(entry) for entry in found.entries)
    assert harmless < times / 5


def test_a_damaged_export_is_refused_whole(home, exported, tmp_path):
    """A hundred damages: none leaves a row or a file, and none is taken for what it was."""
    survive(home, exported, tmp_path, 100, 1)


@pytest.mark.soak
def test_no_damage_of_many_gets_through(home, exported, tmp_path):
    """Two thousand of them, or as many as WELLREAD_DAMAGES says."""
    survive(home, exported, tmp_path, int(os.environ.get("WELLREAD_DAMAGES", "2000")), 2)


def written(path, files, listed=None, *, comment=b""):
    """A zip of some files with a list that fits them, or another."""
    sums = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()}
    stated = {
        "format": 1,
        "settings": {"encoder": "hashing", "max_tokens": 128},
        "missing": [],
        "files": {name: {"size": size, "sha256": sha} for name, (size, sha) in sums.items()},
    }
    data = json.dumps(stated | (listed or {})).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment or comment_for(hashlib.sha256(data).hexdigest())
        archive.writestr(LIST, data)
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def article(**changes):
    """A line of articles.jsonl, and the original that it names."""
    data = b"Rest is allowed at any time of day."
    sha = hashlib.sha256(data).hexdigest()
    row = {"id": "a.md", "source": "s", "sha256": sha, "format": "text", "added": "2026-01-01"}
    return json.dumps(row | changes).encode() + b"\n", f"originals/{sha[:2]}/{sha}", data


def tables(**changes):
    """The files of an export of one article."""
    line, name, data = article(**changes)
    return dict.fromkeys(TABLES, b"") | {"articles.jsonl": line, name: data}


def test_a_hand_made_export_is_read(tmp_path):
    """The layout is documented, so that other programs can write one; what follows is near it."""
    done = imported(tmp_path / "there", written(tmp_path / "a.zip", tables()))
    assert (done.articles, done.settings) == (1, HASHING)


OTHER = b"x" * 40
OTHER_SHA = hashlib.sha256(OTHER).hexdigest()
REFUSED = {
    "a path that leads out": (tables() | {"../evil": b"x"}, {}, "is no file of an export"),
    "an absolute path": (tables() | {"/etc/evil": b"x"}, {}, "is no file of an export"),
    "another name than its sum": (
        tables() | {f"originals/{OTHER_SHA[:2]}/{OTHER_SHA}": b"y"}, {}, "another checksum than",
    ),
    "an original that no one names": (
        tables() | {f"originals/{OTHER_SHA[:2]}/{OTHER_SHA}": OTHER}, {}, "other originals than",
    ),
    "an original that is not there": (tables(sha256=OTHER_SHA), {}, "other originals than"),
    "no table": ({k: v for k, v in tables().items() if k != "kept.jsonl"}, {}, "kept.jsonl is not"),
    "an unknown format": (tables(format="odt"), {}, "has format 'odt'"),
    "a name with a NUL": (tables(id="a\0b"), {}, "is no text"),
    "half a character": (tables(id="a\ud83d"), {}, "surrogates not allowed"),
    "a number for a name": (tables(id=7), {}, "is no text"),
    "one more value": (tables(more="x"), {}, "other names than id, source"),
    "no JSON": (tables() | {"rulings.jsonl": b"nonsense\n"}, {}, "Expecting value"),
    "no UTF-8": (tables() | {"rulings.jsonl": b"\xff\n"}, {}, "can't decode"),
    "deep JSON": (tables() | {"kept.jsonl": b"[" * 100_000 + b"\n"}, {}, "nested too"),
    "two of one id": (
        tables() | {"articles.jsonl": article()[0] + article(source="t")[0]}, {}, "have one id",
    ),
    "two of one source": (
        tables() | {"articles.jsonl": article()[0] + article(id="b")[0]}, {}, "have one source",
    ),
    "settings of another kind": (
        tables(), {"settings": {"encoder": 7, "max_tokens": 1}}, "settings",
    ),
    "a decision of another kind": (
        tables() | {"rulings.jsonl": json.dumps({
            "article": "a", "text": "t", "action": "burn", "even_protected": False, "made": "",
        }).encode() + b"\n"}, {}, "is 'burn'",
    ),
    "more room than there is": (
        tables(), {"files": {}}, "other files than|is not there",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_an_export_that_was_made_to_harm_is_refused(tmp_path, case):
    """With checksums that are right, so that only its content can tell; nothing of it stays."""
    files, listed, why = REFUSED[case]
    with pytest.raises(NoExportError, match=f"can't be imported: .*(?:{why}).* Nothing was"):
        imported(tmp_path / "there", written(tmp_path / "a.zip", files, listed))
    assert is_empty(tmp_path / "there")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """An original has at most as many bytes as an article may have, and no size but its own."""
    data = bytes(11_000_000)
    sha = hashlib.sha256(data).hexdigest()
    files = tables(sha256=sha) | {f"originals/{sha[:2]}/{sha}": data}
    del files[article()[1]]
    with pytest.raises(NoExportError, match=r"has 11,000,000 bytes, where 10,000,000 may be"):
        imported(tmp_path / "there", written(tmp_path / "a.zip", files))
    assert is_empty(tmp_path / "there")


def test_a_size_that_is_a_lie_is_refused(tmp_path):
    """A file that unpacks to more than its header and the list say is not read past that."""
    files = tables() | {"kept.jsonl": b"\n" * 100_000}
    path = written(tmp_path / "a.zip", files)
    data = path.read_bytes().replace(struct.pack("<L", 100_000), struct.pack("<L", 10))
    path.write_bytes(data)
    with pytest.raises(NoExportError, match=r"kept\.jsonl has 10 bytes|kept\.jsonl"):
        imported(tmp_path / "there", path)
    assert is_empty(tmp_path / "there")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is no export of Wellread"),
        (b"PK\x05\x06" + bytes(18), "is no export of Wellread"),
        (zlib.compress(b"x" * 1000), "is no export of Wellread"),
    ],
    ids=["an empty file", "an empty zip", "something else"],
)
def test_what_is_no_export_is_told(tmp_path, data, why):
    """The message says so, and that nothing was imported."""
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(NoExportError, match=why):
        imported(tmp_path / "there", tmp_path / "a.zip")


def test_an_export_of_a_newer_version_is_refused_with_a_message(tmp_path):
    """Before anything of it is read; the same holds for a format that never was."""
    comment = comment_for("5e" * 32).replace(b"format 1", b"format 2")
    path = written(tmp_path / "a.zip", tables(), comment=comment)
    with pytest.raises(
        NoExportError, match=r"has format 2, and this Wellread reads format 1; a new"
    ):
        imported(tmp_path / "there", path)


def test_a_pipe_is_not_waited_for(tmp_path):
    """Nobody writes into it."""
    os.mkfifo(tmp_path / "a.zip")
    with pytest.raises(NoExportError, match="it is not a regular file"):
        imported(tmp_path / "there", tmp_path / "a.zip")


def test_an_import_that_fails_while_writing_leaves_nothing(exported, tmp_path):
    """A file stands where an original's folder should be: no other original stays."""
    there = tmp_path / "there"
    Collection.open(there).close()
    with zipfile.ZipFile(exported) as archive:
        last = archive.namelist()[-1]
    (there / "collection" / last).parent.write_text("in the way", "utf-8")
    with pytest.raises(Exception, match=r"'The export' could not be imported: .* unchanged"):
        imported(there, exported)
    (there / "collection" / last).parent.unlink()
    assert is_empty(there)


def test_an_encoder_that_could_be_anybodys_is_not_opened(run, exported, tmp_path):
    """No folder and no model hub is asked because a file names it; the collection is there."""
    import_collection(tmp_path / "one", exported)
    with Collection.open(tmp_path / "one") as collection:
        export_collection(collection, tmp_path / "b.zip", Settings("somebody/model", 128))

    ran = run("import", tmp_path / "b.zip", "--home", tmp_path / "two", "--json")

    assert (ran.code, ran.json["error"]["code"]) == (1, "build_failed")
    assert "somebody/model" in ran.json["error"]["message"]
    with Collection.open(tmp_path / "two") as collection:
        assert len(collection.entries()) == 11
        assert len(all_rulings(collection)) == 1


def test_a_collection_without_an_index_can_move(run, tmp_path):
    """There is nothing to build as it was."""
    with Collection.open(tmp_path / "one") as collection:
        collection.add(b"Rest. " * 40, source="s", name="a.txt", format="text")
    run("export", tmp_path / "a.zip", "--home", tmp_path / "one")

    ran = run("import", tmp_path / "a.zip", "--home", tmp_path / "two", "--json")

    assert (ran.code, ran.json["build"], ran.json["articles"]) == (0, None, 1)
