"""A wiki's dump gives its articles, page by page, and counts what is none."""

from __future__ import annotations

import bz2
import gzip
import io
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import RefusedSourceError
from corpus.prepare import prepare
from corpus.readers.formats import read_source
from corpus.records.mediawiki import read_mediawiki
from corpus.records.opened import open_records
from corpus.records.record import Record, RecordsError
from corpus.records.rows import Within

FILE = Within("wiki.xml", "records:/a/wiki.xml", "wiki")
HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en"><siteinfo>
<sitename>Harbour Wiki</sitename><base>https://wiki.harbour.example/wiki/Main_Page</base>
<namespaces><namespace key="0" /><namespace key="1">Talk</namespace></namespaces></siteinfo>"""
BODY = "A walk in daylight helps many people who sleep badly, even where it is a short one. " * 4
WIKITEXT = f"""{{{{Infobox|name=Grief}}}}
'''Grief''' is what [[loss]] feels like.<ref>A book.</ref> It is [[Sorrow|no illness]]&nbsp;itself.
{BODY}

[[File:Sea.jpg|thumb|The sea]]
== What ''helps'' ==
* [[Company]]
* a walk of {{{{convert|2|km|mi}}}}<!-- or more -->
*# {{{{lang|fr|du repos}}}}
{{| class="wikitable"
| 1 || 2
|}}
See [https://harbour.example the harbour].<br>New line.

[[Category:Feelings]]
[[de:Trauer]]
__NOTOC__"""
SHOWN = f"""Grief is what loss feels like. It is no illness itself. {BODY.strip()}

What helps

- Company
- a walk of 2 km
- du repos

See the harbour. New line."""


def page(title: str = "Grief", text: str = WIKITEXT, *, ns: str = "0", more: str = "") -> str:
    """A page of a dump."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f"<page><title>{title}</title><ns>{ns}</ns>{more}<revision><timestamp>2026-03-19T10:00:00Z"
        f"</timestamp><model>wikitext</model><text>{escaped}</text></revision></page>"
    )


def dump(*pages: str) -> bytes:
    """A dump of some pages."""
    return f"{HEAD}{''.join(pages)}</mediawiki>".encode()


def records(*pages: str) -> list[Record]:
    """The records of a dump."""
    return list(read_mediawiki(io.BytesIO(dump(*pages)), FILE))


def test_wikitext_reads_as_its_readers_see_it() -> None:
    """Words of links, headings and lists; no boxes, notes, tables, pictures or categories."""
    extract = read_source(WIKITEXT.encode(), format="wikitext")
    assert extract.text == SHOWN
    kinds = [block.kind for block in extract.blocks]
    assert kinds == ["paragraph", "heading", *["list_item"] * 3, "paragraph"]


@pytest.mark.parametrize(
    ("wikitext", "text"),
    [
        ("[[:Category:Sleep]] and [[w:Rest|rest]]", "Category:Sleep and rest"),
        ("; Rest\n: lie down", "Rest\n\nlie down"),
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("<nowiki>''as it is''</nowiki>", "as it is"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("{{Quote|Rest is allowed.}}", "Rest is allowed."),
        ("unclosed [[link and {{box", "unclosed [[link and {{box"),
    ],
)
def test_small_things_of_wikitext(wikitext: str, text: str) -> None:
    """Each as a reader of the wiki sees it, or nearly; nothing is an error."""
    assert read_source(wikitext.encode(), format="wikitext").text == text


def test_wikitext_without_words_is_refused() -> None:
    """A page of boxes alone, as many hubs are."""
    with pytest.raises(RefusedSourceError, match="shows no text"):
        read_source(b"{{Portal}}\n[[Category:X]]", format="wikitext")


def test_an_article_knows_its_wiki_its_address_and_its_day() -> None:
    """As the dump states them; nobody is named as the author."""
    (record,) = records(page("Grief & loss".replace("&", "&amp;")))
    received = record.received
    assert received.source == "https://wiki.harbour.example/wiki/Grief_%26_loss"
    assert received.name == "wiki/record-1.wikitext"
    article = prepare(received.data, format=received.format, article_id="a").article
    assert (article.title, article.site) == ("Grief & loss", "Harbour Wiki")
    assert (article.url, article.modified) == (received.source, "2026-03-19")
    assert (article.language, article.author) == ("en", "")
    assert article.text == SHOWN


def test_what_is_no_article_is_passed_over_and_counted() -> None:
    """Redirects, talk, and what is no wikitext; the numbers go on."""
    found = records(
        page("Mourning", more='<redirect title="Grief" />'),
        page("Mourning", "#REDIRECT [[Grief]]"),
        page("Talk:Grief", ns="1"),
        page("Module:Grief", ns="828"),
        page("Grief.css").replace("wikitext</model>", "css</model>"),
        page(),
    )
    assert [each.passed_over for each in found] == [
        *("a redirect", "a redirect", "of the namespace Talk", "of the namespace 828"),
        *("no wikitext, but css", ""),
    ]
    assert found[-1].number == 6


def test_an_empty_page_is_refused() -> None:
    """With its title."""
    (record,) = records(page("Stub", "  "))
    assert record.received.refused == "No text: the page 'Stub' is empty."


def test_of_several_revisions_the_last_counts() -> None:
    """As in dumps with the whole history."""
    older = page(text="Old words.").removesuffix("</page>")
    newer = page(text="New words.").partition("<revision>")[2]
    (record,) = records(f"{older}<revision>{newer}")
    assert b"New words." in record.received.data
    assert b"Old words." not in record.received.data


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_a_dump_may_be_packed(tmp_path: Path, pack: type) -> None:
    """By gzip or bzip2, whatever its name says."""
    path = tmp_path / "wiki-pages-articles.xml.bz2"
    path.write_bytes(pack(dump(page(), page("Rest"))))
    with open_records(path, {}) as opened:
        assert [record.number for record in opened.records] == [1, 2]


@pytest.mark.parametrize("cut", [3, -30])
def test_a_dump_that_breaks_off_gives_what_stood_whole(tmp_path: Path, cut: int) -> None:
    """And the place where it breaks, in the XML as in its packing."""
    whole = dump(page(), page("Rest"))
    data = bz2.compress(whole)[:-cut] if cut > 0 else whole[:cut]
    path = tmp_path / "wiki.xml.bz2"
    path.write_bytes(data)
    with open_records(path, {}) as opened:
        found = list(opened.records)
    assert "The file breaks off here" in found[-1].received.refused


@pytest.mark.parametrize("data", [b"<rss><channel/></rss>", b"no XML", b"<mediawiki", b""])
def test_other_xml_is_no_dump(data: bytes) -> None:
    """It is told before anything is added."""
    with pytest.raises(RecordsError, match="Not a MediaWiki dump"):
        list(read_mediawiki(io.BytesIO(data), FILE))


def test_entities_are_not_expanded() -> None:
    """None that multiplies, and none that reads a file."""
    begin = '<!DOCTYPE m [<!ENTITY s SYSTEM "file:///etc/passwd">]>'
    data = begin.encode() + dump(page(text="Words. ").replace("Words.", "Words &s;"))
    (record,) = read_mediawiki(io.BytesIO(data.replace(b"&amp;s;", b"&s;")), FILE)
    assert b"root:" not in record.received.data


class Endless(io.RawIOBase):
    """A dump that is made while it is read."""

    def __init__(self, pages: Iterator[bytes]) -> None:
        self.pages = pages

    def read(self, size: int = -1) -> bytes:
        """The next page."""
        return next(self.pages, b"")


def resident() -> int:
    """How many bytes of memory this process has; libxml2's are in no other account."""
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * resource.getpagesize()


@pytest.mark.skipif(sys.platform != "linux", reason="its memory is read from /proc")
@pytest.mark.parametrize("of", ["pages", "revisions of one page"])
def test_memory_does_not_grow_with_the_dump(of: str) -> None:
    """A dump of 60 MB takes a few."""
    text = page(text="Rest is allowed. " * 6_000).encode()
    one, again = text.removesuffix(b"</page>").split(b"<revision>")
    revision = b"<revision>" + again
    pages = [text] * 600 if of == "pages" else [one, *[revision] * 600, b"</page>"]
    before = resident()
    file = Endless(iter([HEAD.encode(), *pages, b"</mediawiki>"]))
    count = 0
    for record in read_mediawiki(file, FILE):  # type: ignore[arg-type]
        assert not record.received.refused
        count += 1
    assert count == (600 if of == "pages" else 1)
    assert resident() - before < 25_000_000
