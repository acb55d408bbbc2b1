"""Runs a command beside a Milvus server of its own, which asks for a token, and ends that.

`python -m tests.with_milvus SERVER COMMAND …`; SERVER is the `milvus-server` of the package milvus.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from index.engines.milvus import TOKEN, Milvus, MilvusError
from tests.milvus_here import GIVEN

FIRST_TOKEN = "root:Milvus"  # that every server of Milvus begins with
SECONDS = 240  # that it may take to start: half a minute on two idle cores


def main(server, *command):
    """The command's exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server ends, too
    port = free_port()
    os.environ |= {GIVEN: f"http://127.0.0.1:{port}", TOKEN: FIRST_TOKEN}
    with tempfile.TemporaryDirectory(prefix="wellread-milvus-", ignore_cleanup_errors=True) as data:
        words = [server, "--data", data, "--proxy-port", port, "--authorization-enabled", "true"]
        with (Path(data) / "server.log").open("wb") as log:
            running = subprocess.Popen(
                [*map(str, words)], stdout=log, stderr=log, start_new_session=True
            )
        try:
            wait_for(os.environ[GIVEN], running)
            return subprocess.run(command, check=False).returncode
        finally:
            end_all_of(running)


def wait_for(uri, running):
    """Until it answers; a server says that it listens before it can do anything."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            milvus = Milvus.connect(uri, seconds=5)
            milvus.create("wellread_tests_start", 2)
            milvus.drop("wellread_tests_start")
            return
        except MilvusError:
            if running.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(1)


def end_all_of(running):
    """Kill it and what it started, and wait until all are gone: they write into the folder."""
    end = time.monotonic() + 10  # nobody may be there who takes leave of the dead
    with contextlib.suppress(ProcessLookupError):  # it does not end when it is asked to
        while time.monotonic() < end:
            os.killpg(running.pid, signal.SIGKILL)
            running.poll()
            time.sleep(0.05)


def free_port():
    """A port of this machine that nothing listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
