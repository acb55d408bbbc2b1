"""The process that reads pages and documents for another one: one at a time, under limits."""

from __future__ import annotations

import base64
import contextlib
import json
import math
import os
import queue
import resource
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from corpus.errors import GaveUpError, RefusedSourceError
from corpus.readers.extract import Extract, refuse_countless
from corpus.readers.formats import DOCUMENTS
from corpus.readers.page import EXTRACTORS
from corpus.readers.wire import packed, read_frame, write_frame

Extractor = Callable[[Any], Extract]  # of a page's text, or of a document's bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page or document may take; no page of 624 real ones came near."""

    cpu_seconds: float = 15
    memory_bytes: int = 2_000_000_000  # of addresses, all the process has; not kept on macOS
    wall_seconds: float = 60  # kept by the asking process; more, as the machine may be busy
    longer: float = 6  # times as long, for a document: a page of a PDF takes some 30 ms

    def times(self, question: Mapping[str, Any]) -> float:
        """How many times a page's time what is asked may take."""
        return self.longer if "document" in question else 1


def serve(extractors: Mapping[str, Extractor], limits: Limits) -> NoReturn:
    """Answer the pages on standard input, on what was standard output, until there are no more.

    What libraries print goes nowhere. The process ends when the asking one does, also in the
    middle of a page.
    """
    asked, answers = take_streams()
    questions: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(asked, questions), daemon=True).start()
    limit_memory(limits.memory_bytes)
    write_frame(answers, {"ready": True})
    while True:
        question = questions.get()
        limit_cpu(limits.cpu_seconds * limits.times(question))
        write_frame(answers, answer_to(question, extractors))


def take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for the protocol alone; prints go where warnings go."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    return asked, answers


def listen(asked: BinaryIO, questions: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Pass on what is asked; end the process when there is nobody left who asks."""
    with contextlib.suppress(EOFError, OSError, ValueError):
        while True:
            questions.put(read_frame(asked))
    os._exit(0)


def limit_memory(size: int) -> None:
    """Have more memory than that refused, where the system can (macOS can't)."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: float) -> None:
    """End the process when it computes for longer than that from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(used.ru_utime + used.ru_stime + seconds)
    with contextlib.suppress(ValueError, OSError):  # past a hard limit that was set from outside
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def answer_to(question: dict[str, Any], extractors: Mapping[str, Extractor]) -> dict[str, Any]:
    """What an extractor makes of a page or document, or why it makes nothing of it."""
    try:
        asked = question.get("page")
        given = base64.b64decode(question["document"]) if asked is None else asked
        extract = extractors[question["extractor"]](given)
        refuse_countless(len(extract.blocks))  # here, as the asking process has no limits
        return {"extract": packed(extract)}
    except GaveUpError as error:
        return {"gave up": error.message}
    except RefusedSourceError as error:
        return {"refused": error.message, "hint": error.hint}
    except MemoryError:  # nothing in here can be relied upon any more; the asking process ends it
        return {"failed": "it needed more memory than a page may take"}
    except Exception as error:  # the rim of the process: the page is read in another way, and noted
        return {"failed": f"it failed with {type(error).__name__}"}


def warm_up() -> None:
    """Load what the extractors load late, so that no page is charged for it."""
    EXTRACTORS["trafilatura"]("<html><body><p>Rest is allowed.</p></body></html>")


if __name__ == "__main__":
    warm_up()
    readers: dict[str, Extractor] = dict(DOCUMENTS.items())
    serve({**EXTRACTORS, **readers}, Limits(**json.loads(sys.argv[1])))
