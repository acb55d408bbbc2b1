"""What a visitor sees when something goes wrong: what to do, or an id that is in the log."""

from __future__ import annotations

import logging
import traceback
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from corpus.errors import UserError

LOG = logging.getLogger("wellread.page")
HERE = Path(__file__).parents[2]


@contextmanager
def calmly() -> Iterator[None]:
    """Show what a person can put right as it is; log any other error, and show its id."""
    try:
        yield
    except UserError as error:
        show_user_error(error)
    except Exception as error:  # the rim of the page: beyond it is only Streamlit's own traceback
        number = log_bug(error)
        notice(
            "Something went wrong on our side.",
            f"It is noted as {number} in this program's log, without your question. "
            "Please reload the page; if it happens again, report that number.",
        )


def show_user_error(error: UserError) -> None:
    """What happened, why it matters, and what to do."""
    notice(error.message, error.hint)


def notice(headline: str, more: str = "") -> None:
    """A message that is announced to screen readers; neither of its texts is markup."""
    hint = f"<p>{code_marks(more)}</p>" if more else ""
    strong = f"<p><strong>{code_marks(headline)}</strong></p>"
    st.html(f"<div class='notice' role='alert'>{strong}{hint}</div>")


def code_marks(text: str) -> str:
    """Escaped text, what stands between backticks as code.

    >>> code_marks("Run `wellread build` <now>")
    'Run <code>wellread build</code> &lt;now&gt;'
    """
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts))


def log_bug(error: Exception) -> str:
    """Log an error's type and place, and give its id; its message may hold the question."""
    number = uuid.uuid4().hex[:8]
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if Path(place.filename).is_relative_to(HERE)] or places
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "unknown place"
    LOG.error("%s: %s at %s", number, type(error).__name__, place)
    return number
