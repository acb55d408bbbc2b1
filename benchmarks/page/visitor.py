"""A visitor without a browser: speaks to the page's server as Streamlit's own script does."""

from __future__ import annotations

import time
from urllib.parse import quote

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

PATIENCE = 120  # seconds
ANSWERED = b"class='live'"  # the line above the results: "7 passages from 5 articles"
TROUBLE = (b"Something went wrong", b"class='notice'")


class AnswerError(Exception):
    """The page showed an error, or no answer."""


class Visitor:
    """One visit: a connection, and what is asked over it."""

    def __init__(self, port: int) -> None:
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"

    async def __aenter__(self) -> Visitor:
        """Come in."""
        self.wire = await websockets.connect(
            self.address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Leave."""
        await self.wire.close()

    async def ask(self, question: str) -> float:
        """Seconds until the whole answer is there.

        Raises:
            AnswerError: there was none.
        """
        begun = time.perf_counter()
        shown = await self.run(BackMsg(), query=f"q={quote(question)}")
        seconds = time.perf_counter() - begun
        if not any(ANSWERED in each for each in shown) or any(
            bad in each for each in shown for bad in TROUBLE
        ):
            raise AnswerError(question)
        return seconds

    async def press(self, page: str, label: str) -> None:
        """Open a page, and press the button with a label."""
        for raw in await self.run(BackMsg(), page=page):
            element = ForwardMsg.FromString(raw).delta.new_element
            if element.WhichOneof("type") == "button" and element.button.label == label:
                pressed = BackMsg()
                state = pressed.rerun_script.widget_states.widgets.add()
                state.id, state.trigger_value = element.button.id, True
                await self.run(pressed, page=page)
                return
        raise AnswerError(f"no button {label!r} on {page!r}")

    async def run(self, message: BackMsg, *, query: str = "", page: str = "") -> list[bytes]:
        """Have the page run once, and give what it showed."""
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        await self.wire.send(message.SerializeToString())
        shown: list[bytes] = []
        async for raw in self.wire:
            shown.append(raw)
            if ForwardMsg.FromString(raw).WhichOneof("type") == "script_finished":
                ended = ForwardMsg.FromString(raw).script_finished
                if ended == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return shown
        raise AnswerError("the server hung up")
