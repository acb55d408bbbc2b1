"""What a letter by e-mail, and the box that asks for an address, say in whole sentences."""

from __future__ import annotations

import re

OFTEN = r"(?:weekly|daily|monthly|fortnightly|every\s(?:week|month|morning|sunday|monday|friday))"
LETTER = re.compile(
    rf"""(?:(?:pop|drop)\syour\s(?:best\s)?e-?mail(?:\saddress)?\s
          (?:in|into|below|here)\b.{{0,120}}
      |(?:we\spromise:?\s)?no\sspam(?:,?\s(?:ever|promised?|we\spromise|unsubscribe\b.{{0,40}}))?
      |we\spromise:?\sno\sspam\b.{{0,60}}
      |we(?:'ll|\swill)\snever\s(?:spam\syou|share\syour\s(?:details|address|e-?mail))\b.{{0,60}}
      |if\syou\s(?:liked|enjoyed|loved)\sthis\s(?:letter|newsletter|issue|e-?mail),?\s(?:please\s)?
        (?:forward|share|send|pass)\sit\b.{{0,60}}
      |get\sthe\sbest\sof\s.{{1,60}}\b(?:delivered|sent)\s(?:{OFTEN}|to\syou|by\se-?mail).{{0,40}}
      |.{{0,80}}\bget\supdates\sfrom\sthis\s(?:writer|author|publication|blog)\b.{{0,40}}
      |you(?:'re|\sare)\sreading\s.{{1,60}}\sfor\sfree
      |was\sthis\s(?:e-?mail\s|letter\s|newsletter\s|issue\s)?forwarded\sto\syou\b.{{0,40}}
      |(?:success!?\s)?(?:now\s|please\s|just\s)?check\syour\s(?:e-?mail|inbox)\s
          (?:to\sconfirm\syour\s(?:\w+\s)?(?:subscription|e-?mail|address|sign-?up)
          |for\s(?:a|the|our)\sconfirmation\s(?:e-?mail|link))\b.{{0,80}}
      |you(?:'re|\sare)\s(?:getting|receiving)\sthis\s(?:e-?mail\s|letter\s|message\s)?
          (?:because|since|as)\syou(?:'ve|\shave)?\s(?:\w+\s)?(?:signed|subscribed|joined
            |opted|bought
          |registered)\b.{{0,200}}
      |want\s(?:my|our)\sfree\s.{{0,40}}\b
        (?:kit|guide|e-?book|checklist|workbook|planner|printable|pdf|course|challenge)\?
      |.{{1,60}}\b(?:letter|newsletter|issue|bulletin|digest)\s(?:comes|goes|is\ssent)\sout\s
          (?:on\sthe\s\w+\s(?:\w+\s)?of\s(?:each|every|the)\smonth|{OFTEN}).{{0,60}}
      |enter\syour\s(?:e-?mail\s)?address\sto\s(?:subscribe|have\s(?:it|them|the\s\w+)\s(?:land
        |delivered|sent))\b
          .{{0,100}}
      |.{{0,60}}\bnewsletters\smay\scontain\s.{{1,200}}
      |subscribe\sto\s?:\s.{{1,60}}
      )[.!?]{{0,3}}""",
    re.VERBOSE,
)
LETTER_LINE = re.compile(  # alone on its line
    r"""(?:don't\smiss\sa\s(?:thing|beat|post)[.!]?
      |(?:know|know\sof)\s(?:someone|somebody|anyone|a\sfriend)\swho\s(?:would|might|could|may
        |will)\s
        (?:enjoy|like|love|appreciate)\sth(?:is|e\sletter)\?)""",
    re.VERBOSE,
)
LETTER_CUES = (  # without one of them no pattern matches
    *("your email", "your e-mail", "your best e", "no spam", "the best of", "updates from"),
    *("for free", "forwarded", "your inbox", "getting this ", "receiving this "),
    *("my free", "our free"),
    *("out on the", "sent out", "goes out", "comes out", "address to", "newsletters may"),
    *("subscribe to", "never spam", "never share"),
    *("if you liked", "if you enjoyed", "if you loved"),
)
