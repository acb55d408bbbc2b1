"""Eight times the text takes eight times the time: no pattern and no reader is quadratic."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator

import pytest

import corpus.clean.rules
from corpus.clean import help_numbers, protect
from corpus.clean.cleaner import clean
from corpus.clean.draft import MAX_RULE_LENGTH
from corpus.clean.rules.order import RULES
from corpus.readers.markdown import plain_text, read_markdown
from corpus.readers.plain import read_plain
from corpus.units import BOUNDARY

LENGTH = 100_000  # characters; and an eighth of them
CLEANED = 30_000  # characters, and an eighth of them, where all of cleaning is asked
TIMES = 8
RATIO = 24.0  # what is linear takes 8 times as long, what is quadratic 64; noise stays below
TRIES = 3  # a busy machine makes one run slow and not the other; a quadratic one is slow each time
# Seconds of processor time below which no ratio is meant. What is quadratic takes four times that
# in a text of twice the length, so longer ones would find no more.
UNNOTICED = 0.125
FILLERS = (
    *(" a", "a,", "9", "1.", "- ", "0800 ", "(", "\"'", "a.b ", "! ", ". ", ".) ", "? a", "… "),
    *("1 in ", "50 m", "crisis ", "call ", "988 ", "+49 ", "1-8", "what! ", "a's ", "a\n", "\n "),
    *("# a\n\n", "- a\n", "> ", "[a](", "**a ", "`", "<a ", "|a", "\t", "Home\n\n", "1 | "),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern of every module of rules, by name, and all of a rule's tests."""
    for found in pkgutil.iter_modules(corpus.clean.rules.__path__):
        module = importlib.import_module(f"corpus.clean.rules.{found.name}")
        for name, value in sorted(vars(module).items()):
            if isinstance(value, re.Pattern):
                yield f"{found.name}.{name}", value


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one run, without that of looking through all that other tests left."""
    gc.freeze()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.unfreeze()


def assert_linear(work: Callable[[str], object], piece: str, length: int = LENGTH) -> None:
    """A piece, repeated: eight times the characters take nowhere near 64 times as long."""
    short, long = ((piece * length)[: length // part] for part in (TIMES, 1))
    tries = []
    for _ in range(TRIES):
        whole = seconds(lambda: work(long))
        if whole <= UNNOTICED:
            return
        part = seconds(lambda: work(short))
        if whole < RATIO * part:
            return
        tries.append((whole, part))
    pytest.fail(f"{piece!r} is not read in linear time: {tries}")


@pytest.mark.parametrize("name", [name for name, _ in patterns()])
def test_a_rules_pattern_is_fast_on_the_longest_unit(name: str) -> None:
    """Rules see no more than 600 characters; every pattern is done with them in a blink."""
    pattern = dict(patterns())[name]
    examples = [rule.example.casefold()[:cut] for rule in RULES for cut in (4, 9, 40)]
    for piece in (*FILLERS, *examples):
        unit = (piece * MAX_RULE_LENGTH)[: MAX_RULE_LENGTH - 1] + "¶"
        assert seconds(lambda unit=unit: (pattern.fullmatch(unit), pattern.match(unit))) < 0.3, (
            piece
        )


@pytest.mark.parametrize(
    "pattern",
    [
        *(BOUNDARY, help_numbers.SITES, help_numbers.LONG_NUMBER, help_numbers.SHORT_NUMBER),
        *(help_numbers.HELP_WORD, protect.CRISIS, protect.REACH, protect.DOSE),
    ],
    ids=lambda pattern: pattern.pattern[:20],
)
def test_patterns_that_see_whole_texts_are_linear(pattern: re.Pattern[str]) -> None:
    """Sentence ends, help lines and doses are looked for in units of any length."""
    for piece in FILLERS:
        assert_linear(lambda text: sum(1 for _ in pattern.finditer(text)), piece)


@pytest.mark.parametrize("read", [read_plain, read_markdown])
@pytest.mark.parametrize("piece", FILLERS)
def test_readers_are_linear(read: Callable[[str], object], piece: str) -> None:
    """Plain text and Markdown, in the worst shapes."""
    assert_linear(read, piece)


@pytest.mark.parametrize("piece", [" ", "\t", " #", "#", "\n ", "\n= ", "> ", "_a", *FILLERS])
def test_taking_marks_off_is_linear(piece: str) -> None:
    """A unit of Markdown may be 300,000 spaces: its heading marks took minutes."""
    assert_linear(plain_text, f"a{piece}" if piece.isalpha() else piece)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("between", [" ", "\n\n", "\n- "])
def test_cleaning_is_linear_in_a_rules_own_example(rule: object, between: str) -> None:
    """Thousands of its examples, in one line, as lines, and as a list."""
    example: str = rule.example  # type: ignore[attr-defined]
    assert_linear(lambda text: clean(read_plain(text)), example + between, CLEANED)


@pytest.mark.parametrize(
    "heading", ["Related posts", "References", "Contents", "Share", "Comments", "About us"]
)
def test_a_section_without_an_end_is_linear(heading: str) -> None:
    """Tens of thousands of lines under one heading that drops what stands below it."""
    top = f"Rest\n\nRest is allowed at noon.\n\n# {heading}\n\n"
    for piece in ("- nap well\n", "nap\n\n", "Naps help. "):
        assert_linear(lambda text: clean(read_plain(top + text)), piece, CLEANED)


@pytest.mark.parametrize(
    "piece", ["Naps\n\nRest is allowed.\n\n", "# Naps\n\n", "# Naps\n\n3 votes\n\n"]
)
def test_thousands_of_headings_are_linear(piece: str) -> None:
    """Each is asked what is left below it."""
    assert_linear(lambda text: clean(read_plain(text)), piece, CLEANED)
