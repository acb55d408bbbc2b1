"""The runners that can be asked for by name."""

from __future__ import annotations

from functools import partial
from typing import Literal

from index.runners.local import Local
from index.runners.runner import Runner
from index.runners.spread import Spread

Name = Literal["local", "ray"]


def runner_of(name: Name, address: str = "") -> Runner:
    """The runner of this name; nothing is reached yet.

    Args:
        name: who reads, cleans, cuts and embeds.
        address: of a Ray, as `ray_cluster` takes it.
    """
    if name == "local":
        return Local()
    from index.runners.ray_cluster import ray_cluster

    return Spread(partial(ray_cluster, address))
