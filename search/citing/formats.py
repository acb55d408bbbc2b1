"""Every format in which an article is cited, by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from search.citing.apa import as_apa
from search.citing.biblatex import as_biblatex
from search.citing.csl_json import as_csl_json
from search.citing.link import as_link
from search.citing.markdown import as_markdown
from search.citing.reference import Reference
from search.citing.ris import as_ris
from search.citing.tables import as_csv, as_json

Write = Callable[[Sequence[Reference]], str]


class Format(NamedTuple):
    """A way to write references down."""

    label: str  # as people call it
    write: Write  # text that ends in a line break; '' where there is nothing to say
    quotes: bool = False  # what is quoted belongs to it


FORMATS = {
    "apa": Format("APA 7", as_apa),
    "biblatex": Format("BibLaTeX", as_biblatex),
    "ris": Format("RIS", as_ris),
    "csl-json": Format("CSL-JSON", as_csl_json),
    "markdown": Format("Markdown quote", as_markdown, quotes=True),
    "link": Format("Link", as_link, quotes=True),
}


class File(NamedTuple):
    """A file of saved passages."""

    label: str
    ending: str
    kind: str  # its media type
    write: Write


FILES = (
    File("Markdown", "md", "text/markdown", as_markdown),
    File("CSV", "csv", "text/csv", as_csv),
    File("JSON", "json", "application/json", as_json),
    File("BibLaTeX", "bib", "application/x-bibtex", as_biblatex),
    File("RIS", "ris", "application/x-research-info-systems", as_ris),
)


def cite(reference: Reference, name: str) -> str:
    """One reference in a format of `FORMATS`, without the quotations that are not part of it."""
    chosen = FORMATS[name]
    return chosen.write([reference if chosen.quotes else replace(reference, quotes=())])
