"""All rules, in the order in which they are asked; the first that applies gives the reason."""

from __future__ import annotations

from corpus.clean.rules import (
    adverts,
    bylines,
    foreign,
    forms,
    forum,
    menus,
    notices,
    paid_links,
    pointers,
    references,
    sections,
    sold_trades,
)
from corpus.clean.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *bylines.RULES,
    *forum.RULES,
    *forms.RULES,
    *notices.RULES,
    *adverts.RULES,
    *pointers.RULES,
    *menus.RULES,
    *foreign.RULES,
    *sections.RULES,
    *references.RULES,
    *paid_links.RULES,  # these two last: they look at the sentences around
    *sold_trades.RULES,
)
