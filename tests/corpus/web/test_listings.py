"""Sitemaps and feeds: every address that they name, and nothing that they would do."""

from __future__ import annotations

import gzip
import time

import pytest

from corpus.errors import RefusedSourceError
from corpus.web.listing_walk import Found, named_pages
from corpus.web.listings import listed

BASE = "https://rest.example/feed"
A, B = "https://rest.example/a", "https://rest.example/b"
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
FEEDS = {
    "sitemap": MAP.format(f"<url><loc> {A}\n</loc></url><url><loc>{B}</loc></url>"),
    "sitemap with pictures": MAP.format(
        f'<url><image:image xmlns:image="i"><image:loc>{B}.png</image:loc></image:image>'
        f"<loc>{A}</loc></url><url><loc>{B}</loc></url>"
    ),
    "sitemap as lines": f"\ufeff{A}\n\n{B}\n",
    "RSS 2.0": f"<rss version='2.0'><channel><link>{BASE}</link><item><link>{A}</link></item>"
    f"<item><guid>{B}</guid></item></channel></rss>",
    "RSS with Atom links": "<rss><channel xmlns:atom='http://www.w3.org/2005/Atom'>"
    f"<item><atom:link rel='self' href='{BASE}'/><link><![CDATA[{A}]]></link></item>"
    f"<item><link>/b</link></item></channel></rss>",
    "RSS 1.0": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
    f"xmlns='http://purl.org/rss/1.0/'><item><link>{A}</link></item><item><link>{B}</link></item>"
    "</rdf:RDF>",
    "Atom": "<feed xmlns='http://www.w3.org/2005/Atom'><link href='/'/><entry><link rel='edit' "
    f"href='/e'/><link rel='alternate' href='{A}'/></entry><entry><link href='b'/></entry></feed>",
    "Atom with a base": "<feed xmlns='http://www.w3.org/2005/Atom' "
    "xml:base='https://rest.example/x/'><entry><link href='../a'/></entry>"
    f"<entry><link href='{B}'/></entry></feed>",
}


def stated_in(text: str | bytes) -> list[str]:
    """The addresses of a listing."""
    data = text if isinstance(text, bytes) else text.encode()
    return [each.stated for each in listed(data, base=BASE)]


@pytest.mark.parametrize("text", FEEDS.values(), ids=FEEDS)
def test_each_kind_of_listing_is_read(text: str) -> None:
    """Its pages in their order, whole addresses, nothing else that it links."""
    assert stated_in(text) == [A, B]


def test_other_encodings_are_read() -> None:
    """As the XML states them."""
    text = f'<?xml version="1.0" encoding="utf-16"?>{FEEDS["sitemap"]}'
    assert stated_in(text.encode("utf-16")) == [A, B]


def test_entries_without_a_page_are_passed_over() -> None:
    """A guid that is no address, a link that is none: there is nothing to ask for."""
    items = "<item><guid isPermaLink='false'>https://x/</guid></item><item><guid>7</guid></item>"
    assert stated_in(f"<rss><channel>{items}<item/></channel></rss>") == []


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss><channel><item><link>&j;</link></item></channel></rss>"
)
OUTSIDE = (
    '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>&x;</loc></url></urlset>"
)
BAD = {
    "entities that grow": (LAUGHS, "defines entities"),
    "entities from outside": (OUTSIDE, "defines entities"),
    "a web page": ("<!DOCTYPE html><html><body>Rest", "a web page, no sitemap or feed"),
    "other XML": ("<svg><url><loc>x</loc></url></svg>", "its XML is a 'svg'"),
    "nothing": ("<", "Its XML is broken"),
    "no addresses": ("Rest is allowed.", "line 1 is 'Rest is allowed.'"),
    "nesting": ("<urlset>" + "<a>" * 100_000, "Its XML is broken"),
}


@pytest.mark.parametrize(("text", "why"), BAD.values(), ids=BAD)
def test_what_is_no_listing_is_refused(text: str, why: str) -> None:
    """At once, whatever it would grow to."""
    begun = time.monotonic()
    with pytest.raises(RefusedSourceError, match=why):
        stated_in(text)
    assert time.monotonic() - begun < 2


def test_a_listing_that_breaks_off_gives_what_stands_before() -> None:
    """And says so."""
    found = listed(FEEDS["sitemap"][:-20].encode(), base=BASE)
    assert next(found).stated == A
    with pytest.raises(RefusedSourceError, match=r"broken: .*\. 1 addresses stand before that"):
        next(found)


def xml(answer_with, text: str, **headers: str):
    """A listing as a site has it."""
    return answer_with(text.encode(), headers={"Content-Type": "application/xml"} | headers)


def index(*addresses: str) -> str:
    """A sitemap of sitemaps."""
    inside = "".join(f"<sitemap><loc>{each}</loc></sitemap>" for each in addresses)
    return f"<sitemapindex>{inside}</sitemapindex>"


def sitemap(*addresses: str) -> str:
    """A sitemap of pages."""
    return MAP.format("".join(f"<url><loc>{each}</loc></url>" for each in addresses))


def pages_of(found: list[Found]) -> list[str]:
    """The pages that are to be asked for."""
    return [each.address.url for each in found if each.address]


def reasons_of(found: list[Found]) -> list[str]:
    """Why something is not."""
    return [each.refused for each in found if each.refused]


def test_a_sitemap_of_sitemaps_is_followed_once_each(site, web, answer_with) -> None:
    """In circles, too; one of them gzipped as a file; each page once."""
    top, one, two = site.at("/top.xml"), site.at("/one.xml"), site.at("/two.xml.gz")
    a, b = site.at("/a"), site.at("/b")
    packed = answer_with(gzip.compress(sitemap(b, a).encode()), headers={})
    site.pages |= {
        "/top.xml": xml(answer_with, index(one, two, top)),
        "/one.xml": xml(answer_with, sitemap(a, f"{a}#part", b)),
        "/two.xml.gz": packed,
    }
    found = list(named_pages(web, sitemaps=[top]))
    assert pages_of(found) == [a, b]
    assert reasons_of(found) == []
    assert sorted(site.paths()) == ["/one.xml", "/top.xml", "/two.xml.gz"]


def test_a_sitemap_speaks_for_its_own_site_only(site, web, answer_with) -> None:
    """A feed may name any; neither is let into a private network."""
    other = site.at("/a", host="other.example")
    bad = ["http://127.1/", "mailto:me@rest.example"]
    site.pages["/map.xml"] = xml(answer_with, sitemap(other, *bad))
    found = list(named_pages(web, sitemaps=[site.at("/map.xml")]))
    assert pages_of(found) == []
    assert [each.split(".")[0] for each in reasons_of(found)] == [
        "A sitemap of rest",
        "The host '127",
        "Only addresses that begin with https:// or http:// are asked",
    ]
    site.pages["/feed"] = xml(
        answer_with, f"<rss><channel><item><link>{other}</link></item></channel></rss>"
    )
    assert pages_of(list(named_pages(web, feeds=[site.at("/feed")]))) == [other]


def test_no_more_pages_than_the_limit_are_named(site, web, answer_with) -> None:
    """And it is said that there are more."""
    many = [site.at(f"/{number}") for number in range(9)]
    site.pages["/map.xml"] = xml(answer_with, sitemap(*many))
    found = list(named_pages(web, sitemaps=[site.at("/map.xml")], limit=4))
    assert pages_of(found) == many[:4]
    assert reasons_of(found) == [
        "It names more than 4 pages; the rest is not asked for. `--limit` takes another number."
    ]


def test_sitemaps_without_end_are_left(site, web, answer_with, monkeypatch) -> None:
    """Each of which leads to two new ones."""
    monkeypatch.setattr("corpus.web.listing_walk.MAX_LISTINGS", 6)
    for number in range(20):
        next_ones = [site.at(f"/{2 * number + each}.xml") for each in (1, 2)]
        site.pages[f"/{number}.xml"] = xml(answer_with, index(*next_ones))
    found = list(named_pages(web, sitemaps=[site.at("/0.xml")]))
    assert reasons_of(found) == ["More than 6 sitemaps, one in the other."]


def test_a_sitemap_bomb_and_a_feed_without_end_are_refused(site, make_web, answer_with) -> None:
    """By what they unpack to, and by what was sent until then."""
    web = make_web(listing_bytes=100_000)
    site.pages["/map.xml.gz"] = answer_with(gzip.compress(bytes(9_000_000)), headers={})

    def endless(speaker) -> None:
        speaker.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n<rss><channel>")
        try:
            while True:
                speaker.wfile.write(b"<item><link>https://rest.example/a</link></item>" * 100)
        except OSError:
            return

    site.pages["/feed"] = answer_with(speak=endless)
    found = list(named_pages(web, sitemaps=[site.at("/map.xml.gz")], feeds=[site.at("/feed")]))
    assert reasons_of(found) == ["Too large: more than 0.1 MB, where asking stopped."] * 2


def test_a_listing_that_is_not_there_is_told(site, web) -> None:
    """So is what is no address, and one that leads out of the net."""
    found = list(named_pages(web, sitemaps=[site.at("/x.xml"), "sitemap.xml"], feeds=["http://a"]))
    assert [each.partition(":")[0] for each in reasons_of(found)][:2] == [
        "rest.example answers 404",
        "Only addresses that begin with https",
    ]
    assert len(reasons_of(found)) == 3
