"""CSL-JSON: what Zotero, Pandoc and citeproc read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from search.citing.dates import Day
from search.citing.reference import Reference


def as_csl_json(references: Iterable[Reference]) -> str:
    """A list of items, indented.

    Source:
        Citation Style Language, "CSL input data", version 1.0.2.
    """
    return json.dumps(list(map(item, references)), ensure_ascii=False, indent=2) + "\n"


def item(reference: Reference) -> dict[str, object]:
    """One item; what is not stated is left out."""
    stated: dict[str, object] = {
        "id": reference.key,
        "type": "webpage",
        "title": reference.title,
        "author": [{"literal": reference.author}] if reference.author else [],
        "container-title": reference.site,
        "issued": date_of(reference.published),
        "accessed": date_of(reference.retrieved),
        "DOI": reference.doi,
        "URL": reference.url,
        "language": reference.language,
        "annote": " ".join(f"“{quote.text}”" for quote in reference.quotes if quote.lines),
    }
    return {name: value for name, value in stated.items() if value}


def date_of(day: Day | None) -> dict[str, list[list[int]]]:
    """A day in parts; empty for none.

    >>> date_of(Day(2026, 3))
    {'date-parts': [[2026, 3]]}
    """
    return {"date-parts": [list(day.parts)]} if day else {}
