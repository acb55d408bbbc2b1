"""The signs that a sentence was sold: how often it offers, flatters, and names nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CHOSEN = (
    r"(?:carefully|thoughtfully|specially|specifically|hand-?|well-)?\s?-?(?:chosen|selected|picked"
    r"|curated|prepared|crafted|recommended|suggested|handpicked|put\stogether)"
)
RESOURCE = (
    r"(?:sources?|resources?|sites?|web[\s-]?sites?|web\s?pages?|pages?|guides?|content|materials?"
    r"|links?|articles?|posts?|documents?|study|publications?|texts?|reads?)"
)
OFFER = re.compile(  # a resource that is pointed at, not described
    rf"""\b(?:this|these|the\sfollowing|our|an?|another|(?:the\s)?related|external)\s
        (?:[\w'-]+\s(?:and\s)?){{0,3}}?
        (?:external|recommended|suggested|informative|valuable|useful|helpful|interesting
          |insightful|in-depth|comprehensive|detailed|complementary|supplementary|additional
          |related|{CHOSEN})
        \s(?:[\w'-]+\s){{0,2}}?{RESOURCE}\b
      |\bexternal\s(?:[\w'-]+\s){{0,2}}?{RESOURCE}\b""",
    re.VERBOSE,
)
PICKED = re.compile(
    rf"\b{CHOSEN}\s(?:and\s)?(?:external|outside|additional|supplementary)\s(?:\w+\s)?{RESOURCE}\b"
)
FOR_YOU = re.compile(  # by people who speak of themselves as the ones who chose it
    rf"""\b(?:we've|we\shave|we)\s(?:\w+\s)?{CHOSEN}\b (?:.{{0,30}}\bfor\syou\b)?
      |\b{CHOSEN}\s(?:\w+\s)?(?:just\s|especially\s)?for\syou\b|\bis\swaiting\sfor\syou\b
      |\b(?:we\s(?:suggest|recommend|invite\syou))\b.{{0,40}}\b
        (?:visit|check|read|explor|source|resource|site)
      |\b(?:page|site|website|link|resource|offers?|deals?)\s(?:that\s)?(?:we|our\s\w+)\s
        (?:recommend|love|suggest|{CHOSEN})
      |\bour\s(?:partners?|team|editors?)\s(?:(?:has|have)\s)?
        (?:recommends?|loves?|suggests?|{CHOSEN})\b""",
    re.VERBOSE,
)
KNOWLEDGE = (
    r"(?:knowledge|understanding|reading|learning|study|studies|perspective|horizons|comprehension"
    r"|experience|grasp|expertise)"
)
DEEPEN = re.compile(
    rf"""\b(?:expand|broaden|enrich|deepen|enhance|complement|complete|supplement|further|increase
          |improve|boost|elevate|widen)
        (?:ing|s|ed)?\s(?:on\s)?(?:your|the|this)\s(?:[\w'-]+\s){{0,2}}?{KNOWLEDGE}\b
      |\b(?:div(?:e|ing)|delv(?:e|ing)|dig(?:ging)?|go(?:ing)?|look(?:ing)?)\s
        (?:even\s)?(?:deeper|further|in\sdepth)\b
      |\b(?:deeper|fuller|better|firmer)\s(?:grasp|understanding|look|dive|insight)\b
      |\b(?:immerse|submerge)\syourself\b
      |\b(?:eager|keen|curious|want|wish|looking|seeking|hoping|interested|ready|craving|hungry)\s
        (?:to\s|in\s|for\s)?(?:know|learn|discover|find\sout|read|explore|delve|understand|learning
          |knowing)\b
      |\b(?:discover|uncover|find|gain|unlock|access)\s(?:access\sto\s)?
        (?:more|new|additional|further|extra|fresh|valuable|other)\s
        (?:(?:[\w-]+\s(?:and\s)?){{0,2}}?(?:information|details?|insights?|knowledge|facts|content
          |resources?|tips|perspectives?|viewpoints?|data|angles?|aspects|here|about|on)\b)
      |\b(?:find|learn|discover|explore)\s(?:out\s)?(?:even\s)?more\b
        (?!\s(?:about|on|from)\s(?!(?:the|this)\s(?:topic|subject|theme)))""",
    re.VERBOSE,
)
UNNAMED = re.compile(  # "the topic of sleep" is named
    r"""\b(?:the|this|that|our|today's)\s(?:\w+\s)?
        (?:topic|subject|theme|subject\smatter|matter\sdiscussed|issue\sat\shand)\b(?!\sof\b|')
      |\b(?:article|post|page|text|piece)(?:'s)?\s(?:topic|subject|theme)\b
      |\b(?:topic|subject)\s(?:covered|discussed|addressed|in\squestion)\b
      |\bsubject\smatter\b""",
    re.VERBOSE,
)
TO_THE_LINK = re.compile(
    r"""\b(?:behind|through|via)\sth(?:is|e)\s(?:\w+\s)?(?:link|web-?\s?site|site|resource)\b
      |\bresource\sbelow\b|\b(?:one|a)\sclick\saway\b|\bunlock\shere\b|\bthank\sus\slater\b
      |\bthis\s(?:outside|external|trusted|partner)\s(?:\w+\s)?(?:page|web-?\s?site|site|link)\b
      |\bour\spartner(?:s|'s)?\b""",
    re.VERBOSE,
)
VISIT = re.compile(
    r"""\b(?:check(?:\sout)?|visit|browse|see\swhat\selse|(?:take|have)\sa\s(?:peek|look)\sat|read
        |tap\sthrough\sto|click\sthrough\sto)\s
      (?:this|the)\s(?:\w+\s){0,2}?
      (?:web-?\s?site|site|page|link|resource|offer|collection|comparison|store|shop)\b""",
    re.VERBOSE,
)
GOODS = re.compile(
    r"""\b(?:(?:special|partner's|the|these|of)\soffers?|deals|discounts?|bonuses|bundles|wholesale
      |(?:our|partner|online)\s(?:shop|store)|paid\splan|browse\sthe\scollection
      |(?:full|whole|a)\srange(?!\sof)|order\s(?:now|before|today))\b
      |\bshop$""",
    re.VERBOSE,
)

HYPE = re.compile(  # what so many talk of that it needs no other reason
    r"""\b(?:thousands|millions|everyone|everybody|(?:so\s)?many\s(?:people|readers))\s
        (?:(?:of\s)?\w+\s){0,3}?
        (?:(?:keeps?|can't\sstop)\s(?:talking\sabout|raving|ordering|buying)|(?:is|are)\sraving)\b""",
    re.VERBOSE,
)
TREAT = re.compile(
    r"""\btreat\s(?:yourself|yourselves)\sto\s(?:the|this|these|our|one\sof)\b
      |\bbefore\syou\s(?:close|leave)\sthis\s(?:tab|page|site|window)\b""",
    re.VERBOSE,
)


class Sign(NamedTuple):
    """One sign of a paid link, asked of sentences that have one of its words."""

    words: frozenset[str]
    pattern: re.Pattern[str]


RESOURCES = frozenset(
    (
        *("source", "sources", "resource", "resources", "site", "sites", "website", "websites"),
        *("webpage", "webpages", "page", "pages", "guide", "guides", "content", "material"),
        *("materials", "link", "links", "article", "articles", "post", "posts", "document"),
        *("documents", "study", "publication", "publications", "text", "texts", "read", "reads"),
    )
)
WORDS_OF_FOR_YOU = frozenset(
    (
        *("chosen", "selected", "picked", "curated", "prepared", "crafted", "recommended"),
        *("suggested", "handpicked", "put", "waiting", "suggest", "suggests", "recommend"),
        *("recommends", "invite", "love", "loves"),
    )
)
WORDS_OF_DEEPEN = frozenset(
    (
        *("knowledge", "understanding", "reading", "learning", "study", "studies", "perspective"),
        *("horizons", "comprehension", "experience", "grasp", "expertise", "deeper", "further"),
        *("depth", "fuller", "better", "firmer", "immerse", "submerge", "eager", "keen"),
        *("curious", "want", "wish", "looking", "seeking", "hoping", "interested", "ready"),
        *("craving", "hungry", "discover", "uncover", "find", "gain", "unlock", "access"),
        *("learn", "explore"),
    )
)
WORDS_OF_VISIT = frozenset(
    (
        *("website", "site", "page", "link", "resource", "offer", "collection", "comparison"),
        *("store", "shop"),
    )
)
SIGNS = (
    Sign(RESOURCES, OFFER),
    Sign(RESOURCES, PICKED),
    Sign(WORDS_OF_FOR_YOU, FOR_YOU),
    Sign(WORDS_OF_DEEPEN, DEEPEN),
    Sign(frozenset(("topic", "subject", "theme", "matter", "issue")), UNNAMED),
    Sign(
        WORDS_OF_VISIT | {"click", "unlock", "thank", "partner", "partners"},
        TO_THE_LINK,
    ),
    Sign(WORDS_OF_VISIT, VISIT),
    Sign(
        frozenset(
            (
                *("offers", "offer", "deals", "discount", "discounts", "bonuses", "bundles"),
                *("wholesale", "shop", "store", "plan", "collection", "range", "order"),
            )
        ),
        GOODS,
    ),
    Sign(frozenset(("talking", "raving", "ordering", "buying")), HYPE),
    Sign(frozenset(("treat", "close", "leave")), TREAT),
)
SIGN_WORDS = frozenset().union(*(sign.words for sign in SIGNS))


def signs(folded: str, words: Sequence[str]) -> int:
    """How many different signs of a paid link a sentence bears; `words` are those it is made of."""
    held = SIGN_WORDS.intersection(words)
    if not held:
        return 0
    return sum(
        not held.isdisjoint(sign.words) and sign.pattern.search(folded) is not None
        for sign in SIGNS
    )
