"""Who wrote an article, by name: "Editorial Staff", "admin" and the site itself are no persons."""

from __future__ import annotations

import re

from corpus.article import Metadata

# What templates, accounts and offices are called where a person's name is expected; as `words_of`
# gives it, without "the", "our" and the site's name.
NO_PERSON = frozenset(
    (
        *("admin", "administrator", "site admin", "super user", "superuser", "user", "root"),
        *("webmaster", "web team", "web editor", "owner", "publisher", "wordpress", "author"),
        *("authors", "writer", "writers", "unknown", "unknown author", "no author", "none", "n a"),
        *("editor", "editors", "editorial", "editorial staff", "editorial team", "editorial board"),
        *("editorial office", "editorial department", "editorial desk", "editorial group"),
        *("staff", "staff writer", "staff writers", "staff author", "staff editor"),
        *("staff reporter", "news staff", "newsroom", "news desk", "newsdesk", "news team"),
        *("team", "blog team", "content team", "content writer", "content editor"),
        *("content manager", "content editors", "medical team", "health team", "media team"),
        *("communications", "communications team", "marketing", "marketing team"),
        *("contributor", "contributors", "contributing writer", "guest", "guest author"),
        *("guest writer", "guest blogger", "guest contributor", "guest post"),
        *("redaktion", "die redaktion", "redaktionsteam", "redaktionen", "redaksjonen"),
        *("rédaction", "la rédaction", "équipe éditoriale", "équipe de rédaction"),
        *("redacción", "la redacción", "equipo editorial", "equipo de redacción"),
        *("redazione", "la redazione", "redação", "da redação", "equipe editorial"),
        *("redactie", "de redactie", "redaksi", "tim redaksi", "tim editorial", "redakcja"),
        *("toimitus", "ban biên tập", "редакция", "編集部", "编辑部", "編輯部", "편집부"),
    )
)
WORD = re.compile(r"\w+")
ARTICLES = ("by ", "the ", "our ")


def people(author: str, site: str = "") -> str:
    """The persons whom a source names as authors, as it names them; '' where it names none.

    >>> people("Ann Lee, Staff Writer"), people("Calm House Editorial Team", "Calm House")
    ('Ann Lee', '')
    """
    pieces = author.split(", ")
    if all(is_person(piece, site) for piece in pieces):
        return author
    return ", ".join(piece for piece in pieces if is_person(piece, site))


def is_person(name: str, site: str) -> bool:
    """Whether a name is not that of an office, an account or the site.

    >>> is_person("Ann Staff", "Calm"), is_person("Admin", ""), is_person("Calm", "Calm")
    (True, False, False)
    """
    words, own = words_of(name), words_of(site)
    if own:
        words = f" {words} ".replace(f" {own} ", " ", 1).strip().removesuffix(" at")
    return bool(words) and words not in NO_PERSON


def words_of(name: str) -> str:
    """A name's words, without case, marks and a first "the".

    >>> words_of("The Editorial-Team")
    'editorial team'
    """
    words = " ".join(WORD.findall(name.casefold()))
    for article in ARTICLES:
        words = words.removeprefix(article)
    return words


def with_people(metadata: Metadata) -> Metadata:
    """Metadata whose author is a person, or that has none."""
    stated = metadata.get("author")
    if stated is None:
        return metadata
    site = metadata["site"].value if "site" in metadata else ""
    rest: Metadata = {name: each for name, each in metadata.items() if name != "author"}
    named = people(stated.value, site)
    return {**rest, "author": stated._replace(value=named)} if named else rest
