"""The reference of what a person names: an article, or one of its passages."""

from __future__ import annotations

from index.passages import Passages
from search.citing.reference import Reference, quote_of, reference_of
from search.similar import NoSuchPassageError, parse_place


def cited(passages: Passages, place: str, *, ordinal: int | None = None) -> Reference:
    """The reference of an article, with the passage that is named, too, as its quotation.

    Args:
        passages: of the index.
        place: an article's id, or a passage's, "nhs/panic.md#3".
        ordinal: of the passage, where the place names an article.

    Raises:
        NoSuchArticleError: the index has none of this id.
        NoSuchPassageError: the article has no such passage.
    """
    article_id = place
    if ordinal is None and not passages.has(place):
        article_id, ordinal = parse_place(place)
    article = passages.prepared(article_id).article
    if ordinal is None:
        return reference_of(article)
    located = passages.passages_of(article_id)
    if ordinal >= len(located):
        raise NoSuchPassageError(article_id, ordinal, len(located))
    return reference_of(article, [quote_of(article, located[ordinal].passage)])
