"""Measures and comparisons, as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from search.comparison import Compared
    from search.evaluate import Evaluation
    from search.measured import Measured
    from search.saved_run import Run

COLOURS = {"better": "green", "worse": "red"}


def evaluations(run: Run) -> list[Evaluation]:
    """A run's modes, with their means."""
    from search.evaluate import Evaluation

    return [Evaluation(mode, by_question) for mode, by_question in run.modes.items()]


def run_as_json(made: Measured) -> dict[str, Any]:
    """What was measured of what, and what was left out."""
    run = made.run
    return {
        "collection": run.collection,
        "encoder": run.encoder,
        "index": run.index,
        "settings": run.settings,
        "modes": {
            each.mode: {"questions": each.questions, **each.measures} for each in evaluations(run)
        },
        "left_out": [left._asdict() for left in made.left_out],
    }


def run_lines(made: Measured) -> list[str]:
    """A table of the measures, then every row that was left out."""
    found = evaluations(made.run)
    lines = ["\t".join(["mode", "questions", *found[0].measures])]
    for each in found:
        figures = (f"{value:.3f}" for value in each.measures.values())
        lines.append("\t".join([each.mode, str(each.questions), *figures]))
    if answered := answers(made.run):
        told = count(answered, "question")
        lines.append(f"answer@10: of the {told} whose answer stands in its article")
    for part in ("row", "answer"):
        gone = [left for left in made.left_out if left.part == part]
        if gone:
            lines += ["", click.style(f"Left out: {count(len(gone), part)}", fg="yellow")]
            lines += [f"  row {left.row}: {left.reason}" for left in gone]
    return lines


def count(number: int, what: str) -> str:
    """A number of things.

    >>> count(1, "row"), count(2, "row")
    ('1 row', '2 rows')
    """
    return f"{number} {what}{'s' * (number != 1)}"


def answers(run: Run) -> int:
    """How many questions have an answer whose place is known."""
    from search.own_questions import ANSWER

    return sum(ANSWER in each for each in next(iter(run.modes.values())).values())


def comparison_as_json(found: Sequence[Compared], before: Run, after: Run) -> dict[str, Any]:
    """Every figure of a comparison, and how it was got."""
    from search.comparison import DRAWS, LEVEL

    return {
        "before": describe(before),
        "after": describe(after),
        "test": "paired randomisation, two-sided",
        "correction": "Holm",
        "comparisons": len(found),
        "draws": DRAWS,
        "level": LEVEL,
        "measures": [
            {
                "mode": each.mode, "measure": each.measure, "questions": len(each.differences),
                "before": each.before, "after": each.after, "difference": each.difference,
                "interval": [each.low, each.high], "p": each.p, "p_corrected": each.p_corrected,
                "wins": each.wins, "ties": each.ties, "losses": each.losses,
                "verdict": each.verdict or None,
            }
            for each in found
        ],
    }  # fmt: skip


def describe(run: Run) -> dict[str, Any]:
    """What a run is of."""
    return {
        "collection": run.collection, "encoder": run.encoder, "index": run.index,
        "settings": run.settings,
    }  # fmt: skip


def comparison_lines(found: Sequence[Compared], before: Run, after: Run) -> list[str]:
    """A table of the differences, and how to read it."""
    from search.comparison import DRAWS, LEVEL, fewest_questions

    names = ("mode", "measure", "before", "after", "difference", "95 % interval", "p", "corrected",
             "wins/ties/losses", "")  # fmt: skip
    lines = [
        f"before: {said_of(before)}",
        f"after: {said_of(after)}",
        "\t".join(names).rstrip(),
        *map(comparison_line, found),
        f"Better or worse: p below {LEVEL:g} in a two-sided paired randomisation test ({DRAWS:,} "
        f"draws), corrected for these {len(found)} comparisons by Holm's method, and for no others "
        "you make. Intervals: bootstrap over questions, uncorrected.",
    ]
    differing = max(each.wins + each.losses for each in found)
    if not differing:
        lines.append("Both answer every question alike.")
    elif differing < (needed := fewest_questions(len(found))):
        lines.append(
            f"Questions that differ: {differing}. With fewer than {needed}, so many comparisons "
            "can't tell a difference from chance: add questions, or ask fewer modes."
        )
    return lines


def said_of(run: Run) -> str:
    """What a run is of, in a line."""
    settings = ", ".join(f"{name} {value}" for name, value in run.settings.items())
    index = f"index {run.index} ({settings})"
    return f"{run.collection}, {count(run.questions, 'question')}, {run.encoder}, {index}"


def comparison_line(each: Compared) -> str:
    """One measure of one mode, in columns."""
    columns = (
        each.mode,
        each.measure,
        f"{each.before:.3f}",
        f"{each.after:.3f}",
        f"{each.difference:+.3f}",
        f"{each.low:+.3f} to {each.high:+.3f}",
        f"{each.p:.4f}",
        f"{each.p_corrected:.4f}",
        f"{each.wins}/{each.ties}/{each.losses}",
        click.style(each.verdict, fg=COLOURS.get(each.verdict)) if each.verdict else "",
    )
    return "\t".join(columns).rstrip()
