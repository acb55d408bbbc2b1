"""Comment forms, newsletters, cookie and privacy notices, feedback boxes."""

from __future__ import annotations

import re

from corpus.clean.rules.rule import Rule, whole_line

COMMENT_FORM = re.compile(
    r"""(?:(?:leave|post|add|write|submit|join)\s(?:a|an|your|us\sa|the)?\s?(?:\w+\s)?(?:comment|reply|answer|response|review|discussion|conversation)s?(?:\s\(?cancel.{0,20})?(?:\s(?:below|here|to\s.{1,60}))?
      |(?:cancel|add)\sreply
      |(?:no|\d+)\s(?:comments?|replies|responses|thoughts\son\s.{1,120})(?:\s(?:yet|so\sfar))?
      |comments?(?:\s\(?\d+\)?)?(?:\s(?:are\s)?(?:closed|off|disabled))?(?:\son\s.{1,100})?
      |(?:your|add\san|add\syour|write\syour|post\syour)\s(?:answer|comment|reply|message)\s?[:*]?
      |your\s(?:name|email|e-mail|website)(?:\s(?:address|to\sdisplay))?(?:\s\(\w+\))?\s?[:*]?
      |(?:name|email|e-mail|website|comment|message|subject)(?:\s\(?(?:required|optional)\)?)?\s?[:*]{1,2}
      |save\smy\sname,?\se-?mail.{0,120}
      |your\se-?mail\saddress\swill\s(?:not|only|never)\sbe\s.{1,160}
      |e-?mail\sme\s(?:at\sthis\saddress\s)?(?:if|when)\s.{1,120}
      |notify\sme\s(?:of|by|when|if)\s.{1,100}
      |required\sfields\sare\smarked.{0,20}
      |(?:to\savoid\sthis\sverification\sin\sfuture|anti-spam\sverification|i'm\snot\sa\srobot).{0,80}
      |(?:log|sign)\s?in(?:\s(?:or\s(?:register|sign\sup)|to\s(?:comment|reply|answer|vote|post|see|leave)).{0,80})?
      |(?:please\s)?(?:log\sin|login|register|sign\sin)\sor\s(?:register|log\sin|login|sign\sup)\b.{0,80}
      |you\smust\sbe\slogged\sin.{0,60}
      |(?:submit|send|post\scomment|post\sreply|submit\scomment|cancel|register|subscribe|search|preview|publish)
      |ask\s(?:a|your)\s(?:new\s)?question(?:\shere)?:?
      |please\s(?:log\sin|login)\s.{0,80}
      |tinggalkan\s(?:balasan|komentar).{0,40} | komentar | kirim\skomentar
      )[.!]?""",
    re.VERBOSE,
)
PRIVACY = re.compile(
    r"""(?:privacy:\s.{1,200}
      |(?:we|this\s(?:web)?site|our\s(?:web)?site)\suses?\scookies\b.{0,300}
      |(?:by\s(?:continuing|using|clicking|browsing))\b.{0,120}\b(?:cookies?|privacy|terms)\b.{0,200}
      |(?:accept|reject|manage|allow|necessary|decline)\s(?:all\s|only\s|necessary\s|your\s)?(?:cookies?|preferences|settings)(?:\sonly)?
      |(?:cookie|privacy)\s(?:policy|settings|notice|preferences|statement)(?:\s(?:and|&|\|)\s.{1,60})?
      |terms\s(?:of|and)\s(?:use|service|conditions)(?:\s?[|&].{0,100})?
      |(?:all\srights\sreserved|(?:copyright|©)\s.{0,120}|.{0,60}\ball\srights\sreserved.{0,60})
      )[.!]?""",
    re.VERBOSE,
)
NEWSLETTER = re.compile(
    r"""(?:(?:please\s)?(?:subscribe|sign\sup|sign\sme\sup|register)\b.{0,80}\b(?:newsletter|updates|mailing|list|inbox|e-?mails?|free|today|now|bulletin|digest|weekly|monthly|channel)\b.{0,160}
      |(?:join|get|receive|want)\b.{0,80}\b(?:newsletter|mailing\slist|(?:to|in)\syour\sinbox|subscribers)\b.{0,160}
      |(?:our\s|the\s)?(?:free\s)?(?:weekly\s|monthly\s|daily\s)?newsletters?(?:\ssign-?\s?up)?[:!]?
      |you\s(?:are|'re)\sreceiving\sthis\b.{0,300}
      |.{0,60}\bunsubscribe\b.{0,120}
      |(?:view|read)\sthis\s(?:e-?mail|newsletter|message)\s(?:in|on)\b.{0,60}
      |(?:enter\s)?your\se-?mail(?:\saddress)?\b.{0,60}
      |(?:thanks?|thank\syou)\sfor\s(?:subscribing|signing\sup|your\ssubscription).{0,60}
      |(?:become|upgrade\sto|go)\s(?:a\s)?(?:member|premium|subscriber)\b.{0,120}
      |(?:you\shave|you've)\s(?:\w+\s){1,4}free\sarticles?.{0,80}
      |(?:keep|continue)\sreading\s(?:with|by|for)\b.{0,120}
      )[.!]?""",
    re.VERBOSE,
)
FEEDBACK = re.compile(
    r"""(?:(?:was|did|is)\s(?:this|the|you\sfind)\s.{0,40}\b(?:helpful|useful|help)\b.{0,30}\??(?:\s(?:yes|no)\b.{0,20})?
      |(?:yes|no)(?:\s(?:yes|no))?
      |(?:rate|report)\sthis\s(?:page|article|post|answer)
      |(?:thank\syou|thanks)\sfor\syour\s(?:feedback|rating|vote)
      |(?:give|send|leave)\s(?:us\s)?(?:your\s)?feedback.{0,40}
      |tell\sus\s(?:what\syou\sthink|how\swe).{0,60}
      )[.!?]?""",
    re.VERBOSE,
)

RULES = (
    Rule("comment-form", 1, "part of a comment or answer form", whole_line(COMMENT_FORM)),
    Rule("privacy-notice", 1, "a cookie, privacy or copyright notice", whole_line(PRIVACY)),
    Rule("newsletter", 1, "a newsletter or membership prompt", whole_line(NEWSLETTER)),
    Rule("feedback-box", 1, "a question about the page itself", whole_line(FEEDBACK)),
)
