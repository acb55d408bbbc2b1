"""Mutation score: `python -m benchmarks.mutation [COUNT]`, so many mutants more.

A copy of the last commit is made under build/, the tests are run in it once to see which run which
lines, then one mutant after the other is tried, in an order that a seed decided. Broken off, it
goes on. README.md beside this has what came out.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.mutation.covering import LINES, Covered
from benchmarks.mutation.mutants import Mutant, mutants_of
from benchmarks.mutation.report import as_text
from benchmarks.mutation.trying import load_libraries, try_mutant

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "mutation"
TREE, RUNS = WORK / "tree", Path(__file__).with_name("runs")
SEED = 20261127
SECONDS = 20.0  # of tests, for one mutant
PATIENCE, SLACK = 4.0, 40.0  # times as long as they took, and seconds more: a busy machine
MODULES = ("corpus/clean/**/*.py", "corpus/collection.py", "index/**/*.py", "search/**/*.py")
# What makes weights once, needs a server, or a library that only compares.
LEFT_OUT = ("index/export/", "index/engines/milvus", "index/encoders/sentence_transformer.py")
FAULTS = tuple(f"tests/faults/test_{name}.py" for name in ("damage", "forget", "moving", "repair"))
TESTS = (
    "tests/corpus", "tests/index", "tests/search", "tests/cli", *FAULTS, "corpus", "index", "search"
)  # fmt: skip


def copy_code() -> str:
    """Copy the last commit, or what was copied before once more; gives which commit that is.

    Who was killed may have left a mistake in the copy, for which every later test would fail.
    """
    stated = WORK / "commit"
    TREE.mkdir(parents=True, exist_ok=True)
    words = ("git", "rev-parse", "--short", "HEAD")
    if stated.exists():
        commit = stated.read_text("utf-8")
    else:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
        commit = done.stdout.strip()
    archive = subprocess.run(("git", "archive", commit), cwd=ROOT, capture_output=True, check=True)
    subprocess.run(("tar", "-x", "-C", TREE), input=archive.stdout, check=True)
    # A mutant may have the size and the minute of what it replaces: sources count by content.
    compiled = (sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash")
    subprocess.run((*compiled, "corpus", "index", "search", "cli"), cwd=TREE, check=True)
    stated.write_text(commit, "utf-8")
    return commit


def cover() -> Covered:
    """Run the tests once, if that was not done."""
    if not (WORK / LINES).exists():
        words = (sys.executable, "-m", "pytest", "-p", "benchmarks.mutation.covering", "-q")
        chosen = ("-p", "no:cacheprovider", "-m", "not soak and not browser", *TESTS)
        environment = os.environ | {"PYTHONPATH": str(TREE), "WELLREAD_COVERED": str(WORK)}
        subprocess.run((*words, *chosen), cwd=TREE, env=environment, check=False)
    return Covered.read(WORK, TREE)


def drawn() -> list[Mutant]:
    """All mutants, in an order by chance."""
    found = []
    for path in sorted({path for pattern in MODULES for path in TREE.glob(pattern)}):
        name = path.relative_to(TREE).as_posix()
        if not name.startswith(LEFT_OUT):
            found += mutants_of(name, path.read_bytes())
    random.Random(SEED).shuffle(found)
    return found


def try_more(count: int, covered: Covered, mutants: list[Mutant], record: Path) -> None:
    """Try the next mutants, and note each; those that no test noticed, once more by other tests."""
    looked = {each["name"]: each["look"] for each in read(record)}
    by_name = {mutant.name: mutant for mutant in mutants}
    load_libraries()
    for mutant in [each for each in mutants if each.name not in looked][:count]:
        look(mutant, covered, record, tests=covered.tests_of(mutant, seconds=SECONDS), number=1)
    for each in list(latest(record).values()):
        if each["end"] == "survived" and each["look"] == 1:
            mutant = by_name[each["name"]]
            tests = covered.tests_of(mutant, seconds=3 * SECONDS, quick=True)
            look(mutant, covered, record, tests=tests, number=2)


def look(
    mutant: Mutant, covered: Covered, record: Path, *, tests: Sequence[str], number: int
) -> None:
    """Try one mutant by some tests, and note what came of it."""
    limit = SLACK + PATIENCE * sum(covered.times[test] for test in tests)
    source = (TREE / mutant.path).read_bytes()
    tried = try_mutant(TREE, mutant, tests, limit=limit, said=WORK / "said")
    line = {
        "name": mutant.name,
        "path": mutant.path,
        "line": mutant.first,
        "operator": mutant.operator,
        "old": " ".join(source[mutant.start : mutant.end].decode().split()),
        "new": mutant.new,
        "look": number,
        **tried._asdict(),
    }
    with record.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def latest(record: Path) -> dict[str, dict[str, Any]]:
    """What is known of each mutant that was tried."""
    return {each["name"]: each for each in read(record)}


def read(record: Path) -> list[dict[str, Any]]:
    """Every look so far, in their order."""
    if not record.exists():
        return []
    return [json.loads(line) for line in record.read_text("utf-8").splitlines()]


def main(words: list[str]) -> None:
    """Try some mutants more, and write the report anew."""
    commit = copy_code()
    RUNS.mkdir(exist_ok=True)
    known = sorted(RUNS.glob(f"*-{commit}.jsonl"))
    record = known[-1] if known else RUNS / f"{datetime.now(UTC).date()}-{commit}.jsonl"
    covered, mutants = cover(), drawn()
    try_more(int(words[0]) if words else 100, covered, mutants, record)
    tried = list(latest(record).values())
    title = f"{record.stem}: {len(tried)} of {len(mutants):,} mutants"
    record.with_suffix(".md").write_text(as_text(title, tried), "utf-8")
    print(as_text(title, tried))


if __name__ == "__main__":
    main(sys.argv[1:])
