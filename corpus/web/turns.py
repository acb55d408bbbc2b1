"""Taking turns: a host is asked one thing at a time, with a pause after each."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


class Stopped(Exception):
    """Nobody waits for an answer any more: somebody pressed Ctrl-C."""


@dataclass
class Turn:
    """When a host may be asked next."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0  # of `time.monotonic`


class Turns:
    """Every host's turn; several threads take them."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self.lock = threading.Lock()
        self.known: dict[str, Turn] = {}

    @contextlib.contextmanager
    def of(self, host: str, *, delay_s: float) -> Iterator[None]:
        """Have a host to oneself, when its pause is over; another pause of this length follows.

        Raises:
            Stopped: while waiting.
        """
        with self.lock:
            turn = self.known.setdefault(host, Turn())
        with turn.lock:
            if self.stop.wait(max(0, turn.free_at - time.monotonic())):
                raise Stopped
            try:
                yield
            finally:
                turn.free_at = time.monotonic() + delay_s
