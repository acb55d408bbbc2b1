"""Every name that an account can give as its reason: the rules, and what decides beside them."""

from __future__ import annotations

from typing import NamedTuple

from corpus.clean.head import MODEL
from corpus.clean.rules.order import RULES


class Listed(NamedTuple):
    """A rule, or something else that decides, as it is listed."""

    id: str
    version: int
    reason: str  # after "dropped because it is …"
    example: str  # a line that it decides about; '' where any may be


BESIDE = (
    Listed("markup", 1, "markup, no words for a reader", "---"),
    Listed("repeated-line", 1, "repeated over its site, and no part of the article", ""),
    Listed("shared-frame", 1, "worded alike on several sites, and no part of the article", ""),
    Listed("model", MODEL, "scored as page furniture by the trained model", "Our services"),
    Listed("empty-section", 1, "a heading over nothing that was kept", "What others wrote"),
    Listed("curator", 1, "restored or dropped by the curator", ""),
)


def every_rule() -> tuple[Listed, ...]:
    """The rules in the order in which they are asked, then what decides beside them."""
    rules = (Listed(rule.id, rule.version, rule.reason, rule.example) for rule in RULES)
    return (*rules, *BESIDE)
