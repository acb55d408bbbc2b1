"""All benchmarks but those of peers, cleaning and page: `make bench`. Half an hour on two cores.

    python -m benchmarks.run retrieval grades

Prints the tables of the parts named, else of all, and writes their pictures. The tables of scale/
go up to a million passages and are written by `python -m benchmarks.scale`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from benchmarks import grades, retrieval, speed
from benchmarks.highlight import __main__ as highlight
from benchmarks.scale import builds, pictures, vectors

PARTS: dict[str, tuple[str, Callable[[], object]]] = {
    "retrieval": ("Retrieval", lambda: retrieval.main([])),
    "grades": ("Honest answers", lambda: [grades.main(["--encoder", e]) for e in ENCODERS]),
    "highlight": ("The best sentence", lambda: highlight.main([])),
    "speed": ("Speed", speed.main),
    "scale": ("Large collections", lambda: builds.main(["--dry"])),
    "vectors": ("Their vectors alone", lambda: vectors.main(["--dry"])),
    "curves": ("Pictures of both", lambda: pictures.main([])),
}
ENCODERS = ("mpnet", "minilm")


def main(asked: Sequence[str]) -> None:
    """Run some parts, in the order of this file; all when none is named."""
    if unknown := set(asked) - set(PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}.")
    for name, (title, run) in PARTS.items():
        if not asked or name in asked:
            print(f"\n## {title}\n", flush=True)
            run()


if __name__ == "__main__":
    main(sys.argv[1:])
