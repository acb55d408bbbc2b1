"""Where else an article stands, in words."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from corpus.article import Article


def also_on(article: Article, variants: Iterable[Article]) -> str:
    """On how many other sites an article stands, or under how many names; '' where on none.

    >>> one, two = (Article(id=name, title="", text="Rest.", site=name) for name in "ab")
    >>> also_on(one, [two]), also_on(one, [one, one]), also_on(one, [])
    ('Also on 1 site', 'Also here under 2 other names', '')
    """
    others = list(variants)
    if sites := {site_of(other) for other in others} - {"", site_of(article)}:
        return f"Also on {len(sites)} site" + ("" if len(sites) == 1 else "s")
    if not others:
        return ""
    return f"Also here under {len(others)} other name" + ("" if len(others) == 1 else "s")


def place_of(article: Article) -> str:
    """What to call the place where an article stands: its site, else its name in the collection."""
    return site_of(article) or article.id


def site_of(article: Article) -> str:
    """The site as it names itself, else its host; '' where neither is stated.

    >>> site_of(Article(id="a", title="", text="Rest.", url="https://www.calm.example/rest"))
    'calm.example'
    """
    if article.site:
        return article.site
    try:
        return (urlsplit(article.url).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no address
        return ""
