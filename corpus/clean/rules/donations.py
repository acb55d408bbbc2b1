"""What a charity says to those who may give: what a sum pays for, and who makes it possible."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.folding import holds_any
from corpus.clean.looks import holding
from corpus.clean.rules.rule import Among, Rule, mentions

SUM = r"[$£€]\s?\d[\d.,]*"
PAYS = re.compile(  # "£12 pays for one long call": a price elsewhere
    rf"""{SUM}\s(?:(?:a|per|each)\s(?:month|week)\s)?
      (?:(?:could|would|will)\s(?:help\s)?(?:pay\sfor|provide|train|cover|fund|answer)
        |pays\sfor|trains|funds|answers)\s(?:an?|one|two|three)\s
      (?:[\w-]+\s){{0,3}}(?:calls?|volunteers?|young\spersons?|conversations?|chats?|help-?\s?lines?
        |counsell?or|shift)\b.{{0,60}}""",
    re.VERBOSE,
)
GIVING = ("donat", "your gift", "volunteer", "supporters", "fundrais")
NEAR = 3  # units
DONATION = re.compile(
    rf"""(?:your\s(?:donation|(?:monthly|generous|kind)\sgift|gift\s(?:today
          |of\s{SUM}))(?:\stoday)?\s
        (?:means|allows|enables|makes|pays|keeps|helps\s(?:us|to|keep|fund|train|pay)
          |(?:could|can|will)\s(?:help|pay|keep|train|fund|buy|make))\b.{{0,200}}
      |(?=.*\b(?:charity|non-?profit|volunteers|donations|donors|gifts)\b)
        .{{0,140}}\breceives?\sno\s(?:government|state|public|statutory)\s(?:funding|money
          |grants?)\b
        .{{0,80}}
      |(?:this|these|all|everything|our|it|none|stories)\b(?:\s.{{1,100}})?\s(?:is|are)\s(?:only\s)?
        (?:made\s)?possible\s(?:only\s)?(?:thanks\sto|because\sof|through)\s
        (?:people\slike\syou|readers\slike\syou|your\s(?:support|gifts?|donations?|generosity)
          |our\s(?:supporters|donors))
      |(?:walk|run|swim|cycle|bake|join|take|help|host|climb|knit|sign)\b.{{1,140}}
        \braise\s(?:vital|much-needed|essential|urgent)\s(?:funds|money)\b.{{0,80}}
      |.{{0,160}}\bplease\sconsider\s(?:making\s|giving\s)?a\s(?:[\w-]+\s){{0,3}}
        (?:donation|contribution)\b
        (?!\sto\sthe\s(?:talk|conversation|discussion)).{{0,80}}
      |we\s(?:rely|depend)\s(?:entirely\s|solely\s|only\s)?on\s(?:donations|gifts)\sfrom\s
        (?:people\slike\syou|readers|our\sreaders|supporters|the\spublic)\b.{{0,60}}
      |please\sdonate\s(?:what\s(?:you|little\syou)\scan|today|now|here|to\s(?:us|our))\b.{{0,60}}
      |if\severy(?:one|body)\s(?:who\sreads|reading)\sthis\s(?:\w+\s)?
        (?:donated|chipped|gave\s(?:{SUM}|just|a\slittle))\b.{{0,120}}
      |a\s(?:gift|donation)\sof\sany\s(?:size|amount)\b.{{0,100}})\.?""",
    re.VERBOSE,
)


def is_what_a_sum_pays(draft: Draft, index: int) -> bool:
    """Drop "£12 pays for one long call" where something near it speaks of giving.

    Left alone: what a session or a call costs.
    """
    near = draft.folded[max(0, index - NEAR) : index + NEAR + 1]
    return PAYS.fullmatch(draft.folded[index]) is not None and any(
        holds_any(folded, GIVING) for folded in near
    )


RULES = (
    Rule(
        id="donation",
        version=1,
        reason="a request for donations",
        anywhere=(
            Among(holding("£", "$", "€"), is_what_a_sum_pays),
            mentions(
                DONATION,
                *("your donation", "gift", "receive", "possible", "raise "),
                *(
                    "consider",
                    "please donate",
                    "donations from",
                    "gifts from",
                    "if every",
                    "donation of",
                ),
            ),
        ),
        example="Your donation keeps the lamp in our window lit.",
    ),
)
