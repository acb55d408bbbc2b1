"""Saved passages as a table for a spreadsheet and as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from search.citing.reference import Quote, Reference
from search.per_question import no_formula

Row = dict[str, str]


def as_csv(references: Iterable[Reference]) -> str:
    """A row for each passage, below the names of the columns.

    Begins with a byte-order mark, without which Excel reads UTF-8 as something else. A text that
    a spreadsheet would take for a formula has an apostrophe before it.
    """
    rows = list(rows_of(references))
    out = io.StringIO(newline="")
    names = list(rows[0]) if rows else list(row_of(Reference(key="", title=""), Quote("", ())))
    table = csv.DictWriter(out, names)
    table.writeheader()
    table.writerows({name: no_formula(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def as_json(references: Iterable[Reference]) -> str:
    """`{"schema_version": 1, "passages": [...]}`; null where the source does not say."""
    passages = [{name: value or None for name, value in row.items()} for row in rows_of(references)]
    value = {"schema_version": 1, "passages": passages}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def rows_of(references: Iterable[Reference]) -> Iterator[Row]:
    """A row for each passage of each reference."""
    for reference in references:
        for quote in reference.quotes:
            yield row_of(reference, quote)


def row_of(reference: Reference, quote: Quote) -> Row:
    """A passage and where it is from; '' for what is not stated."""
    return {
        "passage_id": quote.passage_id,
        "passage": "\n".join(quote.lines),
        "notice": quote.notice,
        "title": reference.title,
        "author": reference.author,
        "site": reference.site,
        "published": reference.published.iso if reference.published else "",
        "retrieved": reference.retrieved.iso if reference.retrieved else "",
        "licence": reference.licence,
        "language": reference.language,
        "url": reference.url,
        "open_url": quote.address,
        "page": quote.page,
        "saved": quote.saved,
    }
