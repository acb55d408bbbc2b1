"""Where the same article also stands, as HTML. Every string of an article is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from corpus.article import Article
from page.parts.phrases import day, host_of
from search.elsewhere import also_on, place_of


def also_html(article: Article, variants: Sequence[Article]) -> str:
    """One line for a card: on how many sites, and each of them; nothing where on none."""
    if not variants:
        return ""
    places = ", ".join(map(link_html, variants))
    return f"<p class='quiet also'>{also_on(article, variants)}: {places}</p>"


def link_html(variant: Article) -> str:
    """A variant's place, which leads to its page here."""
    address = f"article?id={quote(variant.id, safe='')}"
    return f"<a href='{address}' target='_self'>{escape(place_of(variant))}</a>"


def elsewhere_html(variants: Sequence[Article]) -> str:
    """A list for the article's page: each place, its page here, its day, its own address."""
    if not variants:
        return ""
    items = "".join(f"<li>{link_html(each)}{said_html(each)}</li>" for each in variants)
    return f"<div class='also'><p>The same article also stands here:</p><ul>{items}</ul></div>"


def said_html(variant: Article) -> str:
    """What tells a variant from the others: day, and the link to its source."""
    parts = [escape(f"published {day(variant.published)}")] if variant.published else []
    if host := host_of(variant.url):
        parts.append(
            f"<a href='{escape(variant.url)}' target='_blank' rel='noopener noreferrer'>"
            f"at its source<span class='host'> {escape(host)}</span></a>"
        )
    return "".join(f" <span class='quiet'>· {part}</span>" for part in parts)
