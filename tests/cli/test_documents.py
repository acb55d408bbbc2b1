"""A PDF goes all the way: added, built, found, and cited with its printed page."""

import json

import pytest

from tests import documents

QUESTION = "when should I ask a doctor about bad sleep"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Where the files of a home are to be."""
    return tmp_path_factory.mktemp("documents")


@pytest.fixture
def built(run, home):
    """A home with a leaflet, a guide, and a book, and an index of them."""
    if not (home / "index").exists():
        folder = home / "given"
        folder.mkdir()
        (folder / "sleep.pdf").write_bytes(documents.leaflet_pdf())
        (folder / "grief.docx").write_bytes(documents.docx())
        (folder / "lights.epub").write_bytes(documents.epub())
        (folder / "scan.pdf").write_bytes(documents.scanned_pdf())
        added = run("add", folder, "--json", "--home", home)
        assert (added.code, added.json["counts"]["added"]) == (5, 3)
        assert "pictures of pages only" in added.out
        assert run("build", "--encoder", "hashing", "--home", home).code == 0
    return home


def test_a_hit_in_a_pdf_names_its_printed_page(run, built):
    """In JSON as a number, for people in brackets; other documents have none."""
    found = run("search", QUESTION, "--json", "--home", built).json
    pages = {hit["article"]["id"].split("/")[-1]: hit["page"] for hit in found["hits"]}
    shown = run("search", QUESTION, "--home", built).out

    assert found["hits"][0]["page"] == 4
    assert pages.get("grief.docx") is None
    assert "sleep.pdf (page 4)" in shown


def test_a_quotation_of_a_pdf_names_its_page(run, built):
    """As a citation in a text has it: p. 4."""
    hit = run("search", QUESTION, "--json", "--home", built).json["hits"][0]
    cited = run("cite", hit["passage_id"], "--format", "markdown", "--home", built).out

    assert "Sleeping through worry" in cited
    assert "p. 4" in cited


def test_the_account_of_a_pdf_names_its_heads_and_feet(run, built):
    """`explain` and `clean` say what was dropped and why."""
    account = json.dumps(run("clean", built / "given" / "sleep.pdf", "--json").json)

    assert "page-furniture/1" in account
    assert "a page's head, foot or number" in account
