"""What a page asks of those who keep it: noindex, noarchive, snippet rules, its canonical address.

`noindex` asks not to be found and `noarchive` not to be kept; Wellread keeps what it finds, so that
either leaves a page out. Rules on snippets are followed where results are shown; they are read from
the page (`corpus.readers.snippets`), and from its headers here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.errors import GaveUpError
from corpus.readers.lean import lean_page
from corpus.readers.snippets import ROBOTS, TAG, robots_tag, strictest
from corpus.web.limits import ROBOT

HEEDED = frozenset((*ROBOTS, ROBOT))
# Directives that have a value themselves; any other word before a colon names a robot.
VALUED = frozenset(
    ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after", "rating")
)
FORBIDS = re.compile(r"(?:^|[\s,;])(noindex|none|noarchive|nocache)(?=[\s,;]|$)", re.IGNORECASE)
VALUE = re.compile(r"\s*:\s*")  # "max-image-preview: none" does not ask for "none"
NAMED = re.compile(r"\s*([A-Za-z][\w-]*)\s*:\s*(.*)", re.DOTALL)
LINK = re.compile(
    r"""\b(?P<key>rel|href)\s{0,9}=\s{0,9}(?P<value>"[^"]*+"|'[^']*+'|[^\s"'>]++)""", re.IGNORECASE
)
Rule = tuple[str, str]  # a robot's name and what is asked of it, as in a meta tag


def header_rules(headers: Iterable[str]) -> list[Rule]:
    """What X-Robots-Tag headers ask, robot by robot; "robots" is every one.

    >>> header_rules(["noarchive, max-snippet: 50", "otherbot: noindex, nofollow"])
    [('robots', 'noarchive'), ('robots', 'max-snippet: 50'), ('otherbot', 'noindex'), \
('otherbot', 'nofollow')]
    """
    return [rule for header in headers for rule in rules_in(header)]


def rules_in(header: str) -> Iterator[Rule]:
    """The rules of one header; a robot's name holds for all that follow."""
    robot = "robots"
    for part in header.split(","):
        named = NAMED.fullmatch(part)
        if named and named[1].casefold() not in VALUED:
            robot, part = named[1].casefold(), named[2]
        yield robot, part.strip()


def page_tags(page: str) -> str:
    """A page without what is no tag of its own: comments and scripts; as it is, where it hangs."""
    try:
        return lean_page(page)
    except GaveUpError:
        return page


def meta_rules(page: str) -> list[Rule]:
    """What a page's robots tags ask.

    >>> meta_rules('<meta name="robots" content="noindex"><meta name="author" content="x">')
    [('robots', 'noindex'), ('author', 'x')]
    """
    tags = (robots_tag(each["rest"]) for each in TAG.finditer(page) if is_tag(each, "meta"))
    return [(name.strip().casefold(), html.unescape(content)) for name, content in tags if name]


def canonical_of(page: str) -> str:
    """The address that a page calls its own; '' for none.

    >>> canonical_of("<LINK href='/rest?a=1&amp;b=2' rel='canonical'/>")
    '/rest?a=1&b=2'
    """
    for tag in TAG.finditer(page):
        if is_tag(tag, "link"):
            pairs = LINK.finditer(tag["rest"])
            found = {each["key"].casefold(): each["value"].strip("\"'") for each in pairs}
            if "canonical" in found.get("rel", "").casefold().split():
                return html.unescape(found.get("href", "")).strip()
    return ""


def is_tag(tag: re.Match[str], name: str) -> bool:
    """Whether a tag begins an element of a name."""
    return not tag["end"] and tag["name"].casefold() == name


def forbidden_by(rules: Sequence[Rule]) -> str:
    """The word that asks not to be found, or not to be kept; '' for none.

    >>> forbidden_by([("otherbot", "noindex"), ("robots", "nofollow, noarchive")])
    'noarchive'
    """
    asked = (FORBIDS.search(VALUE.sub(":", rule)) for robot, rule in rules if robot in HEEDED)
    return next((found[1].casefold() for found in asked if found), "")


def snippet_rule(rules: Iterable[Rule]) -> str:
    """The strictest rule on snippets, as a meta tag has it; '' for none.

    >>> snippet_rule([("wellread", "max-snippet: 90"), ("robots", "max-snippet:200")])
    'max-snippet:90'
    """
    return strictest(("robots", rule) for robot, rule in rules if robot in HEEDED)
