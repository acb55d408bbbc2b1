"""What is drawn first waits for nothing heavy."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "faiss", "onnxruntime", "tokenizers", "sentence_transformers")


def imported_by(path):
    """The modules of ours that a page imports before it draws anything."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in (
            "corpus",
            "index",
            "page",
            "search",
        ):
            yield node.module


@pytest.mark.parametrize("page", ["search", "about", "saved", "library", "article"])
def test_nothing_heavy_is_loaded_before_the_first_paint(page):
    """Neither torch nor FAISS, nor what reads and runs models: in a process of its own."""
    wanted = sorted(set(imported_by(ROOT / "page" / f"{page}.py")))
    code = (
        "import importlib, json, sys\n"
        f"for name in {wanted!r}: importlib.import_module(name)\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
