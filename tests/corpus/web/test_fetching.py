"""One address is asked for: politely, within limits, and never led into a private network."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Reach, parse_address
from corpus.web.fetching import Web
from corpus.web.limits import AGENT, BusyError, TemporaryError


def fetch(web: Web, url: str) -> bytes:
    """The body at an address."""
    return web.fetch(parse_address(url)).answer.body


def dripping(piece: bytes, *, head: bytes = b"") -> Callable[[BaseHTTPRequestHandler], None]:
    """Sends a byte now and then, for ever."""

    def speak(speaker: BaseHTTPRequestHandler) -> None:
        speaker.wfile.write(head)
        try:
            while True:
                speaker.wfile.write(piece)
                speaker.wfile.flush()
                time.sleep(0.05)
        except OSError:
            return

    return speak


def test_it_says_who_asks_and_nothing_more(site, web, page) -> None:
    """A name with our product; no cookie, no referrer, no language."""
    site.pages["/a"] = page()
    fetch(web, site.at("/a"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a"]
    for _, headers in site.asked:
        assert headers["user-agent"] == AGENT
        assert headers["host"] == f"rest.example:{site.port}"
        assert set(headers) == {"user-agent", "host", "accept", "accept-encoding", "connection"}


def test_the_agent_has_the_version_of_the_product() -> None:
    """So that who keeps a site can tell which one asked."""
    from cli.main import VERSION

    assert VERSION.startswith(AGENT.split()[0].removeprefix("Wellread/"))


def test_what_robots_txt_disallows_is_not_asked_for(site, web, page, answer_with) -> None:
    """By our name before the rest; other pages of the site are."""
    rules = b"User-agent: *\nDisallow:\n\nUser-agent: Wellread\nDisallow: /members/*.html$\n"
    site.pages |= {"/robots.txt": answer_with(rules), "/a": page(), "/members/b.html": page()}
    assert fetch(web, site.at("/a"))
    with pytest.raises(RefusedSourceError, match=r"robots\.txt of rest\.example asks programs to"):
        fetch(web, site.at("/members/x/../b.html"))
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_is_out_of_order_is_left_alone(
    site, web, page, answer_with, status: int
) -> None:
    """What it allows is not known (RFC 9309)."""
    site.pages |= {"/robots.txt": answer_with(status=status), "/a": page()}
    with pytest.raises(TemporaryError, match=f"answers {status} when asked for its robots.txt"):
        fetch(web, site.at("/a"))
    assert site.paths() == []


def test_a_crawl_delay_is_kept(site, make_web, page, answer_with) -> None:
    """Between two pages, as many seconds as the site asks for, or more."""
    web = make_web()
    site.pages |= {"/a": page(), "/b": page()}
    site.pages["/robots.txt"] = answer_with(b"User-agent: *\nCrawl-delay: 0.4")
    fetch(web, site.at("/a"))
    begun = time.monotonic()
    fetch(web, site.at("/b"))
    assert time.monotonic() - begun >= 0.4


def test_a_site_that_wants_to_be_asked_once_a_day_is_not_asked(site, web, answer_with) -> None:
    """No command waits for that; it is told."""
    site.pages["/robots.txt"] = answer_with(b"User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(RefusedSourceError, match=r"asks for 86400 seconds between two pages, and"):
        fetch(web, site.at("/a"))


def test_redirects_are_followed_a_few_times(site, web, page, answer_with) -> None:
    """The address that answered is told; a circle ends."""
    site.pages |= {
        "/old": answer_with(status=301, headers={"Location": "/new#part"}),
        "/new": page(),
        "/round": answer_with(status=302, headers={"Location": "/round"}),
        "/nowhere": answer_with(status=302, headers={}),
    }
    assert web.fetch(parse_address(site.at("/old"))).address.url == site.at("/new")
    with pytest.raises(RefusedSourceError, match=r"^More than 5 redirects"):
        fetch(web, site.at("/round"))
    with pytest.raises(RefusedSourceError, match="does not say where to"):
        fetch(web, site.at("/nowhere"))


@pytest.mark.parametrize(
    "place",
    ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/", "http://127.0.0.1/"],
)
def test_a_redirect_to_a_private_network_is_refused(site, web, answer_with, place: str) -> None:
    """At every hop, not only at the first."""
    site.pages["/a"] = answer_with(status=302, headers={"Location": place})
    with pytest.raises(RefusedSourceError, match="of this machine or of a private network"):
        fetch(web, site.at("/a"))


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "javascript:alert(1)", "http://2130706433/"]
)
def test_a_redirect_to_what_is_no_web_address_is_refused(site, web, answer_with, place) -> None:
    """Other schemes, and numbers in disguise."""
    site.pages["/a"] = answer_with(status=302, headers={"Location": place})
    with pytest.raises(RefusedSourceError, match=r"Only addresses that begin|uncommon spelling"):
        fetch(web, site.at("/a"))


def test_a_redirect_is_asked_of_the_other_sites_robots_txt(site, web, page, answer_with) -> None:
    """A short link does not lead around what a page's own site disallows."""
    site.pages |= {
        "/robots.txt": answer_with(b"User-agent: *\nDisallow: /b"),
        "/a": answer_with(status=302, headers={"Location": site.at("/b", host="other.example")}),
        "/b": page(),
    }
    with pytest.raises(RefusedSourceError, match=r"robots\.txt of other\.example"):
        fetch(web, site.at("/a"))
    assert site.paths() == ["/a"]


def test_a_name_that_changes_its_mind_leads_nowhere(site, web, page) -> None:
    """The name is resolved once for each connection, and that very answer is used."""
    site.pages["/a"] = page()
    said: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        said.append("127.0.0.1" if len(said) % 2 == 0 else "10.255.255.1")
        return [said[-1]]

    web = Web(reach=Reach(changing, web.reach.exempt), limits=web.limits)
    with pytest.raises(RefusedSourceError, match=r"is 10\.255\.255\.1, an address of this machine"):
        fetch(web, site.at("/a"))
    assert said == ["127.0.0.1", "10.255.255.1"]  # one answer for each of the two questions
    assert [path for path, _ in site.asked] == ["/robots.txt"]


def test_the_next_address_of_a_name_is_tried(site, web, page) -> None:
    """Where the first is of a machine that is down."""
    site.pages["/a"] = page()
    exempt = web.reach.exempt | {("127.0.0.2", site.port)}
    reach = Reach(lambda host, port: ["127.0.0.2", "127.0.0.1"], exempt)
    assert fetch(Web(reach=reach, limits=web.limits), site.at("/a"))


def test_a_name_without_an_address_is_told(web) -> None:
    """And a port where nobody listens."""

    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    lost = Web(reach=Reach(unknown), limits=web.limits)
    with pytest.raises(TemporaryError, match=r"^nobody\.example gives no answer: Name or service"):
        fetch(lost, "https://nobody.example/")


def test_a_certificate_of_another_host_is_refused(site, web) -> None:
    """So is a server that does not speak TLS at all."""
    with pytest.raises(TemporaryError, match=r"^rest\.example gives no answer: .*SSL"):
        fetch(web, site.at("/a").replace("http:", "https:"))


@pytest.mark.parametrize(
    ("status", "kind", "why"),
    [
        (401, RefusedSourceError, r"answers 401 \(sign in\)"),
        (403, RefusedSourceError, r"answers 403 \(forbidden\)"),
        (418, RefusedSourceError, r"answers 418\."),
        (500, TemporaryError, "answers 500: it is out of order"),
        (429, BusyError, "answers 429: it is busy"),
    ],
)
def test_an_answer_without_a_page_is_told(site, web, answer_with, status, kind, why) -> None:
    """What may be otherwise another time is told apart from what will not."""
    site.pages["/a"] = answer_with(status=status)
    with pytest.raises(RefusedSourceError, match=why) as caught:
        fetch(web, site.at("/a"))
    assert type(caught.value) is kind


def test_a_gzip_bomb_is_refused(site, make_web, answer_with) -> None:
    """By its size unpacked."""
    packed = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    site.pages["/a"] = answer_with(gzip.compress(bytes(20_000_000)), headers=packed)
    with pytest.raises(RefusedSourceError, match=r"Too large: more than 0\.1 MB"):
        fetch(make_web(page_bytes=100_000), site.at("/a"))


def test_a_gzipped_page_is_read(site, web, answer_with) -> None:
    """As most are sent."""
    packed = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    site.pages["/a"] = answer_with(gzip.compress(b"<p>Rest"), headers=packed)
    assert fetch(web, site.at("/a")) == b"<p>Rest"


def test_a_body_that_is_announced_as_too_large_is_not_begun(site, make_web, answer_with) -> None:
    """Its length is in its header."""
    site.pages["/a"] = answer_with(b"x" * 200_000)
    with pytest.raises(RefusedSourceError, match="Too large"):
        fetch(make_web(page_bytes=100_000), site.at("/a"))


@pytest.mark.parametrize(
    "head",
    [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"],
    ids=["status", "headers", "body"],
)
def test_a_slow_drip_is_cut_off(site, make_web, answer_with, head: bytes) -> None:
    """In the status, the headers or the body: each byte is in time, the whole is not."""
    piece = b"X: y\r\n" if head.count(b"\r\n") == 1 else b"x"
    site.pages["/a"] = answer_with(speak=dripping(piece, head=head))
    web = make_web(total_s=0.5)
    begun = time.monotonic()
    with pytest.raises(TemporaryError, match=r"No whole answer within 0\.5 seconds"):
        fetch(web, site.at("/a"))
    assert time.monotonic() - begun < 3


def test_a_body_that_breaks_off_is_no_page(site, web, answer_with) -> None:
    """What came of it is thrown away."""

    def speak(speaker: BaseHTTPRequestHandler) -> None:
        speaker.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<p>Half")

    site.pages["/a"] = answer_with(speak=speak)
    with pytest.raises(TemporaryError, match="gives no answer"):
        fetch(web, site.at("/a"))


def test_what_speaks_no_http_is_told(site, web, answer_with) -> None:
    """Whatever else answers on the port."""
    site.pages["/a"] = answer_with(speak=lambda speaker: speaker.wfile.write(b"SSH-2.0-x\r\n"))
    with pytest.raises(TemporaryError, match="gives no answer"):
        fetch(web, site.at("/a"))
