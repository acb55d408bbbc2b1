"""What has to be true of whatever an article was made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from corpus.passages import PassageRecipe, cut_passages
from corpus.prepare import Prepared

JOINERS = "\u200c\u200d"  # Persian, Hindi and emoji are written with them
# Unicode's Default_Ignorable_Code_Point, as far as its category doesn't say it; a reader sees
# nothing there. Variation selectors are left out: they only choose between two looks.
BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
SEEN = range(0x0600, 0x0606), range(0x06DD, 0x06DE), range(0x070F, 0x0710), range(0x0890, 0x08E3)
SAID = ("title", "author", "site", "url", "published", "modified", "licence", "language")


def is_unseen(char: str) -> bool:
    """Whether a character, none of white space, shows nothing or changes how others are shown."""
    if char in JOINERS or any(ord(char) in span for span in SEEN):
        return False
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in BLANK:
        return True
    return 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE


def faults_of(prepared: Prepared) -> list[str]:
    """What is wrong with what ingestion made; nothing, where all is well."""
    return [*of_text(prepared), *of_fields(prepared), *of_account(prepared), *of_passages(prepared)]


def of_text(prepared: Prepared) -> Iterator[str]:
    """No character that nobody sees, no white space but spaces and line ends, no half character."""
    text = prepared.article.text
    unseen = {char for char in set(text) - {"\n"} if is_unseen(char)}
    if unseen:
        yield f"text has {sorted(map(hex, map(ord, unseen)))}"
    if strange := {char for char in set(text) if char.isspace()} - {" ", "\n"}:
        yield f"text has white space {sorted(map(ord, strange))}"
    position = 0
    for span in prepared.article.spans:
        if not position <= span.start < span.end <= len(text):
            yield f"span {span} after {position} of {len(text)}"
        elif text[position : span.start].strip() or text[span.start : span.end].strip() == "":
            yield f"span {span} leaves words between or holds none"
        position = span.end
    if text[position:].strip():
        yield "words after the last span"


def of_fields(prepared: Prepared) -> Iterator[str]:
    """Each is one line that shows all it holds; a link leads to the web."""
    article = prepared.article
    for name in SAID:
        value: str = getattr(article, name)
        if unseen := {char for char in value if is_unseen(char)}:
            yield f"{name} has {sorted(map(hex, map(ord, unseen)))}"
        if len(value) > 2_000:
            yield f"{name} has {len(value)} characters"
    if article.url and not article.url.casefold().startswith(("http://", "https://")):
        yield f"url is {article.url[:40]!r}"
    for name in ("published", "modified"):
        if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", getattr(article, name)):
            yield f"{name} is {getattr(article, name)[:40]!r}"
    if not article.title.strip():
        yield "there is no title"


def of_account(prepared: Prepared) -> Iterator[str]:
    """Every character of the extract is in one unit, or is white space between two."""
    extracted, position = prepared.extracted, 0
    for decision in prepared.decisions:
        unit = decision.unit
        if extracted[unit.start : unit.end] != unit.text:
            yield f"unit at {unit.start} is not its text"
        if unit.start < position or extracted[position : unit.start].strip():
            yield f"unit at {unit.start} leaves words out or overlaps"
        position = unit.end
    if extracted[position:].strip():
        yield "words after the last unit"


def of_passages(prepared: Prepared) -> Iterator[str]:
    """Each is the article's very words, in order."""
    article, position = prepared.article, 0
    for passage in cut_passages(article, word_count, PassageRecipe()):
        if article.text[passage.start : passage.end] != passage.text or not passage.text.strip():
            yield f"passage {passage.ordinal} is not its text"
        if passage.start < position:
            yield f"passage {passage.ordinal} overlaps"
        position = passage.end


def word_count(texts: Sequence[str]) -> list[int]:
    """Some measure of length, as an encoder has one."""
    return [1 + len(text) // 4 for text in texts]
