"""A page without scripts, styles and comments, and within what the parsers can bear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.errors import GaveUpError

HIDDEN = re.compile(r"<!--|<(script|style|svg|noscript)\b", re.IGNORECASE)
CLOSING = {  # what ends each of them
    "": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
    "svg": re.compile(r"</svg\s*>", re.IGNORECASE),
    "noscript": re.compile(r"</noscript\s*>", re.IGNORECASE),
}
ANSI = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")  # parsers would take away its first character only
DATA_ADDRESS = re.compile(r"""(=\s*["'])data:[^"']{200,}""")
LONG_TAG = re.compile(  # parsers are quadratic in the number of a tag's attributes
    r"""<[a-zA-Z][\w-]*+
        (?:\s++[^\s=<>"']++ (?:\s*+=\s*+ (?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+ ){1000,}+
        [^<>]*+ >""",
    re.VERBOSE,
)
NESTING = re.compile(  # elements that only their own end tag closes
    r"<(/?)(?:div|span|section|article|main|aside|table|blockquote|ul|ol|dl|form|center|font|"
    r"a|b|i|u|em|strong|small|big|sub|sup|code|q|ins|del|label|button|fieldset)\b",
    re.IGNORECASE,
)
MIN_PARAGRAPHS = 3  # in a noscript element; Discourse and Flarum keep the whole thread in one
MAX_NESTING = 3_000  # elements; at 10,000 resiliparse takes 5 seconds, at 100,000 minutes


def lean_page(text: str) -> str:
    """The page with only what a reader sees, and its JSON-LD.

    What is opened and never closed is left as it is.

    >>> lean_page("<p>Rest<!-- ad --> well<script>track()</script></p>")
    '<p>Rest  well </p>'

    Raises:
        GaveUpError: its elements are nested deeper than any page's, and parsers would hang.
    """
    shown = ANSI.sub("", "".join(shown_parts(text)))
    page = LONG_TAG.sub(" ", DATA_ADDRESS.sub(r"\1", shown))
    if (depth := nesting(page)) > MAX_NESTING:
        raise GaveUpError(f"its elements are nested {depth} deep, where a page has some dozens")
    return page


def shown_parts(text: str) -> Iterator[str]:
    """The stretches between hidden elements; in time linear in the text, closed or not."""
    position = shown_from = 0
    unclosed: set[str] = set()
    while found := HIDDEN.search(text, position):
        position = found.end()
        name = (found.group(1) or "").casefold()
        end = None if name in unclosed else CLOSING[name].search(text, position)
        if end is None:
            unclosed.add(name)
            continue
        position = end.end()
        if name == "script" and "ld+json" in text[found.end() : found.end() + 200]:
            continue
        yield text[shown_from : found.start()]
        yield " "
        if name == "noscript" and text.count("<p", found.end(), end.start()) >= MIN_PARAGRAPHS:
            position = found.end()
        shown_from = position
    yield text[shown_from:]


def nesting(page: str) -> int:
    """How deep the page's elements are nested, at the deepest; 0 where they are few."""
    if page.count("<") - page.count("</") <= MAX_NESTING:
        return 0
    depth = deepest = 0
    for found in NESTING.finditer(page):
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest
