"""What can go wrong with a web page: its tags, attributes, entities, nesting and metadata."""

from __future__ import annotations

import re
from random import Random

from benchmarks.hostile.odd import CHARACTERS, WORDS, any_of, put

TOKEN = re.compile(r"<!--.*?-->|<[^<>]*>|[^<]+|<", re.DOTALL)
NAMES = (
    *(
        "div",
        "p",
        "span",
        "a",
        "b",
        "table",
        "tr",
        "td",
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
        "form",
        "pre",
    ),
    *(
        "blockquote",
        "article",
        "section",
        "nav",
        "aside",
        "h1",
        "h2",
        "h6",
        "font",
        "center",
        "svg",
    ),
    *(
        "math",
        "template",
        "select",
        "option",
        "textarea",
        "noscript",
        "frameset",
        "plaintext",
        "xmp",
    ),
    *("iframe", "object", "style", "script", "title", "head", "body", "html", "button", "details"),
    *(
        "summary",
        "figure",
        "figcaption",
        "img",
        "br",
        "hr",
        "wbr",
        "base",
        "meta",
        "link",
        "x-y",
        "1",
    ),
)
ATTRIBUTES = (
    *(
        "class='comment share ad'",
        "id='comments'",
        "hidden",
        "style='display:none'",
        "data-nosnippet",
    ),
    *(
        "href='javascript:alert(1)'",
        "onclick=alert(1)",
        "itemprop='articleBody'",
        "role=navigation",
    ),
    *(
        "class",
        "=",
        "='",
        '"',
        "a=b=c",
        "href=",
        "lang=ar dir=rtl",
        "datetime='0000'",
        "rel=author",
    ),
)
ENTITIES = (
    *(
        "&#0;",
        "&#x0;",
        "&#xD800;",
        "&#xDFFF;",
        "&#x202E;",
        "&#8203;",
        "&#x110000;",
        "&#99999999999;",
    ),
    *(
        "&#xFFFE;",
        "&#x1F600;",
        "&nbsp;",
        "&shy;",
        "&zwj;",
        "&ZeroWidthSpace;",
        "&nosuch;",
        "&amp;lt;",
    ),
    *("&lt;script&gt;", "&", "&#", "&#x", "&#;", "&copy", "&NewLine;", "&Tab;", "&InvisibleTimes;"),
    *("&#" + "1" * 5000 + ";", "&" + "a" * 5000 + ";", "&#x1b;[31m", "&rlm;", "&#xE0041;"),
)
LINKED_DATA = (
    *(
        "{",
        "[]",
        '"a"',
        '{"@graph":' + "[" * 900 + "]" * 900 + "}",
        '{"@type":["Article"],"url":{}}',
    ),
    *('{"@type":"Article","author":[[[[{}]]]]}', '{"@type":"Article","author":{"name":["a",7]}}'),
    *('{"@type":"Article","headline":1e999,"datePublished":{},"author":7,"url":"javascript:1"}',),
    *('{"@type":"Article","headline":"\\ud800\\u202e","inLanguage":null,"publisher":[]}',),
)
HEADS = (
    *(f"<script type='application/ld+json'>{each}</script>" for each in LINKED_DATA),
    *("<meta charset='utf-7'>", "<meta charset='utf-16'>", "<meta charset='nosuch'>"),
    *("<base href='http://evil.example/'>", "<meta name='robots' content='nosnippet'>"),
    "<meta name='robots' content='max-snippet:99999999999999999999'>",
    "<meta property='og:title' content=''><meta name='author' content='&#x202E;admin'>",
    *("<script>document.write('<p>')</script>", "<!DOCTYPE html [<!ENTITY a 'b'>]>", "<title>"),
    *("<?xml version='1'?>", "<title></title>", "<html lang='" + "x" * 3000 + "'>"),
    "<svg><title>a</title></svg>",
)


def place(chance: Random, page: str, made: str) -> str:
    """A page with a piece between two of its tokens."""
    tokens = TOKEN.findall(page)
    tokens.insert(chance.randint(0, len(tokens)), made)
    return "".join(tokens)


def move_tokens(chance: Random, page: str) -> str:
    """Tokens are lost, doubled, or in another order."""
    tokens = TOKEN.findall(page)
    for _ in range(chance.choice((1, 3, 10))):
        if not tokens:
            break
        at, to = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        deed = chance.randrange(4)
        if deed == 0:
            del tokens[at]
        elif deed == 1:
            tokens.insert(to, tokens[at])
        elif deed == 2:
            tokens[at], tokens[to] = tokens[to], tokens[at]
        else:
            tokens[at] = tokens[at][: len(tokens[at]) // 2]
    return "".join(tokens)


def rename(chance: Random, page: str) -> str:
    """One element's name is another one, everywhere or in one tag."""
    names = re.findall(r"<([a-z][a-z0-9]*)", page)
    if not names:
        return page
    old, new = any_of(chance, names), any_of(chance, NAMES)
    return re.sub(rf"(</?){old}\b", rf"\g<1>{new}", page, count=chance.choice((0, 1, 3)))


def nest(chance: Random, page: str) -> str:
    """Elements in elements, closed or not; within the page or around it."""
    name = any_of(chance, NAMES)
    depth = chance.choice((5, 60, 260, 600, 3_500))
    opened = f"<{name} {any_of(chance, ATTRIBUTES)}>" if depth < 100 else f"<{name}>"
    closed = f"</{name}>" * chance.choice((0, depth, depth // 2))
    tokens = TOKEN.findall(page)
    a, b = sorted(chance.randint(0, len(tokens)) for _ in range(2))
    return "".join([*tokens[:a], opened * depth, *tokens[a:b], closed, *tokens[b:]])


def attribute(chance: Random, page: str) -> str:
    """A tag has strange attributes, thousands of them, or one without an end."""
    made = chance.choice(
        (
            any_of(chance, ATTRIBUTES),
            " ".join(f"a{i}={i}" for i in range(chance.choice((50, 2_000)))),
            f"title='{'a' * chance.choice((1_000, 300_000))}'",
            f"title='{any_of(chance, CHARACTERS)}{any_of(chance, WORDS)}",
        )
    )
    tags = [found.end() - 1 for found in re.finditer(r"<[a-z][^<>]*>", page)]
    at = chance.choice(tags) if tags else len(page)
    return f"{page[:at]} {made}{page[at:]}"


def entity(chance: Random, page: str) -> str:
    """Character references that are strange, broken, or very many."""
    for _ in range(chance.choice((1, 4))):
        page = put(chance, page, any_of(chance, ENTITIES) * chance.choice((1, 1, 3, 2_000)))
    return page


def open_only(chance: Random, page: str) -> str:
    """A comment, script, or other stretch opens and never closes; or closes and never opened."""
    made = ("<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "<noscript>")
    more = (
        "<textarea>",
        "<plaintext>",
        "<template>",
        "</body>",
        "</html>",
        "</div>" * 50,
        "<",
        "<a",
    )
    return put(chance, page, any_of(chance, (*made, *more)))


def head(chance: Random, page: str) -> str:
    """Metadata that nobody means."""
    made = any_of(chance, HEADS)
    return page.replace("<head>", f"<head>{made}", 1) if chance.random() < 0.8 else made + page


def element(chance: Random, page: str) -> str:
    """An element of some kind with something odd in it."""
    name = any_of(chance, NAMES)
    inside = any_of(chance, (*WORDS, *CHARACTERS, *ENTITIES))
    made = f"<{name} {any_of(chance, ATTRIBUTES)}>{inside}</{name}>"
    return place(chance, page, made * chance.choice((1, 1, 20, 400)))


def bare(chance: Random, page: str) -> str:
    """Only the tags, only the text, or tags in capitals."""
    deed = chance.randrange(3)
    if deed == 0:
        return re.sub(r">[^<]+<", "><", page)
    if deed == 1:
        return "<p>" + re.sub(r"<[^<>]*>", " ", page)
    return re.sub(r"</?\w+", lambda found: found.group().upper(), page)


PAGE_DEEDS = (
    *(move_tokens, move_tokens, rename, nest, attribute, entity),
    *(open_only, head, element, element, bare),
)
