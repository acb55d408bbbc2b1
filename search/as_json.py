"""An answer, as programs read it."""

from __future__ import annotations

from corpus.article import Article
from search.crisis import as_json as crisis_as_json
from search.hit import Answer, Hit
from search.similar import Neighbour, Similar


def answer_as_json(answer: Answer) -> dict[str, object]:
    """What `wellread search QUESTION --json` prints; others rely on its keys."""
    return {
        "schema_version": 1,
        "query": answer.query.text,
        "searched_for": answer.searched_for,
        "mode": answer.query.mode,
        "took_ms": round(answer.took_ms, 1),
        "relevance": answer.relevance,
        "crisis": crisis_as_json(answer.crisis) if answer.crisis else None,
        "hits": [hit_as_json(hit) for hit in answer.hits],
    }


def hit_as_json(hit: Hit) -> dict[str, object]:
    """One hit; offsets count characters of the article's text."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "relation": hit.relation,
        "passage_id": hit.passage.id,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "headings": list(hit.passage.headings),
        "best_sentence": {"start": hit.best_sentence.start, "end": hit.best_sentence.end},
        "found_by": list(hit.found_by),
        "notice": hit.notice or None,
        "open_url": hit.open_url or None,
        "page": hit.article.page_at(hit.best_sentence.start) or None,
        "article": article_as_json(hit.article),
        "variants": [article_as_json(variant) for variant in hit.variants],
    }


def similar_as_json(found: Similar) -> dict[str, object]:
    """What `wellread similar ID --json` prints."""
    return {
        "schema_version": 1,
        "article": article_as_json(found.article),
        "passage": found.ordinal,
        "similar": [neighbour_as_json(each) for each in found.neighbours],
        "variants": [article_as_json(variant) for variant in found.left_out],
    }


def neighbour_as_json(neighbour: Neighbour) -> dict[str, object]:
    """One article, with the passage that is nearest; offsets count characters of its text."""
    return {
        "rank": neighbour.rank,
        "similarity": round(neighbour.similarity, 4),
        "relation": neighbour.relation,
        "passage_id": neighbour.passage.id,
        "text": neighbour.passage.text,
        "start": neighbour.passage.start,
        "end": neighbour.passage.end,
        "notice": neighbour.notice or None,
        "article": article_as_json(neighbour.article),
        "variants": [article_as_json(variant) for variant in neighbour.variants],
    }


def article_as_json(article: Article) -> dict[str, object]:
    """What names and dates an article; null where its source does not say."""
    return {
        "id": article.id,
        "title": article.title,
        "author": article.author or None,
        "site": article.site or None,
        "url": article.url or None,
        "published": article.published or None,
        "retrieved": article.retrieved or None,
        "licence": article.licence or None,
    }
