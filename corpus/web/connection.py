"""One question to one machine over HTTP: the only file that knows urllib3.

The connection is made to a numeric address that was looked at before; name and certificate are
those of the host. No proxy, no cookie, no retry, no redirect is followed here.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.client import HTTPException
from typing import TYPE_CHECKING, NamedTuple, Self

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Address
from corpus.web.bodies import PIECE, too_large, unpacked
from corpus.web.limits import Limits, MissingPackageError, TemporaryError

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import BaseHTTPResponse

MAX_TRIED = 4  # numeric addresses of one name


class Answer(NamedTuple):
    """What a site answered."""

    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case
    body: bytes = b""  # unpacked; only of an answer 200

    def header(self, name: str) -> str:
        """The first header of a name; '' where there is none."""
        return next(iter(self.every(name)), "")

    def every(self, name: str) -> list[str]:
        """Each header of a name."""
        return [value.strip() for key, value in self.headers if key == name]


class Deadline:
    """Shuts a connection when its time is up, so that no slow drip of bytes holds it open."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        # the socket itself: http.client lets go of it when the headers are there
        self.socket, self.passed = connection.sock, False
        self.timer = threading.Timer(seconds, self.shut)
        self.timer.daemon = True

    def __enter__(self) -> Self:
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()

    def shut(self) -> None:
        """End what is being read, in whichever thread."""
        self.passed = True
        if self.socket is not None:
            with contextlib.suppress(OSError):  # past TLS, which would not wait for its reader
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


def ask(
    address: Address,
    numbers: Sequence[str],
    *,
    headers: Mapping[str, str],
    limits: Limits,
    at_most: int,
    trusted: str = "",
    refuse: Callable[[Answer], object] | None = None,
) -> Answer:
    """A site's answer; its body only where the status is 200.

    Args:
        address: what is asked for.
        numbers: the host's numeric addresses; the first that can be reached is asked.
        headers: of the question.
        limits: of time.
        at_most: bytes that a body may have, unpacked.
        trusted: as of `Reach`.
        refuse: raises where, by its headers, the body of an answer 200 is not wanted.

    Raises:
        RefusedSourceError: the body is too large; a `TemporaryError` where there is no answer.
    """
    connection = connected(address, numbers, limits, trusted)
    with contextlib.closing(connection), Deadline(connection, limits.total_s) as deadline:
        try:
            answer = exchanged(connection, address, headers, at_most, refuse)
        except RefusedSourceError:
            if not deadline.passed:
                raise
        except network_errors() as error:
            if not deadline.passed:
                raise unreached(address, error) from error
        else:
            if not deadline.passed:
                return answer
    raise TemporaryError(f"No whole answer within {limits.total_s:g} seconds.")


def connected(
    address: Address, numbers: Sequence[str], limits: Limits, trusted: str
) -> HTTPConnection:
    """A connection to the first numeric address that takes one.

    Raises:
        TemporaryError: none does, or the certificate is not the host's.
    """
    failure: Exception = OSError("its name has no address")
    for number in numbers[:MAX_TRIED]:
        connection = unconnected(address, number, limits, trusted)
        try:
            connection.connect()
        except network_errors() as error:
            connection.close()
            failure = error
            continue
        if connection.sock is not None:
            connection.sock.settimeout(limits.read_s)
        return connection
    raise unreached(address, failure) from failure


def unconnected(address: Address, number: str, limits: Limits, trusted: str) -> HTTPConnection:
    """A connection that is still to be made."""
    try:
        from urllib3.connection import HTTPConnection, HTTPSConnection
    except ImportError as error:
        raise MissingPackageError(error) from error
    if address.scheme == "http":
        return HTTPConnection(number, address.port, timeout=limits.connect_s)
    return HTTPSConnection(
        number,
        address.port,
        timeout=limits.connect_s,
        cert_reqs="CERT_REQUIRED",
        ca_certs=trusted or certificates(),
        server_hostname=address.host,
        assert_hostname=address.host,
    )


def exchanged(
    connection: HTTPConnection,
    address: Address,
    headers: Mapping[str, str],
    at_most: int,
    refuse: Callable[[Answer], object] | None,
) -> Answer:
    """Ask, and read the answer."""
    host = address.origin.partition("://")[2]
    asked = {"Host": host, "Accept-Encoding": "gzip", "Connection": "close", **headers}
    connection.request("GET", address.target, headers=asked, preload_content=False)
    response = connection.getresponse()
    with contextlib.closing(response):
        found = tuple((key.lower(), value) for key, value in response.headers.iteritems())
        answer = Answer(response.status, found)
        if answer.status != 200:
            return answer
        if refuse:
            refuse(answer)
        stated = answer.header("content-length")
        if stated.isdecimal() and int(stated) > at_most:
            raise too_large(at_most)
        encoding = answer.header("content-encoding").lower()
        return answer._replace(body=unpacked(read(response), encoding=encoding, at_most=at_most))


def read(response: BaseHTTPResponse) -> Iterator[bytes]:
    """The body as it comes."""
    return response.stream(PIECE, decode_content=False)


def certificates() -> str:
    """The file of certificates by which hosts are known.

    Raises:
        MissingPackageError: certifi is not installed.
    """
    try:
        import certifi
    except ImportError as error:
        raise MissingPackageError(error) from error
    return certifi.where()


def network_errors() -> tuple[type[Exception], ...]:
    """What a connection that fails raises."""
    try:
        from urllib3.exceptions import HTTPError
    except ImportError as error:
        raise MissingPackageError(error) from error
    return (HTTPError, HTTPException, OSError, ValueError)  # the last: another host's certificate


def unreached(address: Address, error: Exception) -> TemporaryError:
    """The error for a site that gives no answer."""
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return TemporaryError(f"{address.host} gives no answer: {said}.")
