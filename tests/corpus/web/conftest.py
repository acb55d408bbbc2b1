"""A web of our own: servers on loopback, whose names only these tests resolve."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.web.addresses import Reach
from corpus.web.fetching import Web
from corpus.web.limits import Limits

LOOPBACK = "127.0.0.1"
QUICK = Limits(delay_s=0, connect_s=2, read_s=2, total_s=5, max_delay_s=2)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Page:
    """What a server says at one path: a status, headers and a body, or whatever `speak` writes."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: dict(HTML))
    speak: Callable[[BaseHTTPRequestHandler], None] | None = None


@dataclass
class Site:
    """A server: its pages, which a test changes, and what it was asked."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def at(self, path: str, *, host: str = "rest.example") -> str:
        """An address of this server, under a name."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out, in order."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Speaker(BaseHTTPRequestHandler):
    """Says what its site has."""

    site: Site

    def do_GET(self) -> None:
        """Answer one question."""
        self.site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        page = self.site.pages.get(self.path, Page(status=404))
        if page.speak:
            page.speak(self)
            return
        etag = page.headers.get("ETag")
        status = 304 if etag and self.headers.get("If-None-Match") == etag else page.status
        self.send_response(status)
        for name, value in page.headers.items():
            for each in value.split("\n"):
                self.send_header(name, each)
        if status != 304:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(page.body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


class Server(ThreadingHTTPServer):
    """A server that says nothing of visitors who hang up, as these tests do."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Print nothing."""


def serve(site: Site, tls: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    """Start a server of a site."""
    server = Server((LOOPBACK, 0), type("Speaker", (Speaker,), {"site": site}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site that has nothing yet, not even a robots.txt."""
    site = Site()
    server = serve(site, tls)
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """A site that has nothing yet, not even a robots.txt."""
    with serving() as site:
        yield site


@pytest.fixture
def site_over() -> Callable[[ssl.SSLContext], contextlib.AbstractContextManager[Site]]:
    """Makes such a site over TLS."""
    return serving


@pytest.fixture
def web(site: Site) -> Web:
    """The web with this one site: every name is its machine's, which alone is let through."""
    return web_of(site)


def web_of(site: Site, **limits: float) -> Web:
    """The same, with other limits."""
    reach = Reach(lambda host, port: [LOOPBACK], frozenset({(LOOPBACK, site.port)}))
    return Web(reach=reach, limits=replace(QUICK, **limits))


@pytest.fixture
def make_web(site: Site) -> Callable[..., Web]:
    """Makes a web with this one site under other limits."""
    return lambda **limits: web_of(site, **limits)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(tmp_path / "home") as collection:
        yield collection


def article_page(words: str = "rest", *, head: str = "") -> bytes:
    """A page with an article; other words make another article."""
    text = (
        f"<p>People who {words} before they are worn out get more done and enjoy more of it. "
        "It is not a reward for work, it is a part of it, and nobody has to earn it first.</p>"
        f"<p>Begin with ten minutes after lunch, away from any screen, and {words} there. Look out "
        "of a window or close your eyes and listen, then go on with what you were doing.</p>"
    )
    return (
        f"<!doctype html><html lang=en><head><title>How to {words} well</title>{head}</head>"
        f"<body><article><h1>How to {words} well</h1>{text}</article></body></html>"
    ).encode()


@pytest.fixture
def page() -> Callable[..., Page]:
    """Makes a page with an article."""

    def page(words: str = "rest", *, head: str = "", **headers: str) -> Page:
        stated = {name.replace("_", "-"): value for name, value in headers.items()}
        return Page(article_page(words, head=head), headers=HTML | stated)

    return page


@pytest.fixture
def answer_with() -> type[Page]:
    """Makes a page of any bytes, status and headers."""
    return Page
