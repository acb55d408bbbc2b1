"""What a PDF, Word or EPUB file says of itself, without what programs fill in by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.article import Field, Metadata, Stated
from corpus.readers.authors import with_people
from corpus.readers.metadata import normalise

JUNK_TITLE = re.compile(
    r"""(?: (?:microsoft|ms)\s(?:word|powerpoint|publisher|excel|office)\b.*  # "… - doc1.docx"
      | (?:untitled|unbenannt|sans\stitre|sin\st[ií]tulo|senza\stitolo|sem\st[ií]tulo|no\stitle)\b.*
      | (?:new\s|my\s)?(?:document|dokument|documento|doc|template|brochure|leaflet|booklet|slide
          |presentation|powerpoint\spresentation|title|layout|cover|print|page)\s?[-_]?\d{0,4}
      | \S.{0,200}\.(?:docx?|docm|dotx?|pdf|rtf|odt|pptx?|xlsx?|indd|qxd|pub|pages|tex|dvi|ai|eps
          |html?|txt|epub)(?:\s.{0,40})?                          # a file's name
      | [\W\d_]*                                                  # no letter
      | \w+[-_]\w*\d\w*                                           # "leaflet_v3", "ab12-3"
      )""",
    re.IGNORECASE | re.VERBOSE,
)
MACHINE = re.compile(  # accounts as a program or a shop sets them up
    r"""(?: (?i:microsoft|windows|office|local|default|registered|authori[sz]ed)\s.*
      | (?i:hp|dell|acer|asus|lenovo|toshiba|sony|pc|mac|macbook|user|usuario|utilisateur|benutzer
          |customer|client|student|staff|admin\w*|temp|test|calibre|python-docx|adobe.*|owner)\s?\d*
      | \S+@\S+ | [a-z]+[._-]?[a-z]*\d* | [A-Z]{2,4}\d+ )""",
    re.VERBOSE,
)
SEVERAL = re.compile(r"\s*[;|]\s*")


def stated_by(fields: Iterable[tuple[Field, str]]) -> Metadata:
    """The fields that say something, the first of each, each as metadata has it.

    >>> said = [("title", "Microsoft Word - doc1.docx"), ("author", "jsmith"), ("language", "en")]
    >>> list(stated_by(said))
    ['language']
    """
    found: Metadata = {}
    for name, value in fields:
        value = normalise(name, value)
        if value and name not in found and not is_filled_in(name, value):
            found[name] = Stated(value, "meta")
    return with_people(found)


def is_filled_in(name: Field, value: str) -> bool:
    """Whether a program made up a title, or an account is named as the author.

    >>> is_filled_in("title", "untitled-2"), is_filled_in("title", "Grief after a long illness")
    (True, False)
    """
    if name == "title":
        return JUNK_TITLE.fullmatch(value) is not None
    return name == "author" and MACHINE.fullmatch(value) is not None


def listed(names: str) -> str:
    """Names that a file parts by semicolons, parted as they are elsewhere.

    >>> listed("Ann Lee; Ben Ox")
    'Ann Lee, Ben Ox'
    """
    return ", ".join(filter(None, SEVERAL.split(names.strip())))
