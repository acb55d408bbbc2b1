"""Every benchmark can be started: what the product renames is renamed there, too."""

import importlib
import pkgutil

import pytest

import benchmarks
from benchmarks import run

MODULES = [each.name for each in pkgutil.walk_packages(benchmarks.__path__, "benchmarks.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_a_benchmark_can_be_imported(name):
    """Without what only it measures against; that is imported when it runs."""
    importlib.import_module(name)


def test_parts_of_make_bench_are_asked_for_by_name():
    """A name that is none is told, with those that there are, before anything is measured."""
    with pytest.raises(SystemExit, match=r"no part rank; there are retrieval, grades, highlight"):
        run.main(["rank"])
