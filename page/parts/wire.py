"""What passes between the server and browsers: compressed once, few icons, no upload unasked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, PlainTextResponse
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

STATIC, UPLOAD = "/static/", "/_stcore/upload_file/"
OF_THE_WHOLE = (b"etag", b"last-modified", b"accept-ranges")  # of the file before compression
ICONS = Path(__file__).parents[1] / "icons" / "few.woff2"
ALL_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[\w-]+\.woff2$")
FOR_A_DAY = {"cache-control": "public, max-age=86400"}  # its name says nothing of our version
MOST_KEPT = 300  # files of Streamlit's own that are kept compressed, some 5 MB together


class CompressedOnce:
    """Compresses answers; Streamlit's own files, which never change, once for all visitors.

    Streamlit sends them as they are, 2.6 MB at a first visit, so that a proxy may compress them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = GZipMiddleware(app, minimum_size=500, compresslevel=9)
        self.kept: dict[str, tuple[Message, ...]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or keep what is answered."""
        if not keeps(scope):
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path not in self.kept:
            said: list[Message] = []

            async def note(message: Message) -> None:
                said.append(message)

            await self.app(scope, receive, note)
            if said[0].get("status") != 200 or len(self.kept) >= MOST_KEPT:
                for message in said:
                    await send(message)
                return
            said[0]["headers"] = [
                each for each in said[0]["headers"] if each[0] not in OF_THE_WHOLE
            ]
            self.kept[path] = tuple(said)
        for message in self.kept[path]:
            await send(message)


def keeps(scope: Scope) -> bool:
    """Whether a request is for a whole file of Streamlit's own, by who takes it compressed."""
    if scope["type"] != "http" or scope["method"] != "GET" or STATIC not in scope["path"]:
        return False
    headers = dict(scope["headers"])
    return b"gzip" in headers.get(b"accept-encoding", b"") and b"range" not in headers


class FewIcons:
    """Sends, of the font with all icons there are, those that Streamlit draws: 8 kB, not 375.

    Streamlit has every browser load it at the first visit. Under another name it is sent whole.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the one file, and let everything else pass."""
        if scope["type"] == "http" and ALL_ICONS.search(scope["path"]):
            few = FileResponse(ICONS, media_type="font/woff2", headers=FOR_A_DAY)
            await few(scope, receive, send)
            return
        await self.app(scope, receive, send)


class InvitedUploads:
    """Refuses files of those to whom the page did not offer to add any.

    Streamlit itself takes them from everyone who has the page open, into memory.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everything pass but an uninvited file."""
        if scope["type"] == "http" and scope["method"] == "PUT" and UPLOAD in scope["path"]:
            session = scope["path"].partition(UPLOAD)[2].partition("/")[0]
            if session not in invited():
                refusal = PlainTextResponse("Only a curator may add articles here.", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)


@st.cache_resource(show_spinner=False)
def invited() -> set[str]:
    """The sessions that were offered to add files, of the whole server."""
    return set()


def invite(welcome: bool) -> None:
    """Take files of this session from now on, or no more."""
    context = get_script_run_ctx()
    if context is None:
        return
    if welcome:
        invited().add(context.session_id)
    else:
        invited().discard(context.session_id)
