"""Runs the tests of a mutant in a child of a process that has loaded all libraries already."""

from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple

import pytest

from benchmarks.mutation.mutants import Mutant

# What tests load of others: once for all mutants. Nothing of Wellread is among it.
LIBRARIES = (
    "numpy", "faiss", "tantivy", "onnxruntime", "tokenizers", "lxml.html", "trafilatura",
    "resiliparse.extract.html2text", "markdown_it", "yaml", "tqdm", "click",
    "charset_normalizer", "pyarrow", "sqlite3", "tld",
)  # fmt: skip
WAITING = 8  # times its limit of computing that a mutant may wait: for others, or for ever
FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", re.MULTILINE)

End = Literal["killed", "survived", "timed out", "not covered", "not collected"]


class Tried(NamedTuple):
    """What the tests made of a mutant."""

    end: End
    by: str  # the test that noticed it
    tests: int
    seconds: float


def load_libraries() -> None:
    """Import what takes long; a library that is not installed is not needed."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # as `silent_runtime` has it, which is ours
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            import_module(name)


def try_mutant(
    tree: Path, mutant: Mutant, tests: Sequence[str], *, limit: float, said: Path
) -> Tried:
    """Put a mistake into a copy of the code, run some tests until one fails, and mend it.

    Args:
        tree: the copy; never the one that somebody works in.
        mutant: of a module of the copy.
        tests: their ids.
        limit: seconds of computing after which it is taken for one that never ends.
        said: a file for what they print.
    """
    if not tests:
        return Tried("not covered", "", 0, 0.0)
    path = tree / mutant.path
    whole = path.read_bytes()
    begun = time.monotonic()
    try:
        path.write_bytes(mutant.applied(whole))
        status = status_of(tree, tests, limit, said)
        if status == pytest.ExitCode.USAGE_ERROR:  # a test is named after what is another word now
            every = [*dict.fromkeys(test.partition("[")[0] for test in tests)]
            status = status_of(tree, every, limit, said)
    finally:
        path.write_bytes(whole)
    seconds = round(time.monotonic() - begun, 1)
    told = said.read_text("utf-8", "replace")
    end = end_of(status, told)
    noticed = FAILED.search(told)
    return Tried(end, noticed[1] if noticed and end == "killed" else "", len(tests), seconds)


def end_of(status: int | None, told: str) -> End:
    """What became of a mutant.

    Raises:
        RuntimeError: its tests could not be run at all.
    """
    if status is None or status == -signal.SIGXCPU:
        return "timed out"
    if status == 0:
        return "survived"
    if status in (1, 2) or status < 0 or "while loading conftest" in told:
        return "killed"  # a test failed, nothing could be imported, or the process died
    if status == pytest.ExitCode.USAGE_ERROR:
        return "not collected"
    raise RuntimeError(f"pytest left with {status}: {told[-2000:]}")


def status_of(tree: Path, tests: Sequence[str], limit: float, said: Path) -> int | None:
    """The status that pytest ends with; None where it took too long."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (round(limit), round(limit) + 5))
        run_tests(tree, tests, said)
    until = time.monotonic() + WAITING * limit
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def run_tests(tree: Path, tests: Sequence[str], said: Path) -> None:
    """Be the child: run the tests, and leave with pytest's status."""
    status = 99
    try:
        os.setpgid(0, 0)
        sys.stdout = sys.stderr = said.open("w", encoding="utf-8")
        os.dup2(sys.stdout.fileno(), 1)
        os.dup2(sys.stdout.fileno(), 2)
        os.chdir(tree)
        os.environ["PYTHONPATH"] = str(tree)
        sys.path[:] = [str(tree), *(each for each in sys.path if Path(each or ".") != Path.cwd())]
        forget_benchmarks()
        status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--tb=no", *tests]))
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def forget_benchmarks() -> None:
    """Let go of the modules that this package is of: tests import those of the copy."""
    for name in [name for name in sys.modules if name.split(".")[0] == "benchmarks"]:
        del sys.modules[name]
