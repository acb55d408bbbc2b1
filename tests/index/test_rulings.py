"""A curator's decision changes what a build would do, for its article alone, and outlives it."""

import pytest

from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.curating import store_rulings, take_back
from index import readings

ARTICLE = "000.md"
JUNK = "Was this page helpful?"
TEXT = (
    "# On rest\n\nRest is not a reward for work, it is a part of it, and people who rest before "
    f"they are worn out get more done.\n\n{{}}{JUNK}\n\nLook out of a window for ten minutes.\n"
)
RESTORED = Ruling(ARTICLE, JUNK, "keep")


@pytest.fixture
def ruled(shelf):
    """A shelf of three articles, built, with a ruling on the first that no build has seen."""
    shelf.put(ARTICLE, TEXT.format(""))
    shelf.fill(1, 2).build()
    with Collection.open(shelf.home) as collection:
        store_rulings(collection, [RESTORED])
    return shelf


def text_of(shelf):
    """The first article's text as it is indexed."""
    with shelf.open() as index:
        return index.passages.prepared(ARTICLE).article.text


def test_a_ruling_makes_its_article_changed_and_no_other(ruled):
    """The index is out of date, by one article."""
    plan = ruled.status().plan
    assert (plan.changed, plan.kept) == ((ARTICLE,), ("001.md", "002.md"))


def test_the_next_build_applies_it_and_the_one_after_has_nothing_to_do(ruled):
    """Only the passages with other words are encoded anew."""
    assert JUNK not in text_of(ruled)
    report = ruled.build()
    assert JUNK in text_of(ruled)
    assert report.encoded < report.reused
    assert ruled.status().plan.is_empty
    assert not ruled.build().published


def test_it_outlives_a_build_from_nothing(ruled):
    """The index and the cache are derived: deleted and made anew, they say the same."""
    ruled.build()
    before = text_of(ruled)
    for path in sorted([*ruled.index.rglob("*"), *(ruled.home / "cache").rglob("*")], reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    ruled.build()
    assert text_of(ruled) == before


def test_it_outlives_another_way_of_cleaning(ruled, monkeypatch):
    """When every article is cleaned anew, under other rules, the line stays."""
    ruled.build()
    monkeypatch.setattr(readings, "PREPARE", "another")
    assert len(ruled.build().plan.changed) == 3
    assert JUNK in text_of(ruled)


def test_it_outlives_an_edit_of_the_article(ruled):
    """The line stands elsewhere; a line that the edit took away is no error."""
    ruled.put(ARTICLE, TEXT.format("A new paragraph stands above it since the last edit.\n\n"))
    ruled.build()
    assert JUNK in text_of(ruled)
    ruled.put(ARTICLE, TEXT.format("").replace(JUNK, "Thank you for reading."))
    ruled.build()
    assert JUNK not in text_of(ruled)


def test_taken_back_all_is_as_it_was(ruled):
    """The article reads as before, and costs no encoding."""
    before = text_of(ruled)
    ruled.build()
    with Collection.open(ruled.home) as collection:
        assert take_back(collection, [RESTORED]) == 1
    assert ruled.build().encoded == 0
    assert text_of(ruled) == before


def test_a_ruling_that_was_never_built_and_is_taken_back_leaves_nothing_to_do(ruled):
    """The index is up to date again without a build."""
    with Collection.open(ruled.home) as collection:
        take_back(collection, [RESTORED])
    assert ruled.status().plan.is_empty


def test_the_account_of_the_index_names_the_curator(ruled):
    """Stored with the article: who decided, and why."""
    ruled.build()
    with ruled.open() as index:
        decisions = index.passages.prepared(ARTICLE).decisions
    (found,) = [each for each in decisions if each.unit.text == JUNK]
    assert (found.action, found.rule) == ("keep", "curator/1")
    assert (found.reason, found.protected_by) == ("restored by the curator", "curator")
