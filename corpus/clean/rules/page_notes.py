"""What a page says of itself: when it is looked over, its number, who may copy it, who keeps it."""

from __future__ import annotations

import re

from corpus.clean.looks import holding, with_digit
from corpus.clean.rules.bylines import DATE
from corpus.clean.rules.rule import Among, Rule, matching, mentions, right_before

OF_PAGE = (
    r"(?:this|the|our|all|any)\s(?:[\w-]+\s){0,3}?(?:page|article|leaflet|factsheet|handout"
    r"|podcast|episode"
    r"|document|material|content|text|publication|information|web\s?site|site)s?"
)
LOOKED_OVER = re.compile(  # "Next review: March 2030", with the next such stamp behind it
    rf"""(?:(?:next|media|planned|page|content|clinical|this\spage\swas|last\s(?:clinically
          |medically))\s
        (?:last\s)?(?:review(?:ed)?|update[ds]?|modified|changed)
        (?:\s(?:due|date|on|is\sdue))?\s?:?\s(?:on\s|in\s)?{DATE}\.?\s?
      ){{1,3}}(?:by\s.{{3,60}})?""",
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
    r"""(?:this\s(?:topic|thread)\s(?:was|has\sbeen)\sautomatically\s(?:closed|locked)\s(?:\d
          |after\b).{0,100}
      |this\s(?:topic|thread|post)\shas\sbeen\s(?:archived|locked
        |closed)\sand\s.{0,20}no\slonger\b.{0,60}
      |new\s(?:replies|comments|posts)\sare\sno\slonger\s(?:allowed|possible|accepted)
      |(?:beep,?\s?boop[.,!]?\s)?i\sam\sa\sbot\b.{0,160}
      |(?:please\s)?(?:contact|message)\sthe\smoderators\sof\sthis\s(?:subreddit
        |community)\b.{0,100}
      |if\s(?:you\sthink\s)?(?:your|this)\s(?:post|comment|submission)\s.{1,60}\b
        (?:message|contact)\sthe\smod(?:erator)?s
      |(?:please\s)?(?:read|see|follow)\sthe\srules\sin\sthe\s(?:sidebar|wiki)
      |(?:edit\s?\d?\s?:\s.{0,12})?(?:thanks?|thank\syou)(?:\sso\smuch)?\sfor\s
        (?:the|my\sfirst|all\sthe)\s(?:gold|silver|platinum|awards?|upvotes)
        (?:,?\s(?:kind|dear)?\s?(?:strangers?|redditors?|internet)\b.{0,20})
      |edit\s?\d?\s?:\s.{0,12}(?:thanks?|thank\syou)\sfor\s(?:the|all\sthe)\s
        (?:gold|silver|platinum|awards?|upvotes)\b.{0,60}
      |\[\s?(?:removed|deleted)(?:\sby\s(?:a\s)?(?:moderators?|users?))?\s?\]
      )[.!]{0,3}""",
    re.VERBOSE,
)
OF_WIKI = re.compile(
    r"""(?:this\s(?:article|section|page)\s(?:needs\s(?:additional|more)\s(?:citations
          |references)|does\snot\scite\sany|relies\s(?:largely|too\smuch)\son\s(?:a\ssingle
            |primary))
          \b.{0,100}
      |please\s(?:help\s)?(?:to\s)?improve\sthis\s(?:article|section)\sby\sadding\b.{0,100}
      |(?:\(\w+\s\d{4}\)\s)?\(?learn\show\sand\swhen\sto\sremove\sthis\b.{0,40}
      |\[\s?citation\sneeded\s?\])\.?""",
    re.VERBOSE,
)
NEWSROOM = re.compile(
    r"""(?:(?:e-?mail|contact|write\sto)\s
          (?=.{0,80}(?:newsroom|newsdesk|news-?\s?tips?@|tips@|news@|stories@))(?=.*\w@\w).{1,140}
      |do\syou\sknow\smore\sabout\sthis\sstory\?
      |(?:spotted|noticed|found)\san?\s(?:mistake|error|typo|broken\slink)\s(?:on|in|with)\s
        (?:this|the|our)\s(?:page|article|text|post|site|list)\b.{0,40}\?
      |spotted\sa\s(?:number|link|detail|fact)\sthat\b.{0,60}\?
      |let\sus\sknow\sand\swe(?:'ll|\swill)\s(?:update|correct|fix)\s
        (?:it|this|the\s(?:page|list|article|link|text))\.?)""",
    re.VERBOSE,
)
STORY = re.compile(
    r"(?:got|have|do\syou\shave)\sa\s(?:story|news\stip|tip)"
    r"(?:\s(?:for\sus|to\stell\sus|to\sshare))?\?"
)
LEGAL = re.compile(
    rf"""(?:.{{1,80}}\bdisclaims\s(?:any|all)\s(?:warrant|liabil|respons)\w+.{{0,200}}
      |(?:{OF_PAGE}\s)?may\s(?:not\s)?(?:be\s)?(?:freely\s)?(?:reproduced|reprinted|copied)\s
        (?:for|without|only|in\swhole|in\sfull|with)\b.{{0,120}}
      |{OF_PAGE}\s.{{0,100}}\bshould\snot\sbe\s(?:considered|taken|used|construed|treated)\s(?:as\s
        |to\sbe\s)?(?:a\ssubstitute|medical|professional|legal)\b.{{0,100}}
      |your\suse\sof\sth(?:is|e)\s(?:information|site|page|web\s?site)\s(?:means|constitutes
        |indicates|is\ssubject)\s.{{0,80}}\b
        (?:agree|terms|accept)\b
        .{{0,80}}
      |.{{2,60}}\bdeclares?\sno\s(?:competing|conflicts?\sof)\sinterests?\b.{{0,40}}
      |(?:™\s?&\s?)?(?:copyright\s)(?:\(c\)\s|©\s)?\d{{4}}(?:\s?-\s?\d{{2,4}})?\s
        (?!(?:was|is|has|law)\b).{{2,80}}
      |™\s?&\s?©\s?\d{{4}}\s.{{2,120}}
      |powered\sby\s(?:movable\stype|vbulletin|drupal|joomla|ghost|squarespace|blogger|wix)
        (?:\s[\d.]{{1,8}})?\.?(?:\sthis\s(?:weblog|blog|site)\b.{{0,80}})?
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
                *(
                    "automatically",
                    "no longer",
                    "i am a bot",
                    "moderators",
                    "the mods",
                    "the rules",
                    " for ",
                ),
                *("removed", "deleted"),
            ),
            mentions(OF_WIKI, "this article", "this section", "this page", "learn how", "citation"),
            Among(holding("a story", "tip"), right_before(STORY, NEWSROOM)),
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
