"""Where the tests' folders are: in memory, where a machine lends enough of it as a disk.

Each of their hundreds of builds writes its files through to the disk, and waits for that: half of
the time of `tests/index` was such waiting. The calls are the same; only what they wait for is not.
"""

import os
from pathlib import Path

LENT = Path("/dev/shm")  # Linux has it
ROOM = 2 << 30  # bytes; a run needs some 300 MB of it at a time


def folder_in_memory(lent=LENT, room=ROOM):
    """A folder that is kept in memory, and "" where there is none, or too little room.

    In a container it is often too small, or nothing in it may be executed.

    >>> folder_in_memory(room=1 << 60), folder_in_memory(Path("/not/there"))
    ('', '')
    """
    try:
        there = os.statvfs(lent)
    except OSError:
        return ""
    roomy = there.f_bavail * there.f_frsize >= room
    runs = not there.f_flag & os.ST_NOEXEC
    return str(lent) if roomy and runs and os.access(lent, os.W_OK) else ""
