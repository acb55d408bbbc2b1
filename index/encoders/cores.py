"""How many processors this process may use, which in a container are fewer than there are."""

from __future__ import annotations

import math
import os
from pathlib import Path

QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "200000 100000": microseconds in each period, or "max"


def usable_cores(quota: Path = QUOTA) -> int:
    """Processors that this process may run on, at least 1: by its affinity and its group's quota.

    Args:
        quota: the file in which Linux states the group's share; ignored where there is none.
    """
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:  # macOS has neither
        cores = os.cpu_count() or 1
    try:
        share, period = quota.read_text("ascii").split()
        return max(1, min(cores, math.ceil(int(share) / int(period))))
    except (OSError, ValueError):  # no such file, or no limit: "max 100000"
        return cores
