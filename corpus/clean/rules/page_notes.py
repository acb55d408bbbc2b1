"""What a page says of itself: when it is looked over, its number, who may copy it, who keeps it."""

from __future__ import annotations

import re

from corpus.clean.looks import with_digit
from corpus.clean.rules.bylines import DATE
from corpus.clean.rules.rule import Among, Rule, matching, mentions

OF_PAGE = (
    r"(?:this|the|our|all|any)\s(?:[\w-]+\s){0,3}?(?:page|article|leaflet|factsheet|handout|podcast|episode"
    r"|document|material|content|text|publication|information|web\s?site|site)s?"
)
LOOKED_OVER = re.compile(  # "Next review: March 2030", with the next such stamp behind it
    rf"""(?:(?:next|media|planned|page|content|clinical|this\spage\swas)\s
        (?:last\s)?(?:review(?:ed)?|update[ds]?|modified|changed)
        (?:\s(?:due|date|on|is\sdue))?\s?:?\s(?:on\s|in\s)?{DATE}\.?\s?
      ){{1,3}}(?:by\s\S{{3,60}})?""",
    re.VERBOSE,
)
NUMBERED = re.compile(
    r"""(?:(?:document|doc|leaflet|form|publication|factsheet)\s?
          (?:\#|no\.?|number|code|id|ref(?:erence)?)\s?:\s?[\w/.-]{2,30}
        |ref(?:erence)?\s?:\s?[a-z]{1,6}[/.-][\w/.-]{2,24})
      (?:\s(?:issue|version|rev\.?|v)\.?\s?[\d.]{1,5})?\.?""",
    re.VERBOSE,
)
OF_FORUM = re.compile(
    r"""(?:this\s(?:topic|thread)\s(?:was|has\sbeen)\sautomatically\s(?:closed|locked)\b.{0,100}
      |new\s(?:replies|comments|posts)\sare\sno\slonger\s(?:allowed|possible|accepted)
      |(?:beep,?\s?boop[.,!]?\s)?i\sam\sa\sbot\b.{0,160}
      |.{0,80}\b(?:message|contact)\sthe\smod(?:erator)?s\b.{0,100}
      |(?:please\s)?(?:read|see|follow)\sthe\srules\sin\sthe\s(?:sidebar|wiki)
      |(?:edit\s?\d?\s?:\s)?(?:wow,?\s|omg,?\s|oh,?\s)?(?:thanks?|thank\syou)(?:\sso\smuch)?\sfor\s
        (?:the|my\sfirst|all\sthe)\s(?:gold|silver|platinum|awards?|upvotes)
        (?:[,!.]{1,3}\s?.{0,60}|\s(?:kind|dear|everyone|everybody|stranger)\b.{0,40})?
      |\[\s?(?:removed|deleted)(?:\sby\s(?:a\s)?(?:moderators?|users?))?\s?\]
      )[.!]{0,3}""",
    re.VERBOSE,
)
OF_WIKI = re.compile(
    r"""(?:this\s(?:article|section|page)\s(?:needs\s(?:additional|more)\s(?:citations|references
          |sources)|does\snot\scite\sany|relies\s(?:largely|too\smuch)\son\s(?:a\ssingle|primary))
          \b.{0,100}
      |please\s(?:help\s)?(?:to\s)?improve\sthis\s(?:article|section)\sby\sadding\b.{0,100}
      |(?:\(\w+\s\d{4}\)\s)?\(?learn\show\sand\swhen\sto\sremove\sthis\b.{0,40}
      |\[\s?citation\sneeded\s?\])\.?""",
    re.VERBOSE,
)
NEWSROOM = re.compile(
    r"""(?:(?:got|have)\sa\s(?:story|news\stip|tip\sfor\sus)(?:\s(?:for|to\stell)\sus)?\?
      |do\syou\sknow\smore\sabout\sthis\sstory\?
      |(?:e-?mail|contact|write\sto|tell)\s.{0,40}(?:newsroom|newsdesk|news\s?tips?@|tips@|news@|editor@)
        .{0,100}
      |(?:spotted|noticed|found)\san?\s(?:mistake|error|typo|broken\slink|wrong\snumber
        |number\sthat\s(?:has\s)?changed)\b.{0,60}\?
      |let\sus\sknow\sand\swe(?:'ll|\swill)\s(?:update|correct|fix|mend)\b.{0,60})""",
    re.VERBOSE,
)
LEGAL = re.compile(
    rf"""(?:.{{1,80}}\bdisclaims\s(?:any|all)\s(?:warrant|liabil|respons)\w+.{{0,200}}
      |(?:{OF_PAGE}\s)?may\s(?:not\s)?(?:be\s)?(?:freely\s)?(?:reproduced|reprinted|copied)\s
        (?:for|without|only|in\swhole|in\sfull|with)\b.{{0,120}}
      |{OF_PAGE}\s.{{0,100}}\bshould\snot\sbe\s(?:considered|taken|used|construed|treated)\s(?:as\s
        |to\sbe\s)?(?:a\ssubstitute|medical|professional|legal)\b.{{0,100}}
      |your\suse\sof\sth(?:is|e)\s(?:information|site|page|web\s?site)\s.{{0,80}}\b(?:agree|terms)\b
        .{{0,80}}
      |.{{2,60}}\bdeclares?\sno\s(?:competing|conflicts?\sof)\sinterests?\b.{{0,40}}
      |(?:™\s?&\s?)?(?:copyright\s)(?:\(c\)\s|©\s)?\d{{4}}(?:\s?-\s?\d{{2,4}})?\s.{{2,80}}
      |™\s?&\s?©\s?\d{{4}}\s.{{2,120}}
      |powered\sby\s(?:movable\stype|vbulletin|drupal|joomla|ghost|squarespace|blogger|wix)\b.{{0,100}}
      )""",
    re.VERBOSE,
)
OLD_SITE = re.compile(
    r"""(?:best\sviewed\s(?:in|with|at)\s.{2,80}|you\sare\svisitor\s(?:number|no\.?)\b.{0,40}
      |close\sthis\swindow(?:\s\|\sprint)?|(?:\[\s?\w[\w\s-]{0,20}\]\s?){3,8}
      |.{0,60}\bweb\s?ring\ssite\sis\sowned\sby\b.{0,60})\.?""",
    re.VERBOSE,
)

RULES = (
    Rule(
        id="page-note",
        version=1,
        reason="what a page says of itself",
        lines=(OLD_SITE,),
        anywhere=(
            Among(with_digit, matching(LOOKED_OVER)),
            mentions(
                NUMBERED, "document", "doc", "leaflet", "form", "publication", "factsheet", "ref"
            ),
            mentions(
                OF_FORUM,
                *("automatically", "no longer", "i am a bot", "the mod", "the rules", " for "),
                *("removed", "deleted"),
            ),
            mentions(OF_WIKI, "this article", "this section", "this page", "learn how", "citation"),
            mentions(
                NEWSROOM,
                "story",
                "tip",
                "news",
                "editor@",
                "spotted",
                "noticed",
                "found a",
                "let us know",
            ),
        ),
        example="Leaflet no: SL-104 v2",
    ),
    Rule(
        id="legal-note",
        version=1,
        reason="a notice about rights, liability or interests",
        anywhere=(
            mentions(
                LEGAL,
                *("disclaims", "reproduced", "reprinted", "copied", "should not be", "your use of"),
                *("interest", "copyright", "™", "powered by"),
            ),
        ),
        example="This leaflet may be reprinted for use in schools.",
    ),
)
