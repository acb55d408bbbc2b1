"""The mutation score is counted right: mistakes stand where they matter, tests judge them."""

import ast

import pytest

from benchmarks.mutation.covering import Covered, importers_of, texts_of_tests
from benchmarks.mutation.mutants import Mutant, mutants_of
from benchmarks.mutation.report import interval, survivors, table
from benchmarks.mutation.trying import try_mutant

SOURCE = b'''"""A module."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT: int = 3


def longest(found: "Sequence[str]", *, most: int = 2) -> str | None:
    """The longest that is none too long, or none."""
    best = None
    for each in found:
        if len(each) <= LIMIT * most and (best is None or not len(each) < len(best)):
            best = each
        elif each == f"stop {1}":
            break
    if best == "\xc3\xa4":
        raise ValueError("no")
    return best
'''
MADE = [
    "LIMIT: int = (4)",
    "most: int=(3)",
    "if (len(each) <= LIMIT * most or (best is None or (not len(each) < len(best)))):",
    "if (len(each) < LIMIT * most) and (best is None or not len(each) < len(best)):",
    "if len(each) <= (LIMIT / most) and (best is None or not len(each) < len(best)):",
    "if len(each) <= LIMIT * most and ((best is None and (not len(each) < len(best)))):",
    "if len(each) <= LIMIT * most and ((best is not None) or not len(each) < len(best)):",
    "if len(each) <= LIMIT * most and (best is None or (len(each) < len(best))):",
    "if len(each) <= LIMIT * most and (best is None or not (len(each) <= len(best))):",
    "elif (each != f'stop {1}'):",
    "pass",
    "if (best != 'ä'):",
    "if best == ('XXäXX'):",
    "pass",
    "raise ValueError(('XXnoXX'))",
    "return None",
]


def normal(code):
    """Code without what formatting adds."""
    return "".join(code.replace("(", "").replace(")", "").replace('"', "'").split())


def test_every_kind_of_mistake_is_made_once_where_it_matters():
    """Not in docstrings, annotations, imports, or what only a type checker reads."""
    mutants = mutants_of("m.py", SOURCE)

    assert len(mutants) == len(MADE)
    whole = SOURCE.decode().splitlines()
    for mutant, expected in zip(mutants, MADE, strict=True):
        changed = mutant.applied(SOURCE).decode()
        ast.parse(changed)
        lines = [new for new, old in zip(changed.splitlines(), whole, strict=True) if new != old]
        assert len(lines) == 1
        assert normal(expected) in normal(lines[0])


TESTS = """
import time
from halved.half import half, halve

def test_half():
    assert half(8) == 4

def test_halve():
    halved = [8, 9]
    while halved:
        halve(halved)
"""


@pytest.fixture
def tree(tmp_path):
    """A copy of some code, with its tests."""
    (tmp_path / "tree" / "halved").mkdir(parents=True)
    (tmp_path / "tree" / "halved" / "half.py").write_text(
        "def half(n):\n    return n / 2 if n != 0 else 0\n\n\ndef halve(found):\n    found.pop()\n"
    )
    (tmp_path / "tree" / "test_half.py").write_text(TESTS)
    return tmp_path / "tree"


@pytest.mark.parametrize(
    ("new", "end", "by"),
    [
        ("(n * 2)", "killed", "test_half.py::test_half"),
        ("(1)", "survived", ""),
        ("pass", "timed out", ""),
    ],
)
def test_a_mutant_is_judged_by_the_tests_and_mended(tree, new, end, by):
    """One that a test fails for is killed, one without an end is ended; the copy is whole again."""
    path = tree / "halved" / "half.py"
    source = path.read_bytes()
    mutants = {mutant.new: mutant for mutant in mutants_of("halved/half.py", source)}
    tests = ["test_half.py::test_half", "test_half.py::test_halve"]
    tried = try_mutant(
        tree, mutants[new], tests, limit=1 if new == "pass" else 60, said=tree / "said"
    )

    assert (tried.end, tried.by) == (end, by)
    assert path.read_bytes() == source


COVERED = Covered(
    {
        "index/half.py": {
            2: ["a"],
            3: ["tests/index/test_half.py::b", "a", "slow", "failed before"],
            4: ["c"],
            5: [""],
        },
        "index/never.py": {},
        "index/words.py": {},
        "index/order.py": {},
        "index/all.py": {1: ["d"]},
    }.__getitem__,
    {"a": 1, "c": 2, "d": 2, "slow": 5, "tests/index/test_half.py::b": 3},
    {
        "index/half.py": ["index/order.py"],
        "index/order.py": ["index/all.py"],
        "index/never.py": [],
        "index/words.py": ["index/half.py"],
    }.__getitem__,
    {"tests/index/test_half.py": ""},
)


def mutant_at(first, last, path="index/half.py", on_import=False):
    """A mutant of some lines."""
    return Mutant(path, "return", 0, 0, "", first, last, on_import)


@pytest.mark.parametrize(
    ("mutant", "seconds", "quick", "expected"),
    [
        (mutant_at(3, 3), 99, True, ["tests/index/test_half.py::b", "a", "slow", "c", "d"]),
        (mutant_at(3, 3), 99, False, ["tests/index/test_half.py::b", "a", "slow"]),
        (mutant_at(3, 4), 7, True, ["tests/index/test_half.py::b", "a", "c"]),
        (mutant_at(3, 4), 99, False, ["tests/index/test_half.py::b", "a", "c", "slow"]),
        (mutant_at(4, 4), 3, True, ["c"]),
        (mutant_at(5, 5), 4, True, ["tests/index/test_half.py::b", "a"]),
        (mutant_at(1, 1, on_import=True), 9, True, ["tests/index/test_half.py::b", "a", "c", "d"]),
        (mutant_at(9, 9), 4, True, ["tests/index/test_half.py::b", "a"]),
        (mutant_at(1, 9, path="index/never.py"), 99, True, []),
        (mutant_at(1, 1, path="index/words.py", on_import=True), 5, True, ["a", "c"]),
    ],
)
def test_only_tests_that_run_the_lines_are_asked(mutant, seconds, quick, expected):
    """The module's own first, then the quick or the rare ones, as far as time goes.

    What is run on import is asked about from all, and from those of who imports it; what no test
    runs, or what ran before any did, from all; at a second look all are asked behind the others.
    None that failed before is asked.
    """
    assert COVERED.tests_of(mutant, seconds=seconds, quick=quick) == expected


@pytest.mark.parametrize(
    ("path", "old", "expected"),
    [
        ("index/half.py", "", ["own", "other", "third", "named"]),
        ("index/less.py", "", ["other", "own", "third", "named"]),
        ("index/none.py", "", ["own", "other", "third", "named"]),
        ("index/third.py", "", ["third", "other", "own", "named"]),
        ("index/none.py", "panic grief sleep", ["third", "own", "other", "named"]),
        ("index/none.py", "khẩn|or", ["named", "own", "other", "third"]),
    ],
)
def test_tests_that_name_the_mistake_come_first(path, old, expected):
    """By their own name, a word of their file, its name, what it imports, then by rarity."""
    tests = {
        "own": "tests/test_half.py::own",
        "other": "tests/test_order.py::other",
        "third": "tests/test_third.py::third",
        "named": "tests/test_words.py::named[kh\\u1ea9n]",
    }
    texts = {
        "tests/test_half.py": "",
        "tests/test_order.py": "from index.less import half; from index.third import half",
        "tests/test_third.py": "the first word is 'panic'",
    }
    times = {test: number for number, test in enumerate(tests.values())}
    covered = Covered(lambda _: {1: [*times]}, times, lambda _: (), texts)
    mutant = mutant_at(1, 1, path)._replace(old=old)

    chosen = covered.tests_of(mutant, seconds=99, quick=True)
    assert chosen == [tests[name] for name in expected]


def test_cases_beside_a_test_are_of_its_text(tmp_path):
    """Where it names their file."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_half.py").write_text("open('half.json')")
    (tmp_path / "tests" / "half.json").write_text("[panic]")
    (tmp_path / "tests" / "other.json").write_text("[grief]")

    assert texts_of_tests(tmp_path) == {"tests/test_half.py": "open('half.json')\n[panic]"}


def test_who_imports_a_module_is_found(tmp_path):
    """Wherever in its text; packages by their own name."""
    for name, text in {
        "corpus/words.py": "HELP = 'help'\n",
        "corpus/words_too.py": "from corpus.words_too import HELP\n",
        "index/half.py": "def half():\n    from corpus.words import HELP\n",
        "search/__init__.py": "",
        "search/all.py": "from search import HELP\nfrom corpus.words import HELP\n",
        "search/many.py": "from corpus import (\n    other,\n    words,\n)\n",
        "search/one.py": "from corpus import words\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)

    assert importers_of(tmp_path, "corpus/words.py") == [
        "index/half.py",
        "search/all.py",
        "search/many.py",
        "search/one.py",
    ]
    assert importers_of(tmp_path, "search/__init__.py") == ["search/all.py"]


def test_a_score_is_told_with_what_is_certain():
    """Of a sample; what no test runs, and what none noticed, counts as not noticed."""
    tried = [
        {"path": "index/a.py", "end": end, "line": 3, "old": "a", "new": "b", "operator": "return"}
        for end in ["killed"] * 8 + ["timed out", "survived", "not covered"]
    ]

    assert list(table(tried, "part"))[-1] == "| all | 11 | 9 | 81.8 % | 52–95 % |"
    assert list(survivors(tried)) == [
        "* index/a.py:3 `a` → `b`",
        "* index/a.py:3 `a` → `b` (not covered)",
    ]
    assert interval(0, 0) == (0.0, 1.0)
