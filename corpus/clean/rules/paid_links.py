"""Sentences sold to other sites, inside good paragraphs and at the end of the page.

They speak of "the subject" without naming it, offer a resource without saying what is in it,
and are addressed to a reader who wants to "broaden" or "deepen" something, or to buy. One such
sign is common in honest prose; two together are not.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import having, holding
from corpus.clean.rules.lures import is_lure, same_paragraph, with_questions
from corpus.clean.rules.paid_signs import GOODS, SIGN_WORDS, signs
from corpus.clean.rules.rule import Among, Rule
from corpus.clean.rules.sections import heads_prose

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
CHAPTER = re.compile(
    r"(?:find|know|understand|learn|study|review)\b(?!.*\b(?:here|th(?:is|ese|at))\b).*"
)
MAX_ANCHOR_WORDS = 7


MAY_BE_SOLD = having(*SIGN_WORDS)


def signs_and_questions(draft: Draft) -> frozenset[int]:
    """The units that may bear a sign, and those before them."""
    return with_questions(draft, draft.derived(MAY_BE_SOLD))


def is_paid_link(draft: Draft, index: int) -> bool:
    """Drop a sentence that bears two signs, or one beside a sentence that bears two.

    Left alone: a sentence that names what it points at ("Learn more about your triggers"), and
    any with a single sign that stands among the author's own sentences.
    """
    folded = draft.folded[index]
    count = signs_at(draft, index)
    if count >= 2 or (count and RELATED_HERE.search(folded)):
        return True
    if count == 1 and beside_paid_link(draft, index) and draft.word_count(index) <= 25:
        return True
    return is_lure(draft, index) and leads_to_paid_link(draft, index)


def signs_at(draft: Draft, index: int) -> int:
    """How many different signs of a paid link a unit bears."""
    return signs(draft.folded[index], draft.words[index])


def beside_paid_link(draft: Draft, index: int) -> bool:
    """Whether the sentence before or behind, of the same paragraph, bears two signs."""
    return any(
        same_paragraph(draft, index, other) and signs_at(draft, other) >= 2
        for other in (index - 1, index + 1)
    )


def leads_to_paid_link(draft: Draft, index: int) -> bool:
    """Whether the next sentence of the paragraph bears two signs."""
    return same_paragraph(draft, index, index + 1) and signs_at(draft, index + 1) >= 2


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
    told = signs_at(draft, index) > (GOODS.search(folded) is not None)
    return told or GOODS.search(keyword) is not None or beside_paid_link(draft, index)


CLAUSE_OPENERS = frozenset(
    (
        *("if", "when", "while", "once", "after", "before", "as", "so", "then", "first", "next"),
        *("finally", "to", "in", "on", "at", "for", "with", "by", "from", "during", "instead"),
        *("however", "also", "and", "but", "or", "because", "since", "although", "though"),
        *("remember", "please", "together", "over", "whether", "how", "why", "what", "where"),
        "hopefully",
    )
)


def is_anchor_line(draft: Draft, index: int) -> bool:
    """Drop a line that was nothing but a link: "Examine here", "Read this valuable document".

    Left alone: anything inside a paragraph, list items, lines that say what they lead to, and a
    heading over prose that may be a chapter's, "Find the source".
    """
    unit, folded = draft.units[index], draft.folded[index]
    if not draft.alone(index) or unit.kind == "list_item":
        return False
    if unit.kind == "heading" and CHAPTER.fullmatch(folded) and heads_prose(draft, index):
        return False
    if not 1 < draft.word_count(index) <= MAX_ANCHOR_WORDS:
        return False
    return ANCHOR.fullmatch(folded) is not None or HERE.fullmatch(folded) is not None


RULES = (
    Rule(
        id="paid-link",
        version=2,
        reason="a sentence sold to another site",
        anywhere=(Among(signs_and_questions, is_paid_link),),
        example="Dive deeper into the subject with this recommended source we've selected for you.",
    ),
    Rule(
        id="sold-keyword",
        version=1,
        reason="a sold keyword with an order to click",
        anywhere=(Among(holding(", "), is_sold_keyword),),
        example="Weighted blanket deals, discover the ones that everyone is talking about.",
    ),
    Rule(
        id="closer",
        version=1,
        reason="a lead-in to paid links",
        anywhere=(CLOSER,),
        example="Discover more here:",
    ),
    Rule(
        id="anchor-line",
        version=2,
        reason="a line that was only a link",
        lines=(is_anchor_line,),
        example="Read this valuable document",
    ),
)
