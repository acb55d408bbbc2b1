"""Asking the web for one address: robots.txt first, each redirect looked at, each host in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Address, Reach, as_number, refuse_private
from corpus.web.connection import Answer, ask, certificates, network_errors, unreached
from corpus.web.limits import AGENT, BusyError, Limits, TemporaryError
from corpus.web.robots import Robots, parse_robots, robots_in
from corpus.web.turns import Turns

REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)
BUSY = (429, 503)
TEMPORARY = (408, 425, 500, 502, 504, *range(505, 600))
MEANT = {401: "sign in", 403: "forbidden", 451: "barred by law"}
NO_VALIDATORS: Mapping[str, Mapping[str, str]] = {}
NO_HEADERS: Mapping[str, str] = {}
Refuse = Callable[[Address, Answer], object]
ACCEPT = (
    "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.8, application/pdf;q=0.8, "
    "application/epub+zip;q=0.8, application/xml;q=0.7, */*;q=0.1"
)


class Fetched(NamedTuple):
    """What came of asking: status 200, 304 where nothing changed, or one of `GONE`."""

    address: Address  # that answered, behind all redirects
    answer: Answer


@dataclass(frozen=True)
class Web:
    """The web as one run of a command sees it; several threads may ask."""

    reach: Reach = field(default_factory=Reach)
    limits: Limits = field(default_factory=Limits)
    turns: Turns = field(default_factory=Turns)
    known: dict[str, Robots] = field(default_factory=dict)  # by origin

    def refuse_missing_packages(self) -> None:
        """Stop before anything is asked where the packages for that are missing.

        Raises:
            MissingPackageError: they are.
        """
        network_errors()
        certificates()
        parse_robots("")

    def fetch(
        self,
        address: Address,
        *,
        validators: Mapping[str, Mapping[str, str]] = NO_VALIDATORS,
        at_most: int = 0,
        refuse: Refuse | None = None,
    ) -> Fetched:
        """What a site has at an address, if its robots.txt lets it be asked.

        Args:
            address: what is wanted.
            validators: by address, headers that make the question there conditional.
            at_most: bytes of a body; 0 for those of a page.
            refuse: raises where, by its headers, a body is not wanted; it is not read then.

        Raises:
            RefusedSourceError: why there is nothing; a `TemporaryError` where there may be later.
            Stopped: nobody waits for it any more.
        """
        at_most = at_most or self.limits.page_bytes
        for _ in range(self.limits.redirects + 1):
            robots = self.robots_of(address)
            robots.refuse(address, self.limits)
            delay = max(self.limits.delay_s, robots.delay_s)
            headers = validators.get(address.url, NO_HEADERS)
            unwanted = partial(refuse, address) if refuse else None
            answer = self.once(address, headers, at_most=at_most, delay_s=delay, refuse=unwanted)
            if answer.status not in REDIRECTS:
                refuse_status(address, answer)
                return Fetched(address, answer)
            address = redirected(address, answer)
        raise RefusedSourceError(f"More than {self.limits.redirects} redirects, one to the next.")

    def robots_of(self, address: Address) -> Robots:
        """The rules of the site of an address; asked for once in a run.

        Raises:
            RefusedSourceError: they can't be known, so that nothing may be asked.
        """
        if address.origin not in self.known:
            self.known[address.origin] = self.asked_robots(address._replace(target="/robots.txt"))
        return self.known[address.origin]

    def asked_robots(self, address: Address) -> Robots:
        """The same, asked for now; one that is never reached, from redirect to redirect, is none.

        Raises:
            RefusedSourceError: as `robots_of` does.
        """
        host, limits = address.host, self.limits
        for _ in range(limits.redirects + 1):
            answer = self.once(
                address, NO_HEADERS, at_most=limits.robots_bytes, delay_s=limits.delay_s
            )
            if answer.status not in REDIRECTS:
                return robots_in(answer, host=host)
            address = redirected(address, answer)
        return parse_robots("")

    def once(
        self,
        address: Address,
        more: Mapping[str, str],
        *,
        at_most: int,
        delay_s: float,
        refuse: Callable[[Answer], object] | None = None,
    ) -> Answer:
        """One answer, in the host's turn; its name is resolved here, once, and checked.

        Raises:
            RefusedSourceError: as `fetch` does.
        """
        headers = {"User-Agent": AGENT, "Accept": ACCEPT, **more}
        with self.turns.of(address.host, delay_s=delay_s):
            numbers = self.numbers_of(address)
            refuse_private(address, numbers, self.reach)
            return ask(
                address,
                numbers,
                headers=headers,
                limits=self.limits,
                at_most=at_most,
                trusted=self.reach.trusted,
                refuse=refuse,
            )

    def numbers_of(self, address: Address) -> list[str]:
        """A host's numeric addresses.

        Raises:
            TemporaryError: its name has none.
        """
        if as_number(address.host):
            return [address.host]
        try:
            return list(self.reach.resolve(address.host, address.port))
        except (OSError, UnicodeError) as error:
            raise unreached(address, error) from error


def redirected(address: Address, answer: Answer) -> Address:
    """Where a redirect leads.

    Raises:
        RefusedSourceError: nowhere that is asked.
    """
    place = answer.header("location")
    if not place:
        raise RefusedSourceError(f"{address.host} redirects, and does not say where to.")
    return address.leads_to(place)


def refuse_status(address: Address, answer: Answer) -> None:
    """Stop at an answer that brings no page and says nothing of whether there is one.

    Raises:
        RefusedSourceError: it is one; a `TemporaryError` where another time it may not be.
    """
    status = answer.status
    if status in (200, 304, *GONE):
        return
    said = f"{address.host} answers {status}"
    if status in BUSY:
        raise BusyError(f"{said}: it is busy.", hint="Run the same again later.")
    if status in TEMPORARY:
        raise TemporaryError(f"{said}: it is out of order.", hint="Run the same again later.")
    raise RefusedSourceError(f"{said} ({MEANT[status]})." if status in MEANT else f"{said}.")
