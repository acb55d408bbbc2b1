"""Newsletters, disclaimers and licences."""

from __future__ import annotations

import re

from corpus.clean.rules.letters import LETTER, LETTER_CUES, LETTER_LINE
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Rule, mentions

NEWSLETTER = re.compile(
    rf"""(?:(?:please\s)?
          (?:subscribe|sign\sup|sign\sme\sup|register(?=\s(?:for|to|now|today|here|free|with)))\b
          .{{0,80}}\b
          (?:newsletter|updates|mailing|e-?mail\slist|inbox|e-?mails?|free|today|now|bulletin|digest
            |weekly|monthly|channel|unlimited\saccess)\b.{{0,160}}
      |(?:join|get|receive|want)\b.{{0,80}}\b
        (?:newsletter|(?:mailing|e-?mail)\slist|(?:to|in)\syour\sinbox|subscribers)\b.{{0,160}}
      |(?:our\s|the\s)?(?:free\s)?(?:weekly\s|monthly\s|daily\s)?
        (?:newsletters?|e-?mail)(?:\ssign-?\s?up)[:!]?|newsletters?[:!]?
      |{any_phrase("newsletter")}|{any_phrase("subscribe")}
      |enter\syour\se-?mail\b.{{0,60}}
      |your\se-?mail(?:\saddress)?(?:\s?[:*(].{{0,50}}|\s(?:here|below|required))?
      |never\smiss\san?\s(?:post|story|issue|update|article|episode|letter)\b.{{0,60}}
      |stay\s(?:up\sto\sdate|connected|in\sthe\sloop|informed)\swith\s(?:us|our\s
        |the\slatest\s).{{0,60}}
      |(?:create|open|register\sfor)\sa\sfree\saccount\b.{{0,80}}
      |unlock\s(?:this|the\sfull|full|unlimited)\s(?:article|story|access|content|report|guide
        |archive)\b.{{0,40}}
      |join\sour\s(?:\w+\s){{0,2}}(?:community|discord|mailing\slist|facebook\s\w+)
        (?:\s(?:of|on|today|now|and|to)\b.{{0,60}})?
      |(?:thanks|thank\syou)\sfor\sreading(?:\sthis\s\w+|\sand\ssharing)?
      |(?:become|upgrade\sto|go)\s(?:a\s)?(?:member|premium|subscriber)\b(?!\sof\san?\b).{{0,120}}
      |(?:keep|continue)\sreading\s
        (?:with\sa\s|by\s(?:subscribing|signing|creating|registering)|for\s(?:free|\S?\d)).{{0,120}}
      |(?:students|readers|members|patients|parents|staff|anyone|you)\scan\s(?:also\s)?
        (?:join|subscribe\sto|sign\sup\s(?:to|for)|receive|get)\sour\s(?:[\w'-]+\s){{0,4}}
        (?:bulletin|newsletter|digest|letter|mailing\slist)\b.{{0,120}}
      |(?:members|subscribers|supporters)\s(?:read|get|have|enjoy|see|receive)\s.{{1,100}}
        \b(?:from|for|only|at)\s\S?\d[\d.,]{{0,6}}\s(?:\w+\s)?(?:a|per)\s(?:day|week|month|year)
      |until\snext\s\w+,\s(?:go|be|stay|keep|take|rest|breathe|live)\s
        (?:gently|well|safe|kind|care|warm|easy|curious|slowly|good\scare(?:\sof\syoursel(?:f
          |ves))?)
      |dear\s(?:reader|subscriber|member)s?[,!]?|good\s(?:morning|afternoon|evening),
      )[.!]?""",
    re.VERBOSE,
)
INBOX_CUES = (
    *(" to your inbox", "subscribe with", "sign up with", "register with"),
    *("subscribe using", "sign up using", "register using"),
)
TO_YOUR_INBOX = re.compile(
    r"""(?:from\s.{1,60}\sto\syour\sinbox
      |.{0,80},?\s(?:delivered\s)?(?:straight\s|right\s)?to\syour\sinbox.{0,40}
      |(?:[^:.?!]{1,40}:\s)?(?:subscribe|sign\sup|register)\s(?:with|using)\s(?:your|an?)\s
        (?:[\w-]+\s){0,3}(?:address|e-?mail|account)\b.{0,120}
      )[.!]?""",
    re.VERBOSE,
)
NEWSLETTER_NOTE = re.compile(  # sentences of such letters and boxes
    r"""(?:you\s(?:are|'re)\sreceiving\sthis\b.{0,300}
      |(?:to\s(?:stop|opt\sout|unsubscribe),?\s|too\smany.{1,40}\?\s)?
        (?:reply|text)\s(?:with\s)?(?:the\sword\s|stop\b|help\b).{0,120}
      |in\sthis\s(?:letter|issue|newsletter|edition|e-?mail)\s?:.{0,300}
      |message(?:\sand\sdata\srates\smay\sapply|\sfrequency\svaries)
      |messages?\sand\sdata\srates\smay\sapply
      |(?:change|manage|update)\s(?:your\s)?(?:e-?mail|subscription)\spreferences\b.{0,200}
      |(?:change|manage|update)\s(?:your\s)?preferences(?:\s?[:|-].{0,160}|\s(?:or|here)\b.{0,160})?
      |too\smany\s(?:letters|e-?mails|newsletters)\b.{0,40}
      |trouble\s(?:reading|viewing|seeing)\sthis\s.{1,40}
      |(?:view|read)\s(?:this\s(?:e-?mail|newsletter|message|letter)\s|it\s)?
        (?:online|in\s(?:your|a)\sbrowser|on\sthe\sweb)\b.{0,200}
      |(?:thanks?|thank\syou)\sfor\s(?:subscribing|signing\sup|your\ssubscription).{0,60}
      |you(?:'ll|\swill)\s(?:soon\s)?(?:start\s)?receiv(?:e|ing)\b.{0,120}\binbox
      |(?:you\shave|you've)\s(?:\w+\s){1,4}free\s(?:articles?|stor(?:y|ies)).{0,80}
      |subscribe\sto\sour\s.{1,80}|subscribe\sfor\s(?:unlimited|full)\saccess\b.{0,160}
      |(?:sign\sup|subscribe)\s(?:to|for)\s.{0,80}\b(?:newsletter|bulletin|digest)\b.{0,160}
      |this\s(?:content|article|page|video|story|resource)\sis\s(?:only\s)?(?:for|available\sto)\s
        (?:(?:our|paid|paying|registered|premium)\s)?(?:members|subscribers)(?:\sonly)?
      |(?:subscribe|sign\sup)\s(?:here|now)|sign\sup\snow\sand\b.{0,60}
      |you\s(?:have|are)\s(?:already\s)?(?:been\s)?subscribed\sto\sour\snewsletter
      |enjoy(?:ing|ed)?\sthis\s(?:story|article|post|letter)
      |(?:know|did)\s(?:someone|somebody)\s(?:who|forward)\s
        (?:would|might|could|this|it)\b.{0,60}\b(?:letter|newsletter|e-?mail|you)
      |forward\s(?:it|this\s(?:letter|newsletter|e-?mail))\sto\s(?:a\sfriend|someone)\b.{0,80}
      )[.!?]?""",
    re.VERBOSE,
)
UNSUBSCRIBE = re.compile(  # "Unsubscribe from accounts that make you feel small" is advice
    r"""(?!unsubscribe\sfrom\s(?!our|this|these|all\se-?mails|the\s(?:list|newsletter|mailing)))
      .{0,60}\bunsubscribe\b.{0,200}[.!?]?""",
    re.VERBOSE,
)
PAGE = (
    r"(?:article|information|content|page|web\s?site|site|material|blog|post|newsletter|answer"
    r"|guide|letter)s?"
)
NOTICE = re.compile(
    r"""(?:disclaimer\b.{0,500}
      |sample\s(?:article|page|text|letter|questions)\b.{0,300}
      |(?:this\s(?:article|page|post)\s(?:was\s)?(?:originally\s|first\s)?
          (?:appeared|published|posted)
        |originally\s(?:published|posted|appeared)|source\sarticle|mirrored\sfrom|copied\sfrom)\b
        .{0,200}
      |(?:licen[cs]ed?(?:\sunder)?:?\s)?cc[\s-]by\b.{0,80}
      |(?:text\s)?licen[cs]e(?:d\sunder)?\s?:?\s.{0,100}
      |text(?:\s\w+){0,3}\scc[\s-]by\b.{0,40}|text\s?:\scc\b.{0,60}
      |(?:charity|company)\s(?:registration\s)?(?:no|number|reg)\b.{0,100}
      |registered\s(?:charity|company|office)\b.{0,160}
      )""",
    re.VERBOSE | re.DOTALL,
)
NO_ADVICE = re.compile(
    r".{0,80}\bnot\s(?:a\ssubstitute\sfor\s(?:professional\s)?)?medical\sadvice\b.{0,200}",
    re.DOTALL,
)
NOTICE_SENTENCE = re.compile(  # a page that speaks of itself
    rf"""(?:(?:disclaimer|affiliate\sdisclosure)\s?:.{{0,300}}
      |disclosure\s?:(?=.{{0,300}}\b(?:affiliate|commissions?|sponsor|compensat|advertis)).{{0,300}}
      |as\san\samazon\s(?:associate|affiliate)\b.{{0,140}}
      |(?:this|the|all|our|any)\s(?:\w+\s){{0,3}}?{PAGE}\b.{{0,120}}
        \b(?:not|never|isn't|cannot)\b.{{0,60}}
        \b(?:substitute|replace|medical\sadvice|professional\sadvice|constitute|diagnos)\b.{{0,300}}
      |(?:this|it|the\s{PAGE})\sis\s(?:only\s)?(?:general\sinformation
        |for\s(?:general\s)?(?:information|educational|informational)(?:al)?\s
          (?:and\s\w+\s)?(?:purposes\s)?only).{{0,200}}
      |licen[cs]e\s?:\s?(?:cc|creative\scommons)\b.{{0,60}}
      |(?:when|if)\syou\sbuy\s(?:something\s)?(?:through|via
        |using)\s.{{0,80}}\bcommission\b.{{0,80}}
      |(?:we|this\spost)\s(?:may\s)?(?:earn|contains?|receives?)\s.{{0,40}}
        \b(?:commissions?|affiliate\slinks?)\b.{{0,120}}
      |learn\smore\sabout\saffiliate\slinks
      |(?:community|forum)\splatform\sby\s.{{1,80}}|powered\sby\s(?:wordpress|xenforo|phpbb
        |discourse).{{0,60}}
      |advertising\srevenue\ssupports\b.{{0,60}}
      |the\s(?:views|opinions)\s(?:expressed|shared)\s(?:on|in|by)\b.{{0,60}}
        \bare\s(?:solely\s)?those\sof\b.{{0,100}}
      |the\sfollowing\sare\s(?:registered\s)?trademarks\sof\b.{{0,400}}
      |it\sis\s(?:only\sfor|for)\s(?:informational|educational)\s(?:and\s\w+\s)?purposes(?:\sonly)?
      |never\sdisregard\sprofessional\smedical\sadvice\b.{{0,200}}
      |inclusion\sdoes\snot\s(?:constitute|imply)\b.{{0,120}}
      )[.!]?""",
    re.VERBOSE | re.DOTALL,
)

CHARITY = re.compile(r"[\w\s.,&-]{1,60}\sis\sa\s501\s?\(c\)\s?\(?3\)?\b.{0,160}[.!]?", re.DOTALL)
PAID_FOR_LINKS = re.compile(  # "you may get compensation" is about something else
    r"""(?=.*\b(?:links?|products?|partners?|advertis\w+|purchases?|buy|click|shop|sponsors?)\b)
      .{0,160}\b(?:we|i|this\s(?:site|page|blog))\s(?:may|might|can|could)\s(?:also\s)?
        (?:earn|get|receive|make)\s(?:an?\s)?(?:\w+\s){0,3}(?:commissions?|compensation)\b.{0,160}""",
    re.VERBOSE | re.DOTALL,
)
UNDER_LICENCE = re.compile(
    r"""(?:.{0,40}\b(?:shared|licen[cs]ed|published)\sunder\s(?:a\s)?
          (?:cc|creative\scommons)\b.{0,60}
      |.{1,80}\bdoes\snot\sendorse\s(?:companies|products|any)\b.{0,60}
      |.{1,60}\b(?:is\sa|are)\s(?:registered\s)?trademarks?\sof\b.{1,200}
      )[.!]?""",
    re.VERBOSE | re.DOTALL,
)

RULES = (
    Rule(
        id="newsletter",
        version=6,
        reason="a newsletter or membership prompt",
        lines=(NEWSLETTER, LETTER_LINE, mentions(TO_YOUR_INBOX, *INBOX_CUES)),
        anywhere=(
            NEWSLETTER_NOTE,
            mentions(UNSUBSCRIBE, "unsubscribe"),
            mentions(LETTER, *LETTER_CUES),
        ),
        example="Subscribe to our newsletter",
    ),
    Rule(
        id="notice",
        version=2,
        reason="a disclaimer, licence or origin notice",
        lines=(
            NOTICE,
            mentions(NO_ADVICE, "medical advice"),
        ),
        anywhere=(
            NOTICE_SENTENCE,
            mentions(CHARITY, "is a 501"),
            mentions(PAID_FOR_LINKS, "commission", "compensation"),
            mentions(UNDER_LICENCE, "under ", "endorse", "trademark"),
        ),
        example="This article is not a substitute for professional medical advice.",
    ),
)
