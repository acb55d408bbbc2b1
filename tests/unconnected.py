"""Has a process, and all that it starts, end at once when it opens a socket to another machine.

`python -m tests.unconnected WORD …` runs `wellread WORD …` so, and waits for what follows.
"""

import time

from tests.faults.tracing.seccomp import (
    ALLOW,
    ARCHITECTURE,
    EQUALS,
    LOAD,
    NUMBER,
    RETURN,
    X86_64,
    install,
    packed,
)

SOCKET = 41  # its number on x86-64
FIRST_WORD = 16  # where a call's first argument stands in what the filter is shown
INET, INET6 = 2, 10
KILL = 0x80000000
SECONDS = 3  # that a library may take until it sends what it gathered

STEPS = (
    (LOAD, 0, 0, ARCHITECTURE),
    (EQUALS, 0, 6, X86_64),
    (LOAD, 0, 0, NUMBER),
    (EQUALS, 0, 4, SOCKET),
    (LOAD, 0, 0, FIRST_WORD),
    (EQUALS, 1, 0, INET),
    (EQUALS, 0, 1, INET6),
    (RETURN, 0, 0, KILL),
    (RETURN, 0, 0, ALLOW),
)


def allow_no_connection():
    """From now on a socket of the internet ends this process, whoever opens it."""
    install(packed(STEPS))


def main():
    """The command, and some seconds more."""
    allow_no_connection()
    from cli.main import main as wellread

    try:
        wellread()
    finally:
        time.sleep(SECONDS)


if __name__ == "__main__":
    main()
