"""Wellread beside its peers, measured anew: `python -m benchmarks.peers`.

Makes an environment for each peer (several GB, once), lets each index the same articles and answer
the same questions, and writes the tables of benchmarks/peers/README.md. `--quick` takes
a part of each test collection; `--peers Wellread --keep` measures Wellread's two rows
again and leaves the others' figures of the last run.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
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
from benchmarks.peers.ours import code_megabytes, own_rows
from benchmarks.peers.tables import cost_table, is_own_name, losses, quality_table
from benchmarks.peers.tasks import SAVED_PAGES, Task, find_sets, read_samples, read_set, sampled
from corpus.errors import UserError
from index.weights import KNOWN, find_weights

README = HERE / "README.md"
QUICK = {"documents": 400, "questions": 60}


def main(words: list[str] | None = None) -> None:
    """Measure what is asked for, and write it down unless that was not wanted."""
    asked = parse(words)
    notes: list[str] = []
    tasks = read_tasks(asked)
    wanted = [each for each in read_environments() if is_wanted(each.name, asked.peers)]
    own = [each for each in own_rows() if is_wanted(each.name, asked.peers)]
    pythons = dict(ready(wanted, notes)) | {each.name: Path(sys.executable) for each in own}
    chosen = [each for each in (*wanted, *own) if each.name in pythons]
    sizes = dict(sized(chosen, pythons, notes))
    earlier = read_kept(asked.results) if asked.keep else Kept()
    results: list[Result] = []
    kept = earlier
    for task in tasks:
        for result in measured(chosen, pythons, task, notes):
            results.append(result)
            keep(earlier.beside(results, sizes, sizes_of(tasks, results)), asked.results)
        kept = earlier.beside(results, sizes, [*sizes_of(tasks, results), *notes])
        keep(kept, asked.results)
    tell(kept, readme=not asked.no_readme)


def is_wanted(name: str, asked: list[str] | None) -> bool:
    """Whether a row is asked for by its name or the first word of it; all are when none is named.

    >>> is_wanted("Wellread mpnet", ["Wellread"]), is_wanted("txtai", ["Wellread"])
    (True, False)
    """
    return not asked or name in asked or name.split()[0] in asked


def keep(kept: Kept, file: Path) -> None:
    """Write what was measured so far, after each row: a run that is cut off loses no other."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(kept), indent=1), "utf-8")


def tell(kept: Kept, *, readme: bool) -> None:
    """Print the tables, and put them where they are read."""
    tables = told(kept)
    print(tables, flush=True)
    if readme:
        put_between_markers(README, "peers", tables)


def parse(words: list[str] | None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    folder = ROOT.parent / "shared" / "ir"
    parser.add_argument("--sets-folder", type=Path, default=folder, help="collections, as BEIR has")
    parser.add_argument("--sets", nargs="*", help="names of folders, and 'sample collection'")
    parser.add_argument("--peers", nargs="*", help="names, as in the tables, or their first words")
    parser.add_argument("--quick", action="store_true", help="a part of documents and questions")
    parser.add_argument("--documents", type=int, default=QUICK["documents"], help="with --quick")
    parser.add_argument("--questions", type=int, default=QUICK["questions"], help="with --quick")
    parser.add_argument("--keep", action="store_true", help="what is not measured now stays")
    parser.add_argument("--results", type=Path, default=CACHE / "results.json", help="a copy")
    parser.add_argument("--no-readme", action="store_true", help="print only")
    return parser.parse_args(words)


def read_tasks(asked: argparse.Namespace) -> list[Task]:
    """The sample collection, and the test collections that are there."""
    folders = find_sets(asked.sets_folder)
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
    for peer in peers:
        begun = time.perf_counter()
        try:
            model = peer.encoder or str(find_weights(KNOWN["minilm-fp32"], fetch=True))
            yield measure(peer.name, peer.adapter, pythons[peer.name], task, model)
        except UserError as error:  # its weights are not here, or a step of it failed
            notes.append(f"{peer.name} is left out of {task.name}. {error}")
        took = time.perf_counter() - begun
        print(f"{task.name}, {peer.name}: {took:.0f} s", file=sys.stderr, flush=True)


def sized(
    peers: list[Environment], pythons: dict[str, Path], notes: list[str]
) -> Iterable[tuple[str, float]]:
    """The disk that each peer's packages take, and Wellread's own files."""
    for peer in peers:
        try:
            megabytes = installed_megabytes(pythons[peer.name], peer.requires)
        except PeerMissingError as error:
            notes.append(f"{peer.name}: {error}")
            continue
        own = code_megabytes() if is_own_name(peer.name) else 0
        yield peer.name, megabytes + own


def sizes_of(tasks: Iterable[Task], results: Iterable[Result]) -> list[str]:
    """How much was measured; a line for each task that was."""
    done = {each.task for each in results}
    return [
        f"{task.name}: {len(task.documents)} documents, {len(task.questions)} questions."
        for task in tasks
        if task.name in done
    ]


def told(kept: Kept) -> str:
    """Everything that stands between the README's markers."""
    tasks = list(dict.fromkeys(each.task for each in kept.results))
    alone = ["Only the sample collection was measured."] if tasks == [SAVED_PAGES] else []
    notes = "\n".join(f"- {note}" for note in [*kept.notes, *alone])
    parts = [notes, quality_table(kept.results)]
    for task in tasks:
        here = [each for each in kept.results if each.task == task]
        parts += [f"### Cost: {task}", cost_table(here, kept.installed)]
    parts += ["### Where Wellread is behind", losses(kept.results, kept.installed)]
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
