"""A Milvus goes down, or falls silent, under readers and builders, and comes back."""

import socket
import time

import pytest

from index import away
from index.engines import choice
from index.engines.choice import choose, engine_of, read_choice
from index.engines.milvus import Milvus, MilvusError
from search.engine import AWAY, SearchEngine
from search.similar import similar
from tests.index.conftest import Shelf
from tests.milvus_apart import Apart
from tests.page.conftest import Visit

QUESTION = "how do I sleep better"
SOON = 2.0  # seconds; far less than any limit of Milvus's own client


@pytest.fixture(scope="module")
def apart(tmp_path_factory):
    """A Milvus in a process of its own, running."""
    server = Apart(tmp_path_factory.mktemp("apart") / "lite")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def hurried(monkeypatch):
    """Limits of a tenth, so that a test takes no longer than it has to."""
    monkeypatch.setattr(away, "PAUSE", 0.5)
    monkeypatch.setattr(choice, "READING", 0.5)


def kept_in(server, home):
    """A shelf of six articles whose vectors a server keeps."""
    shelf = Shelf(home).fill(*range(6))
    choose(home, "milvus", server.uri)
    shelf.build()
    return shelf


def found_by(answer):
    """The halves of a search that found something."""
    return {half for hit in answer.hits for half in hit.found_by}


def timed(work):
    """What some work gives, and in how many seconds."""
    begun = time.monotonic()
    return work(), time.monotonic() - begun


def test_a_milvus_that_dies_under_a_build_and_comes_back(apart, tmp_path, hurried):
    """Nothing is published by halves; readers have words meanwhile, and meaning afterwards."""
    shelf = kept_in(apart, tmp_path / "home")
    before = engine_of(shelf.home).milvus.names(read_choice(shelf.home).prefix)
    reader = SearchEngine(shelf.open(), shelf.encoder)
    assert found_by(reader.search(QUESTION)) == {"meaning", "words"}

    def dies(progress):
        if progress.stage == "publish":
            apart.kill()

    with pytest.raises(MilvusError, match="does not answer"):
        shelf.fill(6).build(tell=dies)

    for engine in (reader, SearchEngine(shelf.open(), shelf.encoder)):
        answer, took = timed(lambda engine=engine: engine.search(QUESTION))
        assert (answer.notes, found_by(answer)) == ((AWAY,), {"words"})
        assert took < SOON
        assert engine.index.manifest.articles == 6
        with pytest.raises(away.VectorsAwayError):
            similar(engine.index, "000.md")
    assert shelf.status().is_stale  # needs no vectors, and is told
    with pytest.raises(MilvusError, match=rf"{apart.uri} does not answer"):
        shelf.faults()

    apart.start()
    time.sleep(away.PAUSE)
    answer = reader.search(QUESTION)
    assert (answer.notes, found_by(answer)) == ((), {"meaning", "words"})
    assert shelf.faults() == []
    assert shelf.build().published
    there = engine_of(shelf.home).milvus.names(read_choice(shelf.home).prefix)
    assert len(there) == 2  # what the build that failed had sent is gone
    assert {*before} < {*there}


def test_a_page_whose_milvus_falls_silent_never_hangs(apart, own_home, hurried, monkeypatch):
    """Its connections stay open and nothing comes: the page says so, and finds by words."""
    shelf = Shelf(own_home)
    choose(own_home, "milvus", apart.uri)
    shelf.build()
    monkeypatch.setenv("WELLREAD_HOME", str(own_home))
    visit = Visit()
    assert AWAY not in visit.go(q=QUESTION).html

    with apart.silent():
        html, took = timed(lambda: visit.go(q=QUESTION).html)
        assert AWAY in html
        assert "Sleep" in html
        assert apart.uri not in html  # visitors need not know where it is
        assert took < 2 * SOON
        library, took = timed(lambda: visit.go("library").html)
        assert "It can't be drawn for now" in library
        assert took < 2 * SOON

    time.sleep(away.PAUSE)
    assert AWAY not in visit.go(q=QUESTION).html


def test_a_port_that_takes_a_connection_and_says_nothing_is_told():
    """Another program may have it."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        with pytest.raises(MilvusError, match=rf"127\.0\.0\.1:{port} does not answer"):
            Milvus.connect(f"http://127.0.0.1:{port}", seconds=0.5)
