"""Where the tests' folders are: in memory, where a machine lends enough of it as a disk.

Each of their hundreds of builds writes its files through to the disk, and waits for that: half of
the time of `tests/index` was such waiting. The calls are the same; only what they wait for is not.
"""

import os
import shutil
from pathlib import Path

LENT = Path("/dev/shm")  # Linux has it
ROOM = 2 << 30  # bytes; a run needs some 300 MB of it at a time
OURS = "wellread-tests-"  # before the number of the process


def own_folder(lent=LENT, room=ROOM):
    """A new folder of this process in memory, and "" where there is none, or too little room.

    No run looks into another's. What runs that have ended left, those that were killed too, is
    removed first: what the last one has to show of its failed tests stays until then.

    >>> own_folder(room=1 << 60), own_folder(Path("/not/there"))
    ('', '')
    """
    if not can_be_used(lent, room):
        return ""
    for left in lent.glob(f"{OURS}*"):
        if not is_running(left.name.removeprefix(OURS)):
            shutil.rmtree(left, ignore_errors=True)
    folder = lent / f"{OURS}{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return str(folder)


def can_be_used(lent, room):
    """Whether there is room; in a container often is not, or nothing in it may be executed."""
    try:
        there = os.statvfs(lent)
    except OSError:
        return False
    roomy = there.f_bavail * there.f_frsize >= room
    runs = not there.f_flag & os.ST_NOEXEC
    return roomy and runs and os.access(lent, os.W_OK)


def is_running(process):
    """Whether a process, given by its number, is there; what is no number is taken as one."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (ValueError, OSError):
        return True
    return True
