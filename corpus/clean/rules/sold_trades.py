"""Adverts of trades that the article does not speak of: casinos, loans, dentists, movers.

A trade's words alone drop nothing, nor does a commercial tone: it takes both, and an article that
is about something else.
"""

from __future__ import annotations

from collections import Counter

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Among, Rule
from corpus.clean.rules.trade_signs import CARE, HONEST, bare_keyword, commerce
from corpus.clean.rules.trade_words import Name, trades_among, trades_named

ONLY_SOLD = 2  # the weight of a name that hardly stands but in adverts
MAX_HONEST = 1  # other sentences that may name the trade and sell nothing
MAX_SOLD = 6  # adverts of one trade; an article with more of them is about it
MAX_LURE = 12  # words


def sold_sentences(draft: Draft) -> frozenset[int]:
    """The sentences that advertise a trade the article does not speak of, each with its lure.

    Left alone: what names a trade and sells nothing, what speaks of therapy, doctors or help,
    a person's own story and a caution unless they sell loudly, and articles about the trade.
    """
    adverts: dict[int, frozenset[str]] = {}
    honest: Counter[str] = Counter()
    for index in range(len(draft.units)):
        if not (named := trades_among(draft.words[index])):
            continue
        if sold := frozenset(each.trade for each in named if advertises(draft, index, each)):
            adverts[index] = sold
        else:
            weight = MAX_HONEST + 1 if draft.units[index].kind == "heading" else 1
            honest.update({each.trade: weight for each in named})
    topics = topics_of(adverts, honest)
    sold_at = [index for index, trades in adverts.items() if not trades <= topics]
    lures = [index - 1 for index in sold_at if leads_to(draft, index)]
    return frozenset((*sold_at, *lures))


def topics_of(adverts: dict[int, frozenset[str]], honest: Counter[str]) -> frozenset[str]:
    """The trades that an article speaks of itself."""
    sold = Counter(trade for trades in adverts.values() for trade in trades)
    spoken = {trade for trade, count in honest.items() if count > MAX_HONEST}
    return frozenset(spoken | {trade for trade, count in sold.items() if count > MAX_SOLD})


def advertises(draft: Draft, index: int, named: Name) -> bool:
    """Whether a sentence that names a trade sells it.

    One strong sign does, or some weak ones; more of them where a person speaks or warns.
    """
    folded = draft.folded[index]
    if not named.weight or draft.units[index].kind == "heading" or CARE.search(folded):
        return False
    strong, weak = commerce(folded, draft.texts[index])
    bare = bare_keyword(folded)
    if bare and any(each.trade == named.trade for each in trades_named(bare.keyword)):
        return named.weight == ONLY_SOLD or strong > 0 or (bare.mark == "," and weak > 0)
    if HONEST.search(folded):
        return strong >= (1 if named.weight == ONLY_SOLD else 2)
    return strong > 0 or weak >= (1 if named.weight == ONLY_SOLD else 3)


def leads_to(draft: Draft, index: int) -> bool:
    """Whether the sentence before, of the same paragraph, is a short question."""
    before = index - 1
    return (
        before >= 0
        and draft.units[before].block == draft.units[index].block
        and draft.folded[before].endswith("?")
        and draft.word_count(before) <= MAX_LURE
        and not CARE.search(draft.folded[before])
    )


RULES = (
    Rule(
        id="sold-trade",
        version=2,
        reason="an advert for a trade that the article does not speak of",
        anywhere=(Among(sold_sentences),),
        example="Bathroom fitters in Bristol, get a quote in an hour!",
    ),
)
