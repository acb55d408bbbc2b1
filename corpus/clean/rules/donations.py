"""What a charity says to those who may give: what a sum pays for, and who makes it possible."""

from __future__ import annotations

import re

from corpus.clean.rules.rule import Rule, mentions

SUM = r"[$£€]\s?\d[\d.,]*"
DONATION = re.compile(
    rf"""(?:{SUM}\s(?:(?:a|per|each)\s(?:month|week)\s)?(?:(?:could|can|will|would|may)\s(?:help\s)?
          (?:pay\sfor|buy|provide|train|cover|fund|answer|keep|give)
          |pays\sfor|buys|provides|trains|covers|funds|answers)\s(?:an?|one|two|three)\s
        (?:[\w-]+\s){{0,3}}(?:calls?|volunteers?|child|young\spersons?|conversations?|texts?|chats?
          |help-?\s?lines?|counsell?or|shift)\b.{{0,80}}
      |your\s(?:donation|(?:monthly|generous|kind)\sgift|gift\s(?:today|of\s{SUM}))(?:\stoday)?\s
        (?:means|could|can|will|helps|allows|enables|makes|pays|keeps)\b.{{0,200}}
      |.{{0,80}}\b(?:we|our\scharity|the\scharity)\b.{{0,60}}\breceives?\sno\s
        (?:government|state|public|statutory)\s(?:funding|money|grants?)\b.{{0,80}}
      |.{{1,120}}\b(?:is|are)\s(?:only\s)?(?:made\s)?possible\s(?:only\s)?
        (?:thanks\sto|because\sof|through)\s(?:people\slike\syou|readers\slike\syou
          |your\s(?:support|gifts?|donations?|generosity)|our\s(?:supporters|donors))\b.{{0,60}}
      |.{{1,160}}\braise\s(?:vital|much-needed|essential|urgent)\s(?:funds|money)\b.{{0,100}}
      |.{{0,160}}\bplease\sconsider\s(?:making\s|giving\s|leaving\s)?a\s(?:[\w-]+\s){{0,3}}
        (?:donation|contribution|gift\sto\s(?:us|our))\b.{{0,80}}
      |if\severy(?:one|body)\s(?:who\sreads|reading)\sthis\s(?:\w+\s)?(?:gave|donated|chipped)\b.{{0,120}}
      |a\s(?:gift|donation)\sof\sany\s(?:size|amount)\b.{{0,100}})""",
    re.VERBOSE,
)

RULES = (
    Rule(
        id="donation",
        version=1,
        reason="a request for donations",
        anywhere=(
            mentions(
                DONATION,
                *("£", "$", "€", "your donation", "gift", "receive", "possible", "raise "),
                *("consider", "if every", "donation of"),
            ),
        ),
        example="£12 pays for one long call.",
    ),
)
