"""Saying that an article in need of review was looked at, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from corpus import review_table
from corpus.collection import Collection, Entry
from corpus.errors import UserError
from corpus.prepare import Prepared
from corpus.review_table import Review, seen_as


class NothingToReviewError(UserError):
    """An article needs no review, so that none can be stored."""

    code = "nothing_to_review"

    def __init__(self, article_id: str) -> None:
        hint = "`wellread list --review` shows what does."
        super().__init__(f"{article_id!r} needs no review.", hint=hint)


class NotReviewedError(UserError):
    """Nobody said of an article that it was looked at."""

    code = "no_such_decision"
    exit_status = 4

    def __init__(self, article_id: str) -> None:
        hint = "`wellread decisions` shows what was."
        super().__init__(f"{article_id!r} is not marked as looked at.", hint=hint)


def store_review(collection: Collection, prepared: Prepared) -> Review:
    """Enter that an article was looked at as it is, and for the reasons that it has now.

    Raises:
        NothingToReviewError: it has none.
        CollectionError: it could not be written; all is as it was.
    """
    article = prepared.article
    if not prepared.notes:
        raise NothingToReviewError(article.id)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    review = Review(article.id, prepared.notes, seen_as(article.text, prepared.notes), now)
    with collection.writing("The review", "stored"):
        review_table.write_review(collection.catalogue, review)
    return review


def undo_review(collection: Collection, article_id: str) -> None:
    """Take back that an article was looked at; it is asked for again.

    Raises:
        NotReviewedError: nobody said so.
        CollectionError: it could not be written; all is as it was.
    """
    with collection.writing("The review", "taken back"):
        if not review_table.delete_review(collection.catalogue, article_id):
            raise NotReviewedError(article_id)


def all_reviews(collection: Collection) -> dict[str, Review]:
    """Every review by its article, in the order of the ids; also those of removed articles.

    Raises:
        CollectionError: the catalogue can't be read.
    """
    with collection.reading():
        return {each.article: each for each in review_table.read_reviews(collection.catalogue)}


def review_of(prepared: Prepared, reviews: Mapping[str, Review]) -> Review | None:
    """The review that holds for an article as it is; None for none, or for what it was before."""
    review = reviews.get(prepared.article.id)
    same = review and review.seen == seen_as(prepared.article.text, prepared.notes)
    return review if same else None


def is_reviewed(collection: Collection, prepared: Prepared, entry: Entry) -> bool:
    """Whether the curator has looked at an article, with this text and for these reasons."""
    if not prepared.notes:
        return False
    review = all_reviews(collection).get(entry.id)
    return review is not None and review.seen == seen_as(prepared.article.text, prepared.notes)
