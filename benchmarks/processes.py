"""A step of a benchmark in a process of its own, so that its memory is its own."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def in_a_process(module: str, step: str, folder: Path, size: int) -> dict[str, float]:
    """What one step of a module found: the last line that it printed, JSON."""
    words = [sys.executable, "-m", module, str(size), "--step", step, "--folder", str(folder)]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def once(module: str, step: str, folder: Path, size: int) -> dict[str, float]:
    """The same, taken from the folder where it was found before."""
    told = folder / f"{size}.json"
    if not told.exists():
        told.write_text(json.dumps(in_a_process(module, step, folder, size)), "utf-8")
    found: dict[str, float] = json.loads(told.read_text("utf-8"))
    return found


def peak_memory() -> int:
    """The most that this process had in memory, in bytes.

    Not `ru_maxrss`, which begins with what the process had that started this one.
    """
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def processor_time() -> float:
    """Seconds of a processor that this process used, and those that it started and that ended."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in found)


def tree_time() -> float:
    """The same of this process and all that stem from it, whether they ended or go on.

    Those whose parents ended before them, and that therefore stem from nobody, are left out.
    """
    parents: dict[int, int] = {}
    ticks: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            fields = path.read_text().rpartition(")")[2].split()
            process = int(path.parent.name)
            parents[process], ticks[process] = int(fields[1]), sum(map(int, fields[11:15]))
    ours = {os.getpid()}
    while more := {each for each, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[each] for each in ours) / os.sysconf("SC_CLK_TCK")


def resident() -> int:
    """What this process has in memory now, in bytes; what it mapped and touched is counted."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def megabytes(size: float) -> str:
    """Bytes as a person reads them.

    >>> megabytes(1_234_567_890)
    '1,235'
    """
    return f"{size / 1e6:,.0f}"


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
