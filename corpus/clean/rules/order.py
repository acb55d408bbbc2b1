"""All rules, in the order in which they are asked; the first that applies gives the reason."""

from __future__ import annotations

from corpus.clean.rules import (
    adverts,
    bylines,
    captions,
    credits,
    donations,
    events,
    foreign,
    forms,
    forum,
    menus,
    notices,
    own_offers,
    own_products,
    page_notes,
    paid_links,
    pointers,
    practices,
    prices,
    privacy,
    references,
    sections,
    sold_trades,
    sponsors,
    teasers,
)
from corpus.clean.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *bylines.RULES,
    *forum.RULES,
    *forms.RULES,
    *privacy.RULES,
    *notices.RULES,
    *adverts.RULES,
    *events.RULES,
    *pointers.RULES,
    *menus.RULES,
    *captions.RULES,
    *foreign.RULES,
    *sections.RULES,
    *references.RULES,
    *paid_links.RULES,  # these three last: they look at the sentences around
    *sold_trades.RULES,
    *own_offers.RULES,
    *sponsors.RULES,
    *prices.RULES,
    *own_products.RULES,
    *practices.RULES,
    *page_notes.RULES,
    *donations.RULES,
    *credits.RULES,
    *teasers.RULES,
)
