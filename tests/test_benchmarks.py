"""Every benchmark can be started: what the product renames is renamed there, too."""

import importlib
import pkgutil

import pytest

import benchmarks

MODULES = [each.name for each in pkgutil.walk_packages(benchmarks.__path__, "benchmarks.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_a_benchmark_can_be_imported(name):
    """Without what only it measures against; that is imported when it runs."""
    importlib.import_module(name)
