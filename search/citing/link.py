"""The plain link: the address that opens the source, at the passage where there is one."""

from __future__ import annotations

from collections.abc import Iterable

from search.citing.reference import Reference


def as_link(references: Iterable[Reference]) -> str:
    """A line for each passage, or for an article of which none is named; none without an address.

    The address ends in a text fragment, at which a browser opens the page.
    """
    addresses = (
        (quote.address if quote else "") or reference.url
        for reference in references
        for quote in reference.quotes or (None,)
    )
    return "".join(f"{address}\n" for address in addresses if address)
