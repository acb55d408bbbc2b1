"""Which questions call for help lines: a lexicon, and where there is a vector, prototypes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.crisis.card import CrisisCard, help_card
from search.crisis.lexicon import read_lexicon
from search.crisis.plain import is_in_latin
from search.crisis.prototypes import find_prototypes
from search.crisis.story import sentences_of

if TYPE_CHECKING:
    from index.encoder import Encoder


def crisis_card(
    *questions: str,
    encoder: Encoder | None = None,
    locale: str | None = None,
    timezone: str | None = None,
    country: str | None = "",
) -> CrisisCard | None:
    """The card for a question that calls for help, `None` for any other.

    Args:
        questions: as typed, and as it may be meant, which is read for its meaning; neither is
            changed nor kept.
        encoder: see `calls_for_help`.
        locale: the browser's or the system's, "en-GB" or "en_GB.UTF-8".
        timezone: its name in the IANA database, "Europe/London".
        country: code that the reader chose; it wins over any guess.
    """
    *typed, meant = dict.fromkeys(questions)
    if not any(map(calls_for_help, typed)) and not calls_for_help(meant, encoder):
        return None
    return help_card(locale=locale, timezone=timezone, country=country or "")


def calls_for_help(question: str, encoder: Encoder | None = None) -> bool:
    """Whether a question speaks of suicide, self-harm or a life at risk, or asks for a line.

    In English, and in the commonest phrases of some thirty more languages (signs/). It is no
    diagnosis and it misses some (benchmarks/crisis/README.md).

    >>> calls_for_help("I don’t want to be here anymore"), calls_for_help("what is CBT")
    (True, False)

    Args:
        question: as typed.
        encoder: what tells the question's meaning, so that what is said in other words is heard,
            too; without one, with one that no prototypes were made for, and for a question in
            another script, of which English encoders know next to nothing, the lexicon alone.
    """
    if read_lexicon().calls(question):
        return True
    if not is_in_latin(question):
        return False
    if not encoder or not (prototypes := find_prototypes(encoder.name)):
        return False
    sentences = map(encoder.encode_query, sentences_of(question))
    return prototypes.are_near(encoder.encode_query(question), sentences)


def question_besides(question: str) -> str:
    """What a cry for help is about, as a question that articles answer; '' for other questions.

    >>> question_besides("i want to die")
    'thoughts of suicide, what to do right now'
    """
    return read_lexicon().question_besides(question)
