"""Who may do what: the owner of the machine, a signed-in curator, or anyone who comes by."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal

from corpus.errors import UserError
from corpus.hosting import Hosting

Role = Literal["owner", "curator", "visitor"]
Action = Literal[
    "search", "read", "add", "remove", "rule", "review", "update", "cancel", "roll back"
]
FOR_ALL: frozenset[Action] = frozenset({"search", "read"})  # these change nothing
SAID: dict[Action, str] = {
    "search": "search",
    "read": "read articles",
    "add": "add articles",
    "remove": "remove articles",
    "rule": "decide about lines",
    "review": "say that an article was looked at",
    "update": "update the index",
    "cancel": "cancel an update",
    "roll back": "go back to an earlier build",
}


class NotAllowedError(UserError):
    """Somebody asked for what only a curator may do."""

    def __init__(self, action: Action, *, hint: str = "") -> None:
        super().__init__(
            f"Only a curator may {SAID[action]} here, so nothing was changed.",
            hint=hint or "If you are one, sign in first.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the server knows of a visit; nothing that a visitor could simply claim counts for it."""

    bound_to: str | None  # the address that the server listens on; None: all of them
    passed_on: bool = False  # it names another host than this machine, or a proxy says it did
    email: str = ""  # of who is signed in, as the identity provider states it
    email_verified: bool = False  # the provider vouches for the address
    subject: str = ""  # the provider's own lasting name for the person (OpenID Connect's `sub`)


def is_loopback(address: str | None) -> bool:
    """Whether only this machine can reach an address.

    >>> [is_loopback(each) for each in ("127.0.0.1", "::1", "localhost")]
    [True, True, True]
    >>> [is_loopback(each) for each in (None, "", "0.0.0.0", "::", "192.168.1.4", "unix:///a")]
    [False, False, False, False, False, False]
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address((address or "").strip("[]")).is_loopback
    except ValueError:
        return False


def role_of(visit: Visit, hosting: Hosting) -> Role:
    """Whom a visit is by.

    >>> role_of(Visit(bound_to="127.0.0.1"), Hosting())
    'owner'
    >>> role_of(Visit(bound_to="0.0.0.0"), Hosting())
    'visitor'

    Behind a proxy on the same machine everyone seems to come from it, so the page says that it is
    public:

    >>> role_of(Visit(bound_to="127.0.0.1"), Hosting(public=True))
    'visitor'

    A curator is signed in, under an address that the provider vouches for, or as its lasting
    name for the person, which never counts as an address, since some let people choose it:

    >>> hosting = Hosting(public=True, curators=frozenset({"ana@clinic.example", "subject-7"}))
    >>> role_of(Visit(bound_to=None, email="Ana@clinic.example", email_verified=True), hosting)
    'curator'
    >>> role_of(Visit(bound_to=None, email="ana@clinic.example"), hosting)
    'visitor'
    >>> [role_of(Visit(bound_to=None, subject=each), hosting) for each in sorted(hosting.curators)]
    ['visitor', 'curator']
    """
    if is_loopback(visit.bound_to) and not hosting.public and not visit.passed_on:
        return "owner"
    by_address = visit.email_verified and "@" in visit.email
    named = {visit.email.casefold()} if by_address else set()
    if "@" not in visit.subject:
        named.add(visit.subject)
    return "curator" if named & hosting.curators else "visitor"


def allowed(role: Role, action: Action) -> bool:
    """Whether a role may do something.

    >>> allowed("visitor", "search"), allowed("visitor", "update"), allowed("curator", "update")
    (True, False, True)
    """
    return role in ("owner", "curator") or action in FOR_ALL
