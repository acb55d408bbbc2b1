"""An article that was looked at is not asked for again, until it is another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.forgetting import forget_articles
from corpus.intake import add_bytes
from corpus.prepare import Prepared, prepare
from corpus.preparing import prepare_entry
from corpus.reviewing import (
    NothingToReviewError,
    NotReviewedError,
    all_reviews,
    review_of,
    store_review,
    undo_review,
)
from corpus.standing import review_standing

SHORT = (
    "Resting well\n\nRest is not a reward for work, it is a part of it, and whoever rests before "
    "they are worn out gets more done, and enjoys more of it than others do.\n"
)
LONG = SHORT + "\nTake ten minutes after lunch, away from screens, and look out of a window. " * 5
CHANGED = "its text or the reasons are others now, so that it is to be looked at again"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection of one article that is short enough to need review."""
    with Collection.open(tmp_path) as opened:
        add(opened)
        yield opened


def add(collection: Collection, text: str = SHORT) -> str:
    """Add the article, or bring it up to date; gives why it needs review."""
    return add_bytes(
        collection, text.encode(), source="/rest.txt", name="rest.txt", format="text"
    ).reason


def now(collection: Collection) -> Prepared:
    """The article as a build would prepare it."""
    return prepare_entry(collection, collection.entry("rest.txt"))


def standing(collection: Collection) -> str:
    """Why the one review does not hold."""
    (review,) = all_reviews(collection).values()
    return review_standing(collection, review)


def test_a_review_holds_for_the_article_as_it_is(collection: Collection) -> None:
    """With the reasons that were looked at, and the moment; a second takes its place."""
    review = store_review(collection, now(collection))
    assert review.reasons == now(collection).notes == ("only 34 words are left",)
    assert review.made.endswith("+00:00")
    assert review_of(now(collection), all_reviews(collection)) == review
    assert standing(collection) == ""
    again = store_review(collection, now(collection))
    assert all_reviews(collection) == {"rest.txt": again}


def test_it_outlives_the_program_and_the_article(collection: Collection, tmp_path: Path) -> None:
    """It lies with the collection; for an article that was removed it waits."""
    store_review(collection, now(collection))
    collection.remove("rest.txt")
    with Collection.open(tmp_path) as opened:
        assert "its article was removed" in standing(opened)
        assert add(opened) == ""
        assert standing(opened) == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (SHORT.replace("rests", "sleeps"), CHANGED),
        (SHORT + "\nShare on Facebook\n" * 8, CHANGED),
        (LONG, "its article needs no review any more"),
    ],
    ids=["another text", "another reason", "no reason"],
)
def test_it_is_dropped_when_the_text_or_the_reasons_change(
    collection: Collection, text: str, why: str
) -> None:
    """Then the article is asked for again, and the list says why."""
    store_review(collection, now(collection))
    reason = add(collection, text)
    assert reason.startswith("needs review: ") == (why == CHANGED)
    assert review_of(now(collection), all_reviews(collection)) is None
    assert standing(collection) == why


def test_other_bytes_of_the_same_article_are_not_asked_for_again(collection: Collection) -> None:
    """What is saved anew differs in much that nobody reads."""
    assert add(collection, SHORT + "\n\n") == "needs review: only 34 words are left"
    store_review(collection, now(collection))
    assert add(collection, SHORT + "\n") == ""


def test_it_can_be_taken_back_once(collection: Collection) -> None:
    """A second time there is nothing to take back."""
    store_review(collection, now(collection))
    undo_review(collection, "rest.txt")
    assert all_reviews(collection) == {}
    with pytest.raises(NotReviewedError, match=r"'rest\.txt' is not marked.*wellread decisions"):
        undo_review(collection, "rest.txt")


def test_what_needs_no_review_has_none(collection: Collection) -> None:
    """It would say nothing."""
    whole = prepare(LONG.encode(), format="text", article_id="rest.txt")
    with pytest.raises(NothingToReviewError, match=r"needs no review\. `wellread list --review`"):
        store_review(collection, whole)


def test_forgetting_an_article_forgets_its_review(collection: Collection) -> None:
    """No trace of it stays."""
    store_review(collection, now(collection))
    forget_articles(collection, ["rest.txt"])
    assert all_reviews(collection) == {}


def test_a_catalogue_from_before_learns_to_keep_them(tmp_path: Path) -> None:
    """It is brought up to date when it is opened, and keeps what it had."""
    with Collection.open(tmp_path) as collection:
        add(collection)
    older = sqlite3.connect(tmp_path / "collection" / "collection.sqlite")
    older.executescript("DROP TABLE review; PRAGMA user_version = 4;")
    older.close()
    with Collection.open(tmp_path) as collection:
        store_review(collection, now(collection))
        assert standing(collection) == ""
