"""Runs commands of Wellread in traced children: killed at a call, with a call failing, or recorded.

`python -m tests.faults.tracing.server`: a line of JSON in, one out. The modules are loaded once;
each command runs in a child of its own, as it would from the command line.
"""

import base64
import errno
import io
import json
import os
import sys
import traceback
from collections import Counter
from pathlib import Path

from cli import collecting, curating, forgetting, indexing, main, mending, moving, searching
from corpus import exporting, importing
from corpus.prepare import prepare
from corpus.readers.formats import read_source
from index import build, repair, update
from index.encoders import hashing
from search import engine
from tests.faults.builders import amend, lists, page
from tests.faults.tracing import ptrace
from tests.faults.tracing.calls import READS, SIZES, TRAPPED, Call, Caller

LOADED = (
    collecting, curating, forgetting, indexing, mending, moving, searching,
    exporting, importing, build, repair, update, hashing, engine,
)  # fmt: skip
ROOT = Path(__file__).parents[3]
LIMIT = 60  # seconds that a command may take
BROKEN = 98  # the status of a command that ends in a traceback
WARM = ROOT / "tests" / "tiny" / "sleep.md"


class Watch:
    """Counts the calls of one command on the files of a folder, and decides about each."""

    def __init__(self, asked: dict) -> None:
        self.root = asked["root"]
        self.said = (asked["out"], asked["err"])
        self.kill_at = asked.get("kill_at")
        self.fault = asked.get("fault")
        self.recording = asked.get("record", False)
        self.seen: Counter[str] = Counter()
        self.calls: list[Call] = []
        self.aimed_at = 0  # calls that the fault is for, met or not
        self.injected = 0

    def decide(self, caller: Caller, number: int, arguments: tuple[int, ...]) -> int | str | None:
        """What becomes of a call."""
        call = caller.call(number, arguments, data=self.recording)
        if call is None or not self.counts(call, caller, arguments[0]):
            return None
        self.seen[call.kind] += 1
        if call.changes:
            self.calls.append(call)
            if self.kill_at == len(self.calls) - 1:
                return ptrace.KILL
        return self.failing(call)

    def counts(self, call: Call, caller: Caller, handle: int) -> bool:
        """Whether a call is about a file of the folder; one of printing is only recorded."""
        if call.path in self.said:
            if self.recording and call.kind == "write":
                self.calls.append(call)
            return False
        if call.kind == "close" and not caller.is_written(handle):
            return False
        return any(
            path == self.root or path.startswith(f"{self.root}/")
            for path in (call.path, call.second)
        )

    def failing(self, call: Call) -> int | str | None:
        """The fault that a call meets."""
        fault = self.fault
        if fault is None or call.kind != fault["kind"] or fault["of"] not in call.path:
            return None
        place, self.aimed_at = self.aimed_at, self.aimed_at + 1
        if place != fault["at"] and not (fault["lasting"] and place > fault["at"]):
            return None
        if not can_meet(call, fault["error"]):
            return None
        self.injected += 1
        return "short" if fault["error"] == "short" else int(getattr(errno, fault["error"]))


def can_meet(call: Call, error: str) -> bool:
    """Whether a call can end like this: who only reads needs no room."""
    if error == "short":
        return call.name in SIZES
    return call.changes or error not in ("ENOSPC", "EROFS")


def carry_out(asked: dict) -> dict:
    """Run one command; gives its status, what it printed, and the calls that it made."""
    watch = Watch(asked)
    wants_reads = asked.get("fault") and asked["fault"]["kind"] == "read"
    numbers = TRAPPED + (READS if wants_reads else ())
    status = ptrace.run(lambda: command(asked), numbers, watch.decide, LIMIT)
    return {
        "status": status,
        "out": Path(asked["out"]).read_text("utf-8"),
        "err": Path(asked["err"]).read_text("utf-8"),
        "seen": watch.seen,
        "injected": watch.injected,
        "calls": [stated(call) for call in watch.calls] if watch.recording else [],
        "count": len(watch.calls),
        "last": stated(watch.calls[-1])[:3] if watch.calls else None,
    }


def stated(call: Call) -> list:
    """A call as JSON holds it."""
    return [*call[:5], base64.b64encode(call.data).decode("ascii")]


def command(asked: dict) -> None:
    """Run a command in this process, its output in files, and leave with its status."""
    for handle, path in ((1, asked["out"]), (2, asked["err"])):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, handle)
        os.close(file)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = io.TextIOWrapper(io.FileIO(0))
    status = BROKEN
    try:
        for words in asked["commands"]:
            status = status_of(words)
            if status:
                break
    except BaseException:
        traceback.print_exc()
        status = BROKEN
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def status_of(words: list[str]) -> int:
    """The status that a command leaves with."""
    try:
        main.main(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1


def serve() -> None:
    """Answer until there are no more questions."""
    for each in (amend, lists, page):
        main.wellread.add_command(each)
    prepare(WARM.read_bytes(), format="markdown", article_id="warm", read=read_source)
    for line in sys.stdin:
        answer = carry_out(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
