"""Which tests run which lines: a plugin of pytest that notes it, and what it noted.

`python -m pytest -p benchmarks.mutation.covering`, with the folder to write into in
WELLREAD_COVERED. Each line is noted with the test that ran it, its fixtures included; what is made
once for many tests, with the first of them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from benchmarks.mutation.mutants import Mutant

SOURCES = ("corpus", "index", "search")
MOST = 400  # tests for a first look at a mutant
LINES, TIMES = "lines", "times.json"
WORDS = re.compile(r"\w{3,}")
DATA = ("*.json", "*.txt")  # cases


class Covering:
    """Notes for each test the lines that it runs, how long it takes, and whether it passes."""

    def __init__(self, folder: Path) -> None:
        import coverage  # not among what tests need

        self.folder = folder
        self.times: dict[str, float] = {}
        self.failed: set[str] = set()
        self.lines = coverage.Coverage(
            data_file=str(folder / LINES), source=SOURCES, branch=True, config_file=False
        )
        self.lines.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any) -> Iterator[None]:
        """Run a test."""
        self.lines.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note a part of a test: its fixtures, itself, their end."""
        self.times[report.nodeid] = self.times.get(report.nodeid, 0) + report.duration
        if report.outcome != "passed":
            self.failed.add(report.nodeid)

    def pytest_unconfigure(self) -> None:
        """Write down all of it."""
        self.lines.stop()
        self.lines.save()
        times = {test: round(took, 3) for test, took in self.times.items()}
        passed = {test: took for test, took in times.items() if test not in self.failed}
        (self.folder / TIMES).write_text(json.dumps(passed), "utf-8")


def pytest_configure(config: Any) -> None:
    """Begin, before anything of Wellread is imported."""
    if folder := os.environ.get("WELLREAD_COVERED"):
        config.pluginmanager.register(Covering(Path(folder)))


@dataclass(frozen=True)
class Covered:
    """What was noted."""

    lines: Callable[[str], Mapping[int, Collection[str]]]  # of a module → the tests of each line
    times: dict[str, float]  # seconds of each test that passed
    importers: Callable[[str], Collection[str]] = lambda _: ()  # of a module → who imports from it
    texts: Mapping[str, str] = field(default_factory=dict)  # of files of tests, with their data

    @classmethod
    def read(cls, folder: Path, tree: Path) -> Covered:
        """What a folder has of the code that was run."""
        import coverage

        lines = coverage.CoverageData(str(folder / LINES))
        lines.read()
        times = json.loads((folder / TIMES).read_text("utf-8"))
        by_line = cache(lambda path: lines.contexts_by_lineno(str(tree / path)))
        return cls(by_line, times, partial(importers_of, tree), texts_of_tests(tree))

    def tests_of(self, mutant: Mutant, *, seconds: float, quick: bool = False) -> list[str]:
        """The tests that run a mutant's lines, as many as take so many seconds.

        At a first look `MOST` at most. What is run on import, or by none, counts as run by all
        tests of the module and of those that import it: they see its words. A second look asks
        these, too, behind the others, as what is made once is noted with the first test alone.
        Those come first that are named after a mistaken word, or lie in a file that has it, is
        named after the module or imports from it; then those that run lines that few others run,
        or else, for a second look, the quick ones.
        """
        by_line = self.lines(mutant.path)
        asked = self.named(by_line.get(line, ()) for line in range(mutant.first, mutant.last + 1))
        if quick or mutant.on_import or not asked:
            by_line = {**by_line, **self.lines_elsewhere(mutant.path)}
        if mutant.on_import:
            asked = set()
        found = self.named(by_line.values()) if quick or not asked else asked
        near, order = self.nearness(mutant), self.times if quick else rarest(by_line)
        chosen, spent = [], 0.0
        for test in sorted(
            found, key=lambda test: (test not in asked, near(test), order[test], test)
        ):
            spent += self.times[test]
            if chosen and (spent > seconds or (len(chosen) == MOST and not quick)):
                break
            chosen.append(test)
        return chosen

    def nearness(self, mutant: Mutant) -> Callable[[str], int]:
        """How near a test is to a mutant by its name and its file: 0 is the nearest."""
        module = mutant.path.removesuffix(".py").replace("/", ".")
        own = f"test_{Path(mutant.path).stem}.py"
        found = WORDS.findall(mutant.old)
        words = {*found[:1], *found[-1:]}  # a mistake is at both ends of a text
        named = [word.encode("unicode_escape").decode() for word in words]  # as pytest names tests
        named.append(f"[{Path(mutant.path).stem}]")  # of a test that is run for each module
        files = {}
        for file, text in self.texts.items():
            if any(word in text for word in words):
                files[file] = 1
            elif file.endswith(own):
                files[file] = 2
            elif f"from {module} import" in text:
                files[file] = 3

        def near(test: str) -> int:
            name, _, case = test.partition("[")
            file = name.partition("::")[0]
            return 0 if any(word in f"[{case}" for word in named) else files.get(file, 4)

        return near

    def named(self, lines: Iterable[Collection[str]]) -> set[str]:
        """The tests of some lines, but for those that failed, and for what ran before any test."""
        return {test for tests in lines for test in tests if test in self.times}

    def lines_elsewhere(self, path: str) -> Mapping[int, Collection[str]]:
        """The tests of each line of the modules that import from one, their lines numbered anew.

        A module without lines of its own hands on what it imports.
        """
        each: list[Collection[str]] = []
        for other in self.importers(path):
            each += (self.lines(other) or self.lines_elsewhere(other)).values()
        return dict(enumerate(each, start=1_000_000))


def importers_of(tree: Path, path: str) -> list[str]:
    """The modules that import from one, as paths."""
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    package, _, last = map(re.escape, name.rpartition("."))
    said = re.compile(
        rf"^ *from (?:{re.escape(name)} import |{package} import [^()]*?\b{last}$"
        rf"|{package} import \([^)]*\b{last},)",
        re.MULTILINE,
    )
    modules = (each for source in SOURCES for each in sorted((tree / source).rglob("*.py")))
    return [str(each.relative_to(tree)) for each in modules if said.search(each.read_text("utf-8"))]


def texts_of_tests(tree: Path) -> dict[str, str]:
    """The text of each file of tests, with that of the data beside it that it names."""
    texts = {}
    for file in sorted((tree / "tests").rglob("test_*.py")):
        text = file.read_text("utf-8")
        data = (each for kind in DATA for each in sorted(file.parent.glob(kind)))
        named = [each.read_text("utf-8") for each in data if each.name in text]
        texts[file.relative_to(tree).as_posix()] = "\n".join([text, *named])
    return texts


def rarest(by_line: Mapping[int, Collection[str]]) -> dict[str, float]:
    """For each test, by how few tests a line is run that it runs."""
    found: dict[str, float] = {}
    for tests in by_line.values():
        for test in tests:
            found[test] = min(found.get(test, len(tests)), len(tests))
    return found
