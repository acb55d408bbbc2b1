"""What the server itself answers over HTTP: its headers, what it refuses, how it meets a flood."""

import asyncio
import contextlib
import http.client
import json
import tomllib
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from page.parts.headers import hash_of, headers, policy
from page.parts.scripts import SCRIPTS, script_of
from tests.browser.conftest import serving

ROOT = Path(__file__).parents[2]
FLOODER, READER = "203.0.113.7", "198.51.100.4"  # as a proxy on this machine would state them
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture(scope="module")
def served(tiny_home, tmp_path_factory):
    """A server of the tiny home."""
    home = tmp_path_factory.mktemp("hosted") / "home"
    home.symlink_to(tiny_home)
    with serving(home) as running:
        yield urlsplit(running.address).netloc


def answer(netloc, path="/", *, method="GET", body=None, **given):
    """The status, headers and body of one request."""
    connection = http.client.HTTPConnection(netloc, timeout=30)
    named = {name.replace("_", "-"): value for name, value in given.items()}
    with contextlib.closing(connection):
        connection.request(method, path, body=body, headers=named)
        found = connection.getresponse()
        return found.status, dict(found.getheaders()), found.read().decode("utf-8", "replace")


@pytest.mark.parametrize("path", ["/", "/library", "/article?id=x", "/nosuch", "/%2e%2e/x"])
def test_every_page_has_the_headers(served, path):
    """Those that are there, and those that are not: whatever a browser would show as a page."""
    _, found, _ = answer(served, path)

    assert {name: found.get(name) for name in map(bytes.decode, headers())} == {
        name.decode(): value.decode() for name, value in headers().items()
    }


@pytest.mark.parametrize(
    "path",
    [
        *("/static/none.js", "/_stcore/health", "/_stcore/host-config", "/media/none"),
        *("/_stcore/metrics", "/component/none", "/oauth2callback", "/auth/login", "/favicon.png"),
    ],
)
def test_nothing_is_taken_for_a_page_that_is_none(served, path):
    """A browser believes the stated type, and never guesses another."""
    assert answer(served, path)[1]["x-content-type-options"] == "nosniff"


def test_the_policy_lets_no_script_in_but_ours():
    """No inline script without its hash, no eval, no other machine, no frame around the page."""
    stated = dict(part.split(" ", 1) for part in policy().split("; "))

    assert stated["default-src"] == stated["base-uri"] == stated["frame-ancestors"] == "'none'"
    assert "unsafe" not in stated["script-src"]
    assert "http" not in policy()
    assert all(hash_of(script_of(body)) in stated["script-src"] for body in SCRIPTS)
    assert stated["script-src"].count("sha256-") == len(SCRIPTS) + 1  # and one of Streamlit's page


def test_the_font_of_icons_is_small(served):
    """Whatever version Streamlit's name for it states; another font is sent as it is."""
    status, found, _ = answer(served, "/static/media/MaterialSymbols-Rounded.any.woff2")
    assert (status, found["content-type"]) == (200, "font/woff2")
    assert int(found["content-length"]) < 20_000
    assert "font" not in answer(served, "/static/media/Other.any.woff2")[1]["content-type"]


def test_no_other_site_may_read_an_answer(served):
    """A page elsewhere that asks gets no leave to see what came."""
    for path in ("/", "/_stcore/health", "/_stcore/host-config"):
        _, found, _ = answer(served, path, Origin="http://evil.example")
        assert "access-control-allow-origin" not in {name.casefold() for name in found}


def test_no_other_site_may_open_a_visit(served):
    """A page elsewhere can't speak to this one in a visitor's name."""
    origin = {"Origin": "http://evil.example"}
    assert answer(served, "/_stcore/stream", **HANDSHAKE, **origin)[0] == 403


def test_a_file_is_not_taken_unasked(served):
    """Neither without the token of the visit, nor from a visit that was offered no upload."""
    for path in ("/_stcore/upload_file/x/y", "/base/_stcore/upload_file/../upload_file/x/y"):
        status, _, said = answer(served, path, method="PUT", body=b"x")
        assert status in (403, 404, 400)
        assert "Traceback" not in said


def test_what_no_visitor_needs_is_closed(served):
    """Counts of visits and of memory, and Streamlit's interface for programs."""
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"):
        assert answer(served, path)[0] == 404


def test_the_settings_protect_visitors():
    """Nothing switches off what Streamlit has on; no error shows its traceback."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["maxUploadSize"] == 50
    assert settings["server"]["address"] == "127.0.0.1"
    assert settings["server"].get("enableCORS", True) is True
    assert settings["server"].get("enableXsrfProtection", True) is True
    assert settings["server"].get("enableStaticServing", False) is False
    assert settings["server"].get("enableAgentApi", False) is False
    assert settings["runner"]["magicEnabled"] is False  # two visitors at once can end it in 3.11


@pytest.mark.parametrize(
    "request_line",
    [
        *("GET /../../etc/passwd HTTP/1.1", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1"),
        *("GET /static/%2e%2e%2f%2e%2e%2fserver.py HTTP/1.1", "GET /\\\\evil\\share HTTP/1.1"),
        *("GET //evil.example/%2e%2e HTTP/1.1", "GET /?q=%00%ff%ed%a0%80 HTTP/1.1"),
        *(
            "BREW / HTTP/1.1",
            "GET / HTTP/9.9",
            "GET " + "/a" * 30_000 + " HTTP/1.1",
            "\x00\x01\x02",
        ),
    ],
)
def test_no_address_leads_to_a_file_or_a_traceback(served, request_line):
    """Whatever is asked for, the server answers without telling of itself, and goes on."""
    said = in_a_loop(raw(served, f"{request_line}\r\nHost: x\r\nConnection: close\r\n\r\n"))

    assert "root:" not in said
    assert "Traceback" not in said
    assert "site-packages" not in said
    assert answer(served, "/_stcore/health")[0] == 200


def in_a_loop(coroutine):
    """What a coroutine gives; a loop of its own thread, for a browser's test may have another."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def raw(netloc, request):
    """What the server says to some bytes; '' where it only hangs up."""
    host, port = netloc.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request.encode("latin-1"))
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        await writer.drain()
        said = await asyncio.wait_for(reader.read(200_000), 20)
        writer.close()
        return said.decode("latin-1")
    return ""


async def status_for(netloc, address, path="/", more=""):
    """The status that one address gets, and the seconds that it took."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    head = f"GET {path} HTTP/1.1\r\nHost: {netloc}\r\nX-Forwarded-For: {address}\r\n{more}"
    said = await raw(netloc, f"{head}\r\n" if more else f"{head}Connection: close\r\n\r\n")
    return int(said.split(" ", 2)[1]) if said else 0, loop.time() - begun


async def flooded(netloc, *, seconds, per_second):
    """What a flooder gets for so many requests a second, and a reader beside it."""
    flooder, reader = [], []
    for number in range(seconds * per_second):
        flooder.append(asyncio.create_task(status_for(netloc, FLOODER)))
        if number % (per_second // 2) == 0:
            reader.append(asyncio.create_task(status_for(netloc, READER)))
        await asyncio.sleep(1 / per_second)
    return await asyncio.gather(*flooder), await asyncio.gather(*reader)


def test_a_flood_from_one_address_is_shed_and_another_is_served(served):
    """Two hundred requests a second for five: the flooder is asked to wait, the reader is not."""
    flooder, reader = in_a_loop(flooded(served, seconds=5, per_second=200))

    assert {status for status, _ in flooder} == {200, 429}
    assert {status for status, _ in reader} == {200}
    assert answer(served, X_Forwarded_For="192.0.2.77")[0] == 200


def test_too_many_visits_are_refused_before_they_cost_anything(served):
    """Sixty tabs at once from one address: some are refused with 429; another's is taken."""
    more = "".join(f"{name}: {value}\r\n" for name, value in HANDSHAKE.items())

    async def opened(address, count):
        return await asyncio.gather(*(visit(served, address, more) for _ in range(count)))

    many = in_a_loop(opened("203.0.113.99", 60))
    assert set(many) == {101, 429}
    assert many.count(101) <= 45
    assert in_a_loop(opened("192.0.2.78", 1)) == [101]


async def visit(netloc, address, more):
    """The status of a new tab's handshake; the tab is closed at once."""
    host, port = netloc.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = f"GET /_stcore/stream HTTP/1.1\r\nHost: {netloc}\r\nX-Forwarded-For: {address}\r\n{more}"
    writer.write(f"{head}\r\n".encode())
    line = await asyncio.wait_for(reader.readline(), 30)
    writer.close()
    return int(line.split()[1])


def test_the_health_of_the_page_tells_nothing_more(served):
    """A monitor learns that it is well, and no version or path."""
    with urllib.request.urlopen(f"http://{served}/_stcore/health", timeout=30) as found:
        assert found.read() == b"ok"
    told = json.loads(answer(served, "/_stcore/host-config")[2])
    assert str(ROOT) not in json.dumps(told)
