"""The list of a build's articles says of each what its account says."""

import pytest

from corpus.preview import tally_of
from index.listing import list_articles
from tests.index.conftest import article_text


@pytest.mark.parametrize("at_once", [1, 5, 500])
def test_every_article_is_listed_with_what_was_stated(engine, monkeypatch, at_once):
    """In the order of the ids, and as the article itself has it, however few are asked at once."""
    monkeypatch.setattr("index.listing.AT_ONCE", at_once)
    passages = engine.index.passages
    listed = list_articles(passages)
    assert [each.id for each in listed] == passages.ids()
    for each in listed:
        article = passages.prepared(each.id).article
        for name in ("title", "author", "site", "published", "modified", "licence", "language"):
            assert getattr(each, name) == getattr(article, name)


def test_lines_are_counted_as_in_the_account(engine):
    """Kept, in doubt, dropped; front matter and markup are no lines."""
    passages = engine.index.passages
    for each in list_articles(passages):
        counted = tally_of(passages.prepared(each.id).decisions)
        assert (each.kept, each.doubted, each.dropped) == counted


def test_reasons_to_review_are_listed(shelf):
    """As they were written by the build; nothing for most."""
    junk = "Share on Facebook\n\nPrint this page\n\n" * 12
    shelf.put("garden.md", f"{article_text(2)}\n{junk}")
    shelf.fill(1)
    shelf.build()
    with shelf.open() as index:
        plain, garden = list_articles(index.passages)
    assert plain.notes == ()
    assert "words were dropped" in garden.notes[0]
    assert garden.dropped == 24


def test_a_copy_names_what_stands_for_it(copied_home):
    """And the one that does names nothing."""
    from index.opened import open_index

    with open_index(copied_home) as index:
        listed = {each.id: each.same_as for each in list_articles(index.passages)}
    assert {each: head for each, head in listed.items() if head} == {
        copy: "tiny/sleep.md" for copy in listed if copy.startswith("copies")
    }
