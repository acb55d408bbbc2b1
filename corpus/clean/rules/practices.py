"""What a practice says of itself in the first person, without "our clinic": "I offer …".

A story says "I" too. So it takes what only someone who treats has (a consultation, openings) and
how it can be had (free, by video, this month); the rest is known by its place near the end.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import holding
from corpus.clean.rules.rule import Among, Rule

HAD = (
    r"(?:free|complimentary|in[\s-]person|(?:by|secure|online)\s(?:video|phone)|video|virtual"
    r"|telehealth"
    r"|online|openings|availability|initial|no[\s-](?:cost|obligation)|accepting)"
)
TREATS = r"(?:consultations?|sessions?|appointments?|therapy|counsell?ing|psychotherapy|coaching)"
I_OFFER = re.compile(
    rf"""(?:as\san?\s[^.!?]{{3,80}},\s|(?:if|when|to)\s[^.!?]{{3,80}},\s|[^.!?,]{{3,80}},\sand\s)?
      i\s(?:also\s|currently\s|now\s|do\s|am\shappy\sto\s)?(?:
        (?:offer|provide)\s(?:[\w-]+[\s,]\s?){{0,5}}?{HAD}\s(?:[\w-]+\s){{0,4}}?{TREATS}\b.{{0,160}}
        |(?:offer|provide)\s(?:[\w-]+\s){{0,5}}?{TREATS}\s(?:[\w-]+\s){{0,4}}?{HAD}\b.{{0,120}}
        |have\s(?!no\b)(?:[\w-]+\s){{0,3}}(?:openings|availability)\s(?:[\w-]+\s){{0,2}}
          (?:for\s(?:new\s)?(?:clients|patients|sessions|couples|families|appointments)
            |(?:on|this|next)\s(?:week|month|(?:mon|tues|wednes|thurs|fri|satur
              |sun)day)s?)\b.{{0,100}}
        |am\s(?:currently\s|now\s)?(?:accepting|taking(?:\son)?)\snew\s(?:clients|patients)\b
          .{{0,120}}
      )
      |i\swould\sbe\s(?:honou?red|privileged)\sto\s(?:walk|work|sit)\s(?:alongside
        |with)\syou\b.{{0,80}}
      |.{{0,160}}\bi\swould\sbe\s(?:honou?red|privileged)\sto\swalk\salongside\syou\b.{{0,80}}
      |i'm\s(?:currently\s|now\s)?(?:accepting|taking\son)\snew\s(?:clients|patients)\b.{{0,100}}
      |we\saccept\s(?:most|all|many)\s(?:major\s)?(?:health\s)?insurance\s(?:plans
        |providers)\b.{{0,200}}
      |using\s(?:the\s)?(?:latest|modern)\s[^.!?,]{{3,60}},\swe\s(?:help|treat|support)\s
        (?:women|men|families|people|patients|clients|adults|children|couples)\b.{{1,160}}""",
    re.VERBOSE,
)
AT_PRACTICE = re.compile(
    r"""At\s(?:the\s)?[A-Z][\w'’&-]+(?:\s(?:[A-Z&][\w'’-]*|of|the|and)){0,5},\s(?:
        (?:our\s(?:[\w'’-]+[\s,]+){0,5}(?:team|specialists|therapists|counsell?ors|psychologists
            |psychiatrists|clinicians|doctors|practitioners|staff|experts)
          |Dr\.?\s(?:[A-Z][\w'’-]+\s){1,3}and\s(?:her|his|their)\s(?:[\w-]+\s){0,3}(?:team|staff))\s
          (?:create|offer|provide|help|understand|speciali[sz]e|work|use|treat|support|take|believe
            |listen|tailor|design|deliver|make|will|can|(?:is|are)\s(?:here|ready|trained
              |committed|dedicated))s?\b).{0,300}""",
    re.VERBOSE | re.DOTALL,
)
STORY = re.compile(  # of someone who is treated; who treats says "my clients"
    r"""\b(?:my\s(?!clients|services|patients|practice|office|website|rates|approach|work)
      |said|told|me|i\s(?:see|hear|notice|find|learn|feel))\b""",
    re.VERBOSE,
)
REPORT = re.compile(
    r"\b(?:found|studied|study|studies|research(?:ers|ed)?|trial|surveyed|measured|showed"
    r"|reported)\b"
)
CUES = (
    *("i offer", "i provide", "openings", "availability", "new clients", "new patients"),
    *("i would be", "we accept", "using ", "i also ", "i currently ", "i now ", "i do "),
    "happy to ",
)
TO_READERS = re.compile(r"\b(?:you|your)\b")
PRAISE = re.compile(
    r"\b(?:board-certified|compassionate|award-winning|dedicated|world-class|caring|expert)\b"
)
LAST_THIRD = 2 / 3  # of an article's units; above it a clinic may be what the article is about


def is_first_person(draft: Draft, index: int) -> bool:
    """Drop "I currently have openings on Monday evenings."

    Left alone: a person's own story, "I have video sessions with my therapist".
    """
    folded = draft.folded[index]
    return I_OFFER.fullmatch(folded) is not None and STORY.search(folded) is None


def is_at_practice(draft: Draft, index: int) -> bool:
    """Drop "At Fernhill, our kind team makes a plan with you" in the last third of a page.

    Or further up, where it praises itself. Left alone: what was found at a university.
    """
    folded = draft.folded[index]
    if REPORT.search(folded):
        return False
    if PRAISE.search(folded) is None and (
        index < LAST_THIRD * len(draft.units) or TO_READERS.search(folded) is None
    ):
        return False
    return AT_PRACTICE.fullmatch(draft.texts[index]) is not None


RULES = (
    Rule(
        id="practice-offer",
        version=2,
        reason="what a practice offers, in its own words",
        anywhere=(
            Among(holding(*CUES), is_first_person),
            Among(holding("at "), is_at_practice),
        ),
        example="I currently have openings on Monday evenings.",
    ),
)
