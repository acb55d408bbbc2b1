"""Children that are to be killed: one is forked for each line, of modules that are loaded once."""

import os
import sys


def fork_for_each_line(act):
    """Fork a child that acts on each line of standard input, and print its process id.

    When that child is gone, "gone" is printed.
    """
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            act(line)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()
