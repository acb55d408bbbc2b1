"""Whether a cleaning went so far that a person should look at what it did."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.clean.cleaner import Cleaned
from corpus.clean.decision import Decision
from corpus.clean.rulings import CURATOR
from corpus.language import count_words

# Of 98 articles (the 50 samples, and 48 pages of other sites as text) one loses as much: there
# only a newsletter's form was saved. A dump of a whole page may: it is cleaned all the same.
MAX_WORDS_DROPPED = 0.35
MAX_UNITS_DROPPED = 0.5
MIN_WORDS_LEFT = 60  # an article that is shorter is rare; what is left of another one is not


def reasons_to_review(cleaned: Cleaned) -> tuple[str, ...]:
    """Why a curator should look at a cleaning, in words; nothing for most.

    Markup is no loss, and what the curator dropped needs no second look.

    >>> from corpus.clean.cleaner import clean
    >>> from corpus.readers.plain import read_plain
    >>> reasons_to_review(clean(read_plain("Rest is allowed at any time of the day.")))
    ('only 9 words are left',)
    """
    units = [each for each in cleaned.decisions if each.unit.kind != "markup"]
    lost = [each for each in units if each.action == "drop" and each.rule != CURATOR]
    of_words, of_units = word_count(lost) / (word_count(units) or 1), len(lost) / (len(units) or 1)
    left = count_words(cleaned.text)
    reasons = {
        f"{of_words:.0%} of its words were dropped": of_words > MAX_WORDS_DROPPED,
        f"{of_units:.0%} of its lines were dropped": of_units > MAX_UNITS_DROPPED,
        f"only {left} words are left": left < MIN_WORDS_LEFT,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def word_count(decisions: Iterable[Decision]) -> int:
    """How many words some units have in their source."""
    return sum(count_words(each.unit.text) for each in decisions)
