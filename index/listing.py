"""What a build knows of each of its articles but their texts, to list the whole collection."""

from __future__ import annotations

import json
from typing import NamedTuple

from index.passages import Passages

ROWS = """
    SELECT article.id, article.site, article.published, article.notes, coalesce(head.id, ''),
        json_extract(article.fields, '$.title'), json_extract(article.fields, '$.author'),
        json_extract(article.fields, '$.modified'), json_extract(article.fields, '$.licence'),
        json_extract(article.fields, '$.language'), json_extract(article.fields, '$.snippets'),
        (SELECT json_group_array(json_extract(value, '$[5]')) FROM json_each(article.decisions)
            WHERE json_extract(value, '$[0]') != 'markup')
    FROM article
    LEFT JOIN variant ON variant.article = article.number
    LEFT JOIN article AS head ON head.number = variant.head
    WHERE article.id IN (SELECT value FROM json_each(?)) ORDER BY article.id
"""
AT_ONCE = 500  # articles; a search that comes meanwhile waits no longer than for these


class Listed(NamedTuple):
    """An article of a build; what is empty was not stated."""

    id: str
    site: str
    published: str
    notes: tuple[str, ...]  # why a curator should look at it, or should have
    same_as: str  # the article that stands for it in results; '' for most
    title: str
    author: str
    modified: str
    licence: str
    language: str
    snippets: str  # what its page asks of search engines
    kept: int  # lines; those in doubt are counted by themselves, markup nowhere
    doubted: int
    dropped: int


def list_articles(passages: Passages) -> list[Listed]:
    """Every article of a build, in the order of their ids."""
    found = []
    ids = passages.ids()
    parts = (json.dumps(ids[at : at + AT_ONCE]) for at in range(0, len(ids), AT_ONCE))
    rows = (row for part in parts for row in passages.ask(ROWS, (part,)))
    for article_id, site, published, notes, head, *fields, actions in rows:
        counted: list[str] = json.loads(actions)
        title, author, modified, licence, language, snippets = (each or "" for each in fields)
        found.append(
            Listed(
                id=article_id,
                site=site,
                published=published,
                notes=tuple(json.loads(notes)),
                same_as=head,
                title=title,
                author=author,
                modified=modified,
                licence=licence,
                language=language,
                snippets=snippets,
                kept=counted.count("keep"),
                doubted=counted.count("doubt"),
                dropped=counted.count("drop"),
            )
        )
    return found
