"""All that is measured of large collections, one command each.

    python -m benchmarks.scale builds 1000 10000 100000

Without the name of a part it lists them. What follows the name is the part's own; `--help` tells.
"""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = {
    "builds": "whole indexes: building, adding ten articles, asking",
    "vectors": "vectors alone: writing, asking, recall",
    "milvus": "vectors in Milvus: sending, asking, recall",
    "engines": "both engines on the sample collection: do they rank alike?",
    "records": "files of many records: adding, memory",
    "runners": "Ray beside the local runner, with 1, 2 and 4 workers",
    "pictures": "the curves, drawn from the tables of benchmarks/scale/README.md",
    "plan": "what a collection of so many articles would take, on paper",
}


def main(words: list[str]) -> None:
    """Run the part that is named first."""
    if not words or words[0] not in PARTS:
        listed = "\n".join(f"  {name:10}{what}" for name, what in PARTS.items())
        sys.exit(f"python -m benchmarks.scale PART …, where PART is one of\n{listed}")
    import_module(f"benchmarks.scale.{words[0]}").main(words[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
