"""What a thing costs today, with whom and with which code: the sentences of a shop.

It takes two: a discount or a price, and what only a seller adds to it (a first order, a checkout,
a code). "Ask for a discount" and "it cost me 80 dollars" have one or neither.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import holding
from corpus.clean.rules.rule import Among, Rule, any_of

SUM = r"(?:[$£€]\s?\d[\d.,]*)"
DISCOUNTED = re.compile(  # and what a seller adds: both anywhere in the sentence
    rf"""(?=.*(?:(?:\d\s?%|\bpercent|\b(?:a|one)\s(?:half|third|quarter)|\bhalf|{SUM})\soff\b
          |\bhalf\sprice\b
          |\bsave\s(?:up\sto\s|an?\s(?:extra|additional)\s)?(?:\d+\s?(?:%|percent)|{SUM})
          |\bdiscount\sof\s\d+|\b\d+\s?%\sdiscount|\bfree\s(?:shipping|delivery)\b))
      (?=.*\b(?:(?:off|on|for|with)\s(?:your|their|the|an?y?|get\syour)\sfirst\s(?:month|order
        |box|week
        |purchase|year|subscription
            |delivery)
          |at\scheckout|with\s(?:the\s|our\s|my\s)?(?:\w+\s)?code\b|promo\scode|code\s["']?\w+["']?
            \sat|on\s(?:any|all|every)\sorders?|today\sonly|when\syou\s(?:order|subscribe|sign\sup)
          |right\snow\syou\scan))
      .*""",
    re.VERBOSE,
)
PRICED = re.compile(
    rf"""(?:.{{0,200}}\bfor\sas\slittle\sas\s{SUM}\s(?:a|per)\s(?:day|week|month)\b.{{0,60}}
      |(?:all\s)?prices?\s(?:shown\s|and\savailability\s)?(?:is\s|are\s)?(?:correct\s|accurate\s)?
        (?:at|as\sof)\s(?:the\s)?time\sof\s(?:publi(?:sh|cation|shing)|writing|posting)
        (?:\s?:\s?.{{1,40}}|,?\s(?:and|but)\s(?:may|can|are|could)\b.{{0,60}})?\.?
      |.{{0,200}},\s(?:now|yours\sfor|all\sfor)\s(?:just|only)\s{SUM}(?:\s.{{0,60}})?
      |.{{0,160}}\b(?:get|gets|claim|receive|receives)\sa\sfree\s(?:[\w-]+\s){{1,3}}
        with\s(?:any|every|your\sfirst|their\sfirst|each)\s(?:order|purchase|box|subscription)\b
        .{{0,60}}
      |.{{0,160}}\b(?:they're|it's|it\sis|they\sare|is|are)\s(?:currently|now|right\snow)\s
        (?:on\ssale\b.{{0,40}}
          |\d+\s?(?:%|percent)\soff(?:,.{{0,40}}|\s(?:until|today|this|at|on|for
            |with)\b.{{0,40}})?[.!]{{0,3}})
      |.{{0,160}}\b(?:it's|it\sis|they're|they\sare|is|are)\son\ssale\s
        (?:today|now|right\snow|this\s(?:week|weekend|month))\b.{{0,40}}
      |(?:click\s(?:here\s)?to\s|click\shere\sand\s)?(?:get|claim|grab
        |see)\sthe\sbest\sprice\b.{{0,40}}
      |.{{0,120}}\b(?:enter|use|with)\s(?:the\s|our\s|my\s)?(?:promo\s|discount\s
        |coupon\s)?code\s\S{{3,20}}
        \sat\scheckout\b.{{0,60}}
      |buy\sone,?\sget\s(?:one|the\ssecond)\s(?:free|half\sprice)\b.{{0,40}}
      |.{{0,120}}\buse\s\S{{3,20}}\sfor\s\d+\s?(?:%|percent)\soff\b.{{0,80}}
      |(?=.*\b(?:risk-free|no\srisk|nothing\sto\slose)\b)
        .{{0,160}}\bmoney-?\s?back\sguarantee\b.{{0,160}})""",
    re.VERBOSE,
)
SOLD_AT = re.compile(  # a line of a shop's box: "$89 at Amazon", "Try CalmCo free for 14 days"
    rf"""(?:(?:{SUM}\s(?:at|from|on)\s[\w'&.]+\s?){{1,4}}|{SUM}\s?/\s?(?:mo|yr)
      |(?:try|get|start|test)\s(?:[\w'&.]+\s){{0,3}}free\sfor\s\d+\sdays(?:\s?[→»>!])?)""",
    re.VERBOSE,
)
OFFERS = any_of(DISCOUNTED, PRICED)
CUES = (
    *(" off", "save ", "discount", "free ", "as little as", "price", "just ", "only "),
    *("on sale", " code ", "buy one", "guarantee"),
)
NO_OFFER = re.compile(  # a fact about prices, a caution, a story, a question to ask
    r"""\b(?:ask|asked|whether|some|many|most|often|usually|may|might|if\syou\s(?:can't|cannot)|he
      |she|they\ssaid|was|were|had|study|studies|trial|research(?:ers)?|patients|scams?|beware
        |tempt\w*
      |don't|never|instead|money\sworries|referral|gym|afford\w*|spen[dt]\w*|nhs|medicaid|medicare
      |charges?|charit(?:y|ies)|clinics?|community|sliding|costs?|earn|income|law|insur\w+|trick
        |says?
      |said)\b""",
    re.VERBOSE,
)


def is_priced(folded: str) -> bool:
    """Whether a folded sentence names a price as a seller does.

    >>> is_priced("new readers get 15% off their first order with the code rest")
    True
    >>> is_priced("ask whether students get 15% off their first order")
    False
    """
    return OFFERS.fullmatch(folded) is not None and NO_OFFER.search(folded) is None


def is_price_sentence(draft: Draft, index: int) -> bool:
    """Drop a seller's price: "Our readers save 20% at checkout."

    Left alone: what something costs or cost, cautions, questions to ask, and studies.
    """
    return is_priced(draft.folded[index])


RULES = (
    Rule(
        id="price",
        version=1,
        reason="a price, discount or code of a shop",
        lines=(SOLD_AT,),
        anywhere=(Among(holding(*CUES), is_price_sentence),),
        example="New readers get 15% off their first box.",
    ),
)
