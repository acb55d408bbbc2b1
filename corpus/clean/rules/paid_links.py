"""Sentences sold to other sites, inside good paragraphs and at the end of the page.

They speak of "the subject" without naming it, offer a resource without saying what is in it,
and are addressed to a reader who wants to "broaden" or "deepen" something. One such sign is
common in honest prose; two together are not.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Rule

CHOSEN = r"(?:carefully|thoughtfully|specially|specifically|hand-?|well-)?\s?-?(?:chosen|selected|picked|curated|prepared|crafted|recommended|suggested|handpicked)"
RESOURCE = r"(?:sources?|resources?|sites?|web ?sites?|web ?pages?|pages?|guides?|content|materials?|links?|articles?|posts?|documents?|study|publications?|texts?|reads?)"
OFFER = re.compile(  # a resource that is pointed at, not described
    rf"""\b(?:this|these|the\ following|our|an?|another|(?:the\ )?related|external)\s
        (?:[\w'-]+\s(?:and\s)?){{0,3}}?
        (?:external|recommended|suggested|informative|valuable|useful|helpful|interesting|insightful|in-depth
          |comprehensive|detailed|complementary|supplementary|additional|related|{CHOSEN})
        \s(?:[\w'-]+\s){{0,2}}?{RESOURCE}\b""",
    re.VERBOSE,
)
EXTERNAL = re.compile(rf"\bexternal\s(?:[\w'-]+\s){{0,2}}?{RESOURCE}\b")
FOR_YOU = re.compile(
    rf"""\b(?:we've|we\ have|we|i've)\s(?:\w+\s)?{CHOSEN}\b (?:.{{0,30}}\bfor\syou\b)?
        |\b{CHOSEN}\s(?:\w+\s)?(?:just\s|especially\s)?for\syou\b
        |\b(?:we\ (?:suggest|recommend|invite\ you))\b.{{0,40}}\b(?:visit|check|read|explor|source|resource|site)""",
    re.VERBOSE,
)
DEEPEN = re.compile(
    r"""\b(?:expand|broaden|enrich|deepen|enhance|complement|complete|supplement|further|increase|improve|boost|elevate|widen)
        (?:ing|s|ed)?\s(?:on\s)?(?:your|the|this)\s(?:[\w'-]+\s){0,2}?
          (?:knowledge|understanding|reading|learning|study|studies|perspective|horizons|comprehension|experience|grasp|expertise)\b
      |\b(?:div(?:e|ing)|delv(?:e|ing)|dig(?:ging)?|go(?:ing)?|look(?:ing)?)\s(?:even\s)?(?:deeper|further|in\sdepth)\b
      |\b(?:deeper|fuller|better|firmer)\s(?:grasp|understanding|look|dive|insight)\b
      |\b(?:immerse|submerge)\syourself\b
      |\b(?:eager|keen|curious|want|wish|looking|seeking|hoping|interested|ready|craving|hungry)\s
          (?:to\s|in\s|for\s)?(?:know|learn|discover|find\sout|read|explore|delve|understand|learning|knowing|more)\b
      |\b(?:discover|uncover|find|gain|unlock|access)\s(?:access\sto\s)?(?:more|new|additional|further|extra|fresh|valuable|other)\b
      |\b(?:find|learn|discover|know|explore)\s(?:out\s)?(?:even\s)?more\b""",
    re.VERBOSE,
)
UNNAMED = re.compile(
    r"""\b(?:the|this|that|our|today's)\s(?:\w+\s)?(?:topic|subject|theme|subject\smatter|matter\sdiscussed|issue\sat\shand)\b
      |\b(?:article|post|page|text|piece)(?:'s)?\s(?:topic|subject|theme)\b
      |\b(?:topic|subject)\s(?:covered|discussed|addressed|in\squestion)\b
      |\bsubject\smatter\b""",
    re.VERBOSE,
)
RELATED_HERE = re.compile(
    r"\b(?:visit(?:ing)?|check(?:ing)?\sout|explor(?:e|ing)|access(?:ing)?|read(?:ing)?)\s(?:the|these|our)\s(?:related|recommended|suggested|following)\s(?:posts?|links?|articles?|content|pages?)\b"
)
SOLD_KEYWORD = re.compile(
    r"""[^,.!?]{2,60},\s(?:div|delv|discover|explore|uncover|learn|find|check|click|read|visit|access|continue|immerse)[\w\s]{0,40}
        (?:\bmore\b|\bdeeper\b|\bfurther\b|\bhere\b|\bsubject\b|\btopic\b|\bnow\b|\bout\b|\bresource\b|\bsite\b|\breading\b)[^.!?]{0,40}[.!:]?""",
    re.VERBOSE,
)
CLOSER = re.compile(
    r"(?:explore|discover|read|find out|delve)(?: (?:more|further|deeper))?(?:,? and (?:learn|discover|read|find out|explore)(?: more)?)? ?(?:here|below|now)?:"
)
ANCHOR_VERB = r"(?:read|examine|explore|discover|click|visit|check|see|view|find|access|learn|get|investigate|delve|consult|review|study|browse|uncover|verify|inspect|try|know|understand|grasp)"
ANCHOR = re.compile(
    rf"""{ANCHOR_VERB}(?:\s(?:out|into|more|on|about|from|for|even|further|now|details?|additional|information|insights?|in))*
        \s(?:here|this|the|these|that)?\s?
        (?:(?:link|site|page|source|resource|guide|document|article|content|study|post|report|website|material|text|publication)
          |(?:[\w-]+\s){{0,2}}(?:external|valuable|informative|interesting|useful|helpful|related|insightful|detailed|comprehensive|in-depth|additional|suggested|recommended|complementary)
            \s(?:[\w-]+\s)?(?:link|site|page|source|resource|guide|document|article|content|study|post|report|website|material|text|publication|read)
          )?[.!:]?""",
    re.VERBOSE,
)
HERE = re.compile(
    rf"{ANCHOR_VERB}(?:\s[\w']+){{0,3}}\shere[.!:]?|(?:from|via|through|in)\sth(?:is|e)\s(?:[\w-]+\s){{0,2}}(?:link|source|site|study|article|document|resource|guide|page)[.!]?"
)
MAX_ANCHOR_WORDS = 7


def signs(folded: str) -> int:
    """How many different signs of a paid link a sentence bears, 0 to 5."""
    return sum(
        pattern.search(folded) is not None
        for pattern in (OFFER, EXTERNAL, FOR_YOU, DEEPEN, UNNAMED)
    )


def is_paid_link(draft: Draft, index: int) -> bool:
    """Drop a sentence that bears two signs, or one beside a sentence that bears two.

    Left alone: a sentence that names what it points at ("Learn more about your triggers"), and
    any with a single sign that stands among the author's own sentences.
    """
    count = signs(draft.folded[index])
    if count >= 2:
        return True
    if RELATED_HERE.search(draft.folded[index]) and count:
        return True
    return count == 1 and beside_paid_link(draft, index) and draft.word_count(index) <= 25


def beside_paid_link(draft: Draft, index: int) -> bool:
    """Whether the sentence before or behind, of the same paragraph, bears two signs."""
    block = draft.units[index].block
    return any(
        0 <= other < len(draft.units)
        and draft.units[other].block == block
        and signs(draft.folded[other]) >= 2
        for other in (index - 1, index + 1)
    )


def is_sold_keyword(draft: Draft, index: int) -> bool:
    """Drop "KEYWORD, dive deeper into the subject!": a bare name, a comma, an order to click.

    Left alone: any with a subject of its own before the comma ("When you feel ready, …"), since
    only its last words would fit.
    """
    folded = draft.folded[index]
    if SOLD_KEYWORD.fullmatch(folded) is None:
        return False
    head = folded.split(",")[0].split()
    opens_clause = head[0] in CLAUSE_OPENERS
    return (
        len(head) <= 5
        and not opens_clause
        and (signs(folded) >= 1 or beside_paid_link(draft, index))
    )


CLAUSE_OPENERS = frozenset(
    "if when while once after before as so then first next finally to in on at for with by from during "
    "instead however also and but or because since although though remember please together over".split()
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
    Rule("paid-link", 1, "a sentence sold to another site", is_paid_link),
    Rule("sold-keyword", 1, "a sold keyword with an order to click", is_sold_keyword),
    Rule("closer", 1, "a lead-in to paid links", is_closer),
    Rule("anchor-line", 1, "a line that was only a link", is_anchor_line),
)
