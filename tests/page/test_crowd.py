"""Who asks too much is asked to wait, politely; everyone else is served as if nobody else were."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from page.parts.crowd import MOST_KNOWN, FairShares, Rate, Shares, address_of

FLOODER, READER = "203.0.113.7", "198.51.100.4"


class Clock:
    """A time that tests move."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        """What time it is."""
        return self.now


async def well(scope, receive, send):
    """A page that answers all that it is asked, and takes every visit until it ends."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"well"})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        scope.setdefault("heard", []).append(1)


def in_a_loop(coroutine):
    """What a coroutine gives; a loop of its own thread, for a browser's test may have another."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def asked(page, address, path="/", type="http", messages=()):
    """What a page says to one request: the messages that it sends."""
    return in_a_loop(saying(page, address, path, type, messages))


async def saying(page, address, path="/", type="http", messages=()):
    """The same, within a loop."""
    said, waiting = [], [*messages]

    async def receive():
        return waiting.pop(0)

    async def send(message):
        said.append(message)

    scope = {"type": type, "path": path, "client": (address, 4), "headers": [], "method": "GET"}
    await page(scope, receive, send)
    return said


def status(said):
    """The status of an answer."""
    return said[0]["status"]


async def flood(page, clock, *, seconds, per_second, path="/"):
    """The statuses that a flood of requests gets, and those of a reader who asks once a second."""
    flooder, reader = [], []
    for number in range(seconds * per_second):
        clock.now = number / per_second
        flooder.append(status(await saying(page, FLOODER, path)))
        if number % per_second == 0:
            reader.append(status(await saying(page, READER, path)))
    return flooder, reader


@pytest.fixture
def clock():
    """The time of a test."""
    return Clock()


@pytest.fixture
def page(clock):
    """A page with the shares that everyone has."""
    return FairShares(well, clock=clock)


def test_a_flood_is_shed_and_others_are_served(page, clock):
    """Of 200 requests a second for a minute, the flooder gets 40 a second; the reader gets all."""
    flooder, reader = in_a_loop(flood(page, clock, seconds=60, per_second=200))

    assert set(reader) == {200}
    assert set(flooder) == {200, 429}
    assert flooder.count(200) <= 400 + 60 * 40 + 1


def test_the_refusal_is_polite(page):
    """It says what happened, when to come again, and where help is, in words and in its header."""
    answers = [asked(page, FLOODER) for _ in range(401)]
    start, body = answers[-1][0], answers[-1][1]["body"].decode()

    assert start["status"] == 429
    assert dict(start["headers"])[b"retry-after"] == b"1"
    assert body.startswith("Too much was asked of this page from your address")
    assert "Please wait 1 second, then load it again." in body
    assert "findahelpline.com" in body


def test_whoever_waits_is_served_again(page, clock):
    """The share fills up with time."""
    assert status([asked(page, FLOODER) for _ in range(500)][-1]) == 429
    clock.now = 1.0
    assert status(asked(page, FLOODER)) == 200


def test_a_first_visit_is_within_its_share(page):
    """A hundred files of Streamlit's, forty times at once: a clinic has one address."""

    async def visits():
        return [status(await saying(page, READER, f"/static/js/{n}.js")) for n in range(40 * 100)]

    assert set(in_a_loop(visits())) == {200}


def connect(page, address, messages=({"type": "websocket.connect"},)):
    """What a page says to a visit."""
    ends = ({"type": "websocket.disconnect"},)
    return asked(page, address, "/_stcore/stream", "websocket", (*messages, *ends))


def test_visits_are_counted_by_address(page):
    """Forty tabs at once, not the forty-first; another address has forty of its own."""
    assert [connect(page, FLOODER)[0]["type"] for _ in range(40)] == ["websocket.accept"] * 40
    assert connect(page, FLOODER)[0] == {"type": "websocket.close", "code": 1013}
    assert connect(page, READER)[0]["type"] == "websocket.accept"


def test_tabs_that_are_open_are_counted(clock):
    """Of three that stay open at two at most, one is refused; those that closed are forgotten."""
    page = FairShares(well, Shares(visits_at_once=2, visits_in_all=3), clock=clock)

    async def staying(address, until):
        said = []

        async def receive():
            if said:
                await until.wait()
                return {"type": "websocket.disconnect"}
            return {"type": "websocket.connect"}

        async def send(message):
            said.append(message["type"])

        await page({"type": "websocket", "path": "/", "client": (address, 4)}, receive, send)
        return said[0]

    async def all_at_once():
        until = asyncio.Event()
        who = (FLOODER, FLOODER, FLOODER, READER, "192.0.2.1")
        tabs = [asyncio.create_task(staying(address, until)) for address in who]
        await asyncio.sleep(0.05)
        until.set()
        return await asyncio.gather(*tabs)

    accept, close = "websocket.accept", "websocket.close"
    assert in_a_loop(all_at_once()) == [accept, accept, close, accept, close]
    assert not page.open


def test_a_tab_that_says_too_much_is_slowed_down():
    """Sixty at once, then fifteen a second here made a hundred: none is lost."""
    page = FairShares(well, Shares(messages=Rate(20, 100)))
    spoken = [{"type": "websocket.connect"}, *[{"type": "websocket.receive"}] * 40]

    async def timed():
        loop = asyncio.get_running_loop()
        begun, messages = loop.time(), [*spoken, {"type": "websocket.disconnect"}]

        async def receive():
            return messages.pop(0)

        async def send(_):
            pass

        scope = {"type": "websocket", "path": "/", "client": (READER, 4)}
        await page(scope, receive, send)
        return loop.time() - begun, len(scope["heard"])

    seconds, heard = in_a_loop(timed())
    assert heard == 40
    assert 0.15 <= seconds < 5


def test_many_addresses_do_not_fill_the_memory(page):
    """Those that were silent longest are forgotten."""
    for number in range(MOST_KNOWN + 50):
        page.requests.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", 0.0)
    assert len(page.requests.kept) == MOST_KNOWN


@pytest.mark.parametrize("host", ["", "unix", "a" * 500, "1.2.3.4.5", "::g", "%eth0"])
def test_any_client_has_an_address(host):
    """What is no address is itself, cut."""
    assert address_of({"client": (host, 1)}) == host[:60]
