"""The house keeps its shape: which way imports flow, what is loaded when, what is never used."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = {"corpus": 0, "index": 1, "search": 2, "page": 3, "cli": 3, "app": 4}
MEASURE = ROOT.parent / "shared" / "tools" / "measure.py"
CODE = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(
        [*ROOT.glob("*.py"), *(p for f in LAYERS for p in ROOT.glob(f"{f}/**/*.py"))]
    )
}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in CODE.items()}
HEAVY = (
    "onnxruntime",
    "torch",
    "sentence_transformers",
    "faiss",
    "tantivy",
    "trafilatura",
    "streamlit",
    "pyarrow",
    "warcio",
    "urllib3",
    "protego",
    "pymilvus",
    "ray",
)
ONE_FILE = (
    *("sentence_transformers", "onnxruntime", "onnx", "faiss", "tantivy", "trafilatura"),
    *("pyarrow", "warcio", "urllib3", "protego", "certifi", "pymilvus", "ray"),
)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def imports(tree):
    """Every module that is imported, anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(package):
    """The modules of ours that import a package, or part of it."""
    return [
        name
        for name, tree in TREES.items()
        if any(module.split(".")[0] == package for module in imports(tree))
    ]


def at_import_time(tree):
    """What is imported when a file is: not in functions, not for type checkers."""
    kept = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    return imports(ast.Module(kept, []))


def public_functions(tree):
    """Functions and methods without a leading underscore; none that stands inside a function."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for each in inside:
            if isinstance(each, FUNCTIONS) and not each.name.startswith("_"):
                yield each


@pytest.mark.parametrize("name", CODE)
def test_imports_flow_one_way(name):
    """corpus → index → search → page and cli → app; page and cli know nothing of each other."""
    layer = name.split(".")[0]
    ours = {module.split(".")[0] for module in imports(TREES[name])} & LAYERS.keys()

    assert [other for other in ours if other != layer and LAYERS[other] >= LAYERS[layer]] == []


def test_no_modules_import_each_other_in_a_circle():
    """Each file can be read, and loaded, before those that use it."""
    graph = {
        name: {module for module in at_import_time(tree) if module in CODE and module != name}
        for name, tree in TREES.items()
    }

    assert len(tuple(TopologicalSorter(graph).static_order())) == len(CODE)


@pytest.mark.parametrize("package", ONE_FILE)
def test_a_large_dependency_is_known_to_one_file(package):
    """So that it can be exchanged, and its oddities are put right in one place."""
    assert len(importers(package)) == 1


def test_torch_is_known_to_one_file_at_most():
    """sentence-transformers brings it; nothing of ours need name it."""
    assert len(importers("torch")) <= 1


def test_streamlit_is_known_to_the_page_alone():
    """And to app.py, which names the pages."""
    assert {name.split(".")[0] for name in importers("streamlit")} == {"page", "app"}


@pytest.mark.parametrize("words", [["--help"], ["search", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(words):
    """A person who asks how does not wait for torch."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cli", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}

    assert "click" in loaded
    assert loaded & {*HEAVY, "transformers", "numpy"} == set()


@pytest.mark.parametrize("name", CODE)
def test_nothing_is_unpickled_or_evaluated(name):
    """No pickle, joblib, marshal or shelve; no eval, exec or HTML that is not escaped."""
    tree = TREES[name]
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    named = {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword)}

    assert {module.split(".")[0] for module in imports(tree)} & {
        "pickle", "joblib", "marshal", "shelve", "dill",
    } == set()  # fmt: skip
    assert called & {"eval", "exec"} == set()
    assert named & {"unsafe_allow_html", "allow_pickle"} == set()


def test_scripts_are_put_on_the_page_in_one_file():
    """Where a reader can see all of them; none holds anything of an article or a question."""
    allowing = [name for name in CODE if "unsafe_allow_javascript" in CODE[name].read_text("utf-8")]

    assert len(allowing) <= 1


@pytest.mark.parametrize("name", CODE)
def test_every_module_and_public_function_is_documented(name):
    """The first sentence says what it gives, and ends."""
    assert ast.get_docstring(TREES[name])
    for function in public_functions(TREES[name]):
        assert ast.get_docstring(function), function.name


@pytest.mark.parametrize("name", CODE)
def test_every_public_function_is_typed(name):
    """Each parameter and what is returned."""
    for function in public_functions(TREES[name]):
        given = function.args
        parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        bare = [each.arg for each in parameters if each and not each.annotation]
        assert set(bare) <= {"self", "cls"}, function.name
        assert function.returns, function.name


@pytest.mark.skipif(not MEASURE.is_file(), reason="the measuring tool is not beside this checkout")
def test_sizes_stay_inside_their_budgets():
    """Layers, cycles, and how long a module and a function may be."""
    budget = ["--max-module", "260", "--max-function", "60", "--check"]
    done = subprocess.run(
        [sys.executable, MEASURE, ROOT, "--layers", "corpus,index,search,page,app", *budget],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
