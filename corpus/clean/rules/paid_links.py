"""Sentences sold to other sites, inside good paragraphs and at the end of the page.

They speak of "the subject" without naming it, offer a resource without saying what is in it,
and are addressed to a reader who wants to "broaden" or "deepen" something, or to buy. One such
sign is common in honest prose; two together are not.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Rule

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
SIGNS = (OFFER, PICKED, FOR_YOU, DEEPEN, UNNAMED, TO_THE_LINK, VISIT, GOODS)
RELATED_HERE = re.compile(
    r"""\b(?:visit(?:ing)?|check(?:ing)?\sout|explor(?:e|ing)|access(?:ing)?|read(?:ing)?)\s
      (?:the|these|our)\s(?:related|recommended|suggested|following)\s
      (?:posts?|links?|articles?|content|pages?)\b""",
    re.VERBOSE,
)
SOLD_KEYWORD = re.compile(
    r"""(?P<keyword>[^,.!?]{2,60}),\s
        (?:div(?:e|ing)|delv(?:e|ing)|discover|explore|uncover|learn|find|check|click|read|visit
          |access|continue|immerse|browse|go\sand)\b
        [^.!?]{0,140}[.!:]?""",
    re.VERBOSE,
)
LURE = re.compile(  # the question that leads to the offer
    r"""(?:wondering|looking|ready|want|struggling|curious|did\syou\sknow|not\s(?:sure|certain)
      |need|could|are\syou|interested|in\sneed|searching|craving|eager|keen)\b[^.!]{1,140}\?""",
    re.VERBOSE,
)
CLOSER = re.compile(
    r"""(?:explore|discover|read|find\sout|delve)(?:\s(?:more|further|deeper))?
      (?:,?\sand\s(?:learn|discover|read|find\sout|explore)(?:\smore)?)?\s?(?:here|below|now)?:""",
    re.VERBOSE,
)
ANCHOR_VERB = (
    r"(?:read|examine|explore|discover|click|visit|check|see|view|find|access|learn|get|investigate"
    r"|delve|consult|review|study|browse|uncover|verify|inspect|try|know|understand|grasp|go\sto)"
)
THING = (
    r"(?:link|web-?\s?site|site|page|source|resource|guide|document|article|content|study|post"
    r"|report|material|text|publication|read)"
)
ANCHOR = re.compile(
    rf"""{ANCHOR_VERB}
      (?:\s(?:out|into|more|on|about|from|for|even|further|now|details?|additional|information
        |insights?|in)){{0,6}}
      \s(?:here|this|the|these|that)?\s?
      (?:{THING}
        |(?:[\w-]+\s){{0,2}}(?:external|valuable|informative|interesting|useful|helpful|related
          |insightful|detailed|comprehensive|in-depth|additional|suggested|recommended
          |complementary)\s(?:[\w-]+\s)?{THING}
        )?[.!:]?""",
    re.VERBOSE,
)
HERE = re.compile(
    rf"""{ANCHOR_VERB}(?:\s[\w']+){{0,3}}\shere[.!:]?
      |(?:from|via|through|in)\sth(?:is|e)\s(?:[\w-]+\s){{0,2}}
        (?:link|source|site|study|article|document|resource|guide|page)[.!]?""",
    re.VERBOSE,
)
MAX_ANCHOR_WORDS = 7


def signs(folded: str) -> int:
    """How many different signs of a paid link a sentence bears."""
    return sum(pattern.search(folded) is not None for pattern in SIGNS)


def is_paid_link(draft: Draft, index: int) -> bool:
    """Drop a sentence that bears two signs, or one beside a sentence that bears two.

    Left alone: a sentence that names what it points at ("Learn more about your triggers"), and
    any with a single sign that stands among the author's own sentences.
    """
    folded = draft.folded[index]
    count = signs(folded)
    if count >= 2 or (count and RELATED_HERE.search(folded)):
        return True
    if count == 1 and beside_paid_link(draft, index) and draft.word_count(index) <= 25:
        return True
    return LURE.fullmatch(folded) is not None and leads_to_paid_link(draft, index)


def beside_paid_link(draft: Draft, index: int) -> bool:
    """Whether the sentence before or behind, of the same paragraph, bears two signs."""
    return any(
        same_paragraph(draft, index, other) and signs(draft.folded[other]) >= 2
        for other in (index - 1, index + 1)
    )


def leads_to_paid_link(draft: Draft, index: int) -> bool:
    """Whether the next sentence of the paragraph bears two signs."""
    return same_paragraph(draft, index, index + 1) and signs(draft.folded[index + 1]) >= 2


def same_paragraph(draft: Draft, index: int, other: int) -> bool:
    """Whether a second unit is there, and in the same block."""
    return 0 <= other < len(draft.units) and draft.units[other].block == draft.units[index].block


def is_sold_keyword(draft: Draft, index: int) -> bool:
    """Drop "KEYWORD, dive deeper into the subject!": a bare name, a comma, an order to click.

    Left alone: any with a subject of its own before the comma ("When you feel ready, …"), and
    any that bears no sign of a paid link.
    """
    folded = draft.folded[index]
    sold = SOLD_KEYWORD.fullmatch(folded)
    if sold is None:
        return False
    keyword = sold["keyword"]
    words = keyword.split()
    if len(words) > 5 or words[0] in CLAUSE_OPENERS:
        return False
    told = signs(folded) > (GOODS.search(folded) is not None)
    return told or GOODS.search(keyword) is not None or beside_paid_link(draft, index)


CLAUSE_OPENERS = frozenset(
    (
        *("if", "when", "while", "once", "after", "before", "as", "so", "then", "first", "next"),
        *("finally", "to", "in", "on", "at", "for", "with", "by", "from", "during", "instead"),
        *("however", "also", "and", "but", "or", "because", "since", "although", "though"),
        *("remember", "please", "together", "over", "whether", "how", "why", "what", "where"),
        *("hopefully"),
    )
)


def is_closer(draft: Draft, index: int) -> bool:
    """Drop "Explore and learn more:" above the last links of a page."""
    return CLOSER.fullmatch(draft.folded[index]) is not None


def is_anchor_line(draft: Draft, index: int) -> bool:
    """Drop a line that was nothing but a link: "Examine here", "Read this valuable document".

    Left alone: anything inside a paragraph, list items, and lines that say what they lead to.
    """
    unit, folded = draft.units[index], draft.folded[index]
    if not draft.alone(index) or unit.kind == "list_item":
        return False
    if not 1 < draft.word_count(index) <= MAX_ANCHOR_WORDS:
        return False
    return ANCHOR.fullmatch(folded) is not None or HERE.fullmatch(folded) is not None


RULES = (
    Rule(
        "paid-link",
        1,
        "a sentence sold to another site",
        is_paid_link,
        example="Dive deeper into the subject with this recommended source we've selected for you.",
    ),
    Rule(
        "sold-keyword",
        1,
        "a sold keyword with an order to click",
        is_sold_keyword,
        example="Weighted blanket deals, discover the ones that everyone is talking about.",
    ),
    Rule("closer", 1, "a lead-in to paid links", is_closer, example="Discover more here:"),
    Rule(
        "anchor-line",
        1,
        "a line that was only a link",
        is_anchor_line,
        example="Read this valuable document",
    ),
)
