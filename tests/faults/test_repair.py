"""What is damaged is found by making it once more, and mended from what is left (faults 3 to 6)."""

import errno
import random
import re
import shutil
import sqlite3
from dataclasses import replace

import numpy as np
import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection, CollectionError
from corpus.curating import all_rulings, store_rulings
from corpus.errors import UserError
from corpus.export_tables import read_catalogued
from corpus.preparing import prepare_entry
from corpus.readers.formats import read_source
from corpus.review_table import Review, write_review
from corpus.salvage import is_newer, salvage
from index.amend import Amending
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.manifest import MANIFEST, read_manifest, sum_files
from index.opened import index_folder, open_index
from index.publish import CURRENT, Published, builds, read_current, seal, write_current
from index.repair import UnfinishedRepairError, repair_home
from index.status import verify
from index.update import update_index
from index.vectors import FaissStore
from index.verify import verify_deep
from index.words import Words, write_words


def catalogue_of(home):
    """The catalogue's file."""
    return home / "collection" / "collection.sqlite"


def faults(home):
    """What `verify` says."""
    with Collection.open(home) as collection:
        return verify(home, collection)


def deep(home):
    """What `verify --deep` says."""
    with Collection.open(home) as collection:
        return verify_deep(home, collection, read=read_source, every=True)


def build(home, **options):
    """Build the index."""
    with Collection.open(home) as collection:
        return build_index(home, collection, HashingEncoder(), asked_for="hashing", **options)


def known(home):
    """What the catalogue holds, but for the hour of adding."""
    with Collection.open(home) as collection:
        return read_catalogued(collection)


@pytest.fixture
def home(own_home):
    """A home with a decision and a review, built twice, so that there is an earlier build."""
    with Collection.open(own_home) as collection:
        first = collection.entries()[0]
        unit = prepare_entry(collection, first).decisions[3].unit.text
        store_rulings(collection, [Ruling(first.id, unit, "drop")])
        with collection.writing("a", "b"):
            write_review(collection.catalogue, Review(first.id, ("short",), "5ee", "2026-01-01"))
        update_index(own_home, collection, HashingEncoder(), asked_for="hashing")
    return own_home


# verify --deep


def test_a_whole_home_is_whole_in_depth(run, home):
    """Everything is made once more, and nothing differs."""
    ran = run("verify", "--deep", "--home", home, "--json")

    assert (ran.code, ran.json["faults"]) == (0, [])
    counts = ran.json["checked"]
    assert (counts["articles"], counts["waiting"]) == (12, 0)
    assert counts["passages"] == counts["vectors"] > 12
    assert counts["terms"] > 100
    assert "Made once more: 12 articles" in run("verify", "--deep", "--home", home).out


def forge(home, change):
    """Change the files of the published build and sign it anew, as a bug of a build would."""
    index = index_folder(home)
    folder = index / read_current(index).current.name
    change(folder)
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).unlink()
    object.__setattr__(manifest, "files", sum_files(folder))
    write_current(index, Published(seal(folder, manifest), None))


def sql(statement):
    """A change of a build's passages."""

    def change(folder):
        with sqlite3.connect(folder / "passages.sqlite") as connection:
            connection.execute(statement)
        connection.close()

    return change


def swap_vectors(folder):
    """The first two rows take each other's place."""
    vectors = FaissStore.load(folder / "vectors.faiss").all()
    store = FaissStore(vectors.shape[1])
    store.add(np.concatenate([vectors[1::-1], vectors[2:]]))
    store.save(folder / "vectors.faiss")


def swap_sentences(folder):
    """The sentences of the first two rows take each other's place."""
    with sqlite3.connect(folder / "sentences.sqlite") as connection:
        for change in ("-1 WHERE row = 0", "0 WHERE row = 1", "1 WHERE row = -1"):
            connection.execute(f"UPDATE sentences SET row = {change}")
    connection.close()


def miscount(folder):
    """One word is in two passages, says the vocabulary, and is in one."""
    text = (folder / "vocabulary.tsv").read_text("utf-8")
    (folder / "vocabulary.tsv").write_text(text.replace("\t1\n", "\t2\n", 1), "utf-8")


def reindex_words(folder):
    """The words of two rows change places."""
    with sqlite3.connect(folder / "passages.sqlite") as connection:
        texts = [row[0] for row in connection.execute("SELECT text FROM article")]
        rows = connection.execute("SELECT row, article, start, end FROM passage").fetchall()
    connection.close()
    shutil.rmtree(folder / "words")
    said = [Words(row, article, "", "", texts[article][a:b]) for row, article, a, b in rows]
    said[:2] = [said[0]._replace(text=said[1].text), said[1]._replace(text=said[0].text)]
    write_words(folder / "words", said)


def lose_word(folder):
    """The vocabulary lacks its first word."""
    path = folder / "vocabulary.tsv"
    path.write_text(path.read_text("utf-8").partition("\n")[2], "utf-8")


def add_word(folder):
    """The vocabulary has a word that no passage has."""
    path = folder / "vocabulary.tsv"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\nzzzebra\t3\n", "utf-8")


FORGED = {
    "a word of a text": (
        sql("UPDATE article SET text = replace(text, ' the ', ' teh ') WHERE number = 9"),
        r"gives another text: from character \d+, '",
    ),
    "a title": (
        sql('UPDATE article SET fields = replace(fields, \'"title":"\', \'"title":"X\')'),
        "read again, gives another title",
    ),
    "an account": (
        sql("UPDATE article SET notes = '[\"odd\"]' WHERE number = 2"),
        "gives another account of the cleaning",
    ),
    "where a passage ends": (
        sql("UPDATE passage SET end = end - 3 WHERE row = 4"),
        "cut again it has",
    ),
    "a count of words": (miscount, "1 words are in other numbers of passages than counted"),
    "a word that is not told": (lose_word, "1 words are in other numbers of passages than "),
    "a word that nobody wrote": (add_word, "other numbers of passages than counted again: zzzebra"),
    "the words of two rows": (reindex_words, "finds other rows than have it: "),
    "two vectors": (swap_vectors, r"has another vector than its text \(cosine"),
    "two passages' sentences": (swap_sentences, "row 0 has other sentences than its text"),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_no_checksum_can_tell_is_found(run, home, what):
    """A build that was written wrongly has sums that are right: only its content tells."""
    change, said = FORGED[what]
    forge(home, change)
    assert run("verify", "--home", home).code == 0

    checked = deep(home)

    assert any(re.search(said, fault.reason) for fault in checked.faults), checked
    assert run("verify", "--deep", "--home", home).code == 1


def test_a_wrong_count_of_what_sites_repeat_is_found(run, home):
    """Its rows are derived and have no sums: a bit there would change how an article is cleaned."""
    site = "\n\nAll rights belong to the Lantern Street Reading Room and its friends.\n"
    with Collection.open(home) as collection:
        for number in range(3):
            text = f"# Evening {number}\n\n" + f"In the evening number{number} we read aloud. " * 9
            data = f"---\nsite: Lantern\n---\n{text}{site}".encode()
            name = f"{number}.md"
            collection.add(data, source=f"test:{name}", name=name, format="markdown")
    build(home)
    assert deep(home).faults == []
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        changed = catalogue.execute(
            "UPDATE page SET repeated = zeroblob(8) WHERE article = '1.md' AND repeated != x''"
        )
        assert changed.rowcount == 1
    catalogue.close()
    build(home)

    [fault] = deep(home).faults

    assert (fault.what, fault.reason[:42]) == ("1.md", "the catalogue says that other lines of it ")


def test_an_amended_build_is_whole_in_depth(home):
    """One that came of the build before, with gaps where articles went, holds what they give."""
    for number in range(3):
        with Collection.open(home) as collection:
            entries = collection.entries()
            collection.remove(entries[number].id)
            data = collection.original(entries[5]) + b"\nMore of the same subject.\n"
            collection.add(data, source=entries[5].source, name="x", format=entries[5].format)
            new = f"# Evening {number}\n\n" + f"In the evening number{number} we read aloud. " * 9
            name = f"{number}.md"
            collection.add(new.encode(), source=f"test:{name}", name=name, format="markdown")
        manifest = build(home, limits=Amending(at_least=0, share=9.0)).manifest
    assert manifest.amended > 2
    assert manifest.gaps > 2

    checked = deep(home)

    assert (checked.faults, checked.articles) == ([], 12)
    assert checked.vectors == checked.passages == manifest.passages


def test_what_waits_for_a_build_is_no_fault(home):
    """An article that was added, changed or removed since is counted, and not compared."""
    with Collection.open(home) as collection:
        entries = collection.entries()
        collection.remove(entries[0].id)
        data = collection.original(entries[1]) + b"\nMore.\n"
        collection.add(data, source=entries[1].source, name="x", format=entries[1].format)

    checked = deep(home)

    assert (checked.faults, checked.waiting, checked.articles) == ([], 2, 10)


def test_what_cannot_be_compared_is_noted(home):
    """An original that is gone is told of once; another recipe's passages are not cut again."""
    with Collection.open(home) as collection:
        entry = collection.entries()[0]
        collection.original_path(entry.sha256).unlink()
    index = index_folder(home)
    folder = index / read_current(index).current.name
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).unlink()
    other = replace(manifest, recipe=replace(manifest.recipe, passages=0))
    write_current(index, Published(seal(folder, other), None))

    checked = deep(home)

    assert [fault.what for fault in checked.faults] == [entry.id]
    assert checked.passages == 0
    assert checked.notes == ["Another version of Wellread built it; a build makes it anew."]


def test_a_build_that_answers_for_a_damaged_one_is_compared_and_said_so(home):
    """The newest is damaged."""
    index = index_folder(home)
    (index / read_current(index).current.name / "vectors.faiss").write_bytes(b"")

    checked = deep(home)

    assert "vectors.faiss has 0 bytes" in checked.faults[0].reason
    assert checked.notes[0].startswith("The newest index can't be used")
    assert checked.passages > 12


def test_with_a_damaged_catalogue_nothing_is_compared(home):
    """What differs from it might be right."""
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        catalogue.execute("UPDATE entry SET source = source || 'x' WHERE rowid = 3")
    catalogue.close()

    checked = deep(home)

    assert checked.faults[0].what == "catalogue"
    assert checked.notes == ["Nothing can be compared with a damaged catalogue."]


# repair


def test_nothing_is_done_to_a_whole_home(run, home):
    """No build, nothing set aside, not a byte of the index is another."""
    before = builds(index_folder(home))

    ran = run("repair", "--home", home, "--json")

    assert (ran.code, ran.json["done"], ran.json["lost"]) == (0, [], [])
    assert builds(index_folder(home)) == before
    assert not (home / "damaged").exists()


def test_an_index_that_was_deleted_is_built(run, home):
    """It is derived: the same answers come of it."""
    question = ("search", "how can I sleep better", "--home", home, "--json")
    before = run(*question).json["hits"]
    shutil.rmtree(index_folder(home))

    ran = run("repair", "--home", home, "--json")

    assert ran.code == 0, ran
    assert run(*question).json["hits"] == before


def damage(path):
    """Other bytes in the middle of a file."""
    data = bytearray(path.read_bytes())
    at = len(data) // 2
    data[at : at + 64] = bytes(byte ^ 0x55 for byte in data[at : at + 64])
    path.write_bytes(data)


@pytest.mark.parametrize(
    "file", ["passages.sqlite", "sentences.sqlite", "vectors.faiss", MANIFEST, "vocabulary.tsv"]
)
@pytest.mark.parametrize("both", [False, True], ids=["the newest build", "both builds"])
def test_a_damaged_build_is_set_aside_and_built_again(run, home, file, both):
    """With the encoder and budget that it had; all verifies afterwards."""
    index = index_folder(home)
    for name in builds(index)[: 2 if both else 1]:
        damage(index / name / file)

    ran = run("repair", "--home", home, "--json")

    assert (ran.code, ran.json["lost"]) == (0, []), ran
    assert deep(home).faults == []
    assert len(list((home / "damaged").glob(f"*/index/*/{file}"))) == (2 if both else 1)
    with open_index(home) as opened:
        assert (opened.warning, opened.manifest.recipe.encoder) == ("", "hashing")


FULL = OSError(errno.ENOSPC, "No space left on device")
BUSY = UserError("Another process builds.", hint="Wait.")


@pytest.mark.parametrize("error", [FULL, BUSY])
def test_a_repair_that_is_stopped_says_what_it_had_done(home, error):
    """What is lost is not kept back because the index could not be built after it."""

    def build(_):
        raise error

    index = index_folder(home)
    name = builds(index)[0]
    damage(index / name / "vectors.faiss")

    with pytest.raises(UnfinishedRepairError) as told:
        repair_home(home, read=read_source, build=build)

    said, *done = told.value.message.splitlines()
    assert error.args[-1] in said
    assert [line for line in done if line.startswith(f"Build {name} is in ")]
    assert told.value.hint == ("Wait." if error is BUSY else "Then run `wellread repair` again.")


def test_a_repair_that_did_nothing_before_it_is_stopped_gives_the_error_itself(home):
    """There is nothing to tell of."""

    def build(_):
        raise FULL

    shutil.rmtree(index_folder(home))

    with pytest.raises(OSError, match="No space left on device"):
        repair_home(home, read=read_source, build=build)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff" * 200], ids=["empty", "other", "no JSON"])
def test_a_damaged_pointer_is_written_anew(run, home, data):
    """The builds are whole, so none is set aside."""
    (index_folder(home) / CURRENT).write_bytes(data)

    ran = run("repair", "--home", home, "--json")

    assert (ran.code, ran.json["lost"]) == (0, []), ran
    assert faults(home) == []
    assert not (home / "damaged").exists()


def test_a_build_that_is_wrong_in_depth_is_made_from_the_originals(run, home):
    """With --deep: what was read before is not taken over."""
    forge(home, FORGED["a word of a text"][0])
    assert run("repair", "--home", home, "--json").json["done"] == []

    ran = run("repair", "--deep", "--home", home, "--json")

    assert ran.code == 0, ran
    assert deep(home).faults == []


def test_a_damaged_cache_is_thrown_away(run, home):
    """It is made again; nothing is set aside, as it can be."""
    cache = home / "cache" / "vectors.sqlite"
    data = bytearray(cache.read_bytes())
    data[4096:8192] = bytes(4096)
    cache.write_bytes(data)

    ran = run("repair", "--home", home, "--json")

    assert ran.code == 0, ran
    assert "vector cache was damaged" in " ".join(ran.json["done"])
    assert build(home, anew=True).encoded > 12


def test_an_original_comes_back_from_its_source(run, home):
    """Where the file that was added still is what it was."""
    with Collection.open(home) as collection:
        entry = collection.entries()[4]
        collection.original_path(entry.sha256).write_bytes(b"no longer")
    assert len(faults(home)) == 1

    ran = run("repair", "--home", home, "--json")

    assert (ran.code, ran.json["lost"]) == (0, []), ran
    assert f"The original of {entry.id} was written again" in ran.json["done"][0]
    assert faults(home) == []


def test_an_original_that_is_lost_is_told_and_its_text_stays(run, home):
    """Its source is gone, too: the index still has what was read of it."""
    data = b"# Resting\n\n" + b"Rest is allowed at any time of day. " * 9
    with Collection.open(home) as collection:
        entry = collection.add(data, source="stdin:x", name="x.md", format="markdown").entry
    build(home)
    with Collection.open(home) as collection:
        collection.original_path(entry.sha256).unlink()

    ran = run("repair", "--home", home, "--json")

    assert ran.code == 1
    assert any("'x.md' can't be read" in said for said in ran.json["lost"])
    with open_index(home) as index:
        assert index.passages.has("x.md")


def test_a_lost_original_and_a_damaged_build_keep_what_there_is(run, home):
    """The damaged build may have the last copy of the text: it is set aside, not swept."""
    data = b"# Resting\n\n" + b"Rest is allowed at any time of the day. " * 9
    with Collection.open(home) as collection:
        entry = collection.add(data, source="stdin:x", name="x.md", format="markdown").entry
    build(home)
    with Collection.open(home) as collection:
        collection.original_path(entry.sha256).unlink()
    index = index_folder(home)
    damage(index / read_current(index).current.name / "vectors.faiss")

    run("repair", "--home", home)

    [kept] = (home / "damaged").glob("*/index/*/passages.sqlite")
    assert b"Rest is allowed at any time of the day." in kept.read_bytes()


# The catalogue


def wreck(path, kind):
    """Damage a catalogue so that it can't be used."""
    data = bytearray(path.read_bytes())
    if kind == "header":
        data[:100] = b"\xff" * 100
    elif kind == "empty pages":
        data[4096:] = bytes(len(data) - 4096)
    elif kind == "truncated":
        del data[4096:]
    path.write_bytes(data)


@pytest.mark.parametrize("kind", ["header", "empty pages", "truncated"])
def test_a_catalogue_that_is_gone_comes_back_from_the_index(run, home, kind):
    """Articles and decisions; the index is the same, so that nothing needs to be read again."""
    before = known(home)
    wreck(catalogue_of(home), kind)

    ran = run("repair", "--home", home, "--json")

    after = known(home)
    assert ran.code == 1  # decisions and reviews that were not indexed are gone, and that is told
    assert "12 from the index" in ran.json["done"][0]
    assert [(e.id, e.source, e.sha256, e.format) for e in after.entries] == [
        (e.id, e.source, e.sha256, e.format) for e in before.entries
    ]
    assert [each[:3] for each in after.rulings] == [each[:3] for each in before.rulings]
    assert len(list((home / "damaged").glob("*/collection/collection.sqlite"))) == 1
    assert run("status", "--check", "--home", home).code == 0


def test_an_article_whose_name_says_nothing_is_read_as_it_was(run, home):
    """Its format is in the index, too: the build after a repair has nothing to read again."""
    data = b"# Resting\n\n" + b"- Rest is allowed at any *time* of the day, they say.\n" * 9
    with Collection.open(home) as collection:
        collection.add(data, source="stdin:leaflet", name="leaflet", format="markdown")
    build(home)
    wreck(catalogue_of(home), "header")

    run("repair", "--home", home)

    with Collection.open(home) as collection:
        assert collection.entry("leaflet").format == "markdown"
    assert run("status", "--check", "--home", home).code == 0


def test_a_row_that_is_wrong_is_taken_from_the_index(run, home):
    """Every other row, the decisions and reviews among them, is whole, and its sum says so."""
    before = known(home)
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        catalogue.execute("UPDATE entry SET source = source || 'x' WHERE rowid = 3")
    catalogue.close()

    ran = run("repair", "--home", home, "--json")

    after = known(home)
    assert "11 articles from what could be read of it and 1 from the index" in ran.json["done"][0]
    assert {(e.id, e.source, e.sha256) for e in after.entries} == {
        (e.id, e.source, e.sha256) for e in before.entries
    }
    assert (after.rulings, after.reviews) == (before.rulings, before.reviews)


def test_an_article_whose_row_is_lost_everywhere_is_told_of(run, home):
    """Its original is still noted in another table, and it is not passed over in silence."""
    shutil.rmtree(index_folder(home))
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        catalogue.execute("UPDATE entry SET source = source || 'x' WHERE id = 'tiny/sleep.md'")
    catalogue.close()

    ran = run("repair", "--home", home, "--json")

    assert ran.code == 1
    assert ran.json["lost"][1].startswith(
        "1 article is remembered without a whole row, such as tiny/sleep.md: removed"
    )
    assert len(known(home).entries) == 11


def test_a_catalogue_is_replaced_in_one_rename_and_its_log_is_not_read_beside_the_new_one(
    run, home
):
    """What is set aside is the old one, with its log; nothing half made stays."""
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        catalogue.execute("UPDATE entry SET source = source || 'x' WHERE rowid = 3")
    catalogue.close()
    old = catalogue_of(home).read_bytes()
    log = catalogue_of(home).with_name("collection.sqlite-wal")
    log.write_bytes(b"of another time")
    (home / "collection" / "new").mkdir()

    assert run("repair", "--home", home).code == 1

    (aside,) = (home / "damaged").glob("*/collection/collection.sqlite")
    assert aside.read_bytes() == old
    assert not log.exists() or log.stat().st_size == 0
    assert sorted(path.name for path in (home / "collection").iterdir()) == [
        "collection.sqlite",
        "originals",
    ]


def test_rows_that_vanished_are_noticed_before_a_build(home):
    """A build would take their articles for removed, and they would be found no more."""
    path = catalogue_of(home)
    with sqlite3.connect(path) as catalogue:
        page = catalogue.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'entry'"
        ).fetchone()[0]
        size = catalogue.execute("PRAGMA page_size").fetchone()[0]
    catalogue.close()
    data = bytearray(path.read_bytes())
    at = (page - 1) * size + 3  # how many rows the page says that it has
    data[at : at + 2] = (5).to_bytes(2, "big")
    path.write_bytes(data)
    with Collection.open(home) as collection:
        with pytest.raises(CollectionError, match=r"can't be read: .* `wellread repair` makes"):
            collection.refuse_damage()
        assert any(fault.what == "catalogue" for fault in verify(home, collection))


def test_a_newer_catalogue_is_no_damage(run, home):
    """It is left as it is, and the message says what it is."""
    with sqlite3.connect(catalogue_of(home)) as catalogue:
        catalogue.execute("PRAGMA user_version = 99")
    catalogue.close()
    before = catalogue_of(home).read_bytes()

    ran = run("repair", "--home", home)

    assert ran.code == 1
    assert "it has format 99" in ran.err
    assert catalogue_of(home).read_bytes() == before


def test_originals_that_no_one_names_are_told_and_stay(run, home):
    """They may be of articles that the lost catalogue knew."""
    data = b"An original of nobody's."
    with Collection.open(home) as collection, collection.writing("An original", "kept"):
        collection.keep_original("ab" * 32, data)

    ran = run("repair", "--home", home, "--json")

    assert ran.code == 1
    assert "1 originals belong to no article" in ran.json["lost"][0]
    with Collection.open(home) as collection:
        assert collection.original_path("ab" * 32).read_bytes() == data


def test_no_salvaged_row_is_other_than_it_was(home):
    """Two hundred damages of the catalogue: each row that comes back is one that was there."""
    chance = random.Random(7)
    before = known(home)
    path = catalogue_of(home)
    whole = path.read_bytes()
    copy = home / "copy.sqlite"
    came = 0
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + 16] = chance.randbytes(len(data[at : at + 16]))
        copy.write_bytes(data)
        found = salvage(copy)
        assert {each[:5] for each in found.entries} <= {each[:5] for each in before.entries}
        assert set(found.rulings) <= set(before.rulings)
        assert set(found.reviews) <= set(before.reviews)
        came += len(found.entries)
    assert came > 200 * 6


def test_a_catalogue_that_can_not_be_opened_is_not_taken_for_an_empty_one(tmp_path):
    """What it holds may be whole; so too whether a newer Wellread wrote it."""
    for look in (salvage, is_newer):
        with pytest.raises(CollectionError, match=r"can't be looked through now: unable to open"):
            look(tmp_path / "no such folder" / "collection.sqlite")


def test_decisions_come_back_from_an_account(run, home):
    """What a curator kept or dropped is named there."""
    before = known(home).rulings
    wreck(catalogue_of(home), "header")
    run("repair", "--home", home)
    with Collection.open(home) as collection:
        found = all_rulings(collection)
    assert [(each.article, each.words, each.action) for each in found] == [
        (each.article, each.words, each.action) for each in before
    ]
