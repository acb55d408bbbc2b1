"""A Milvus in a process of its own, which tests end, stop for a while, and start again."""

import contextlib
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.with_milvus import free_port

SECONDS = 60  # that it may take to start: two on an idle core


class Apart:
    """A server of milvus-lite behind a port, as a server of Milvus is."""

    def __init__(self, folder):
        for package in ("pymilvus", "milvus_lite"):
            pytest.importorskip(package, reason="milvus-lite has no package for this platform")
        self.folder = folder
        self.port = free_port()
        self.running = None

    @property
    def uri(self):
        """Its address, the same whenever it runs."""
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        """Start it, and wait until it answers."""
        from index.engines.milvus import Milvus, MilvusError

        words = ["server", "--data-dir", self.folder, "--port", self.port]
        self.running = subprocess.Popen(
            [sys.executable, "-m", "milvus_lite", *map(str, words)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + SECONDS
        while True:
            with contextlib.suppress(MilvusError, ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return Milvus.connect(self.uri, seconds=5)
            assert self.running.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)

    def kill(self):
        """End it at once, as a power cut does."""
        if self.running:
            self.running.kill()
            self.running.wait()

    @contextlib.contextmanager
    def silent(self):
        """A time in which it holds its connections and says nothing."""
        self.running.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.running.send_signal(signal.SIGCONT)
