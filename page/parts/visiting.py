"""Who is here, as far as the server knows, and what they may do."""

from __future__ import annotations

import streamlit as st

from corpus.home import find_home
from corpus.hosting import HostingError, read_hosting
from corpus.permission import Action, NotAllowedError, Role, Visit, allowed, is_loopback, role_of

PASSED_ON = "passed_on"  # where the session keeps that it once came by another name
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


def may(action: Action) -> bool:
    """Whether who is here may do something; decides what is offered, never what is done."""
    return allowed(role_now(), action)


def require(action: Action) -> None:
    """Stop here unless who is here may do it; the first line of whatever changes something.

    It is asked anew at every act: of the file, of the address, of the sign-in. What a browser
    was shown before counts for nothing.

    Raises:
        NotAllowedError: they may not.
        HostingError: who may can't be known.
    """
    if not allowed(role_of(visit_now(), read_hosting(find_home())), action):
        raise NotAllowedError(action)


def role_now() -> Role:
    """Who is here; a visitor, where it can't be known."""
    try:
        return role_of(visit_now(), read_hosting(find_home()))
    except HostingError:  # the Library shows it
        return "visitor"


def visit_now() -> Visit:
    """What the server knows of this visit."""
    user = st.user.to_dict()
    state = st.session_state  # a browser that has left has no headers any more
    state[PASSED_ON] = state.get(PASSED_ON, False) or is_passed_on(st.context.headers.to_dict())
    signed_in = user.get("is_logged_in") is True
    return Visit(
        bound_to=st.config.get_option("server.address"),
        passed_on=state[PASSED_ON],
        email=str(user.get("email") or "") if signed_in else "",
        email_verified=signed_in and user.get("email_verified") is True,
        subject=str(user.get("sub") or "") if signed_in else "",
    )


def is_passed_on(headers: dict[str, str]) -> bool:
    """Whether a visit came by another name than this machine's, or by a proxy that says so.

    A proxy need not say so, which is why `page.toml` can; this only catches that it was forgotten.

    >>> is_passed_on({"Host": "localhost:8501"}), is_passed_on({"host": "[::1]:8501"})
    (False, False)
    >>> is_passed_on({"Host": "articles.example"})
    True
    >>> is_passed_on({"Host": "127.0.0.1:8501", "X-Forwarded-For": "203.0.113.9"})
    True
    """
    given = {name.casefold(): value for name, value in headers.items()}
    host = given.get("host", "localhost")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return not is_loopback(name) or any(each.casefold() in given for each in FORWARDED)
