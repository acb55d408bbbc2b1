"""An answer, as programs read it."""

from __future__ import annotations

from corpus.article import Article
from search.crisis import as_json as crisis_as_json
from search.hit import Answer, Hit


def answer_as_json(answer: Answer) -> dict[str, object]:
    """What `wellread search QUESTION --json` prints; others rely on its keys."""
    return {
        "schema_version": 1,
        "query": answer.query.text,
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
        "article": article_as_json(hit.article),
        "variants": [article_as_json(variant) for variant in hit.variants],
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
