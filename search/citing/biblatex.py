r"""BibLaTeX: an `@online` entry, for Biber and UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.language import NAMES
from search.citing.reference import Reference

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "#": r"\#", "$": r"\$", "%": r"\%", "&": r"\&", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
# Runs that TeX draws as one mark: dashes, curly quotes, guillemets, and the Spanish "¿" and "¡".
LIGATURE = re.compile(r"([-`'<>,])(?=\1)|([!?])(?=`)")
# Styles set titles in small letters; words with a capital inside them, "PTSD", are not theirs.
KEPT_CAPITALS = re.compile(r"[^\W_]+[A-Z]\w*")


def as_biblatex(references: Iterable[Reference]) -> str:
    """An entry for each reference, a blank line between two."""
    return "\n\n".join(map(entry, references)) + "\n"


def entry(reference: Reference) -> str:
    """One entry; its quotations are its annotation, which common styles do not print."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in fields_of(reference) if value)
    return f"@online{{{reference.key},\n{fields}}}"


def fields_of(reference: Reference) -> Iterator[tuple[str, str]]:
    """Each field and its value; '' for what is not stated.

    The author stands in braces of their own, so that no comma or "and" divides the name.
    """
    yield "author", f"{{{in_tex(reference.author)}}}" if reference.author else ""
    yield "title", title_in_tex(reference.title)
    yield "date", reference.published.iso if reference.published else ""
    yield "organization", in_tex(reference.site)
    yield "doi", verbatim(reference.doi)
    yield "url", verbatim(reference.url)
    yield "urldate", reference.retrieved.iso if reference.retrieved else ""
    yield "language", in_tex(NAMES.get(reference.language, reference.language)).lower()
    quoted = (f"“{quote.text}”" for quote in reference.quotes if quote.lines)
    yield "annotation", in_tex(" ".join(quoted))


def in_tex(text: str) -> str:
    r"""A text whose every character TeX prints as it is.

    >>> in_tex("50 % & more -- {really}")
    '50 \\% \\& more -{}- \\textbraceleft{}really\\textbraceright{}'
    """
    apart = LIGATURE.sub(lambda run: f"{run.group()}\0", text)
    return "".join(SPECIAL.get(letter, letter) for letter in apart).replace("\0", "{}")


def title_in_tex(title: str) -> str:
    """A title whose abbreviations keep their capitals.

    >>> title_in_tex("Living with PTSD")
    'Living with {PTSD}'
    """
    parts, end = [], 0
    for word in KEPT_CAPITALS.finditer(title):
        parts += [in_tex(title[end : word.start()]), f"{{{in_tex(word.group())}}}"]
        end = word.end()
    return "".join([*parts, in_tex(title[end:])])


def verbatim(address: str) -> str:
    r"""An address or a DOI, which BibLaTeX reads as it is; only what would end it is encoded.

    >>> verbatim("10.1000/a{b}")
    '10.1000/a%7Bb%7D'
    """
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
