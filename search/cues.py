"""What a question asks for besides its words, and how a sentence shows that it gives it.

English only: a question in another language has no cue, and its words decide alone. Which cues are
here, and their weight, was chosen on the development half of benchmarks/highlight.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NUMBER = (
    r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|several|"
    r"a few|half|first|many|some|up to an?"
)
UNIT = r"minute|hour|night|day|week|fortnight|month|year|session|meeting|visit|time"
MARKER = r"(?:[-*•–]|\d+[.)])?\s*"  # of a list item
ADVISE = (  # verbs that advice begins with
    r"add|agree|aim|ask|avoid|begin|breathe|bring|build|call|check|choose|consider|"
    r"contact|cut|describe|do|don't|eat|expect|explain|find|get|give|go|hold|join|"
    r"keep|learn|leave|let|limit|list|listen|look|make|move|name|note|notice|offer|"
    r"pick|place|plan|practise|practice|praise|prepare|press|protect|pull|put|reduce|"
    r"remember|remove|repeat|save|say|see|seek|send|set|share|sit|slow|speak|spend|"
    r"stand|start|stay|stop|take|talk|tell|treat|try|use|wait|walk|watch|work|write"
)


class Cue(NamedTuple):
    """A way to ask, the way its answers look, and what that is worth."""

    asked: re.Pattern[str]  # searched in a question
    given: re.Pattern[str]  # searched in a sentence
    weight: float  # beside the question's words, which come to 1 at most


CUES = {
    "length": Cue(
        re.compile(r"\bhow (?:long|soon|many|often|much|quickly)\b|\bwhen (?:can|do|does|will)\b"),
        re.compile(
            rf"\b(?:{NUMBER})(?:[\s-]+[\w']+){{0,4}}?[\s-]+(?:{UNIT})s?\b|\b(?:{UNIT})s\b",
            re.IGNORECASE,
        ),
        0.3,
    ),
    "advice": Cue(
        re.compile(
            r"\b(?:should|can|could) (?:i|we)\b|\bhow do (?:i|we)\b"
            r"|\bwhat (?:can|could|do|should) (?:i|we|you)\b|\bwhat now\b"
        ),
        re.compile(rf"\A{MARKER}(?:(?:{ADVISE})\b|you (?:can|could|may|might)\b)", re.IGNORECASE),
        0.1,
    ),
}


def wanted_by(question: str) -> tuple[Cue, ...]:
    """What a question asks for; nothing for most questions.

    >>> [cue is CUES["length"] for cue in wanted_by("How long does a panic attack last?")]
    [True]
    """
    lower = question.lower().replace("’", "'")
    return tuple(cue for cue in CUES.values() if cue.asked.search(lower))


def cue_fit(wanted: tuple[Cue, ...], sentence: str) -> float:
    """What a sentence is worth for giving what is wanted; 0 where nothing is.

    >>> cue_fit(wanted_by("How long does it last?"), "It lasts ten minutes.") > 0
    True
    """
    return sum(cue.weight for cue in wanted if cue.given.search(sentence))
