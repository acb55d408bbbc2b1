"""Every benchmark can be started: what the product renames is renamed there, too."""

import importlib
import pkgutil
from pathlib import Path

import pytest

import benchmarks
from benchmarks import run

MODULES = [each.name for each in pkgutil.walk_packages(benchmarks.__path__, "benchmarks.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_a_benchmark_can_be_imported(name):
    """Without what only it measures against; that is imported when it runs."""
    importlib.import_module(name)


def test_visitors_wait_no_longer_than_was_wanted():
    """As measured last: no error, and p95 of twenty during a build is at most 3 × one's median."""
    said = (Path(benchmarks.__path__[0]) / "page" / "README.md").read_text("utf-8")
    table = said.partition("<!-- figures -->")[2].partition("<!-- end of figures -->")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if "%" in line]
    waits = {who: (float(median), float(p95)) for who, _, median, p95, *_ in rows}
    assert {errors for *_, errors, _ in rows} == {"0"}
    assert waits["20 at once, during a build"][1] <= 3 * waits["one, alone"][0]


def test_parts_of_make_bench_are_asked_for_by_name():
    """A name that is none is told, with those that there are, before anything is measured."""
    with pytest.raises(SystemExit, match=r"no part rank; there are retrieval, grades, highlight"):
        run.main(["rank"])
