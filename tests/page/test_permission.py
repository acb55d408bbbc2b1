"""Who may do what: nobody but the owner and the curators changes anything, whatever is clicked."""

import ast
from pathlib import Path

import pytest
from streamlit import config

from corpus.collection import Collection
from corpus.hosting import HostingError, read_hosting
from corpus.permission import FOR_ALL, SAID, Visit, allowed, role_of
from index.history import read_history
from page.parts import building
from tests.zips import article

PAGE = Path(__file__).parents[2] / "page"
PUBLIC = '[page]\npublic = true\ncurators = ["ana@clinic.example"]\n'
ANA = {"is_logged_in": True, "email": "ana@clinic.example", "email_verified": True, "sub": "1"}
BEN = {**ANA, "email": "ben@elsewhere.example", "sub": "2"}
CHANGES = {  # what changes something, as the page's functions name it, and the action that it is
    "add_received": "add",
    "collection.remove": "remove",
    "store_rulings": "rule",
    "take_back": "rule",
    "store_review": "review",
    "undo_review": "review",
    "go_back": "roll back",
    "builder_of(home).start": "update",
    "builder_of(home).cancel": "cancel",
}


@pytest.fixture
def said(own_home):
    """Writes page.toml."""

    def write(text):
        (own_home / "page.toml").write_text(text)

    return write


@pytest.fixture
def bound_to():
    """Has the server listen on another address, as far as its configuration says."""
    before = config.get_option("server.address")
    yield lambda address: config.set_option("server.address", address)
    config.set_option("server.address", before)


def ids(home):
    """The collection's articles."""
    with Collection.open(home) as collection:
        return [entry.id for entry in collection.entries()]


def labels(visit):
    """What can be pressed on the page."""
    return {button.label for button in visit.app.button}


@pytest.mark.parametrize("action", SAID)
@pytest.mark.parametrize("role", ["owner", "curator", "visitor"])
def test_the_whole_table(role, action):
    """Owner and curator may do everything; a visitor may search and read."""
    assert allowed(role, action) is (role != "visitor" or action in FOR_ALL)
    assert {"search", "read"} == FOR_ALL


@pytest.mark.parametrize(
    ("visit", "role"),
    [
        (Visit(bound_to="127.0.0.1"), "visitor"),
        (Visit(bound_to="127.0.0.1", email="ana@clinic.example", email_verified=True), "curator"),
        (Visit(bound_to="0.0.0.0", email="ANA@CLINIC.EXAMPLE", email_verified=True), "curator"),
        (Visit(bound_to=None, email="ana@clinic.example"), "visitor"),
        (Visit(bound_to=None, email="ben@clinic.example", email_verified=True), "visitor"),
        (Visit(bound_to=None, email="", email_verified=True), "visitor"),
        (Visit(bound_to=None, subject="ana@clinic.example"), "visitor"),
        (Visit(bound_to=None, subject="subject-7"), "curator"),
        (Visit(bound_to=None, email="subject-7", email_verified=True), "visitor"),
    ],
)
def test_a_public_page_believes_the_provider_only(own_home, said, visit, role):
    """An address that nobody vouches for, or a chosen name that looks like one, is no curator's."""
    said('[page]\npublic = true\ncurators = ["Ana@clinic.example", " subject-7 ", ""]\n')
    assert role_of(visit, read_hosting(own_home)) == role


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[page]\npublic = 'no'\n", "`public` is neither true nor false"),
        ("[page]\npublik = true\n", "no setting 'publik'"),
        ("[page]\ncurators = 'ana'\n", "not a list of names"),
        ("[page]\ncurators = [1]\n", "not a list of names"),
        ("page = 1\n", "not a table"),
        ("[page", "Expected"),
        ("[page]\n\udcff", "decode"),
    ],
)
def test_a_file_that_means_nothing_opens_nothing(own_home, text, why):
    """A mistyped setting is told, never passed over."""
    (own_home / "page.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(HostingError, match=why):
        read_hosting(own_home)


def test_on_loopback_one_person_may_do_everything(visit_own):
    """Nothing is said about signing in."""
    page = visit_own.go("library")
    assert "Update the index" in labels(page)
    assert "Add to the collection" in labels(page)
    assert "You can search and read here" not in page.html
    assert not {"Sign in", "Sign out"} & labels(page)


@pytest.mark.parametrize("address", [None, "0.0.0.0", "192.168.1.4", "::", "unix:///run/page"])
def test_on_any_other_address_everyone_reads(visit_own, bound_to, address):
    """Search and articles are there; nothing that changes anything is."""
    bound_to(address)
    page = visit_own.go("library")
    assert "You can search and read here" in page.html
    assert not labels(page) & {"Update the index", "Add to the collection", "Remove …", "Sign in"}
    assert not page.app.file_uploader
    assert "When panic comes" in visit_own.go(q="what helps in a panic attack").html


def test_a_broken_file_is_told_and_closes_the_page(visit_own, said):
    """To the owner as well: it may have been meant to name curators."""
    said("[page]\npublik = true\n")
    page = visit_own.go("library")
    assert "no setting &#x27;publik&#x27;" in page.html
    assert "Update the index" not in labels(page)


def test_a_curator_works_and_another_does_not(visit_own, said):
    """By who is signed in; the other is told so."""
    said(PUBLIC)
    visit_own.app.user = BEN
    page = visit_own.go("library")
    assert "ben@elsewhere.example, who is no curator" in page.html
    assert "Update the index" not in labels(page)
    page.app.user = ANA
    page.app.run()
    assert "Signed in as ana@clinic.example, a curator" in page.html
    assert {"Update the index", "Sign out"} <= labels(page)


def test_signed_in_counts_only_if_the_sign_in_holds(visit_own, said):
    """The rest of an earlier sign-in is nobody."""
    said(PUBLIC)
    visit_own.app.user = {**ANA, "is_logged_in": False}
    assert "Update the index" not in labels(visit_own.go("library"))


@pytest.mark.parametrize("label", ["Update the index", "Add to the collection"])
def test_an_old_button_does_not_act(visit_own, own_home, said, label):
    """Drawn for the owner, and pressed when the page has become public."""
    page = visit_own.go("library")
    page.app.file_uploader[0].set_value([("rest.md", article("Rest"), "text/plain")]).run()
    before = ids(own_home), len(read_history(own_home))
    button = page.button(label)
    said(PUBLIC)
    button.click().run()
    assert building.builder_of(own_home).state.stage == "idle"
    assert (ids(own_home), len(read_history(own_home))) == before


def acting():
    """The page's functions that name what changes something: file, function, action."""
    for path in sorted(PAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                named = {
                    ast.unparse(each)
                    for each in ast.walk(node)
                    if isinstance(each, ast.Name | ast.Attribute)
                }
                for name in sorted(named & set(CHANGES)):
                    yield f"{path.name}:{node.name}", ast.unparse(node), CHANGES[name]


def test_whatever_changes_something_asks_first():
    """No function of the page reaches the collection or the index before it has asked who acts."""
    found = list(acting())
    assert {action for *_, action in found} == set(SAID) - FOR_ALL
    assert [where for where, text, action in found if f"require('{action}')" not in text] == []
