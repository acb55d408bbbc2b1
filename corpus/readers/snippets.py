"""What a page says of being quoted in search results: nosnippet, max-snippet, data-nosnippet.

These directives are for search engines, and this is one. A page's own rule is kept with its
metadata, told to the curator, and followed where results are shown (search/excerpt.py). What
an element marked `data-nosnippet` holds is left out of the text, so that it can be neither found
nor shown; how much that is, the curator is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from corpus.article import Metadata, Stated
from corpus.readers.parts import squeezed, word_count

# What is asked of the two engines that most pages name is asked of this one, too.
ROBOTS = ("robots", "googlebot", "bingbot")
RULE = re.compile(
    r"\b(?:nosnippet|max-snippet\s{0,9}:\s{0,9}([0-9]{1,9}))(?=[\s,]|$)", re.IGNORECASE
)
MAX_QUOTED = 60  # characters of what was left out, in a note


class Directives(NamedTuple):
    """What a page asks of those who quote it."""

    metadata: Metadata  # "snippets": "nosnippet" or "max-snippet:50"; empty for no rule
    notes: tuple[str, ...]  # for the curator
    left_out: bool  # whether elements were taken out of the page


def follow_directives(root: Any) -> Directives:
    """Take out of a page what it marks `data-nosnippet`, and read its rule on snippets.

    A mark on the whole page is its rule: nosnippet. `max-snippet:-1` is no limit and no rule,
    `max-snippet:0` is nosnippet.

    Args:
        root: the page as an lxml element; it is changed.
    """
    whole = any("data-nosnippet" in each.attrib for each in (root, *root.iterfind("body")))
    rule = "nosnippet" if whole else rule_of(root)
    marked = [] if whole else root.xpath("//*[@data-nosnippet][not(ancestor::*[@data-nosnippet])]")
    texts = [text for each in marked if (text := squeezed(" ".join(each.itertext())))]
    for each in marked:
        each.drop_tree()
    notes = (*told_rule(rule), *told_elements(texts))
    return Directives({"snippets": Stated(rule, "meta")} if rule else {}, notes, bool(marked))


def rule_of(root: Any) -> str:
    """The strictest rule on snippets of the page's robots tags; '' for none."""
    tags = root.xpath("//meta[@name and @content]")
    return strictest((tag.get("name"), tag.get("content")) for tag in tags)


def strictest(tags: Iterable[tuple[str, str]]) -> str:
    """The strictest rule on snippets of some tags, each a name and a content; '' for none.

    >>> strictest([("robots", "noindex"), ("Googlebot", "max-snippet:90"), ("x", "nosnippet")])
    'max-snippet:90'
    """
    rules = (content for name, content in tags if name.strip().casefold() in ROBOTS)
    limit = limit_in(", ".join(rules))
    if limit is None:
        return ""
    return f"max-snippet:{limit}" if limit else "nosnippet"


def limit_in(rule: str) -> int | None:
    """The fewest characters that a rule lets be shown; None where it sets no limit.

    >>> limit_in("max-snippet:50, nosnippet"), limit_in("max-snippet:50"), limit_in("index")
    (0, 50, None)
    """
    return min((int(found.group(1) or 0) for found in RULE.finditer(rule)), default=None)


def told_rule(rule: str) -> tuple[str, ...]:
    """The note on a page's rule."""
    if not rule:
        return ()
    limit = rule.partition(":")[2]
    allowed = f"at most {limit} characters" if limit else "nothing"
    return (f"the page asks search engines to show {allowed} of its text ({rule})",)


def told_elements(texts: list[str]) -> tuple[str, ...]:
    """The note on the marked elements that held words."""
    if not texts:
        return ()
    first = texts[0] if len(texts[0]) <= MAX_QUOTED else texts[0][:MAX_QUOTED] + "…"
    return (
        f"left out as the page asks (data-nosnippet): {word_count(texts)} words, in places: "
        f"{len(texts)}, the first “{first}”",
    )
