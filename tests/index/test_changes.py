"""A plan says why an article is read again, of a real collection and a real index."""

import doctest
from dataclasses import replace

import pytest

from corpus.clean.repetition import Repeated
from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings
from index import build, changes, plan, readings
from index.build import plan_for
from index.changes import AGAIN, DECIDED, FILE, REPEATED, RULES, UNREAD, why_read_again
from index.manifest import LeftOut
from index.opened import open_index
from index.readings import digest_of
from index.status import read_status

PANIC = "tiny/panic.md"


@pytest.fixture
def opened(own_home):
    """A collection, and the index that has all of it."""
    with Collection.open(own_home) as collection, open_index(own_home) as index:
        yield collection, index


def why(collection, index):
    """What the plan says of the article on panic."""
    return plan_for(collection.entries(), index).why.get(PANIC)


@pytest.mark.parametrize("module", [changes, plan])
def test_examples_in_docstrings_hold(module):
    """Each example gives what it says."""
    assert doctest.testmod(module).failed == 0


def test_nothing_changed(opened):
    """No article has a reason."""
    collection, index = opened
    assert plan_for(collection.entries(), index).why == {}


def test_an_edited_file(opened, own_home):
    """Added again under its name, with other words."""
    collection, index = opened
    edited = collection.original(collection.find(id=PANIC)) + b"\n\nBreathe."
    entry = collection.find(id=PANIC)
    collection.add(edited, source=entry.source, name=PANIC, format="markdown")
    assert why(collection, index) == FILE


def test_a_decision_and_its_end(opened):
    """Both to decide and to take it back."""
    collection, index = opened
    store_rulings(collection, [Ruling(PANIC, "What it feels like", "drop")])
    assert why(collection, index) == DECIDED
    assert plan_for(collection.entries(), index).reasons == [(DECIDED, 1)]


def test_newer_rules(opened, monkeypatch):
    """Every article is read again, for one reason."""
    collection, index = opened
    monkeypatch.setattr(readings, "PREPARE", "99.1")
    found = plan_for(collection.entries(), index)
    assert found.reasons == [(RULES, 12)]


def test_what_a_site_repeats(opened):
    """A line of it came to stand on other pages, too."""
    entry = opened[0].find(id=PANIC)
    now = entry._replace(repeated=Repeated(frozenset({7}), frozenset()))
    assert why_read_again(digest_of(entry), digest_of(now)) == REPEATED


def test_what_could_not_be_read(opened):
    """It is tried again as soon as it can be."""
    collection, index = opened
    missed = LeftOut(PANIC, UNREAD, "gone")
    before = build.known_digests(index) | {PANIC: missed.digest}
    now = {entry.id: digest_of(entry) for entry in collection.entries()}
    assert plan.make_plan(before, now).why == {PANIC: AGAIN}


def test_several_reasons_are_all_told(opened, monkeypatch):
    """In one line."""
    collection, index = opened
    store_rulings(collection, [Ruling(PANIC, "What it feels like", "drop")])
    monkeypatch.setattr(readings, "PREPARE", "99.1")
    assert why(collection, index) == f"{RULES}; {DECIDED}"


def test_an_earlier_wellreads_digest_is_one_of_other_rules(opened):
    """It was one hash of everything."""
    assert why_read_again("5e1f" * 16, digest_of(opened[0].find(id=PANIC))) == RULES


@pytest.mark.parametrize("name", ["prepare", "cleaner", "passages", "analyser", "duplicates"])
def test_an_index_of_another_recipe_is_stale(opened, own_home, name):
    """Though no article changed; one of this Wellread's is not."""
    collection, index = opened
    recipe = index.manifest.recipe
    other = replace(recipe, **{name: "0.0" if name == "prepare" else 0})
    assert recipe.is_todays
    assert not other.is_todays
    found = read_status(own_home, collection)
    assert not found.is_stale
    assert found._replace(manifest=replace(index.manifest, recipe=other)).is_stale


def test_two_digests_that_are_alike_need_no_reason():
    """Not even where an earlier Wellread wrote both."""
    assert why_read_again("5e1f html", "5e1f html") == ""
