"""Which web addresses may be asked: plainly written ones of machines that anyone can reach.

A name is resolved once, every answer is looked at, and the connection is made to one of these very
answers: a name server that says something else a moment later leads nowhere.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from corpus.errors import RefusedSourceError
from corpus.site import registered_domain

Resolve = Callable[[str, int], Sequence[str]]  # a name and a port → its numeric addresses
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
OTHER_PORTS = (8080, 8443)  # where some sites are; a mail server, say, is never spoken to
MAX_ADDRESS = 2_000  # characters, as of any address that is stored
UNSEEN = re.compile("[\x00-\x20\x7f\\\\]")
SAFE = "/%:@!$&'()*+,;=~-._"  # what a path may have besides letters and digits
# The machine-readable spellings of IPv4 that systems understand and people don't: 127.1, 0x7f000001
NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
# Networks that Python's `is_global` calls global, or whose addresses hide one of IPv4
HIDING = tuple(map(ipaddress.ip_network, ("2002::/16", "2001::/32", "64:ff9b::/96", "fec0::/10")))


class Address(NamedTuple):
    """A web address in the one spelling that is stored and compared."""

    scheme: str  # "http" or "https"
    host: str  # ASCII, lower case; an IPv6 address without brackets
    port: int
    target: str  # path and query, as a server is asked for them

    @property
    def origin(self) -> str:
        """Scheme, host and port; the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + (
            "" if self.port == PORTS[self.scheme] else f":{self.port}"
        )

    @property
    def url(self) -> str:
        """The address as text, without a fragment."""
        return self.origin + self.target

    @property
    def is_top(self) -> bool:
        """Whether this is a site's first page."""
        return self.target.strip("/").casefold() in ("", "index.html", "index.htm", "index.php")

    def leads_to(self, stated: str) -> Address:
        """What an address in this page, or a redirect from it, leads to.

        Raises:
            RefusedSourceError: as `parse_address` does.
        """
        try:
            return parse_address(urljoin(self.url, stated.strip()))
        except ValueError as error:
            raise RefusedSourceError(f"It leads to no web address: {stated[:80]!r}.") from error

    def is_same_site(self, other: Address) -> bool:
        """Whether both are of one registered domain; of a shared host, of one name there."""
        return registered_domain(self.url) == registered_domain(other.url)


@dataclass(frozen=True, slots=True)
class Reach:
    """How names are resolved, and which machines may be asked besides the public ones."""

    resolve: Resolve = lambda host, port: resolve_name(host, port)
    exempt: frozenset[tuple[str, int]] = frozenset()  # numeric address and port; tests' servers
    trusted: str = ""  # a file of certificates that are trusted in place of the usual ones


def is_web(stated: str) -> bool:
    """Whether a word on the command line is a web address.

    >>> is_web("HTTPS://rest.example"), is_web("rest.html")
    (True, False)
    """
    return stated.casefold().startswith(("http://", "https://"))


def parse_address(stated: str) -> Address:
    """A web address in its one spelling.

    >>> parse_address("HTTPS://Rest.Example:443/a/../b%2E c?q=1#top").url
    'https://rest.example/b.%20c?q=1'

    Raises:
        RefusedSourceError: it is no web address, or one that no page is asked for at.
    """
    text = stated.strip().replace(" ", "%20")
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as error:
        raise RefusedSourceError(f"No web address: {error}.") from error
    if scheme not in PORTS:
        raise RefusedSourceError("Only addresses that begin with https:// or http:// are asked.")
    if len(text) > MAX_ADDRESS or UNSEEN.search(text):
        raise RefusedSourceError(
            f"An address of more than {MAX_ADDRESS:,} characters, or with some that can't be seen."
        )
    if "@" in parts.netloc:
        raise RefusedSourceError("An address with a user's name or password in it is not asked.")
    path = quote(without_dots(parts.path), safe=SAFE) or "/"
    query = f"?{quote(parts.query, safe=SAFE + '?')}" if parts.query else ""
    return Address(scheme, plain_host(host), port or PORTS[scheme], path + query)


def plain_host(host: str) -> str:
    """A host's name as the net knows it.

    >>> plain_host("Käse.example."), plain_host("2001:DB8::1")
    ('xn--kse-qla.example', '2001:db8::1')

    Raises:
        RefusedSourceError: it is none, or a number in a spelling that hides what it is.
    """
    if number := as_number(host):
        return str(number)
    if NUMERIC.fullmatch(host):
        raise RefusedSourceError(f"The host {host!r} is a number in an uncommon spelling.")
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise RefusedSourceError(f"{host[:80]!r} is no name that a host can have.") from error
    if not re.fullmatch(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", name):
        raise RefusedSourceError(f"{host[:80]!r} is no name that a host can have.")
    return name


def without_dots(path: str) -> str:
    """A path without "." and "..", also where they are written as %2E.

    >>> without_dots("/a/./b/../c/.."), without_dots("/%2e%2E/x")
    ('/a/', '/x')
    """
    parts = re.sub("%2e", ".", path, flags=re.IGNORECASE).split("/")[1:]
    kept: list[str] = []
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts and parts[-1] in (".", ".."):
        kept.append("")
    return "".join(f"/{part}" for part in kept)


def as_number(host: str) -> IPAddress | None:
    """A host as a numeric address; None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def is_public(number: IPAddress) -> bool:
    """Whether a numeric address is one that anyone on the net can reach.

    >>> said = ("93.184.216.34", "10.0.0.1", "100.64.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")
    >>> [is_public(ipaddress.ip_address(each)) for each in said]
    [True, False, False, False, False]
    """
    mapped = number.ipv4_mapped if number.version == 6 else None
    if mapped:
        return is_public(mapped)
    hides = number.version == 6 and any(number in network for network in HIDING)
    return number.is_global and not (number.is_multicast or number.is_reserved or hides)


def resolve_name(host: str, port: int) -> list[str]:
    """The numeric addresses of a name, by the system's resolver, in its order.

    Raises:
        OSError: there is none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def refuse_private(address: Address, numbers: Sequence[str], reach: Reach) -> None:
    """Stop at a machine that is not on the public net, or a port where no pages are.

    Raises:
        RefusedSourceError: any of the numeric addresses is not public.
    """
    for stated in numbers:
        number = as_number(stated.partition("%")[0])  # "fe80::1%eth0"
        if number and (str(number), address.port) in reach.exempt:
            continue
        if number is None or not is_public(number):
            raise RefusedSourceError(
                f"{address.host} is {stated}, an address of this machine or of a private network. "
                "Only machines on the public net are asked.",
                hint="Save the page, and add the file.",
            )
        if address.port not in (*PORTS.values(), *OTHER_PORTS):
            raise RefusedSourceError(f"Port {address.port} is not one where pages are asked for.")


def name_for(address: Address, suffixes: Sequence[str]) -> str:
    """What an article from an address is called: host and path; the first suffix, if it has none.

    >>> name_for(parse_address("https://rest.example/sleep/?p=2"), [".html", ".htm"])
    'rest.example/sleep/p-2.html'
    """
    path, _, query = address.target.partition("?")
    whole = f"{unquote(path).strip('/')}/{unquote(query)}".strip("/") or "index"
    clean = re.sub(r"[^\w./-]+", "-", whole).replace("..", ".")
    name = f"{address.host}/{clean}"[:180].rstrip("/.-")
    return name if name.casefold().endswith(tuple(suffixes)) else name + suffixes[0]
