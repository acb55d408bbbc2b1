"""The commands that ask the web: only when told to, and never a private network."""

from __future__ import annotations

import sys

import pytest

from cli.from_web import Asked, add_from_web
from corpus import visit_table
from corpus.collection import Collection
from corpus.readers.formats import read_source
from corpus.web.addresses import Reach
from corpus.web.fetching import Web
from corpus.web.limits import Limits

AWAY = ("http://127.0.0.1:80/", "http://[::1]/", "http://192.168.1.1/x", "https://10.0.0.1:8443/")


@pytest.fixture
def unasked(monkeypatch):
    """No connection is made; who tries, fails the test."""

    def connect(*_: object, **__: object):
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", connect)


@pytest.mark.parametrize("url", AWAY)
def test_a_private_address_is_never_connected_to(run, tmp_path, unasked, url):
    """Refused by the command with its reason, and the exit code says that nothing was added."""
    ran = run("add", url, "--home", tmp_path, "--json")
    (told,) = ran.json["sources"]
    assert ran.code == 1
    assert told["change"] == "refused"
    assert "of this machine or of a private network. Only machines on the public" in told["reason"]


@pytest.mark.parametrize("option", ["--sitemap", "--feed"])
def test_so_are_listings_there(run, tmp_path, unasked, option):
    """One line each."""
    ran = run("add", option, "http://127.0.0.1/x.xml", option, "ftp://x/", "--home", tmp_path)
    assert ran.code == 1
    assert ran.err.count("! ") == 2
    assert "private network" in ran.err
    assert "Only addresses that begin with https://" in ran.err


def test_files_are_added_beside_addresses_that_are_refused(run, tmp_path, unasked, file):
    """And the exit code says that a part was."""
    ran = run("add", file, "http://127.0.0.1/", "--home", tmp_path / "home", "--json")
    assert ran.code == 5
    assert (ran.json["counts"]["added"], ran.json["counts"]["refused"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["add"], "Name what is to be added: files, folders, or addresses"),
        (["add", "https://x.example", "--format", "text"], "a site says itself what its pages are"),
        (["add", "--feed", "https://x.example", "--limit", "0"], "0 is not in the range"),
        (["sync"], "Name a folder, or an address, or --web"),
        (["sync", "folder", "--web"], "Name a folder, or an address, or --web"),
    ],
)
def test_words_that_are_not_clear_are_told(run, tmp_path, unasked, words, why):
    """Before anything is opened."""
    ran = run(*words, "--home", tmp_path)
    assert ran.code == 2
    assert why in ran.err


def test_a_collection_without_pages_of_the_web_asks_nothing(run, tmp_path, unasked, file):
    """And an address from which nothing was fetched is told."""
    run("add", file, "--home", tmp_path / "home")
    assert run("sync", "--web", "--home", tmp_path / "home").out == "nothing found\n"
    ran = run("sync", "https://rest.example/", "--home", tmp_path / "home")
    assert ran.code == 1
    assert "No article of this collection was fetched from https://rest.example/." in ran.err


@pytest.mark.parametrize("package", ["urllib3", "certifi", "protego"])
def test_a_package_that_lacks_is_named_with_what_installs_it(run, tmp_path, monkeypatch, package):
    """Once, before anything is asked."""
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    ran = run("add", "https://rest.example", "--home", tmp_path)
    assert ran.code == 1
    assert "needs a package that is not installed" in ran.err
    assert "pip install 'wellread[web]'" in ran.err


def test_pages_that_are_gone_are_listed(run, tmp_path):
    """With since when and why; those that are there are not."""
    with Collection.open(tmp_path) as collection, collection.writing("x", "y"):
        gone = {"gone": "2026-11-20T10:00:00+00:00", "reason": "The site answers 404."}
        for visit in (
            visit_table.Visit("https://a.example/", "a.html", **gone),
            visit_table.Visit("https://b.example/", "b.html"),
        ):
            visit_table.write_visit(collection.catalogue, visit)
    ran = run("list", "--gone", "--home", tmp_path)
    assert ran.out == "a.html\t2026-11-20\tThe site answers 404.\n"
    (row,) = run("list", "--gone", "--home", tmp_path, "--json").json["gone"]
    assert (row["article"], row["address"]) == ("a.html", "https://a.example/")
    assert run("list", "--gone", "--home", tmp_path / "new").out.startswith("No article's page")


def test_pages_come_before_listings_and_each_is_told(tmp_path):
    """A web that is down: each address, and the listing, with its reason."""

    def unknown(host: str, port: int):
        raise OSError("no such name")

    asked = Asked(("https://a.example", "https://a.example"), ("https://b.example/map.xml",))
    web = Web(reach=Reach(unknown), limits=Limits(delay_s=0))
    with Collection.open(tmp_path) as collection:
        outcomes = list(add_from_web(collection, asked, read_source, web))
    assert [(each.name, each.change) for each in outcomes] == [
        ("https://a.example/", "refused"),
        ("https://b.example/map.xml", "refused"),
    ]
    assert outcomes[0].reason == "a.example gives no answer: no such name."
