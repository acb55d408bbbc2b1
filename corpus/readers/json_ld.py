"""JSON-LD: what a page's scripts describe, as objects and as an article's fields."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from corpus.article import Field

ARTICLE_TYPES = ("article", "posting", "page", "question", "guide", "report")


def json_ld(root: Any) -> Iterator[tuple[Field, str]]:
    """The fields of the page's JSON-LD objects that describe an article."""
    for node in json_ld_objects(root):
        kind = str(node.get("@type", "")).casefold()
        if any(word in kind for word in ARTICLE_TYPES):
            yield from json_ld_fields(node)


def json_ld_objects(root: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, `@graph` opened; what is no JSON is left out."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield from flatten(json.loads(script.text or ""))
        except (ValueError, RecursionError):
            continue


def json_ld_fields(node: dict[str, Any]) -> Iterator[tuple[Field, str]]:
    """One JSON-LD object's fields."""
    entity = node.get("mainEntity")
    inner = entity if isinstance(entity, dict) else {}
    yield "title", first_text(node.get("headline") or node.get("name") or inner.get("name"))
    yield "author", first_text(node.get("author") or inner.get("author"))
    yield "site", first_text(node.get("publisher"))
    yield "url", first_text(node.get("url") or node.get("mainEntityOfPage"))
    yield "published", first_text(node.get("datePublished") or inner.get("dateCreated"))
    yield "modified", first_text(node.get("lastReviewed") or node.get("dateModified"))
    yield "licence", first_text(node.get("license"))
    yield "language", first_text(node.get("inLanguage"))


def flatten(node: Any, depth: int = 0) -> list[dict[str, Any]]:
    """Every object of a JSON-LD text, `@graph` opened."""
    if isinstance(node, list) and depth < 4:
        return [found for item in node for found in flatten(item, depth + 1)]
    if isinstance(node, dict):
        return [node, *flatten(node.get("@graph", []), depth + 1)]
    return []


def first_text(value: Any) -> str:
    """A JSON-LD value in words: names of people or bodies joined, else the text itself."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(first_text, value[:10])))
    if isinstance(value, dict):
        return first_text(value.get("name") or value.get("@id") or "")
    return value if isinstance(value, str) else ""
