"""What Milvus is asked for, what its oddities become, and what a person is told of its failures."""

import sys

import numpy as np
import pytest

from index.encoders.hashing import HashingEncoder
from index.engines.milvus import (
    TOKEN,
    Milvus,
    MilvusError,
    checked_uri,
    failure_of,
    refuse_older,
    short,
)
from tests.index.test_vectors import DIMENSION, agree, obvious, unit_vectors
from tests.milvus_here import address, milvus, store_of

NAME = "wellread_tests_own"
URI = "http://here:19530"


@pytest.fixture
def collection():
    """A name of a collection that is dropped afterwards."""
    yield NAME
    milvus().drop(NAME)


def test_the_same_rows_twice_are_there_once(collection):
    """A row's number is its id, so that what was sent again after a failure does no harm."""
    vectors = unit_vectors(60)
    milvus().create(collection, DIMENSION)
    for first, some in ((0, vectors[:40]), (20, vectors[20:]), (0, vectors)):
        milvus().upsert(collection, first, some)
    milvus().finalize(collection, exact=True)

    assert milvus().count(collection) == 60
    for row in (0, 25, 59):
        assert milvus().take(collection, np.array([row]))[0].tobytes() == vectors[row].tobytes()
    found = milvus().nearest(collection, vectors[25], 3)
    assert found[0].row == 25
    assert len({one.row for one in found}) == 3


def test_rows_are_sent_in_parts(collection, monkeypatch):
    """Each with its number, however they are cut."""
    monkeypatch.setattr("index.engines.milvus.AT_ONCE", 7)
    milvus().create(collection, DIMENSION)
    milvus().upsert(collection, 0, unit_vectors(30))
    milvus().finalize(collection, exact=True)

    rows = np.array([29, 0, 7, 6], dtype=np.int64)

    assert np.array_equal(milvus().take(collection, rows), unit_vectors(30)[rows])


def test_a_graph_finds_nearly_all(collection):
    """What more than 50,000 rows are searched by; .95 of the nearest are asked for."""
    vectors = unit_vectors(600)
    milvus().create(collection, DIMENSION)
    milvus().upsert(collection, 0, vectors)
    milvus().finalize(collection, exact=False)

    shares = []
    for query in unit_vectors(20, seed=4):
        found = {one.row for one in milvus().nearest(collection, query, 10)}
        shares.append(len(found & {*np.argsort(-(vectors @ query))[:10].tolist()}) / 10)

    assert np.mean(shares) >= 0.95


def test_a_made_collection_replaces_one_of_that_name(collection):
    """Also of other dimensions, and with an alias."""
    milvus().create(collection, 3)
    milvus().switch(f"{NAME}_alias", collection)
    milvus().create(collection, 5)
    assert milvus().dimension(collection) == 5
    milvus().drop(collection)
    assert milvus().dimension(collection) == 0
    assert collection not in milvus().names("wellread_tests")


def test_an_alias_is_switched_in_one_step(collection):
    """It names one collection or the other at any time."""
    other = f"{NAME}_other"
    for name in (collection, other):
        milvus().create(name, 3)
    for name in (collection, other, other):
        milvus().switch(f"{NAME}_alias", name)
        assert milvus().named_by(f"{NAME}_alias") == name
    milvus().drop(other)


def test_a_row_that_is_not_there_is_told(collection):
    """Rather than another's vector."""
    milvus().create(collection, DIMENSION)
    milvus().upsert(collection, 0, unit_vectors(3))
    milvus().finalize(collection, exact=True)
    with pytest.raises(MilvusError, match="lacks row 3"):
        milvus().take(collection, np.array([2, 3]))


@pytest.mark.parametrize("named", [4096, 13])
@pytest.mark.parametrize("most", [16_384, 60, 20])
@pytest.mark.parametrize("k", [1, 10])
def test_a_wide_filter_finds_the_nearest(monkeypatch, named, most, k):
    """However many rows one question may name, and Milvus give."""
    for module in ("milvus", "milvus_store"):
        monkeypatch.setattr(f"index.engines.{module}.MOST", most)
    monkeypatch.setattr("index.engines.milvus_store.NAMED", named)
    vectors = unit_vectors(200)
    among = np.sort(np.random.default_rng(3).permutation(200)[:120]).astype(np.int64)

    store, expected = store_of(vectors), obvious("milvus", vectors)

    for query in unit_vectors(5, seed=9):
        agree(store.nearest(query, k, among=among), expected.nearest(query, k, among=among))


def test_at_most_so_many_come_as_milvus_gives(monkeypatch):
    """The nearest of them; who asks for more has to do with these."""
    for module in ("milvus", "milvus_store"):
        monkeypatch.setattr(f"index.engines.{module}.MOST", 50)
    vectors, query = unit_vectors(200), unit_vectors(1, seed=9)[0]

    agree(store_of(vectors).nearest(query, 150), obvious("milvus", vectors).nearest(query, 50))


def test_rows_asked_one_by_one_come_in_blocks(monkeypatch):
    """In any order; `let_go` holds none."""
    monkeypatch.setattr("index.engines.milvus_store.AHEAD", 16)
    vectors = unit_vectors(200)
    store = store_of(vectors)

    for row in (0, 1, 17, 199, 16, 15):
        assert store.vector(row).tobytes() == vectors[row].tobytes()
        assert len(store.block.vectors) <= 16
    store.let_go()
    assert len(store.block.vectors) == 0
    assert store.vector(3).tobytes() == vectors[3].tobytes()


@pytest.mark.parametrize("version", ["v2.3.5", "2.3.0", "v2.6.6-dev", "3.0", "milvus_lite-3.2.2"])
def test_a_version_that_is_new_enough_is_taken(version):
    """2.3 was run against."""
    refuse_older(version, URI)


@pytest.mark.parametrize("version", ["v2.2.16", "v1.1.1", "2.2", "", "unknown"])
def test_an_older_server_is_refused(version):
    """With its version, and what to do."""
    with pytest.raises(MilvusError, match=rf"is version {version or 'unknown'}, and Wellread need"):
        refuse_older(version, URI)


@pytest.mark.parametrize(
    ("uri", "stored"),
    [
        ("http://here:19530", "http://here:19530"),
        ("https://here.example/db/", "https://here.example/db"),
        ("/data/lite.db", "/data/lite.db"),
    ],
)
def test_an_address_is_stored_as_it_is_meant(uri, stored):
    """A file's with its whole path, as commands run in other folders."""
    assert checked_uri(uri) == stored


def test_a_files_path_is_made_whole(tmp_path, monkeypatch):
    """From the folder that the command ran in."""
    monkeypatch.chdir(tmp_path)
    assert checked_uri("lite.db") == str(tmp_path / "lite.db")


@pytest.mark.parametrize(
    "uri", ["here:19530", "ftp://here", "http://", "lite", "", "http://here:99999", "http://[here"]
)
def test_what_is_no_address_is_told(uri):
    """With an example of one."""
    with pytest.raises(MilvusError, match=r"is no address of a Milvus\. .* http://localhost:19530"):
        checked_uri(uri)


@pytest.mark.parametrize("uri", ["http://root:s3cret@here:19530", "ftp://root:s3cret@here"])
def test_a_password_in_an_address_is_neither_stored_nor_repeated(uri):
    """It would stand in the home and in every manifest."""
    with pytest.raises(MilvusError) as caught:
        checked_uri(uri)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("auth check failure, please check username and password", "refuses the token"),
        ("PrivilegeLoad: permission deny to user", "refuses the token"),
        ("Fail connecting to server\nUNAUTHENTICATED: auth check failure", "refuses the token"),
        ("Fail connecting to server on here:19530", "does not answer"),
        ("StatusCode.DEADLINE_EXCEEDED, Deadline Exceeded", "does not answer"),
        ("Open local milvus failed", "can't be opened"),
        ("collection not loaded\nstack trace", r"could not do what it was asked: coll\w+ not loa"),
    ],
)
def test_a_failure_says_what_happened(said, told):
    """In our words, with the address."""
    assert_that = failure_of(URI, said)
    with pytest.raises(MilvusError, match=told):
        raise assert_that
    assert URI in assert_that.message
    assert assert_that.hint


def test_a_token_that_milvus_repeats_is_left_out(monkeypatch):
    """Whatever its message holds."""
    monkeypatch.setenv(TOKEN, "s3cret")
    assert short("no user for s3cret.\nmore") == "no user for …"


def test_no_server_is_told_soon():
    """A closed port on this machine."""
    with pytest.raises(MilvusError, match=r"http://127\.0\.0\.1:1 does not answer"):
        Milvus.connect("http://127.0.0.1:1", seconds=2)


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    """Its folder is not there."""
    with pytest.raises(MilvusError, match=r"The file .*lite\.db can't be opened"):
        Milvus.connect(str(tmp_path / "gone" / "lite.db"), seconds=2)


def test_without_its_client_the_way_to_install_it_is_told(monkeypatch):
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(MilvusError, match=r'pip install "wellread\[milvus\]"'):
        Milvus.connect(URI)


@pytest.mark.skipif("not __import__('os').environ.get('WELLREAD_MILVUS_TOKEN')")
def test_a_wrong_token_is_refused(monkeypatch):
    """By a server that asks for one, as that of `make test-milvus` does."""
    monkeypatch.setenv(TOKEN, "root:wrong")
    with pytest.raises(MilvusError, match="refuses the token"):
        Milvus.connect(address(), seconds=10)


def test_every_dimension_of_an_encoder_is_taken(collection):
    """The hashing encoder's, say."""
    milvus().create(collection, HashingEncoder().dimension)
    assert milvus().dimension(collection) == HashingEncoder().dimension
