"""Markdown: a quotation with its source below, none of whose words is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search.citing.apa import NO_DATE, NO_TITLE
from search.citing.reference import Quote, Reference

SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&!^=]")
FIRST = re.compile(r"[-+=:]|\d+(?=[.)])")  # begins a list or a line below a heading
ADDRESS = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "'": "%27"})


def as_markdown(references: Iterable[Reference]) -> str:
    """Every quotation with its source; of a reference without any, the source alone."""
    return "\n".join(
        block(reference, quote) for reference in references for quote in reference.quotes or (None,)
    )


def block(reference: Reference, quote: Quote | None) -> str:
    """One quotation, and the line that says where it stands."""
    lines = quote.lines if quote else ()
    quoted = "\n>\n".join(f"> {literal(line)}" for line in lines)
    return (f"{quoted}\n\n" if quoted else "") + f"— {source(reference, quote)}\n"


def source(reference: Reference, quote: Quote | None = None) -> str:
    """Author, linked title, site, date and licence, in one line."""
    called = ", ".join(named(reference, quote)).removesuffix(".")
    return ". ".join(filter(None, [called, licence(reference)])) + "."


def named(reference: Reference, quote: Quote | None) -> Iterator[str]:
    """The parts that name it; a link leads to the passage."""
    if reference.author:
        yield literal(reference.author)
    title = literal(reference.title or NO_TITLE)
    address = (quote.address if quote else "") or reference.url
    yield f"[{title}]({address.translate(ADDRESS)})" if address else title
    if reference.site:
        yield literal(reference.site)
    yield reference.published.in_words if reference.published else NO_DATE
    if quote and quote.page:
        yield f"p. {quote.page}"


def licence(reference: Reference) -> str:
    """How it may be used, as the source says."""
    return f"Licence: {literal(reference.licence)}" if reference.licence else ""


def literal(line: str) -> str:
    r"""A line that shows as it is written, wherever it stands.

    >>> print(literal("1. *Rest* & [walk] #1"))
    1\. \*Rest\* \& \[walk\] \#1
    """
    first = FIRST.match(line)
    escaped = SPECIAL.sub(r"\\\g<0>", line)
    if not first or not escaped.startswith(first.group()):
        return escaped
    cut = first.end() if first.group()[0].isdigit() else 0
    return f"{escaped[:cut]}\\{escaped[cut:]}"
