"""One contract for whatever keeps the vectors: the same home, the same answers, the same ways back.

Milvus is milvus-lite here, and a server of its own under `make test-milvus`.
"""

import json
import threading

import numpy as np
import pytest

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from corpus.readers.formats import read_source
from index.engines.choice import (
    CHOICE,
    Choice,
    EngineUnknownError,
    choose,
    engine_of,
    read_choice,
    write_choice,
)
from index.engines.milvus import TOKEN, Milvus, MilvusError
from index.engines.milvus_engine import check_sample
from index.filters import ArticleFilter
from index.manifest import IndexUnusableError, read_manifest
from index.moving import settings_of
from index.publish import NoEarlierBuildError, builds
from index.purge import NotForgottenError
from index.repair import repair_home
from index.update import go_back, update_index
from index.vectors import FaissStore
from search.engine import SearchEngine
from search.query import make_query
from tests.index.conftest import Shelf
from tests.milvus_here import address, milvus

ENGINES = ["embedded", "milvus"]
QUESTIONS = ["how do I sleep better", "grief and family", "what helps with panic at work"]


def shelf_with(engine, home):
    """An empty shelf, whose vectors an engine keeps."""
    choose(home, engine, address() if engine == "milvus" else "")
    return Shelf(home)


def ranking(shelf, question, **where):
    """Which passages answer a question, best first, with their scores."""
    with shelf.open() as index:
        engine = SearchEngine(index, shelf.encoder)
        query = make_query(question, where=ArticleFilter(**where))
        ranked = list(engine.rank(query))
        places = index.passages.located([mixed.row for mixed in ranked])
        return [
            (place.passage.id, round(mixed.score, 5))
            for mixed, place in zip(ranked, places, strict=True)
        ]


def collections_of(shelf):
    """What Milvus has of a home."""
    return milvus().names(read_choice(shelf.home).prefix)


def current_collection(shelf):
    """What the home's alias names."""
    return milvus().named_by(engine_of(shelf.home).alias)


def current_in(uri, prefix):
    """What a home's alias names in a Milvus."""
    return Milvus.connect(uri).named_by(f"{prefix}_current")


def collection_in(shelf):
    """What the published build names."""
    with shelf.open() as index:
        return index.manifest.place.collection


@pytest.fixture(params=ENGINES)
def kept_by(request, tmp_path):
    """A shelf of every engine."""
    return shelf_with(request.param, tmp_path / "home")


@pytest.fixture
def in_milvus(tmp_path):
    """A shelf of six articles, built, whose vectors Milvus keeps."""
    shelf = shelf_with("milvus", tmp_path / "home").fill(*range(6))
    shelf.build()
    return shelf


def test_both_engines_rank_alike(tmp_path):
    """The same passages in the same order with the same scores, filtered or not."""
    shelves = [shelf_with(engine, tmp_path / engine).fill(*range(12)) for engine in ENGINES]
    kinds = [shelf.build().manifest.vectors for shelf in shelves]

    assert kinds == ["exact", "milvus"]
    for question in QUESTIONS:
        for where in ({}, {"sources": ("000.md", "007.md", "010.md")}, {"sources": ("none",)}):
            embedded, remote = (ranking(shelf, question, **where) for shelf in shelves)
            assert remote == embedded
            assert bool(embedded) == (where.get("sources") != ("none",))


def test_a_home_is_built_verified_rolled_back_and_built_again(kept_by):
    """The same verbs, whatever keeps the vectors; a build that nothing asked for is not made."""
    kept_by.fill(*range(3)).build()
    with pytest.raises(NoEarlierBuildError):
        go_back(kept_by.home)
    first = ranking(kept_by, QUESTIONS[0])
    assert not kept_by.build().published
    kept_by.fill(3).build()
    second = ranking(kept_by, QUESTIONS[0])

    go_back(kept_by.home)
    assert ranking(kept_by, QUESTIONS[0]) == first != second
    assert (kept_by.faults(), kept_by.status().is_stale) == ([], True)
    kept_by.build()

    assert ranking(kept_by, QUESTIONS[0]) == second
    assert (kept_by.faults(), kept_by.status().is_stale) == ([], False)


def test_a_reader_sees_one_build_or_the_other(kept_by):
    """While builds are published, each question is answered from a whole one, and none fails."""
    kept_by.fill(*range(3)).build()
    sizes, wrong, done = {3}, [], threading.Event()

    def read():
        while not done.is_set():
            try:
                with kept_by.open() as index:
                    rows = index.vectors.nearest(index.vectors.vector(0), 500).rows
                    if len(rows) != len(index.vectors) or index.manifest.articles not in sizes:
                        wrong.append((len(rows), index.manifest.articles))
                    if index.warning:
                        wrong.append(index.warning)
            except Exception as error:
                wrong.append(repr(error))

    reader = threading.Thread(target=read)
    reader.start()
    for number in (3, 4):
        sizes.add(number + 1)
        kept_by.fill(number).build()
    done.set()
    reader.join()

    assert wrong == []


def test_an_empty_index_finds_nothing(kept_by):
    """All articles taken out again: the build is published, and has no row."""
    kept_by.fill(0).build()
    kept_by.remove("000.md")

    assert kept_by.build().manifest.passages == 0
    assert ranking(kept_by, QUESTIONS[0]) == []


def test_a_collection_for_each_build_two_of_which_are_kept(in_milvus):
    """The alias names the published one; going back takes it along; older ones are dropped."""
    first = collection_in(in_milvus)
    assert collections_of(in_milvus) == [first] == [current_collection(in_milvus)]

    in_milvus.fill(6).build()
    second = collection_in(in_milvus)
    assert collections_of(in_milvus) == sorted([first, second])
    assert current_collection(in_milvus) == second

    go_back(in_milvus.home)
    assert collection_in(in_milvus) == first == current_collection(in_milvus)

    in_milvus.fill(7).build()
    assert collections_of(in_milvus) == sorted([first, current_collection(in_milvus)])
    assert not {*in_milvus.build_folder().glob("vectors.*")}  # they are in Milvus alone


def test_a_build_that_fails_or_was_killed_leaves_no_collection(in_milvus):
    """The failed one's goes at once, the killed one's with the next build."""
    before = collections_of(in_milvus)
    orphan = f"{read_choice(in_milvus.home).prefix}_0rphan"
    milvus().create(orphan, 4)

    def stop(progress):
        if progress.stage == "publish":
            assert len(collections_of(in_milvus)) == 2  # the new one, and the orphan is gone
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_milvus.fill(6).build(tell=stop)

    assert collections_of(in_milvus) == before == [current_collection(in_milvus)]
    assert in_milvus.faults() == []


def test_a_collection_that_someone_dropped_is_told_and_made_again(in_milvus):
    """The build before answers, with a warning; `verify` names it, and a build makes it anew."""
    in_milvus.fill(6).build()
    gone = collection_in(in_milvus)
    milvus().drop(gone)

    with in_milvus.open() as index:
        assert f"has no collection {gone}" in index.warning
        assert index.manifest.articles == 6
    [fault] = in_milvus.faults()
    assert f"has no collection {gone}" in fault.reason
    assert in_milvus.build().published
    with in_milvus.open() as index:
        assert (index.warning, index.manifest.articles) == ("", 7)


@pytest.mark.parametrize(
    ("dimension", "said"), [(None, r"has 3 rows, not \d+"), (7, r"has 7 dimensions, not \d+")]
)
def test_a_collection_that_is_not_what_was_published_is_refused(in_milvus, dimension, said):
    """Another number of rows, or other vectors, would name the wrong passages."""
    name = collection_in(in_milvus)
    vectors = np.eye(3, dimension or in_milvus.encoder.dimension, dtype=np.float32)
    milvus().create(name, vectors.shape[1])
    milvus().upsert(name, 0, vectors)
    milvus().finalize(name, exact=True)

    with pytest.raises(IndexUnusableError, match=said):
        in_milvus.open()
    with pytest.raises(NoEarlierBuildError):
        go_back(in_milvus.home)


def test_an_earlier_build_without_its_collection_is_not_gone_back_to(in_milvus):
    """It is said, and nothing is changed."""
    first = collection_in(in_milvus)
    in_milvus.fill(6).build()
    milvus().drop(first)

    with pytest.raises(Exception, match=f"can't be trusted: .* has no collection {first}"):
        go_back(in_milvus.home)

    assert collection_in(in_milvus) == current_collection(in_milvus) != first


def test_repair_makes_a_dropped_collection_again(in_milvus):
    """As it makes a damaged file again."""
    milvus().drop(collection_in(in_milvus))

    done = repair_home(
        in_milvus.home,
        read=read_source,
        build=lambda _: in_milvus.build(anew=True).pointer.name,
    )

    assert any("has no collection" in line for line in done.done)
    assert (done.lost, in_milvus.faults()) == ((), [])


def test_forgetting_drops_the_vectors_of_the_build_before(in_milvus):
    """What was forgotten is in no collection."""
    with Collection.open(in_milvus.home) as collection:
        forget_articles(collection, ["003.md"])
        update_index(in_milvus.home, collection, in_milvus.encoder, asked_for="hashing")

    assert collections_of(in_milvus) == [current_collection(in_milvus)]
    assert len(builds(in_milvus.index)) == 1


def test_a_milvus_that_does_not_answer_publishes_nothing(tmp_path):
    """The choice is not even noted; a home that has it noted keeps what was published."""
    shelf = Shelf(tmp_path / "home").fill(*range(3))
    shelf.build()
    with pytest.raises(MilvusError, match=r"http://127\.0\.0\.1:1 does not answer"):
        choose(shelf.home, "milvus", "http://127.0.0.1:1")
    assert read_choice(shelf.home) == Choice()

    write_choice(shelf.home, Choice("milvus", "http://127.0.0.1:1", "wellread_x"))
    with pytest.raises(MilvusError, match="does not answer"):
        shelf.fill(3).build()

    with shelf.open() as index:
        assert (index.manifest.articles, index.warning) == (3, "")


def test_a_home_goes_to_milvus_and_back(tmp_path):
    """With the next build, though no article changed; its collections go with the builds."""
    shelf = Shelf(tmp_path / "home").fill(*range(3))
    before = shelf.build()
    choose(shelf.home, "milvus", address())
    assert not before.manifest.place
    assert shelf.build().manifest.place
    choose(shelf.home, "embedded")
    assert not shelf.build().manifest.place
    assert len(collections_of(shelf)) == 1  # of the build before
    assert not shelf.build(anew=True).manifest.place
    assert collections_of(shelf) == []
    assert read_choice(shelf.home).uri == ""


def test_a_home_moves_straight_from_one_milvus_to_another(in_milvus, tmp_path):
    """With the next build; what the old one has goes with the builds that name it."""
    first, other = collection_in(in_milvus), str(tmp_path / "other.db")
    found, prefix = ranking(in_milvus, QUESTIONS[0]), read_choice(in_milvus.home).prefix
    choose(in_milvus.home, "milvus", other)

    assert in_milvus.build().manifest.place.uri == other
    assert ranking(in_milvus, QUESTIONS[0]) == found
    assert collections_of(in_milvus) == [first]
    go_back(in_milvus.home)
    assert collection_in(in_milvus) == first == current_in(address(), prefix)

    for number in (6, 7):
        in_milvus.fill(number).build()
    assert collections_of(in_milvus) == []
    assert len(Milvus.connect(other).names(prefix)) == 2
    assert current_in(other, prefix) == collection_in(in_milvus)
    assert read_choice(in_milvus.home) == Choice("milvus", other, prefix)


def test_a_milvus_of_before_that_is_gone_stops_no_build(in_milvus, monkeypatch):
    """Each build asks it again; what can't be forgotten there is not called forgotten."""
    monkeypatch.setattr("index.engines.choice.READING", 0.2)
    choice = read_choice(in_milvus.home)._replace(left=("http://127.0.0.1:1",))
    write_choice(in_milvus.home, choice)

    assert in_milvus.fill(6).build().published
    assert read_choice(in_milvus.home) == choice
    with Collection.open(in_milvus.home) as collection:
        forget_articles(collection, ["003.md"])
        with pytest.raises(NotForgottenError, match=r"http://127\.0\.0\.1:1 does not answer"):
            update_index(in_milvus.home, collection, in_milvus.encoder, asked_for="hashing")

    choose(in_milvus.home, "milvus", address())
    assert read_choice(in_milvus.home) == choice


def test_the_token_is_written_nowhere(tmp_path, monkeypatch, caplog):
    """Neither in the home nor in a message."""
    if "://" not in address():  # the server's own is asked for elsewhere
        monkeypatch.setenv(TOKEN, "root:s3cret")
    shelf = shelf_with("milvus", tmp_path / "home").fill(*range(2))
    shelf.build()

    files = [path for path in shelf.home.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert [path for path in files if b"s3cret" in path.read_bytes()] == []
    assert "s3cret" not in caplog.text


def test_a_sample_with_another_vector_is_refused():
    """What Milvus gives back is compared before anything is published."""
    files, store = FaissStore(4), FaissStore(4)
    files.add(np.eye(4, dtype=np.float32))
    store.add(np.eye(4, dtype=np.float32)[[1, 0, 2, 3]])

    with pytest.raises(MilvusError, match="Row 0 of the new collection holds another vector"):
        check_sample(store, files)


def test_too_few_found_of_the_nearest_is_refused():
    """Half of the ten nearest is not .95 of them."""

    class Forgetful(FaissStore):
        def nearest(self, query, k, *, among=None):
            return super().nearest(query, max(1, k // 2), among=among)

    rows = np.random.default_rng(1).normal(size=(60, 8)).astype(np.float32)
    files, store = FaissStore(8), Forgetful(8)
    files.add(rows)
    store.add(rows)

    with pytest.raises(MilvusError, match=r"finds only 0\.50 of the nearest passages"):
        check_sample(store, files)


@pytest.mark.parametrize(
    "stored",
    [
        *("", "[]", '{"engine": "oracle"}', '{"engine": "milvus", "uri": 7}'),
        *('{"x": 1}', '{"left": 7}', '{"left": [7]}'),
    ],
)
def test_a_choice_that_cannot_be_read_is_told(built, stored):
    """Rather than building somewhere else; saying it anew puts it right."""
    (built.home / CHOICE).write_text(stored)
    with pytest.raises(EngineUnknownError, match=r"engine\.json does not say which engine"):
        built.build()
    assert built.faults() == []

    choose(built.home, "embedded")
    assert not built.build().published


def test_milvus_without_an_address_is_asked_for_it(tmp_path):
    """There is no default address."""
    with pytest.raises(MilvusError, match="Which Milvus is to keep the vectors is not said"):
        choose(tmp_path, "milvus")


def test_a_manifest_without_a_place_is_what_it_always_was(built):
    """So that builds of before are still those that CURRENT names."""
    data = (built.build_folder() / "manifest.json").read_bytes()

    assert "place" not in json.loads(data)
    assert read_manifest(data).as_bytes() == data
    assert settings_of(built.home)
