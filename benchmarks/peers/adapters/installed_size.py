"""How much disk a peer takes: its packages and all that they require, in its own environment.

    PYTHON installed_size.py REQUIREMENT...

Prints `{"packages": …, "bytes": …}`. Counted are the files that each package names as its own,
wherever they lie, so that a shared environment changes nothing. NVIDIA's libraries and triton are
left out: whether torch brings them depends on the machine's index, not on the peer.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.utils import canonicalize_name

FOR_GPUS = re.compile(r"nvidia-.*|cuda-.*|triton")


def needed(requirements: list[str]) -> dict[str, Distribution]:
    """Every installed package that some requirements come to, by name."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    todo = [(Requirement(each), "") for each in requirements]
    while todo:
        wanted, extra = todo.pop()
        name = canonicalize_name(wanted.name)
        if wanted.marker and not wanted.marker.evaluate({"extra": extra}):
            continue
        if FOR_GPUS.fullmatch(name):
            continue
        for each in ("", *wanted.extras):
            if (name, each) not in seen:
                seen.add((name, each))
                try:
                    found[name] = distribution(wanted.name)
                except PackageNotFoundError:
                    continue
                todo += [(Requirement(line), each) for line in found[name].requires or ()]
    return found


def size_of(package: Distribution) -> int:
    """The bytes of a package's files; compiled caches are not its own."""
    paths = [Path(str(package.locate_file(file))) for file in package.files or ()]
    return sum(path.stat().st_size for path in paths if path.suffix != ".pyc" and path.is_file())


if __name__ == "__main__":
    packages = needed(sys.argv[1:])
    print(json.dumps({"packages": len(packages), "bytes": sum(map(size_of, packages.values()))}))
