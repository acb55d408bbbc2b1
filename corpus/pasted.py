"""A text that somebody pasted, with what she knows of it, as a source like any other."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from corpus.errors import RefusedSourceError
from corpus.readers.front_matter import write_front_matter
from corpus.received import Received

MAX_FIELD = 500  # characters
MAX_NAME = 60
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
NO_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A text and its metadata; what is left empty is not stated."""

    text: str
    title: str = ""
    author: str = ""
    site: str = ""
    url: str = ""
    published: str = ""  # a year, month or day, ISO 8601
    licence: str = ""


def received(pasted: Pasted) -> Received:
    """A pasted text as a source: the metadata as front matter above it.

    The same text with the same metadata is the same source; any other is a new one.

    Raises:
        RefusedSourceError: there is no text, or a field is not what it should be.
    """
    refuse_unlikely(pasted)
    head = write_front_matter(
        {
            "title": pasted.title,
            "author": pasted.author,
            "site": pasted.site,
            "url": pasted.url,
            "published": pasted.published,
            "licence": pasted.licence,
        }
    )
    data = (head + pasted.text.strip() + "\n").encode("utf-8", "replace")
    place = f"paste:{hashlib.sha256(data).hexdigest()[:16]}"
    return Received(f"pasted/{named(pasted)}.txt", place, data, "text")


def named(pasted: Pasted) -> str:
    """A name from the title, else from the first words.

    >>> named(Pasted(title="Rest: it's allowed!", text="…")), named(Pasted(text="…"))
    ('rest-it-s-allowed', 'text')
    """
    words = NO_WORD.sub("-", (pasted.title or pasted.text[:200]).casefold()).strip("-")
    return words[:MAX_NAME].strip("-") or "text"


def refuse_unlikely(pasted: Pasted) -> None:
    """Stop at what was put into the wrong field.

    Raises:
        RefusedSourceError: says which field, and what belongs there.
    """
    if not pasted.text.strip():
        raise RefusedSourceError("There is no text yet.", hint="Paste the article's text.")
    for name in ("title", "author", "site", "url", "licence"):
        if len(getattr(pasted, name)) > MAX_FIELD:
            raise RefusedSourceError(
                f"The {'address' if name == 'url' else name} is longer than {MAX_FIELD} "
                "characters.",
                hint="Perhaps the article's text was pasted into the wrong box.",
            )
    if pasted.published.strip() and not is_day(pasted.published.strip()):
        raise RefusedSourceError(
            f"The date {pasted.published!r} is not understood, so the article could not be found "
            "by it.",
            hint="Write it as 2026-03-19, or 2026-03, or 2026; or leave it empty.",
        )
    if pasted.url.strip() and not is_web_address(pasted.url.strip()):
        raise RefusedSourceError(
            f"{pasted.url!r} is no web address, so no reader could open the source.",
            hint="It begins with https:// or http://. Leave it empty where there is none.",
        )


def is_day(stated: str) -> bool:
    """Whether this is a year, a month or a day that there is.

    >>> [is_day(each) for each in ("2026-03-19", "2026-03", "2026", "2026-02-30", "spring")]
    [True, True, True, False, False]
    """
    found = DAY.fullmatch(stated)
    if not found:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True


def is_web_address(stated: str) -> bool:
    """Whether a browser could open this.

    >>> [is_web_address(each) for each in ("https://rest.example/a", "rest.example", "ftp://x")]
    [True, False, False]
    """
    try:
        parts = urlsplit(stated)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that are no address
        return False
