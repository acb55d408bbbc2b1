"""A run that is kept in a file, to be compared with another: measures and settings, no texts."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, get_args

from search.evaluate import Evaluation, Measured
from search.judged import EvaluationError
from search.query import Mode

FORM = 1  # of the file; another one is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was measured, of what, and how."""

    collection: str  # the name of the folder or file that the questions are from
    judged: str  # digest of the questions and their answers: runs of others can't be paired
    questions: int  # how many were asked
    encoder: str  # with its weights: "all-MiniLM-L6-v2@53aa51172d14"
    index: str  # the published build, or that it was a temporary one
    settings: dict[str, str | int]
    modes: dict[Mode, dict[str, Measured]]  # mode → question → measure → value


def modes_of(found: Iterable[Evaluation]) -> dict[Mode, dict[str, Measured]]:
    """Measures as a run keeps them."""
    return {each.mode: each.by_question for each in found}


def judged_digest(questions: Mapping[str, str], qrels: Mapping[str, Mapping[str, int]]) -> str:
    """The same for the same questions with the same answers, in any order; 16 hex digits.

    No question can be read from it, nor be guessed without all the others.
    """
    judged = {key: [text, dict(qrels[key])] for key, text in questions.items()}
    whole = json.dumps(judged, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(whole.encode("ascii")).hexdigest()[:16]


def as_json(run: Run) -> str:
    """A run as its file has it; the same run, the same bytes."""
    return json.dumps({"wellread_run": FORM} | asdict(run), indent=1) + "\n"


def read_run(path: Path) -> Run:
    """A run that was saved.

    Raises:
        EvaluationError: the file can't be read, or is none.
    """
    try:
        return run_of(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise EvaluationError(
            f"{str(path)!r} is no saved run: {error}.",
            hint="Save one with `wellread eval … --save FILE.json`.",
        ) from error


def run_of(stored: dict[str, Any]) -> Run:
    """A run from what its file holds.

    Raises:
        ValueError: it is of another form, or has nothing or no number where a measure should be.
        TypeError, KeyError, AttributeError: something is missing, or of another kind.
    """
    form = stored.pop("wellread_run", None) if isinstance(stored, dict) else None
    if form != FORM:
        raise ValueError(f"it is of form {form!r}, and only {FORM} is known")
    run = Run(**stored)
    values = [
        value
        for by_question in run.modes.values()
        for measured in by_question.values()
        for value in measured.values()
    ]
    if not values or not all(isinstance(value, int | float) for value in values):
        raise ValueError("it has no measures")
    if not set(run.modes) <= set(get_args(Mode)) or not all(map(math.isfinite, values)):
        raise ValueError("it has measures that nothing here could have found")
    return run
