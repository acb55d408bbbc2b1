"""A step of a benchmark in a process of its own, so that its memory is its own."""

from __future__ import annotations

import json
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
