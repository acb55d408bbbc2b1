"""Ray, which is known here and nowhere else: workers on one machine or many, asked for shards.

Plain tasks, one for each shard, with one processor each. Ray itself tries nothing again: the runner
does, and so it knows of every worker that is lost, and when to stop. Ray would wait for ever for
a processor where there is none, so that is looked for first, and time and again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from index.encoders.cores import usable_cores
from index.runners.runner import RunnerError
from index.runners.shards import Part
from index.runners.spread import Ended
from index.runners.work import Answer, Job, where, work

PATIENCE = 60.0  # seconds that a free processor is waited for; clusters that grow may need them
BARE = 60.0  # seconds that machines may be gone before the build is given up
TICK = 5.0  # seconds between two looks whether there still are processors
REST = 0.5  # seconds between two tries to have a worker
KNOCK = 5.0  # seconds that an address has to answer
TOLD = "_worker_logs_enabled"  # Ray's own name for what has it print of lost workers, at length
FRAME = 9  # bytes that a frame of HTTP/2 begins with; the fourth is its kind
SETTINGS = b"\x04"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0\0\0" + SETTINGS + b"\0" * 5
AHEAD = 2  # shards for each processor, so that none waits for its next one
STORE = 256 << 20  # bytes that a Ray which is started here may hold: a few shards' originals
SHORT = 40  # characters of a folder's name: what Ray puts in it are sockets, whose paths are short
HERE = "local"  # Ray's name for a cluster that is begun with us and ends with us


class RayCluster:
    """Workers of a Ray that is connected."""

    def __init__(self, ray: Any, job: Job, address: str) -> None:
        self.ray = ray
        self.address = address
        self.job = ray.put(job)
        self.task = ray.remote(num_cpus=1, max_retries=0)(work)
        self.running: dict[Any, str] = {}  # by Ray's own references
        self.bare_since: float | None = None  # since when no machine has a processor

    def room(self) -> int:
        """How many shards they should have at once."""
        return max(AHEAD, int(AHEAD * self.processors()))

    def processors(self) -> float:
        """How many there are, on machines that have a whole one."""
        each = (node["Resources"].get("CPU", 0.0) for node in self.ray.nodes() if node["Alive"])
        return float(sum(cpus for cpus in each if cpus >= 1))

    def submit(self, part: Part) -> None:
        """Give them a shard."""
        self.running[self.task.remote(self.job, part)] = part.name

    def wait(self) -> Ended:
        """The next shard that ends.

        Raises:
            RunnerError: none will, as there are no workers.
        """
        while True:
            ready, _ = self.ray.wait([*self.running], num_returns=1, timeout=TICK)
            if ready:
                self.bare_since = None
                return self.ended(ready[0])
            self.refuse_bareness()

    def ended(self, reference: Any) -> Ended:
        """What became of a shard.

        Raises:
            RunnerError: the workers lack Wellread.
        """
        name = self.running.pop(reference)
        try:
            answer: Answer = self.ray.get(reference)
        except self.ray.exceptions.RayTaskError as error:
            raise told_of(error) from error
        except self.ray.exceptions.RayError as error:
            return Ended(name, None, how_lost(error))
        return Ended(name, answer)

    def refuse_bareness(self) -> None:
        """Stop where no machine has had a whole processor for a while.

        Raises:
            RunnerError: nothing that is waited for will ever be done.
        """
        if self.processors():
            self.bare_since = None
            return
        self.bare_since = self.bare_since or time.monotonic()
        if time.monotonic() - self.bare_since >= BARE:
            raise RunnerError(
                f"No machine of the Ray at {self.address} has a whole processor any more. "
                "Nothing was published.",
                hint="Start its machines again; what is done is kept for the next build.",
            )

    def refuse_idleness(self) -> None:
        """Stop where no worker can be had, before any work is sent.

        Raises:
            RunnerError: there is none, none is free, or Wellread is not on it.
        """
        until, lost = time.monotonic() + PATIENCE, ""
        while (left := until - time.monotonic()) > 0:
            asked = self.ray.remote(num_cpus=1, max_retries=0)(where).remote()
            ready, _ = self.ray.wait([asked], timeout=left)
            if not ready:
                self.ray.cancel(asked, force=True)
                break
            try:
                self.ray.get(asked)
            except self.ray.exceptions.RayTaskError as error:
                raise told_of(error) from error
            except self.ray.exceptions.RayError as error:
                lost = f"each was lost: {how_lost(error)}"
                time.sleep(REST)
            else:
                return
        raise RunnerError(
            f"The Ray at {self.address} gave no worker within {PATIENCE:g} s: "
            f"{lost or self.why_idle()}. Nothing was published.",
            hint="Wait for other work to end, or add a machine: `ray start --address=… "
            "--num-cpus=…`. `wellread build` without --runner needs none.",
        )

    def why_idle(self) -> str:
        """Why no worker may be had, as far as Ray tells."""
        total = self.processors()
        if not total:
            return "no machine of it has a whole processor"
        if self.ray.available_resources().get("CPU", 0.0) < 1:
            return f"all {total:g} of its processors are in use"
        return "processors are free, but no worker started"

    def cancel(self) -> None:
        """Have the workers leave what nobody waits for any more."""
        for reference in self.running:
            with contextlib.suppress(Exception):  # the cluster may be gone: then so is the work
                self.ray.cancel(reference, force=True)


@contextlib.contextmanager
def ray_cluster(address: str, job: Job) -> Iterator[RayCluster]:
    """A time in which a Ray works for a build.

    Args:
        address: HOST:PORT or "auto"; '' for $RAY_ADDRESS, and where that is not
            set, for a Ray that is begun on this machine and ends with the build.
        job: what every shard needs.

    Raises:
        RunnerError: it can't be reached, or gives no worker.
    """
    address = address or os.environ.get("RAY_ADDRESS") or HERE
    ray = silent_ray()
    with contextlib.nullcontext() if ray.is_initialized() else connected(ray, address):
        cluster = RayCluster(ray, job, address)
        try:
            cluster.refuse_idleness()
            yield cluster
        finally:
            cluster.cancel()


def silent_ray() -> Any:
    """Ray's library, which then reports its use to nobody.

    Raises:
        RunnerError: it is not installed.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")  # else it warns
    try:
        import ray
    except ImportError as error:
        raise RunnerError(
            "Ray can't be used, since it is not installed.",
            hint='`pip install "wellread[ray]"` installs it.',
        ) from error
    return ray


@contextlib.contextmanager
def connected(ray: Any, address: str) -> Iterator[None]:
    """A time in which this process belongs to a Ray, which is begun here where it has to be."""
    refuse_silence(address)
    with contextlib.ExitStack() as left:
        options: dict[str, Any] = {"address": address}
        if address == HERE:
            folder = own_folder()
            left.callback(shutil.rmtree, folder, ignore_errors=True)
            options |= {"num_cpus": usable_cores(), "include_dashboard": False}
            options |= {"object_store_memory": STORE, "_temp_dir": folder}
        left.callback(ray.shutdown)
        left.callback(setattr, ray._private.worker, TOLD, True)
        setattr(ray._private.worker, TOLD, False)
        try:
            ray.init(log_to_driver=False, logging_level=logging.CRITICAL, **options)
        except Exception as error:  # of many kinds; none of them is our own
            raise RunnerError(
                f"The Ray at {address} can't be used: {first_line(error)}",
                hint="It has to be of the same version as here, as has Python. `ray status` on its "
                "first machine shows how it is.",
            ) from error
        yield


def own_folder() -> str:
    """A new folder for nobody else, with a name that is short enough."""
    usual = tempfile.gettempdir()
    return tempfile.mkdtemp(prefix="wr-", dir=usual if len(usual) < SHORT else "/tmp")


def refuse_silence(address: str) -> None:
    """Stop where an address is none, or nobody answers there.

    Ray would wait for a minute, and may then end the whole process.

    Raises:
        RunnerError: so it is.
    """
    if address in (HERE, "auto"):
        return
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host, port = parts.hostname, parts.port
        if parts.scheme or not host or not port:
            raise ValueError
    except ValueError:
        raise RunnerError(
            f"{address!r} is no address of a Ray that can be used.",
            hint="It is HOST:PORT, as `ray start --head` says it, on a machine that belongs to "
            "that Ray; ray://… is for others, and is not used.",
        ) from None
    try:
        with socket.create_connection((host, port), timeout=KNOCK) as knocking:
            refuse_stranger(knocking)
    except OSError as error:
        raise RunnerError(
            f"No Ray answers at {address}: {error.strerror or error}. Nothing was published.",
            hint="Start one with `ray start --head`, or build without --runner.",
        ) from error


def refuse_stranger(knocking: socket.socket) -> None:
    """Stop where what answers does not begin as Ray does, which speaks HTTP/2 (RFC 9113, 3.4).

    Raises:
        OSError: so it is.
    """
    if os.environ.get("RAY_USE_TLS", "0") not in ("", "0"):
        return
    knocking.sendall(PREFACE)
    frame = knocking.recv(FRAME)
    if frame[3:4] != SETTINGS:
        raise OSError("what answers there is no Ray")


def told_of(error: Exception) -> Exception:
    """What a task's failure means: a worker that lacks Wellread, or a bug, which is left as it is.

    >>> str(told_of(ModuleNotFoundError("No module named 'index.runners'")))[:47]
    'A worker of the Ray does not have Wellread (No '
    """
    said = str(error)
    if "failed to import on the worker" in said or "No module named" in said:
        line = next(line for line in reversed(said.splitlines()) if line.strip())
        return RunnerError(
            f"A worker of the Ray does not have Wellread ({short(line)}). Nothing was published.",
            hint="Install the same Wellread on every machine, into the Python that runs Ray.",
        )
    return error


def how_lost(error: Exception) -> str:
    """How a worker was lost, in a few words."""
    known = {
        "OutOfMemoryError": "its machine's memory ran out",
        "WorkerCrashedError": "it ended unexpectedly",
        "NodeDiedError": "its machine went away",
    }
    return known.get(type(error).__name__, first_line(error))


def first_line(error: Exception) -> str:
    """The beginning of what an error says."""
    return short(next(iter(str(error).strip().splitlines()), type(error).__name__))


def short(said: str) -> str:
    """No more than a line of it."""
    return said if len(said) <= 200 else f"{said[:199]}…"
