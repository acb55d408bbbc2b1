"""The questions, each with its theme, its language, and whether it calls for help."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal, NamedTuple, get_args

FOLDER = Path(__file__).with_name("questions")
HELD_OUT = "held_out"  # how the files begin of which nothing was learnt

Label = Literal["calls", "does_not", "either"]


class Question(NamedTuple):
    """One question as somebody might type it."""

    text: str
    label: Label  # "either": a card does no harm there, and its absence none; not counted
    theme: str
    language: str  # ISO 639-1
    pass_: str  # the file it stands in, "pass_1"

    @property
    def is_held_out(self) -> bool:
        """Whether nothing was learnt from it."""
        return self.pass_.startswith(HELD_OUT)


def read_questions(folder: Path = FOLDER) -> list[Question]:
    """All questions, file by file in the order of their names.

    Raises:
        ValueError: a label is none.
    """
    return [question for file in sorted(folder.glob("*.toml")) for question in questions_in(file)]


def questions_in(file: Path) -> list[Question]:
    """The questions of one file, in its order."""
    groups = tomllib.loads(file.read_text("utf-8"))["group"]
    for group in groups:
        if group["label"] not in get_args(Label):
            raise ValueError(f"{file.name} has the label {group['label']!r}")
    return [
        Question(text, group["label"], group["theme"], group["language"], file.stem)
        for group in groups
        for text in group["questions"]
    ]
