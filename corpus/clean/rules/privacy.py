"""Notices of cookies, privacy and copyright, and the sentences of their boxes."""

from __future__ import annotations

import re

from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Rule, mentions

PRIVACY = re.compile(
    rf"""(?:privacy:\s.{{1,200}}|(?:we\s(?:value|respect|care\sabout)|about)\syour\sprivacy
      |(?:accept|reject|manage|allow|necessary|decline|adjust)\s
        (?:all\s|only\s|necessary\s|your\s)?
        (?:cookies?|preferences|settings)(?:\s(?:only|settings))?(?:\slearn\smore…?)?
      |(?:(?:cookie|privacy|terms|conditions|service|use|of|and|&|\||,|policy|settings|notice|your
          |preferences|statement|choices|rights|online|state|us)\s?){{1,10}}
      |(?:do\snot\ssell(?:\sor\sshare)?|limit\sthe\suse\sof)\smy\b.{{0,160}}
      |{any_phrase("cookies")}|(?:{any_phrase("privacy")}(?:\s?[|·,]\s?)?){{1,4}}
      |(?:all\srights\sreserved|copyright\s(?:©|\(c\)|\d{{4}}|:).{{0,120}}|(?:©
        |\(c\)\s\d{{4}}).{{0,160}})
      )[.!]?""",
    re.VERBOSE,
)
OWN_PRIVACY = re.compile(  # behind the name of whoever it is
    r"""(?:\w+(?:\s\w+)?\sprivacy\s(?:policy|notice|rights|choices)
      |.{0,60}\ball\srights\sreserved.{0,60}
      )[.!]?""",
    re.VERBOSE,
)
PRIVACY_NOTE = re.compile(  # sentences of such notices
    r"""(?:(?:we|this\s(?:web)?site|our\s(?:web)?site|privacy\s&\scookies:\sthis\ssite)\suses?\s
          cookies\b.{0,300}
      |by\s(?:continuing|using|clicking|browsing|submitting|subscribing|signing\sup|registering)\b
        .{0,160}\b(?:cookies?|privacy|terms|their\suse|contact\syou)\b.{0,200}
      |you\s(?:may|can)\s(?:opt\sout|unsubscribe)\b.{0,200}
      |by\s(?:entering|proceeding|creating|providing|joining|checking|submitting)\b.{0,80}\byou\s
        (?:agree|consent|accept|acknowledge)\b.{0,200}
      |.{0,160}\b\d+\spartners\scan\suse\sthis\s(?:special\s)?(?:purpose|feature)
      |(?:store\sand/or\saccess\sinformation\son\sa\sdevice|measure\s(?:content
        |advertising)\sperformance
        |(?:create|use)\sprofiles\s(?:for|to\sselect|to\spersonalise)\spersonali[sz]ed\s\w+
        |understand\saudiences\sthrough\sstatistics|use\slimited\sdata\sto\sselect\s\w+
        |actively\sscan\sdevice\scharacteristics|manage\sconsent)\b.{0,120}
      |we\sand\sour\s(?:\d+\s)?(?:advertising\s)?partners\s(?:store|process|use|share)\b.{0,240}
      |if\syou\sdo\snot\sallow\sthese\s(?:cookies|technologies)\b.{0,240}
      |(?:these|(?:strictly\s)?necessary|essential|functional|targeting|performance|analytics?
        |marketing
        |advertising|third-party)\scookies\s
        (?:are\s(?:set|used|necessary|essential)|may\sbe|help|enable|allow|track|collect)\b.{0,300}
      |(?:the|this)\scookie\sis\s(?:set|used)\s(?:by|to)\s.{1,240}
      |this\s(?:site|form|page)\sis\sprotected\sby\srecaptcha\b.{0,160}
      |we\s(?:respect\syour\sprivacy(?:\sand)?\s)?(?:will\s)?never\s
        (?:(?:share|sell|rent)\syour\se-?mail|spam\syou|send\syou\s(?:spam|unwanted
          |unsolicited))\b.{0,100}
      |(?:we|your\sdata|your\sinformation)\s(?:use\sthe\sdata\syou\sprovide|will\sbe\sprocessed)
        \b.{0,200}
      |all\srights\sreserved|(?:copyright\s)?(?:©|\(c\)\s\d{4}).{0,160}
      )[.!]?""",
    re.VERBOSE,
)

RULES = (
    Rule(
        id="privacy-notice",
        version=3,
        reason="a cookie, privacy or copyright notice",
        lines=(PRIVACY, mentions(OWN_PRIVACY, " privacy ", "all rights reserved")),
        anywhere=(PRIVACY_NOTE,),
        example="We use cookies to give you the best experience.",
    ),
)
