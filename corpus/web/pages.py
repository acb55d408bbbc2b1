"""From a site's answer to a source: its format, its letters, its own address, what it asks for."""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import NamedTuple

from corpus.errors import RefusedSourceError
from corpus.readers.decode import BOMS, decode
from corpus.readers.formats import DOCUMENTS, SUFFIXES, Format, format_of
from corpus.readers.front_matter import split_front_matter, write_front_matter
from corpus.web.addresses import Address
from corpus.web.connection import Answer
from corpus.web.directives import (
    canonical_of,
    forbidden_by,
    header_rules,
    meta_rules,
    page_tags,
    snippet_rule,
)
from corpus.web.fetching import Fetched

TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/epub+zip": "epub",
}
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


class WithdrawnError(RefusedSourceError):
    """A page that asks not to be found, or not to be kept."""

    code = "web_withdrawn"


class WebPage(NamedTuple):
    """A page as it is added."""

    data: bytes
    format: Format
    own: Address  # its canonical address, where it has one on its own site; else where it was


def page_in(fetched: Fetched) -> WebPage:
    """The page in an answer 200.

    Raises:
        RefusedSourceError: it is of a type that is not taken; a `WithdrawnError` where it asks
            not to be taken.
    """
    answer, address = fetched.answer, fetched.address
    stated = answer.header("content-type")
    format = format_in(stated, address)
    data = answer.body if format in DOCUMENTS else in_its_letters(answer.body, stated)
    rules = header_rules(answer.every("x-robots-tag"))
    page = page_tags(decode(data).text) if format == "html" else ""
    if word := forbidden_by(rules) or forbidden_by(meta_rules(page)):
        raise WithdrawnError(
            f"The page asks search engines not to keep or show it ({word}).",
            hint="Ask its publisher; a page that you saved can be added as a file.",
        )
    if rule := snippet_rule(rules):
        data = kept_with(rule, data, format)
    return WebPage(data, format, own_address(address, page))


def refuse_other_types(address: Address, answer: Answer) -> None:
    """Stop at an answer of a type that is not taken, before its body is read.

    Raises:
        RefusedSourceError: it is one.
    """
    format_in(answer.header("content-type"), address)


def format_in(stated: str, address: Address) -> Format:
    """How a body is read, by its Content-Type; Markdown is often sent as plain text.

    Raises:
        RefusedSourceError: it is none of what is taken.
    """
    kind = stated.partition(";")[0].partition(",")[0].strip().casefold()
    if kind not in TYPES:
        raise RefusedSourceError(
            f"It is {kind[:60] or 'of a type that the site does not state'}, and from the web only "
            "HTML, plain text, Markdown, PDF, Word and EPUB are taken.",
            hint="Download it, and add the file.",
        )
    with contextlib.suppress(RefusedSourceError):
        if kind == "text/plain" and format_of(address.target.partition("?")[0]) == "markdown":
            return "markdown"
    return TYPES[kind]


def in_its_letters(data: bytes, stated: str) -> bytes:
    r"""A body in UTF-8 where its header names another encoding that nothing in it would tell.

    >>> in_its_letters("Müdigkeit".encode("cp1250"), "text/html; charset=windows-1250").decode()
    'Müdigkeit'
    """
    found = CHARSET.search(stated)
    if not found or any(data.startswith(mark) for mark, _ in BOMS):
        return data
    try:
        name = codecs.lookup(found[1]).name
        if name.startswith(("utf-16", "utf-32")):
            return data.decode(name).encode()
        data.decode("utf-8")
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeError, LookupError):  # or no encoding of text
            return data.decode(name).encode()
    except LookupError:
        return data
    return data


def kept_with(rule: str, data: bytes, format: Format) -> bytes:
    """A page with the rule on snippets of its header above it, since headers are not kept.

    Raises:
        WithdrawnError: there is no place for it, as the text has front matter of its own.
    """
    above = write_front_matter({"snippets": rule})
    if format in DOCUMENTS:
        return above.encode() + data
    text = decode(data).text
    if format != "html" and split_front_matter(text)[1]:
        raise WithdrawnError(
            f"The site asks that no more of this text be shown than {rule} allows, and above this "
            "text there is no place to keep that.",
        )
    return (above + text).encode()


def own_address(address: Address, page: str) -> Address:
    """The address that a page calls its own, if that can be believed: the same site, another page.

    Many a site by mistake names its first page on all others.
    """
    with contextlib.suppress(RefusedSourceError):
        stated = canonical_of(page)
        own = address.leads_to(stated) if stated else address
        if own.is_same_site(address) and (address.is_top or not own.is_top):
            return own
    return address


def suffixes_of(format: Format) -> list[str]:
    """The endings of names of a format, the usual one first."""
    return [suffix for suffix, each in SUFFIXES.items() if each == format]
