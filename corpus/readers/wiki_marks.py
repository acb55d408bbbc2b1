"""What MediaWiki writes into an article for its editors: taken out before the page is read."""

from __future__ import annotations

import re
from typing import Any

# One of these stands in every article's page.
MADE_BY = ("mw-editsection", "mw-headline", "mw-parser-output", "mw-content")
MARKS = (  # "[edit]" beside headings, boxes on an article's faults
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' mw-editsection ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' ambox ')]"
    " | //sup | //h2/span | //h3/span | //h4/span"
)
EDIT = re.compile(r"\s?\[edit(?:\s?\|[^\[\]]{1,30})?\]\s{0,9}\Z")  # where a copy lost its tags
FAULT = re.compile(
    r"""\[(?:(?:citation|clarification|better\ssource|page|verification|attribution|quotation)
          (?:\s\w+)?\sneeded|(?:who|when|where|which|by\swhom|vague|dubious)\b[^\[\]]{0,20})\]""",
    re.IGNORECASE | re.VERBOSE,
)


def drop_wiki_marks(page: str, root: Any) -> bool:
    """Take an article's marks for editors out of a page's tree; whether there were any.

    "[citation needed]", "[edit]" and the boxes that ask for better sources; notes' numbers stay.

    Args:
        page: the page as text.
        root: the same page as an lxml element; it is changed.
    """
    if not any(mark in page for mark in MADE_BY):
        return False
    found = [each for each in root.xpath(MARKS) if is_mark(each)]
    for each in found:
        if each.getparent() is not None:
            each.drop_tree()
    bare = [each for each in root.iter("h2", "h3", "h4") if EDIT.search(each.text or "")]
    for heading in bare:
        heading.text = EDIT.sub("", heading.text)
    return bool(found or bare)


def is_mark(element: Any) -> bool:
    """Whether an element that may be a mark is one, by its words where its class does not tell."""
    words = "".join(element.itertext()).strip()
    if element.tag == "sup":
        return FAULT.fullmatch(words) is not None
    if element.get("class") in (None, "", "mw-headline"):
        return EDIT.fullmatch(words) is not None
    return element.tag != "span" or "mw-editsection" in element.get("class")
