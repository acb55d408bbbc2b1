"""What every answer tells browsers to refuse, so that nothing smuggled in could do harm."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.responses import PlainTextResponse

from page.parts.scripts import SCRIPTS, script_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What the browser may load and run. Streamlit's components come as `blob:`, its styles inline;
# icons in its style sheets and its charts are `data:`. All else comes from this server.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",  # and our own scripts, and Streamlit's one, by their hashes
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
UNUSED = (  # what a browser can do that this page never asks for
    *("accelerometer", "autoplay", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi"),
    *("payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb"),
    *("window-management", "xr-spatial-tracking", "browsing-topics"),
)
FOR_FILES = {b"x-content-type-options": b"nosniff"}  # what is no page is never taken for one
STATIC = "/static/"  # Streamlit's own, whose types are right; a first visit loads a hundred
PAGES = (b"text/html", b"image/svg+xml", b"application/xml", b"text/xml", b"application/xhtml")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")  # of Streamlit's: counts of visits; its API


class Guarded:
    """Adds headers to every answer, and closes what no visitor needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"].endswith("response.start"):
                stated = {name.lower(): value for name, value in message["headers"]}
                if is_page(stated):
                    message["headers"] = [*message["headers"], *headers().items()]
                elif STATIC not in scope["path"] or message["status"] != 200:
                    message["headers"] = [*message["headers"], *FOR_FILES.items()]
            await send(message)

        if scope["type"] == "http" and is_closed(scope["path"]):
            await PlainTextResponse("Not Found", 404)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


def is_closed(path: str) -> bool:
    """Whether an address is of Streamlit's that Wellread does not offer, under any prefix.

    >>> is_closed("/_stcore/metrics"), is_closed("/base/_stcore/agent/mcp"), is_closed("/library")
    (True, True, False)
    """
    return any(closed in path for closed in CLOSED)


@cache
def headers() -> dict[bytes, bytes]:
    """The headers of every page."""
    said = {
        "content-security-policy": policy(),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": ", ".join(f"{name}=()" for name in UNUSED),
        "referrer-policy": "no-referrer",  # the address has the question
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",  # for browsers that don't know frame-ancestors
    }
    return {name.encode("ascii"): value.encode("ascii") for name, value in said.items()}


def is_page(stated: Mapping[bytes, bytes]) -> bool:
    """Whether an answer's headers say that a browser may show it as a page.

    >>> is_page({b"content-type": b"text/html; charset=utf-8"}), is_page({b"location": b"/x"})
    (True, True)
    >>> is_page({b"content-type": b"text/javascript"})
    False
    """
    type = stated.get(b"content-type", b"text/html")
    return type.strip().lower().startswith(PAGES)


def policy() -> str:
    """The Content-Security-Policy: no script but Streamlit's files, its components, and ours."""
    page = Path(st.__file__).with_name("static") / "index.html"
    own = [*INLINE.findall(page.read_text("utf-8")), *map(script_of, SCRIPTS)]
    scripts = " ".join([POLICY["script-src"], *map(hash_of, own)])
    return "; ".join(
        f"{name} {value}" for name, value in (POLICY | {"script-src": scripts}).items()
    )


def hash_of(script: str) -> str:
    """A script's name in the policy.

    >>> hash_of("alert(1)")
    "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode()}'"
