"""What a site's robots.txt lets Wellread ask: the only file that knows Protego (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Address
from corpus.web.connection import Answer
from corpus.web.limits import ROBOT, Limits, MissingPackageError, TemporaryError

if TYPE_CHECKING:
    from protego import Protego

TOO_MANY = 429  # requests, as a site says


class Robots(NamedTuple):
    """A site's rules for us."""

    rules: Protego

    def refuse(self, address: Address, limits: Limits) -> None:
        """Stop at an address that may not be asked, or a site that wants it too seldom.

        Raises:
            RefusedSourceError: says which.
        """
        if not self.rules.can_fetch(address.url, ROBOT):
            raise RefusedSourceError(
                f"The robots.txt of {address.host} asks programs to leave this address alone.",
                hint="Save the page, and add the file, where its licence allows that.",
            )
        if self.delay_s > limits.max_delay_s:
            raise RefusedSourceError(
                f"The robots.txt of {address.host} asks for {self.delay_s:g} seconds between two "
                f"pages, and Wellread waits at most {limits.max_delay_s:g}.",
            )

    @property
    def delay_s(self) -> float:
        """How many seconds the site wants between two requests; 0 where it does not say."""
        rate = self.rules.request_rate(ROBOT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0
        return max(self.rules.crawl_delay(ROBOT) or 0, by_rate)


def parse_robots(text: str) -> Robots:
    """The rules of a robots.txt; of an empty one, that all is allowed.

    >>> rules = parse_robots("User-agent: wellread\\nDisallow: /members\\nCrawl-delay: 3")
    >>> rules.delay_s
    3.0

    Raises:
        MissingPackageError: Protego is not installed.
    """
    try:
        from protego import Protego
    except ImportError as error:
        raise MissingPackageError(error) from error
    return Robots(Protego.parse(text))


def robots_in(answer: Answer, *, host: str) -> Robots:
    """The rules in what a site answered when it was asked for them.

    A site that has none (any 4xx) allows all; one that is out of order allows nothing for now.

    Raises:
        TemporaryError: it is out of order.
    """
    if answer.status == 200:
        return parse_robots(answer.body.decode("utf-8-sig", "replace"))
    if 400 <= answer.status < 500 and answer.status != TOO_MANY:
        return parse_robots("")
    raise TemporaryError(
        f"{host} answers {answer.status} when asked for its robots.txt, so that what it allows "
        "is not known and nothing more is asked of it."
    )
