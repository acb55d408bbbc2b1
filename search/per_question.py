"""Measures question by question, as a table for a spreadsheet or as lines for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it imports faiss, and a page that writes tables must not wait for that
    from search.saved_run import Run

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet computes


def as_csv(run: Run, texts: Mapping[str, str] | None = None) -> str:
    """A row a question, a column for each measure of each mode; empty where one was not measured.

    Begins with a byte-order mark, without which Excel reads UTF-8 as something else. A text that
    a spreadsheet would take for a formula has an apostrophe before it.

    Args:
        run: what was measured.
        texts: of the questions; None leaves them out.
    """
    names = {
        (mode, name): f"{mode} {name}"
        for mode, by_question in run.modes.items()
        for measured in by_question.values()
        for name in measured
    }
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["question", *(["text"] if texts is not None else []), *names.values()])
    for question in next(iter(run.modes.values())):
        said = [] if texts is None else [no_formula(texts[question])]
        values = [run.modes[mode][question].get(name, "") for mode, name in names]
        table.writerow([no_formula(question), *said, *values])
    return "\ufeff" + out.getvalue()


def no_formula(text: str) -> str:
    """A text that no spreadsheet computes.

    >>> no_formula("=1+1"), no_formula("Is 1+1 two?")
    ("'=1+1", 'Is 1+1 two?')
    """
    return f"'{text}" if text.startswith(FORMULA) else text


def as_jsonl(run: Run, texts: Mapping[str, str] | None = None) -> str:
    """A line a question: `question, text, best {measure: value}, meaning {…}, words {…}`.

    Args:
        run: what was measured.
        texts: of the questions; None leaves them out.
    """
    rows = (
        {"question": question}
        | ({} if texts is None else {"text": texts[question]})
        | {mode: by_question[question] for mode, by_question in run.modes.items()}
        for question in next(iter(run.modes.values()))
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
