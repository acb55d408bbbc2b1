"""Whatever happens to a file of a home, it is noticed before anyone gets an answer from it.

Faults 3 to 6 of the specification: damaged files, files of two builds, damaged or newer manifests,
other weights, counts that do not fit. `make soak` does all; what is done here is a sample.
"""

import json
import os
import random
import re
import shutil
import sqlite3
import sys
from collections import Counter
from dataclasses import replace

import pytest

from corpus.catalogue import CATALOGUE
from corpus.collection import Collection, CollectionError
from corpus.export_tables import read_catalogued
from index.build import build_index, encoder_in_use
from index.encoder import EncoderMismatchError, WeightsMissingError
from index.encoders.hashing import HashingEncoder
from index.history import Entry, note_build
from index.int8 import MINILM, find_int8
from index.manifest import FORMAT, MANIFEST, IndexUnusableError, read_manifest, sum_files
from index.opened import index_folder, open_build, open_index
from index.publish import CURRENT, Published, builds, read_current, seal, write_current
from index.stated_recipe import StatedRecipe, is_of_earlier_version, recipe_before
from index.status import verify_builds
from search.engine import SearchEngine
from tests.faults.damages import DAMAGES, every_header_bit, flip_bit

TIMES = int(os.environ.get("WELLREAD_DAMAGES", "2000"))  # of the soak
BY_SUM = re.compile(r" was changed|bytes, where \d+ were published|can't be read: No such file")


def files_of(folder):
    """The files of a build that hold something, in order; an engine's locks left out."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix != ".lock")
    return [path for path in found if path.is_file() and path.stat().st_size]


def current(home):
    """The folder of the build that is published."""
    index = index_folder(home)
    return index / read_current(index).current.name


@pytest.fixture
def two_builds(own_home):
    """A home with a build and an earlier one that has another article."""
    with Collection.open(own_home) as collection:
        data = b"# Resting\n\n" + b"Rest is allowed at any time of day, says our doctor. " * 8
        collection.add(data, source="test:rest", name="rest.md", format="markdown")
        build_index(own_home, collection, HashingEncoder(), asked_for="hashing")
    assert len(builds(index_folder(own_home))) == 2
    return own_home


class Damaged:
    """One file, to be damaged many times; whole again at the end of `with`."""

    def __init__(self, path):
        self.path = path
        self.whole = path.read_bytes()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.path.write_bytes(self.whole)

    def put(self, data):
        """Let the file hold other bytes."""
        assert data != self.whole
        self.path.write_bytes(data)


def is_noticed(home):
    """Whether the published build is refused by its checksums, before anything is parsed."""
    index = index_folder(home)
    try:
        open_build(index, read_current(index).current).close()
    except ValueError as error:
        return bool(BY_SUM.search(str(error)))
    return False


def unnoticed(home, times, seed):
    """The damages of so many, over every file of a build in turn, that were not noticed so."""
    chance = random.Random(seed)
    files = files_of(current(home))
    missed = []
    for number in range(times):
        damage = chance.choice(DAMAGES)
        with Damaged(files[number % len(files)]) as file:
            file.put(damage(file.whole, chance))
            if not is_noticed(home):
                missed.append((file.path.name, damage.__name__))
    return missed


def test_all_of_two_hundred_damages_are_noticed(own_home):
    """Bits, blocks and ends of every file of a build in turn; the whole build opens afterwards."""
    assert unnoticed(own_home, 200, 1) == []
    open_build(index_folder(own_home), read_current(index_folder(own_home)).current).close()


@pytest.mark.soak
def test_all_of_many_damages_are_noticed(own_home):
    """As many as WELLREAD_DAMAGES says."""
    assert unnoticed(own_home, TIMES, 2) == []


@pytest.mark.soak
def test_every_bit_of_every_header_is_guarded(own_home, capsys):
    """Each of the 768 bits of the first 96 bytes, of each file of a build."""
    cases = 0
    for path in files_of(current(own_home)):
        with Damaged(path) as file:
            for data in every_header_bit(file.whole):
                file.put(data)
                assert is_noticed(own_home), path.name
                cases += 1
    with capsys.disabled():
        sys.stdout.write(f"\n{cases} header bits, all noticed by their checksums\n")
    assert cases > 8000


# What answers instead


def answers_from_the_build_before(home, times, seed):
    """Damage the newest build: the one before answers, as it did, and says so."""
    chance = random.Random(seed)
    before = read_current(index_folder(home)).previous
    files = files_of(current(home))
    question = "how can I sleep better"
    with open_build(index_folder(home), before) as index:
        right = [
            hit.passage.id for hit in SearchEngine(index, HashingEncoder()).search(question).hits
        ]
    for number in range(times):
        with Damaged(files[number % len(files)]) as file:
            file.put(chance.choice(DAMAGES)(file.whole, chance))
            engine = SearchEngine.open(home)
            answer = engine.search(question)
            assert engine.index.pointer.name == before.name
            assert answer.notes[0].startswith("The newest index can't be used, so another one")
            assert file.path.name in answer.notes[0]
            assert [hit.passage.id for hit in answer.hits] == right
            engine.index.close()


def test_the_build_before_answers_and_says_so(two_builds):
    """Every file once, and the notes name the damaged one."""
    answers_from_the_build_before(two_builds, len(files_of(current(two_builds))), 3)


@pytest.mark.soak
def test_the_build_before_answers_whatever_is_damaged(two_builds):
    """A tenth of WELLREAD_DAMAGES."""
    answers_from_the_build_before(two_builds, TIMES // 10, 4)


def test_where_no_build_is_whole_nothing_answers(two_builds):
    """A message that names what is wrong with both and says what to do; never a guess."""
    index = index_folder(two_builds)
    for name in builds(index):
        (index / name / "vectors.faiss").write_bytes(b"")
    with pytest.raises(
        IndexUnusableError,
        match=r"^No build of the index in .* can be trusted: .*vectors\.faiss has 0 bytes.*; .*"
        r"vectors\.faiss has 0 bytes.* Run `wellread build`",
    ):
        open_index(two_builds)


def test_a_lost_file_is_noticed(two_builds):
    """Every file of the build, taken away in its turn."""
    for path in files_of(current(two_builds)):
        whole = path.read_bytes()
        path.unlink()
        with open_index(two_builds) as index:
            assert path.name in index.warning or "manifest.json" in index.warning
        path.write_bytes(whole)


def test_a_file_of_another_build_is_noticed(two_builds):
    """Each file of the earlier build in the place of the newer one's, where they differ."""
    index = index_folder(two_builds)
    newer, older = (index / pointer.name for pointer in read_current(index))
    swapped = 0
    for path in files_of(newer):
        others = [each for each in files_of(older) if each.suffix == path.suffix]
        data = others[0].read_bytes() if others else b"nothing"
        if data == path.read_bytes():
            continue
        with Damaged(path) as file:
            file.put(data)
            assert is_noticed(two_builds), path.name
            with open_index(two_builds) as opened:
                assert opened.pointer.name == older.name
        swapped += 1
    assert swapped > 6


# CURRENT


def misled(home, damages):
    """How often a damaged CURRENT went unnoticed, and was harmless; a wrong answer fails."""
    index = index_folder(home)
    right = read_current(index)
    harmless = 0
    with Damaged(index / CURRENT) as file:
        for data in damages(file.whole):
            file.put(data)
            with open_index(home) as opened:
                assert opened.pointer in right
                if opened.warning:
                    continue
            assert opened.pointer == right.current
            assert verify_builds(index) or read_current(index) == right
            harmless += 1
    return harmless


def test_a_damaged_current_never_leads_to_another_answer(two_builds):
    """Every seventeenth bit of it: a good build answers, and where it is not the newest, says so.

    A bit of the name of the build before does no harm while the newest is whole; `verify` tells.
    """
    assert misled(two_builds, lambda whole: list(every_bit(whole))[::17])


def every_bit(data):
    """The same bytes with each bit turned in its turn."""
    for bit in range(len(data) * 8):
        at, of = divmod(bit, 8)
        yield data[:at] + bytes([data[at] ^ 1 << of]) + data[at + 1 :]


@pytest.mark.soak
def test_no_bit_of_current_leads_to_another_answer(two_builds, capsys):
    """Every bit of it."""
    size = (index_folder(two_builds) / CURRENT).stat().st_size * 8
    harmless = misled(two_builds, every_bit)
    with capsys.disabled():
        sys.stdout.write(f"\n{size} bits of CURRENT: {harmless} harmless, 0 wrong answers\n")


# Manifests, versions, counts, weights


def resigned(home, change):
    """Publish the current build once more under a manifest that was changed."""
    index = index_folder(home)
    published = read_current(index)
    folder = index / published.current.name
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    (folder / MANIFEST).unlink()
    changed = change(replace(manifest, files=sum_files(folder)))
    write_current(index, Published(seal(folder, changed), published.previous))


@pytest.mark.parametrize("format", [FORMAT - 1, FORMAT + 1], ids=["older", "newer"])
def test_a_build_of_another_version_is_not_read(two_builds, format):
    """Its sums are right; what its files mean is not known. The build before answers, and a build
    makes the index anew.
    """
    resigned(two_builds, lambda manifest: replace(manifest, format=format))

    with open_index(two_builds) as index:
        assert f"it has format {format}, and this Wellread reads format {FORMAT}" in index.warning
    with Collection.open(two_builds) as collection:
        report = build_index(two_builds, collection, HashingEncoder(), asked_for="hashing")
    assert report.published
    with open_index(two_builds) as index:
        assert index.warning == ""


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"[" * 99_999, b"\xff"])
def test_an_index_that_cannot_be_read_keeps_its_encoder(own_home, damage):
    """An older one's manifest is read for that alone; else the log says it; else nothing does."""
    resigned(own_home, lambda manifest: replace(manifest, format=FORMAT - 1))
    assert is_of_earlier_version(own_home)
    assert encoder_in_use(own_home) == "hashing"
    (current(own_home) / MANIFEST).write_bytes(damage)
    assert not is_of_earlier_version(own_home)
    assert recipe_before(own_home) == StatedRecipe()
    note_build(own_home, Entry("2026-01-01", "published", encoder="hashing", max_tokens=99))
    assert recipe_before(own_home) == StatedRecipe("hashing", 99)
    assert encoder_in_use(own_home) == "hashing"


@pytest.mark.parametrize("stated", ["somebody/model", 7, None])
def test_what_a_damaged_manifest_says_of_an_encoder_is_not_believed(own_home, stated):
    """It could name any folder or model hub."""
    (current(own_home) / MANIFEST).write_text(
        json.dumps({"format": 1, "recipe": {"encoder": stated, "max_tokens": 99}}), "utf-8"
    )
    assert recipe_before(own_home) == StatedRecipe()


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: replace(manifest, passages=manifest.passages + 1),
        lambda manifest: replace(manifest, recipe=replace(manifest.recipe, dimension=128)),
        lambda manifest: replace(manifest, vectors="lists"),
        lambda manifest: replace(manifest, vectors="rubbish"),
    ],
    ids=["a passage more", "another dimension", "another store", "an unknown store"],
)
def test_counts_that_do_not_fit_are_refused(two_builds, change):
    """An answer would name the wrong passage."""
    before = read_current(index_folder(two_builds)).previous
    resigned(two_builds, change)

    with open_index(two_builds) as index:
        assert index.warning
        assert index.pointer.name == before.name


def test_words_of_another_build_are_refused_even_when_signed(two_builds):
    """Rows that do not fit, with sums that are right: as when two builds were mixed by hand."""
    index = index_folder(two_builds)
    newer, older = (index / pointer.name for pointer in read_current(index))
    shutil.rmtree(newer / "words")
    shutil.copytree(older / "words", newer / "words")
    resigned(two_builds, lambda manifest: manifest)

    with open_index(two_builds) as opened:
        assert "its parts do not fit together" in opened.warning


def test_another_model_is_refused(own_home):
    """Vectors of two sets of weights never mix."""
    name = "hashing-256@1"
    resigned(own_home, lambda m: replace(m, recipe=replace(m.recipe, encoder_name=name)))
    with pytest.raises(EncoderMismatchError, match=name):
        SearchEngine.open(own_home)


def damaged_weights(folder, times, seed):
    """Damage a model's files: each time it is refused before anything is parsed."""
    chance = random.Random(seed)
    own = replace(MINILM, shipped=folder)
    assert find_int8(own) == folder
    for number in range(times):
        name = list(own.sha256)[number % len(own.sha256)]
        with Damaged(folder / name) as file:
            file.put(chance.choice(DAMAGES)(file.whole, chance))
            with pytest.raises(WeightsMissingError, match=r"has sha256 .* Install Wellread again"):
                find_int8(own)


@pytest.fixture
def weights(tmp_path):
    """A copy of the weights that come with Wellread."""
    return shutil.copytree(MINILM.folder, tmp_path / "minilm")


def test_damaged_weights_are_refused(weights):
    """Both files, three times each."""
    damaged_weights(weights, 6, 5)


@pytest.mark.soak
def test_no_damaged_weights_are_used(weights):
    """A twentieth of WELLREAD_DAMAGES."""
    damaged_weights(weights, TIMES // 20, 6)


# The catalogue and the cache: SQLite's files, which have no checksum


def read_all(home):
    """What a catalogue says, after it was looked at as a build does."""
    with Collection.open(home) as collection:
        collection.refuse_damage()
        known = read_catalogued(collection)
        return [entry[:6] for entry in known.entries], known.rulings, known.reviews


def outcomes(home, times, seed):
    """What came of damaging the catalogue; whoever reads something else than was written fails."""
    chance = random.Random(seed)
    path = home / "collection" / "collection.sqlite"
    right = read_all(home)
    found = Counter()
    for _ in range(times):
        with Damaged(path) as file:
            damage = chance.choice([*DAMAGES, flip_bit, flip_bit, flip_bit])
            file.put(damage(file.whole, chance))
            try:
                now = read_all(home)
            except CollectionError:
                found["told"] += 1
            else:
                assert now == right
                found["harmless"] += 1
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    return found


def test_a_damaged_catalogue_is_told_or_reads_as_it_was(own_home):
    """A bit in a free part of a page does no harm; every other is told of, none is believed."""
    found = outcomes(own_home, 150, 7)
    assert found["told"] > 20


@pytest.mark.soak
def test_no_damage_of_the_catalogue_is_believed(own_home, capsys):
    """As many as WELLREAD_DAMAGES says."""
    found = outcomes(own_home, TIMES, 8)
    with capsys.disabled():
        sys.stdout.write(f"\n{TIMES} damages of the catalogue: {dict(found)}, 0 believed\n")


def rebuilt(home, times, seed):
    """Damage the cache, build anew: the index has the very same vectors."""
    chance = random.Random(seed)
    path = home / "cache" / "vectors.sqlite"
    with open_index(home) as index:
        right = index.vectors.all().tobytes()
    for _ in range(times):
        data = path.read_bytes()
        path.write_bytes(chance.choice(DAMAGES)(data, chance))
        with Collection.open(home) as collection:
            build_index(home, collection, HashingEncoder(), asked_for="hashing", anew=True)
        with open_index(home) as index:
            assert index.vectors.all().tobytes() == right


def test_a_damaged_cache_changes_no_vector(own_home):
    """What is damaged in it is computed again."""
    rebuilt(own_home, 4, 9)


@pytest.mark.soak
def test_no_damage_of_the_cache_changes_a_vector(own_home):
    """A fortieth of WELLREAD_DAMAGES."""
    rebuilt(own_home, TIMES // 40, 10)


def test_a_flipped_version_of_the_catalogue_loses_nothing(own_home):
    """Every bit of SQLite's user_version: refused as of a newer Wellread, or brought up to date."""
    path = own_home / "collection" / "collection.sqlite"
    right = read_all(own_home)
    with Damaged(path) as file:
        for bit in range(60 * 8, 64 * 8):
            file.path.write_bytes(file.whole)
            at, of = divmod(bit, 8)
            data = file.whole[:at] + bytes([file.whole[at] ^ 1 << of]) + file.whole[at + 1 :]
            file.put(data)
            version = int.from_bytes(data[60:64], "big", signed=True)
            if not 0 <= version <= CATALOGUE:
                with pytest.raises(CollectionError, match=f"it has format {version}, this Well"):
                    read_all(own_home)
                continue
            entries, *rest = read_all(own_home)
            assert [each[:5] for each in entries] == [each[:5] for each in right[0]]
            assert tuple(rest) == right[1:]


def test_the_log_of_builds_is_read_past_its_damage(run, own_home):
    """It says nothing that an answer needs: a damaged line is passed over."""
    run("build", "--anew", "--home", own_home)
    log = own_home / "builds.jsonl"
    chance = random.Random(11)
    whole = log.read_bytes()
    for _ in range(50):
        log.write_bytes(chance.choice(DAMAGES)(whole, chance))
        ran = run("builds", "--home", own_home, "--json")
        assert ran.code == 0
        assert json.loads(ran.out)["schema_version"] == 1


def test_sqlite_is_asked_for_what_it_knows(own_home):
    """Each table has a second way to its rows, so that the check above can miss none."""
    path = own_home / "collection" / "collection.sqlite"
    with sqlite3.connect(path) as catalogue:
        for table in ("entry", "ruling", "review"):
            assert catalogue.execute(f"PRAGMA index_list({table})").fetchall()
    catalogue.close()
