"""Builds the index in a thread of its own, while search goes on; no Streamlit in here."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.home import SAMPLES
from corpus.intake import add_files
from page.parts.heeding import Heeding
from page.parts.trouble import log_bug

if TYPE_CHECKING:  # they import faiss
    from index.build import BuildReport
    from index.write import Progress

NICE = 10  # of 19: a build then has what searches leave of the processors
SOON = 0.0005  # seconds that a thread may keep Python's lock from others; a tenth of what is usual
Stage = Literal["idle", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far a build is, at one moment."""

    stage: Stage = "idle"
    progress: Progress | None = None
    since: float = 0.0  # when the progress's stage began, as time.monotonic() counts
    report: BuildReport | None = None
    message: str = ""  # why it failed
    hint: str = ""
    stopping: bool = False  # somebody pressed Cancel, and the build has not met it yet

    @property
    def speed(self) -> float:
        """Articles or passages a second; 0 where it can't be said yet."""
        passed = time.monotonic() - self.since
        return self.progress.done / passed if self.progress and passed > 0.5 else 0.0


class Builder:
    """One build of a home at a time; its state is replaced whole, so any thread may read it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.state = State()
        self.lock = threading.Lock()
        self.stop = threading.Event()

    def start(self, *, samples: bool = False) -> bool:
        """Begin a build, after adding the sample collection where that is asked.

        Gives False, and does nothing, while one is running.
        """
        with self.lock:
            if self.state.stage == "running":
                return False
            self.stop.clear()
            self.state = State(stage="running", since=time.monotonic())
        threading.Thread(target=self.run, args=(samples,), daemon=True).start()
        return True

    def cancel(self) -> None:
        """Have a running build end within a second, whatever it reads; it publishes nothing."""
        self.stop.set()
        with self.lock:
            if self.state.stage == "running":
                self.state = replace(self.state, stopping=True)

    def run(self, samples: bool) -> None:
        """The whole build; however it ends, the state says how."""
        from index.update import BuildCancelledError

        try:
            with giving_way():
                report = self.build(samples)
            self.end(State(stage="done", report=report))
        except BuildCancelledError as error:
            self.end(State(stage="cancelled", message=error.message, hint=error.hint))
        except UserError as error:
            self.end(State(stage="failed", message=error.message, hint=error.hint))
        except Exception as error:  # the rim of the thread: nobody above it could show the error
            self.end(
                State(
                    stage="failed",
                    message="The index could not be built. What was published before still "
                    "answers.",
                    hint=f"The reason is noted as {log_bug(error)} in this program's log.",
                )
            )

    def end(self, state: State) -> None:
        """Say how the build ended; a Cancel that comes now finds nothing running."""
        with self.lock:
            self.state = state

    def build(self, samples: bool) -> BuildReport:
        """Bring the index up to date, with the encoder that it was built with."""
        from index.build import encoder_in_use
        from index.encoders.catalogue import open_encoder
        from index.update import update_index

        with Collection.open(self.home) as collection:
            if samples:
                for _ in add_files(collection, [SAMPLES]):
                    self.refuse_stopped()
            asked_for = encoder_in_use(self.home)
            return update_index(
                self.home,
                collection,
                Heeding(open_encoder(asked_for), self.refuse_stopped),
                asked_for=asked_for,
                tell=self.tell,
                heed=self.refuse_stopped,
            )

    def tell(self, progress: Progress) -> None:
        """Note how far the build is.

        Raises:
            BuildCancelledError: somebody pressed Cancel, and it is not too late for that.
        """
        if not is_published(progress):
            self.refuse_stopped()
        with self.lock:
            before = self.state.progress
            same = before is not None and before.stage == progress.stage
            since = self.state.since if same else time.monotonic()
            self.state = replace(self.state, progress=progress, since=since)

    def refuse_stopped(self) -> None:
        """Stop where somebody pressed Cancel.

        Raises:
            BuildCancelledError: somebody did.
        """
        from index.update import BuildCancelledError

        if self.stop.is_set():
            raise BuildCancelledError(
                "The update was cancelled. Search answers as it did before.",
                hint="What was done so far is kept, so that the next update is faster.",
            )


@contextlib.contextmanager
def giving_way() -> Iterator[None]:
    """A stretch of work before which all who search go first, in this thread and those it starts.

    By the thread's priority, which Linux alone counts so (elsewhere it would slow the whole page,
    and is left out), and by how long a thread that computes may keep Python's lock.
    """
    if sys.platform == "linux":
        this = (os.PRIO_PROCESS, threading.get_native_id())
        with contextlib.suppress(OSError):
            os.setpriority(*this, max(NICE, os.getpriority(*this)))
    before = sys.getswitchinterval()
    sys.setswitchinterval(SOON)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def is_published(progress: Progress) -> bool:
    """Whether the build was made the current one already."""
    return progress.stage == "publish" and progress.done > 0
