"""A process that asks for a page that is never read, for tests that end it meanwhile."""

from __future__ import annotations

import sys

from corpus.readers.isolated import IsolatedReader
from corpus.readers.worker import Limits

if __name__ == "__main__":
    command = (sys.executable, "-P", sys.argv[1])
    with IsolatedReader(Limits(cpu_seconds=90, wall_seconds=90), command=command) as reader:
        reader.read(b"<html><p>Rest is allowed.</p></html>", format="html")
        assert reader.worker
        sys.stdout.write(f"{reader.worker.process.pid}\n")
        sys.stdout.flush()
        reader.read(b"<!--" + sys.argv[2].encode() + b"--><html><p>Rest.</p></html>", format="html")
