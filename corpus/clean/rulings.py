"""The curator's own decisions: they come before every rule, and follow a text by its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from corpus.clean.decision import Decision
from corpus.clean.folding import fold, visible
from corpus.clean.protect import HELP
from corpus.readers.markdown import plain_text

CURATOR = "curator/1"  # the rule that an account names
RESTORED, DROPPED = "restored by the curator", "dropped by the curator"

Verdict = Literal["keep", "drop"]


class Ruling(NamedTuple):
    """What a curator decided about a line of one article.

    It holds for every unit of the article that has the same words (`words_of`), wherever it
    stands, and for as long as one does: after a rebuild, under new rules, in an edited article.
    """

    article: str  # the id; the ruling stays when the article is removed, unless it is forgotten
    text: str  # the unit as it stood in its source
    action: Verdict
    even_protected: bool = False  # dropped although it says where help is to be had
    made: str = ""  # ISO 8601, UTC

    @property
    def words(self) -> str:
        """What it matches."""
        return words_of(self.text)

    @property
    def name(self) -> str:
        """Eight characters that name it in a list; the same for a later ruling on the same words.

        >>> Ruling("a.txt", "Share this", "keep").name == Ruling("a.txt", "SHARE this", "drop").name
        True
        """
        return hashlib.sha256(f"{self.article}\n{self.words}".encode()).hexdigest()[:8]


def words_of(text: str) -> str:
    """A unit's words as a ruling matches them: no marks, no case, plain quotes, single spaces.

    >>> words_of("- **Share**  this"), words_of("share this"), words_of("---")
    ('share this', 'share this', '---')
    """
    return fold(visible(plain_text(text))) or fold(visible(text))


def overrule(decisions: Iterable[Decision], rulings: Sequence[Ruling]) -> list[Decision]:
    """The decisions, with the curator's in their place; the later of two on the same words holds.

    What says where help is to be had is dropped only by a ruling that was made in that
    knowledge. A score stays, for the account.
    """
    latest = {ruling.words: ruling for ruling in sorted(rulings, key=lambda ruling: ruling.made)}
    if not latest:
        return list(decisions)
    return [ruled(each, latest.get(words_of(each.unit.text))) for each in decisions]


def ruled(decision: Decision, ruling: Ruling | None) -> Decision:
    """One decision after a ruling, if there is one."""
    if ruling is None or is_refused(decision, ruling):
        return decision
    if ruling.action == "drop":
        return decision._replace(action="drop", rule=CURATOR, reason=DROPPED, protected_by="")
    guard = decision.protected_by or "curator"
    return decision._replace(action="keep", rule=CURATOR, reason=RESTORED, protected_by=guard)


def is_refused(decision: Decision, ruling: Ruling) -> bool:
    """Whether a ruling would drop a help line without having said that it means to."""
    guarded = decision.protected_by in HELP
    return ruling.action == "drop" and guarded and not ruling.even_protected
