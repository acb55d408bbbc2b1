"""Saved passages: what a browser says it keeps, and where that is in the index now."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from corpus.article import Article, Passage
from index.passages import Located, Passages
from search.citing.dates import read_day
from search.citing.plain import one_line
from search.citing.reference import Reference, quote_of, reference_of
from search.similar import parse_place

MOST = 200  # passages that a browser keeps
MAX_TEXT = 400_000  # characters of all that it says; 200 entries of ours have a quarter of them
MAX_ID, MAX_TITLE = 600, 200  # characters
DIGITS = 16  # hexadecimal, of a passage's digest
DIGEST = re.compile(rf"[0-9a-f]{{{DIGITS}}}")

Loss = Literal["gone", "changed"]


class Saved(NamedTuple):
    """One saved passage, as a browser names it: neither its text nor any question."""

    id: str  # "nhs/panic.md#3"
    title: str  # of its article, to name it by when that is gone
    digest: str  # of its text
    day: str  # when it was saved, ISO 8601; '' where that is not said


class Told(NamedTuple):
    """What a browser told."""

    saved: tuple[Saved, ...]
    unreadable: int = 0  # entries that are none of ours


class Lost(NamedTuple):
    """A saved passage that the index has no more."""

    saved: Saved
    why: Loss  # its article is gone, or says this no longer


class Kept(NamedTuple):
    """A saved passage and its place in the index."""

    saved: Saved
    located: Located


def digest_of(passage: Passage) -> str:
    """By which a passage is known again, wherever in its article it stands by then."""
    return hashlib.sha256(passage.text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def read_saved(told: object) -> Told:
    """What a browser told, checked: it may say anything, and nothing of it is taken on trust.

    Only ids, short titles, digests and days come out of it; each passage once, `MOST` at most.
    """
    if not isinstance(told, str) or len(told) > MAX_TEXT:
        return Told((), unreadable=1)
    try:
        entries = json.loads(told)
    except (ValueError, RecursionError):
        return Told((), unreadable=1)
    if not isinstance(entries, list):
        return Told((), unreadable=1)
    read = [read_entry(entry) for entry in entries]
    known = {saved.id: saved for saved in read if saved}
    return Told(tuple(known.values())[:MOST], unreadable=read.count(None))


def read_entry(entry: object) -> Saved | None:
    """One entry; None for what is none of ours."""
    if not isinstance(entry, Mapping):
        return None
    said = {name: entry.get(name) for name in ("id", "title", "digest", "saved")}
    texts = {name: value for name, value in said.items() if isinstance(value, str)}
    place, digest = texts.get("id", ""), texts.get("digest", "")
    if len(place) > MAX_ID or parse_place(place)[1] is None or not DIGEST.fullmatch(digest):
        return None
    title = one_line(texts.get("title", "")[: 2 * MAX_TITLE])[:MAX_TITLE]
    day = read_day(texts.get("saved", ""))
    return Saved(place, title, digest, day.iso if day else "")


def find_saved(passages: Passages, saved: Iterable[Saved]) -> tuple[list[Kept], list[Lost]]:
    """Where each saved passage is now, in the order given, and those that are nowhere.

    A passage is known by its words: one that moved inside its article is found there.
    """
    kept, lost = [], []
    for each in saved:
        article_id, ordinal = parse_place(each.id)
        if not passages.has(article_id):
            lost.append(Lost(each, "gone"))
            continue
        same = [
            found
            for found in passages.passages_of(article_id)
            if digest_of(found.passage) == each.digest
        ]
        nearest = min(same, key=lambda one: abs(one.passage.ordinal - (ordinal or 0)), default=None)
        if nearest:
            kept.append(Kept(each, nearest))
        else:
            lost.append(Lost(each, "changed"))
    return kept, lost


def references_to(kept: Iterable[Kept]) -> list[Reference]:
    """A reference for each article, in the order given, with its saved passages as quotations."""
    articles: dict[str, Article] = {}
    of: dict[str, list[Kept]] = {}
    for each in kept:
        article = each.located.article
        articles[article.id] = article
        of.setdefault(article.id, []).append(each)
    return [
        reference_of(
            articles[article_id],
            [
                quote_of(one.located.article, one.located.passage, saved=one.saved.day)
                for one in group
            ],
        )
        for article_id, group in of.items()
    ]
