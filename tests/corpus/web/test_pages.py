"""What is taken of an answer: its type, its letters, its own address, and what it asks for."""

from __future__ import annotations

import pytest

from corpus.errors import RefusedSourceError
from corpus.prepare import prepare
from corpus.readers.formats import read_source
from corpus.web.addresses import parse_address
from corpus.web.connection import Answer
from corpus.web.directives import canonical_of, forbidden_by, header_rules, meta_rules, snippet_rule
from corpus.web.fetching import Fetched
from corpus.web.pages import WebPage, WithdrawnError, page_in
from tests.documents import leaflet_pdf

HTML = ("content-type", "text/html; charset=utf-8")
AT = "https://rest.example/sleep/well"


def taken(body: bytes, *headers: tuple[str, str], at: str = AT) -> WebPage:
    """The page in an answer."""
    return page_in(Fetched(parse_address(at), Answer(200, headers or (HTML,), body)))


@pytest.mark.parametrize(
    ("stated", "at", "format"),
    [
        ("text/html", AT, "html"),
        ("TEXT/HTML;charset=UTF-8", AT, "html"),
        ("application/xhtml+xml", AT, "html"),
        ("text/plain", AT, "text"),
        ("text/plain; charset=utf-8", "https://rest.example/README.md?raw=1", "markdown"),
        ("text/markdown", AT, "markdown"),
        ("application/pdf", AT, "pdf"),
        ("application/epub+zip", AT, "epub"),
    ],
)
def test_types_that_are_taken(stated: str, at: str, format: str) -> None:
    """Web pages, plain text, Markdown, and documents."""
    assert taken(b"Rest.", ("content-type", stated), at=at).format == format


@pytest.mark.parametrize(
    "stated", ["application/msword", "image/png", "application/json", "video/mp4"]
)
def test_other_types_are_refused_by_name(stated: str) -> None:
    """Also where the body would pass for text."""
    with pytest.raises(RefusedSourceError, match=f"^It is {stated}, and from the web only HTML"):
        taken(b"Rest.", ("content-type", stated))


def test_a_type_that_is_not_stated_is_refused() -> None:
    """Nothing is guessed from bytes that anyone may send."""
    with pytest.raises(RefusedSourceError, match="of a type that the site does not state"):
        taken(b"Rest.", ("server", "x"))


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        ("Schön müde".encode("cp1252"), "windows-1252"),
        ("Příliš žluťoučký".encode("cp1250"), '"windows-1250"'),
        ("Спокойной ночи".encode("koi8-r"), "KOI8-R"),
        ("Gute Nacht, schlaf schön".encode("utf-16-le"), "utf-16le"),
        ("Schön müde".encode(), "iso-8859-1"),  # a server that says so of all it sends
        ("Schön müde".encode(), "no-such-code"),
        ("Schön müde".encode(), "hex"),
    ],
)
def test_letters_are_read_as_the_header_says(body: bytes, stated: str) -> None:
    """Where the body is not plainly UTF-8, and nothing in it names another encoding."""
    page = taken(body, ("content-type", f"text/plain; charset={stated}"))
    words = ("Schön müde", "Příliš žluťoučký", "Спокойной ночи", "Gute Nacht, schlaf schön")
    assert page.data.decode() in words


def test_a_wrong_charset_changes_nothing() -> None:
    """The body stays as it came, and is read as any file."""
    body = b"Sch\xf6n"
    assert taken(body, ("content-type", "text/plain; charset=rot13")).data == body
    assert taken(body, ("content-type", "text/plain; charset=utf-16")).data == body


CANONICAL = {
    "/sleep/better": "https://rest.example/sleep/better",
    "https://rest.example/sleep/better?a=1&amp;b=2#x": "https://rest.example/sleep/better?a=1&b=2",
    "http://rest.example/sleep/better": "http://rest.example/sleep/better",
    "": AT,
    "https://other.example/sleep": AT,  # another site's word on this one
    "/": AT,  # by mistake on every page of many a site
    "https://rest.example/index.html": AT,
    "javascript:alert(1)": AT,
    "http://127.1/": AT,
    "https://[": AT,
}


@pytest.mark.parametrize(("stated", "own"), CANONICAL.items())
def test_the_canonical_address_is_believed_of_its_own_site(stated: str, own: str) -> None:
    """Not of another site, not a first page, and nothing that is no address."""
    page = f'<head><link href="{stated}" rel="canonical"><body><p>Rest.'.encode()
    assert taken(page).own.url == own


def test_a_canonical_link_in_a_comment_or_a_script_is_none() -> None:
    """Only the page's own tags count; the first of several."""
    tag = '<link rel=canonical href="/x">'
    page = f"<!-- {tag} --><script>'{tag}'</script><link rel=canonical href=/a>{tag}<p>Rest."
    assert taken(page.encode()).own.url == "https://rest.example/a"
    assert canonical_of('<link rel="stylesheet" href="/x">') == ""


@pytest.mark.parametrize("rule", ["noindex", "noarchive", "none", "nofollow, NOINDEX", "nocache"])
@pytest.mark.parametrize("robot", ["robots", "googlebot", "Wellread"])
def test_a_page_that_asks_not_to_be_kept_is_not(rule: str, robot: str) -> None:
    """By a tag, or by a header; each robot that we heed."""
    tag = f'<meta content="{rule}" name="{robot}"><p>Rest.'.encode()
    with pytest.raises(WithdrawnError, match="asks search engines not to keep or show it"):
        taken(tag)
    header = rule if robot == "robots" else f"{robot}: {rule}"
    for kind in ("text/html", "text/plain"):
        with pytest.raises(WithdrawnError, match="asks search engines not to keep or show it"):
            taken(b"Rest.", ("content-type", kind), ("x-robots-tag", header))


VALUED = ("max-image-preview: none", "index, max-image-preview : none, follow")


@pytest.mark.parametrize(
    "rule",
    [
        "nofollow",
        "index, follow",
        "noimageindex",
        "otherbot: noindex",
        "all",
        "noindexing",
        *VALUED,
    ],
)
def test_other_rules_forbid_nothing(rule: str) -> None:
    """Nor those for other robots."""
    assert taken(b"Rest.", HTML, ("x-robots-tag", rule)).data == b"Rest."
    tag = f'<meta name="robots" content="{rule}">'.encode()
    assert taken(tag).data == tag
    assert not forbidden_by(header_rules(["unavailable_after: 25 Jun 2010 15:00:00 PST"]))


def test_each_header_names_its_robot_anew() -> None:
    """What follows a robot's name is for it alone, to the header's end."""
    rules = header_rules(["otherbot: noindex, noarchive", "max-snippet:20"])
    assert forbidden_by(rules) == ""
    assert snippet_rule(rules) == "max-snippet:20"


@pytest.mark.parametrize("rule", ["nosnippet", "max-snippet:50"])
def test_a_snippet_rule_of_a_header_is_kept_in_the_page(rule: str) -> None:
    """Which then says it wherever it is read, exported or moved; its language stays known."""
    body = (
        b"<!doctype html><html lang=de><head><title>Ruhe</title></head><body><p>" + b"Ruhe. " * 90
    )
    page = taken(body, HTML, ("x-robots-tag", rule))
    extract = read_source(page.data, format="html")
    assert extract.metadata["snippets"].value == rule
    assert extract.metadata["language"].value == "de"
    assert page.data == f"---\nsnippets: {rule}\n---\n".encode() + body


def test_a_snippet_rule_on_a_text_is_kept_above_it() -> None:
    """Unless front matter is there already, where the rule could not be kept: it is left out."""
    headers = (("content-type", "text/plain"), ("x-robots-tag", "nosnippet"))
    page = taken(b"Rest is allowed.", *headers)
    assert read_source(page.data, format="text").metadata["snippets"].value == "nosnippet"
    with pytest.raises(WithdrawnError, match="no more of this text be shown than nosnippet allows"):
        taken(b"---\ntitle: Rest\n---\nRest.", *headers)


def test_tags_are_read_in_time_linear_in_the_page() -> None:
    """However they are made."""
    page = "<meta name=robots content='" + "max-snippet:" * 50_000 + "<link rel=" * 50_000
    assert meta_rules(page) == []
    assert canonical_of(page) == ""


def test_a_pdf_of_the_web_is_kept_as_it_came_and_opens_at_its_pages() -> None:
    """Below the rule on snippets of its header, where it has one; its address is where it was."""
    data, at = leaflet_pdf(), "https://rest.example/sleep.pdf"
    plain = taken(data, ("content-type", "application/pdf; charset=utf-8"), at=at)
    assert plain.data == data
    ruled = taken(
        data, ("content-type", "application/pdf"), ("x-robots-tag", "max-snippet:50"), at=at
    )
    assert ruled.data.endswith(data)
    article = prepare(ruled.data, format="pdf", article_id="a", source=at).article
    start = article.text.index("Ask a doctor")
    assert article.snippets == "max-snippet:50"
    assert (article.url, article.page_at(start)) == (at, 4)
