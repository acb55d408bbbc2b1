"""Opens what the first visitor will need while the server starts."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import streamlit as st


@asynccontextmanager
async def ahead_of_visitors(_: st.App) -> AsyncIterator[None]:
    """While the server runs: the engine is opened beside its start."""
    threading.Thread(target=open_early, daemon=True).start()
    yield None


def open_early() -> None:
    """Open the engine; where it fails, the first visitor meets the same."""
    from page.parts.engine import in_time, open_engine  # its caches ask for the server's runtime

    in_time(open_engine)
