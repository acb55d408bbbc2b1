"""What Ray costs beside the local runner, with 1, 2 and 4 workers.

    python -m benchmarks.scale runners 600 --rounds 3

Makes a collection of so many short articles, builds it by each runner in a process of its own, one
after the other and so many times, and writes the medians into benchmarks/scale/README.md. The
local runner embeds with as many threads as Ray has workers. 600 articles take some two minutes a
round. Processor time is that of all processes that have a part in it, Ray's own included.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.cleaning.tables import put_between_markers, table
from benchmarks.processes import in_a_process, tree_time
from benchmarks.scale.records import write_records
from corpus.collection import Collection
from corpus.intake import add_files
from index.build import build_index
from index.encoders.catalogue import open_encoder
from index.runners.choice import runner_of
from index.runners.ray_cluster import STORE, own_folder, silent_ray

README = Path(__file__).with_name("README.md")
MODULE = "benchmarks.scale.runners"
ENCODER = "minilm"
WORKERS = (1, 2, 4)
STEPS = tuple(f"{name}-{count}" for count in WORKERS for name in ("local", "ray"))
HEADS = ("workers", "local", "Ray", "local, processor", "Ray, processor", "Ray's start")
Runs = dict[str, list[dict[str, float]]]


def main(words: list[str] | None = None) -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="?", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--step", choices=STEPS)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(words)
    if asked.step:
        print(json.dumps(measure(asked.step, asked.folder)))
        return
    runs: Runs = defaultdict(list)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        fill(folder / "filled", folder / "articles.jsonl", asked.articles)
        for _ in range(asked.rounds):
            for step in STEPS:
                runs[step].append(in_a_process(MODULE, step, folder, asked.articles))
    told = table(HEADS, [row_of(count, runs) for count in WORKERS])
    put_between_markers(README, "runners", f"{told_of(runs, asked)}\n\n{told}")
    print(told)


def fill(home: Path, records: Path, articles: int) -> None:
    """A collection of so many articles, of which no text is that of another."""
    write_records(records, articles)
    with Collection.open(home) as collection:
        for _ in add_files(collection, [records]):
            pass


def measure(step: str, folder: Path) -> dict[str, float]:
    """One build, in this process and those that it starts."""
    name, _, count = step.partition("-")
    home = shutil.copytree(folder / "filled", folder / "home", dirs_exist_ok=False)
    try:
        begun = time.perf_counter()
        left = start_ray(int(count)) if name == "ray" else None
        started, spent = time.perf_counter(), tree_time()
        passages = build(home, name, int(count))
        ended = time.perf_counter()
        found = {"start": started - begun, "wall": ended - started, "passages": passages}
        found["processor"] = tree_time() - spent
        if left:
            left()
    finally:
        shutil.rmtree(home)
    return found


def start_ray(workers: int) -> Any:
    """A Ray of so many workers, which this process belongs to; gives what ends it."""
    ray, folder = silent_ray(), own_folder()
    ray.init(
        address="local",
        num_cpus=workers,
        include_dashboard=False,
        object_store_memory=STORE,
        _temp_dir=folder,
        log_to_driver=False,
        logging_level="CRITICAL",
    )

    def end() -> None:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)

    return end


def build(home: Path, name: str, workers: int) -> int:
    """Index a home; gives how many passages it has."""
    runner = runner_of("ray" if name == "ray" else "local")
    encoder = open_encoder(ENCODER, threads=workers)
    with Collection.open(home) as collection:
        report = build_index(home, collection, encoder, asked_for=ENCODER, runner=runner)
    assert report.encoded == report.manifest.passages
    return report.manifest.passages


def row_of(count: int, runs: Runs) -> list[str]:
    """One number of workers, as the table has it."""
    local, ray = (runs[f"{name}-{count}"] for name in ("local", "ray"))
    return [
        str(count),
        *(f"{median(each, 'wall'):.1f} s" for each in (local, ray)),
        *(f"{median(each, 'processor'):.1f} s" for each in (local, ray)),
        f"{median(ray, 'start'):.1f} s",
    ]


def median(found: list[dict[str, float]], what: str) -> float:
    """The middle of some measurements."""
    return statistics.median(each[what] for each in found)


def told_of(runs: Runs, asked: argparse.Namespace) -> str:
    """What was built, and how often."""
    passages = int(runs[STEPS[0]][0]["passages"])
    return (
        f"A first build of {asked.articles:,} short articles ({passages:,} passages) by {ENCODER}; "
        f"medians of {asked.rounds}, in turns."
    )


if __name__ == "__main__":
    main()
