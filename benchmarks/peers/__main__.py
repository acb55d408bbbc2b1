"""Wellread beside its peers, measured anew: `python -m benchmarks.peers`.

Makes an environment for each peer (several GB, once), lets each index the same articles and answer
the same questions, and writes the tables of benchmarks/peers/README.md. `--quick` takes
a part of the documents and questions; `--peers Wellread --keep` measures Wellread
again and leaves the others' figures of the last run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from benchmarks.cleaning.tables import put_between_markers
from benchmarks.peers.environments import (
    CACHE,
    HERE,
    Environment,
    PeerMissingError,
    prepare,
    read_environments,
)
from benchmarks.peers.kept import Kept, read_kept
from benchmarks.peers.measure import ROOT, Result, installed_megabytes, measure
from benchmarks.peers.tables import OURS, cost_table, losses, quality_table
from benchmarks.peers.tasks import SAVED_PAGES, Task, find_sets, read_samples, read_set, sampled
from index.weights import KNOWN, find_weights

README = HERE / "README.md"
QUICK = {"documents": 400, "questions": 60}


def main(words: list[str] | None = None) -> None:
    """Measure what is asked for, and write it down unless a part was left out on purpose."""
    asked = parse(words)
    notes: list[str] = []
    tasks = list(read_tasks(asked, notes))
    peers = [each for each in read_environments() if not asked.peers or each.name in asked.peers]
    ours = Environment(name=OURS, folder="", adapter="with_wellread.py", requires=needed())
    pythons = dict(ready(peers, notes))
    if not asked.peers or OURS in asked.peers:
        pythons[OURS] = Path(sys.executable)
    chosen = [each for each in (*peers, ours) if each.name in pythons]
    sizes = dict(sized(chosen, pythons, notes))
    earlier = read_kept(asked.results) if asked.keep else Kept()
    results: list[Result] = []
    for task in tasks:
        results += measured(chosen, pythons, task, notes)
        said = [*sizes_of(tasks, results, quick=asked.quick), *notes]
        write_down(earlier.beside(results, sizes, said), asked)


def write_down(kept: Kept, asked: argparse.Namespace) -> None:
    """Keep what was measured so far, and put it where it is read."""
    asked.results.parent.mkdir(parents=True, exist_ok=True)
    asked.results.write_text(json.dumps(asdict(kept), indent=1), "utf-8")
    tables = told(kept.results, kept.installed, kept.notes)
    print(tables, flush=True)
    if not asked.no_readme:
        put_between_markers(README, "peers", tables)


def parse(words: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    folder = ROOT.parent / "shared" / "ir"
    parser.add_argument("--sets-folder", type=Path, default=folder, help="collections, as BEIR has")
    parser.add_argument("--sets", nargs="*", help="names of folders, and 'sample collection'")
    parser.add_argument("--peers", nargs="*", help="names, as in the tables; all when not given")
    parser.add_argument("--quick", action="store_true", help="a part of documents and questions")
    parser.add_argument("--documents", type=int, default=QUICK["documents"], help="with --quick")
    parser.add_argument("--questions", type=int, default=QUICK["questions"], help="with --quick")
    parser.add_argument("--keep", action="store_true", help="what is not measured now stays")
    parser.add_argument("--results", type=Path, default=CACHE / "results.json", help="a copy")
    parser.add_argument("--no-readme", action="store_true", help="print only")
    return parser.parse_args(words)


def read_tasks(asked: argparse.Namespace, notes: list[str]) -> list[Task]:
    """The test collections that are there, and the sample collection."""
    folders = list(find_sets(asked.sets_folder))
    if not folders:
        notes.append("No test collection was found, so only the sample collection is measured.")
    tasks = [read_set(each) for each in folders if not asked.sets or each.name in asked.sets]
    if asked.quick:
        part = {"documents": asked.documents, "questions": asked.questions}
        tasks = [sampled(task, **part) for task in tasks]
    if not asked.sets or SAVED_PAGES in asked.sets:
        tasks.insert(0, read_samples())
    return tasks


def ready(peers: Iterable[Environment], notes: list[str]) -> Iterable[tuple[str, Path]]:
    """Each peer with the Python of its environment; one that can't be had is noted."""
    for peer in peers:
        try:
            print(f"{peer.name}: environment", file=sys.stderr, flush=True)
            yield peer.name, prepare(peer)
        except PeerMissingError as error:
            notes.append(f"{peer.name} is left out. {error}")


def measured(
    peers: list[Environment], pythons: dict[str, Path], task: Task, notes: list[str]
) -> Iterable[Result]:
    """Every peer on one task; one that fails is noted, and the others go on."""
    model = find_weights(KNOWN["minilm-fp32"])
    for peer in peers:
        begun = time.perf_counter()
        try:
            yield measure(peer.name, peer.adapter, pythons[peer.name], task, model)
        except PeerMissingError as error:
            notes.append(f"{peer.name} is left out of {task.name}. {error}")
        took = time.perf_counter() - begun
        print(f"{task.name}, {peer.name}: {took:.0f} s", file=sys.stderr, flush=True)


def sized(
    peers: list[Environment], pythons: dict[str, Path], notes: list[str]
) -> Iterable[tuple[str, float]]:
    """The disk that each peer's packages take, and Wellread's own code."""
    for peer in peers:
        try:
            megabytes = installed_megabytes(pythons[peer.name], peer.requires)
        except PeerMissingError as error:
            notes.append(f"{peer.name}: {error}")
            continue
        own = code_megabytes() if peer.name == OURS else 0
        yield peer.name, megabytes + own


def needed() -> tuple[str, ...]:
    """What Wellread requires; the page's packages are an extra, and the model comes with it."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tuple(tomllib.load(file)["project"]["dependencies"])


def code_megabytes() -> float:
    """Wellread's own files, the sample collection among them; an editable install names none."""
    folders = ("cli", "corpus", "index", "search", "page")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc") / 1e6


def sizes_of(tasks: Iterable[Task], results: list[Result], *, quick: bool) -> list[str]:
    """How much was measured; a line for each task that was."""
    done = {each.task for each in results}
    part = ", a part of it (`--quick`)"
    return [
        f"{task.name}: {len(task.documents)} documents, {len(task.questions)} questions"
        f"{part if quick and task.name != SAVED_PAGES else ''}."
        for task in tasks
        if task.name in done
    ]


def told(results: list[Result], sizes: dict[str, float], notes: list[str]) -> str:
    """Everything that stands between the README's markers."""
    parts = ["\n".join(f"- {note}" for note in notes), quality_table(results)]
    for task in dict.fromkeys(each.task for each in results):
        here = [each for each in results if each.task == task]
        parts += [f"### Cost: {task}", cost_table(here, sizes)]
    parts += ["### Where Wellread is behind", losses(results, sizes)]
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
