"""Reading pages and documents in a process of their own, killed when one takes too much."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self, cast

from corpus.errors import GaveUpError, RefusedSourceError, UserError
from corpus.readers.extract import Extract
from corpus.readers.formats import Format, read_source
from corpus.readers.page import read_page
from corpus.readers.wire import read_frame, unpacked, write_frame
from corpus.readers.worker import Limits

ROOT = Path(__file__).parents[2]  # the process finds our packages wherever it is started
WORKER = (sys.executable, "-P", "-m", "corpus.readers.worker")  # -P: nothing of the folder we're in
START_SECONDS = 120.0  # its imports take one; the machine may be busy
PATIENCE = 5.0  # seconds that a process which has closed its end is given to end by itself
LOOK = 0.1  # seconds between two looks whether an answer is still waited for
Heed = Callable[[], None]  # raises what is to end the work; else it goes on


def go_on() -> None:
    """Heeds nobody."""


class ReaderUnusableError(UserError):
    """The process that reads web pages can't even be started."""

    code = "reader_unusable"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Web pages can't be read: the process that reads them did not start ({reason}).",
            hint="`python -m corpus.readers.worker '{}'` shows why; installing Wellread anew may "
            "help.",
        )


class Worker(NamedTuple):
    """A process that reads pages."""

    process: subprocess.Popen[bytes]
    questions: BinaryIO
    answers: BinaryIO


class IsolatedReader:
    """Reads sources as `read_source` does, all but texts under limits, in one process for them.

    The process starts with the first page or document, and again after each that it was killed
    for; it ends with `with`, and with the process that asks. Text and Markdown are read here: their
    readers are linear. For one thread at a time. `heed` is asked before each page and again and
    again while one is read; what it raises ends the process at once.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        command: Sequence[str] = WORKER,
        heed: Heed = go_on,
    ) -> None:
        self.limits = limits or Limits()
        self.heed = heed
        self.command = (*command, json.dumps(asdict(self.limits)))
        self.worker: Worker | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the process, whatever it is at."""
        if self.worker:
            end(self.worker)
            self.worker = None

    def read(self, data: bytes, *, format: Format) -> Extract:
        """Read a source's bytes in a format.

        Raises:
            RefusedSourceError: as of `read_source`, or no extractor could bear the page.
            ReaderUnusableError: the process can't be started.
        """
        return read_source(
            data, format=format, read_html=self.read_page, read_document=self.read_document
        )

    def read_page(self, page: str) -> Extract:
        """Read a page by the first extractor that bears it."""
        return read_page(page, self.attempt)

    def read_document(self, format: Format, data: bytes) -> Extract:
        """Read a document by the one reader of its format."""
        document = base64.b64encode(data).decode("ascii")
        try:
            return self.answered({"extractor": format, "document": document})
        except GaveUpError as error:
            raise RefusedSourceError(
                f"This {format.upper()} can't be read: {error.message}.",
                hint="It may be damaged, or made to harm; printing it to a new PDF may help.",
            ) from error

    def attempt(self, extractor: str, page: str) -> Extract:
        """What one extractor makes of a page.

        Raises:
            GaveUpError: it exceeded a limit, or failed.
            RefusedSourceError: it finds no article.
        """
        return self.answered({"extractor": extractor, "page": page})

    def answered(self, question: dict[str, Any]) -> Extract:
        """What the process makes of a page or document; raises as `attempt` does."""
        answer = self.ask(question)
        if "refused" in answer:
            raise RefusedSourceError(str(answer["refused"]), hint=str(answer.get("hint", "")))
        if "gave up" in answer:
            raise GaveUpError(str(answer["gave up"]))
        try:
            return unpacked(answer.get("extract", answer))
        except ValueError as error:
            self.stop()
            raise GaveUpError(str(answer.get("failed", "its answer was no extract"))) from error

    def ask(self, question: dict[str, Any]) -> dict[str, Any]:
        """The process's answer; it is started where it does not run.

        Raises:
            GaveUpError: it was killed, or ended, before it gave one.
        """
        self.heed()
        worker = self.worker = self.worker or start(self.command, self.heed)
        overdue = threading.Event()
        times = self.limits.times(question)
        try:
            with killed_after(self.limits.wall_seconds * times, worker, overdue):
                write_frame(worker.questions, question)
                answer = next_frame(worker, self.heed)
        except (EOFError, OSError, ValueError) as error:
            self.worker = None
            status = end(worker, patience=PATIENCE)
            raise GaveUpError(self.why(status, overdue, times)) from error
        except BaseException:  # an interrupt: an answer that comes later would be the next page's
            self.stop()
            raise
        if overdue.is_set():  # in the very moment of its answer
            self.stop()
        return answer

    def why(self, status: int, overdue: threading.Event, times: float) -> str:
        """Why the process ended."""
        if overdue.is_set():
            return f"it gave no answer within {self.limits.wall_seconds * times:g} s"
        if status == -signal.SIGXCPU:
            return f"it needed more than {self.limits.cpu_seconds * times:g} s of computing"
        if status == -signal.SIGKILL:
            return "the system killed it, as where memory runs out"
        return f"it crashed (signal {-status})" if status < 0 else f"it ended with {status}"


def start(command: Sequence[str], heed: Heed = go_on) -> Worker:
    """A process that is ready for its first page, in a process group of its own.

    Raises:
        ReaderUnusableError: it can't be started, or ended before it was ready.
    """
    places = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what libraries print there is not meant for people
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
            start_new_session=True,  # Ctrl-C is for the asking process, which ends this one
        )
    except OSError as error:
        raise ReaderUnusableError(error.strerror or str(error)) from error
    worker = Worker(process, cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout))
    try:
        with killed_after(START_SECONDS, worker, threading.Event()):
            next_frame(worker, heed)
    except (EOFError, OSError, ValueError) as error:
        raise ReaderUnusableError(f"it ended with {end(worker, patience=PATIENCE)}") from error
    except BaseException:  # an interrupt: nobody else knows of it yet
        end(worker)
        raise
    return worker


def next_frame(worker: Worker, heed: Heed) -> dict[str, Any]:
    """What a process says next; raises as `read_frame` does, and what `heed` raises meanwhile."""
    while not wait([worker.answers.fileno()], LOOK):
        heed()
    return read_frame(worker.answers)


@contextlib.contextmanager
def killed_after(seconds: float, worker: Worker, overdue: threading.Event) -> Iterator[None]:
    """Kill a process that is still at it when the time is over; whoever waits for it goes on."""

    def kill() -> None:
        overdue.set()
        kill_group(worker)

    timer = threading.Timer(seconds, kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def kill_group(worker: Worker) -> None:
    """Kill a process and what it started; not one that has ended, whose number is free."""
    if worker.process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.process.pid, signal.SIGKILL)


def end(worker: Worker, *, patience: float = 0) -> int:
    """End a process; gives its exit status, or the signal that ended it as a negative number.

    One that is ending by itself is given some seconds' patience, so that its status says why.
    """
    with contextlib.suppress(subprocess.TimeoutExpired):
        worker.process.wait(patience)
    kill_group(worker)
    status = worker.process.wait()
    for stream in (worker.questions, worker.answers):
        with contextlib.suppress(OSError):  # half a question that nobody reads any more
            stream.close()
    return status
