"""How well cleaning does, measured anew: `python -m benchmarks.cleaning`.

Writes the tables of benchmarks/cleaning/README.md between their markers, each as soon as it is
made. A quarter of an hour on two cores; `--parts` measures a part of it, and the other
tables stay as they are.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.cleaning.gold import GOLD, HERE
from benchmarks.cleaning.html_quality import measure_html
from benchmarks.cleaning.tables import put_between_markers
from benchmarks.cleaning.text_quality import measure_text
from benchmarks.cleaning.text_speed import measure_speed

README = HERE / "README.md"
PARTS = ("text", "html", "speed")


def main(words: list[str] | None = None) -> None:
    """Measure the parts that are asked for."""
    os.environ.setdefault("OMP_NUM_THREADS", "2")  # before scikit-learn is imported
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cleaning", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--quick", action="store_true", help="every third web page only")
    parser.add_argument("--cache", type=Path, help="a file that keeps the held-out judgement")
    asked = parser.parse_args(words)
    if not GOLD.exists():
        print(f"No labelled pages in {GOLD.name}: cleaning is not measured.", file=sys.stderr)
        return
    measures: dict[str, Callable[[], dict[str, str]]] = {
        "text": lambda: measure_text(asked.cache),
        "html": lambda: measure_html(quick=asked.quick),
        "speed": measure_speed,
    }
    for part in asked.parts:
        begun = time.perf_counter()
        for name, tables in measures[part]().items():
            put_between_markers(README, name, tables)
            print(f"\n{tables}", flush=True)
        print(f"{part}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
