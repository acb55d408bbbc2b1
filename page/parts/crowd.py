"""Everyone's fair share: who asks far more than a person can is asked to wait, others are served.

Limits count by address: one of IPv4, or the 64 bits of IPv6 that one connection to the Internet
has. Behind a proxy on this machine it is the address that the proxy states (X-Forwarded-For).
"""

from __future__ import annotations

import asyncio
import ipaddress
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FILES = "/static/"  # Streamlit's own: a first visit takes a hundred, and they cost next to nothing
MOST_KNOWN = 20_000  # addresses that are remembered, some 5 MB
BUSY = (
    "Too much was asked of this page {whom}, so this was not answered. Please wait {seconds} "
    "{word}, then load it again.\n\nIf you or someone near you is in danger, call your emergency "
    "number; https://findahelpline.com lists help lines by country.\n"
)


class Rate(NamedTuple):
    """How much at once, and how much a second in the long run."""

    burst: float
    per_second: float


class Shares(NamedTuple):
    """What one address may ask: enough for forty people of one clinic who come at once."""

    requests: Rate = Rate(400, 40)  # that are no file of Streamlit's
    files: Rate = Rate(10_000, 1_000)
    visits: Rate = Rate(40, 2)  # tabs opened; each is a session, and runs the page
    visits_at_once: int = 100  # tabs open
    visits_in_all: int = 500  # of all addresses; a tab takes some megabytes here
    messages: Rate = Rate(60, 15)  # of one tab: a press, an answer that is asked for


@dataclass(slots=True)
class Bucket:
    """What is left of a rate."""

    left: float
    at: float  # seconds, when it was counted

    def wait(self, rate: Rate, now: float) -> float:
        """Take one if there is one; else the seconds until there is.

        >>> bucket = Bucket(1, 0.0)
        >>> [bucket.wait(Rate(1, 2), now) for now in (0.0, 0.0, 0.5)]
        [0.0, 0.5, 0.0]
        """
        self.left = min(rate.burst, self.left + (now - self.at) * rate.per_second)
        self.at = now
        if self.left < 1:
            return (1 - self.left) / rate.per_second
        self.left -= 1
        return 0.0


@dataclass(slots=True)
class Buckets:
    """One for each address; those that were silent longest are forgotten first."""

    rate: Rate
    kept: OrderedDict[str, Bucket] = field(default_factory=OrderedDict)

    def wait(self, address: str, now: float) -> float:
        """Take one for an address if there is one; else the seconds until there is."""
        bucket = self.kept.setdefault(address, Bucket(self.rate.burst, now))
        self.kept.move_to_end(address)
        if len(self.kept) > MOST_KNOWN:
            self.kept.popitem(last=False)
        return bucket.wait(self.rate, now)


class FairShares:
    """Asks who asks too much to wait: a request or a new tab by an answer, a tab by a pause."""

    def __init__(
        self,
        app: ASGIApp,
        shares: Shares | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.app = app
        self.shares = shares or Shares()
        self.clock = clock
        self.requests = Buckets(self.shares.requests)
        self.files = Buckets(self.shares.files)
        self.visits = Buckets(self.shares.visits)
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let pass what is within the shares."""
        if scope["type"] == "http":
            buckets = self.files if FILES in scope["path"] else self.requests
            if wait := buckets.wait(address_of(scope), self.clock()):
                await refusal(429, "from your address", wait)(scope, receive, send)
                return
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self.visit(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One tab, for as long as it is open."""
        address = address_of(scope)
        if self.open.total() >= self.shares.visits_in_all:
            await refuse_visit(refusal(503, "by many people at once", 30), scope, receive, send)
            return
        many = self.open[address] >= self.shares.visits_at_once
        if wait := 30.0 if many else self.visits.wait(address, self.clock()):
            await refuse_visit(refusal(429, "from your address", wait), scope, receive, send)
            return
        self.open[address] += 1
        try:
            await self.app(scope, self.paced(receive), send)
        finally:
            self.open[address] -= 1
            self.open += Counter()  # those at nought are forgotten

    def paced(self, receive: Receive) -> Receive:
        """What a tab says, no faster than it may; what comes faster waits where it came from."""
        bucket = Bucket(self.shares.messages.burst, self.clock())

        async def receive_paced() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive":
                while wait := bucket.wait(self.shares.messages, self.clock()):
                    await asyncio.sleep(wait)
            return message

        return receive_paced


def address_of(scope: Scope) -> str:
    """Whom a request counts for.

    >>> address_of({"client": ("203.0.113.9", 5)}), address_of({"client": ("2001:db8::9", 5)})
    ('203.0.113.9', '2001:db8::/64')
    >>> address_of({"client": None}), address_of({"client": ("::ffff:203.0.113.9", 5)})
    ('', '203.0.113.9')
    """
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)[:60]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def refusal(status: int, whom: str, wait: float) -> PlainTextResponse:
    """A polite answer to one request too many, with the way to help all the same."""
    seconds = max(1, math.ceil(wait))
    said = BUSY.format(whom=whom, seconds=seconds, word="second" if seconds == 1 else "seconds")
    return PlainTextResponse(
        said, status, headers={"Retry-After": str(seconds), "Cache-Control": "no-store"}
    )


async def refuse_visit(
    answer: PlainTextResponse, scope: Scope, receive: Receive, send: Send
) -> None:
    """Refuse a tab before it is taken; Streamlit's page tries again by itself, ever more slowly."""
    await receive()
    if "websocket.http.response" in scope.get("extensions", {}):
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1013})  # try again later
