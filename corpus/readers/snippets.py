"""What a page says of being quoted in search results: nosnippet, max-snippet, data-nosnippet.

These directives are for search engines, and this is one. A page's own rule is kept with its
metadata, told to the curator, and followed where results are shown (search/excerpt.py). What
an element marked `data-nosnippet` holds is left out of the text, so that it can be neither found
nor shown; how much that is, the curator is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from corpus.article import Metadata, Stated
from corpus.readers.parts import BLOCKS, squeezed, word_count

# What is asked of the two engines that most pages name is asked of this one, too.
ROBOTS = ("robots", "googlebot", "bingbot")
RULE = re.compile(
    r"\b(?:nosnippet|max-snippet\s{0,9}:\s{0,9}([0-9]{1,9}))(?=[\s,]|$)", re.IGNORECASE
)
MAX_QUOTED = 60  # characters of what was left out, in a note
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<rest>[^<>]*+)>")
MARK = re.compile(r"(?<=[\s\"'/])data-nosnippet(?=[\s=/]|$)", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""\b(?P<key>name|content)\s{0,9}=\s{0,9}(?P<value>"[^"]*+"|'[^']*+'|[^\s"']++)""",
    re.IGNORECASE,
)
WHOLE = frozenset(("html", "body"))  # a mark on these is the page's rule
UNMARKED = WHOLE | {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}  # or hold nothing


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
    texts = [" ".join(each.itertext()) for each in marked]
    for each in marked:
        each.drop_tree()
    return directives(rule, texts)


def directives(rule: str, left_out: Sequence[str]) -> Directives:
    """A page's rule, and what was left out of it, with the notes on both."""
    texts = list(filter(None, map(squeezed, left_out)))
    notes = (*told_rule(rule), *told_elements(texts))
    return Directives({"snippets": Stated(rule, "meta")} if rule else {}, notes, bool(left_out))


def follow_in_tags(page: str) -> tuple[str, Directives]:
    """The same for a page that no parser can bear, by its tags; in time linear in the page.

    >>> follow_in_tags("<p>Rest <i data-nosnippet>or <b>not</b></i> now")[0]
    '<p>Rest  now'
    """
    tags = [(found["name"].casefold(), found["rest"]) for found in TAG.finditer(page)]
    whole = any(MARK.search(rest) for name, rest in tags if name in WHOLE)
    metas = (robots_tag(rest) for name, rest in tags if name == "meta")
    rule = "nosnippet" if whole else strictest(metas)
    regions = [] if whole else list(marked_regions(page))
    edges = [0, *chain.from_iterable(regions), len(page)]
    kept = "".join(page[left:right] for left, right in zip(edges[::2], edges[1::2], strict=True))
    return kept, directives(rule, [TAG.sub(" ", page[left:right]) for left, right in regions])


def marked_regions(page: str) -> Iterator[tuple[int, int]]:
    """Where the outermost marked elements begin and end, in order.

    A paragraph ends where another block begins; what is never closed reaches to the page's end.
    """
    name, depth, begin = "", 0, 0
    for found in TAG.finditer(page):
        tag, ends = found["name"].casefold(), bool(found["end"])
        if name == "p" and tag in BLOCKS:
            yield begin, found.start()
            name = ""
        elif tag == name:
            depth += -1 if ends else 1
            if not depth:
                yield begin, found.end()
                name = ""
        if not name and not ends and tag not in UNMARKED and MARK.search(found["rest"]):
            name, depth, begin = tag, 1, found.start()
    if name:
        yield begin, len(page)


def robots_tag(attributes: str) -> tuple[str, str]:
    """The name and the content of a meta tag; '' for what it lacks.

    >>> robots_tag(" content='nosnippet' name=robots/")
    ('robots', 'nosnippet')
    """
    found = {each["key"].casefold(): each["value"] for each in ATTRIBUTE.finditer(attributes)}
    return found.get("name", "").strip("\"'/"), found.get("content", "").strip("\"'/")


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
    return snippet_rule(", ".join(rules))


def snippet_rule(stated: str) -> str:
    """The strictest rule on snippets of what a page's tags or headers ask; '' for none.

    >>> snippet_rule("noindex, max-snippet:90, max-snippet:20"), snippet_rule("noindex")
    ('max-snippet:20', '')
    """
    limit = limit_in(stated)
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
