"""Which questions call for help lines: a lexicon, and where there is a vector, prototypes."""

from __future__ import annotations

from collections.abc import Callable

from search.crisis.card import CrisisCard, help_card
from search.crisis.lexicon import read_lexicon
from search.crisis.plain import plain
from search.crisis.prototypes import find_prototypes

# The encoder's name, and what gives the question's vector; not called where the lexicon has spoken.
Meaning = tuple[str, Callable[[], "Vector"]]


def crisis_card(
    question: str,
    *,
    meaning: Meaning | None = None,
    locale: str | None = None,
    timezone: str | None = None,
    country: str = "",
) -> CrisisCard | None:
    """The card for a question that calls for help, `None` for any other.

    Args:
        question: as typed; neither changed nor kept.
        meaning: see `calls_for_help`.
        locale: the browser's or the system's, "en-GB" or "en_GB.UTF-8".
        timezone: its name in the IANA database, "Europe/London".
        country: code that the reader chose; it wins over any guess.
    """
    if not calls_for_help(question, meaning):
        return None
    return help_card(locale=locale, timezone=timezone, country=country)


def calls_for_help(question: str, meaning: Meaning | None = None) -> bool:
    """Whether a question speaks of suicide, self-harm or a life at risk, or asks for a line.

    In English, and in the commonest phrases of Spanish, Portuguese, French, German, Italian, Dutch
    and Indonesian. It is no diagnosis and it misses some (benchmarks/crisis/README.md).

    >>> calls_for_help("I don’t want to be here anymore"), calls_for_help("what is CBT")
    (True, False)

    Args:
        question: as typed.
        meaning: the encoder's name and what gives the question's vector, so that what is said
            around is heard, too; the lexicon alone where there is none.
    """
    if read_lexicon().has_sign(plain(question)):
        return True
    if meaning is None:
        return False
    name, vector = meaning
    prototypes = find_prototypes(name)
    return prototypes is not None and prototypes.are_near(vector())
