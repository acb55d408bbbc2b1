"""Votes, points, user boxes and buttons of forums and question-and-answer sites."""

from __future__ import annotations

import re

from corpus.clean.rules.rule import Rule, whole_line

NUMBER = r"[+-]?\d[\d.,]*\s?[km]?"
MONTH = (  # English, and what the furniture of Indonesian, Malay and Romance sites calls them
    r"(?:jan|feb|mar|apr|may|mei|mai|jun|jul|aug|agu|sep|oct|okt|nov|dec|des|dez)[a-zé]{0,7}\.?"
)
DATE = rf"(?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH},?\s\d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|{MONTH}\s\d{{4}})"
VOTES = re.compile(
    rf"""(?:{NUMBER}\s?(?:votes?|likes?|points?|upvotes?|downvotes?|answers?|repl(?:y|ies)|comments?|views?|shares?|claps?|followers?|reputation|score|stars?|helpful)
          (?:\s?[·|,•]?\s?{NUMBER}\s?(?:votes?|likes?|points?|answers?|repl(?:y|ies)|comments?|views?|shares?))*
      |(?:votes?|likes?|points?|score|views?|rating|answers?|replies)\s?[:=]?\s?{NUMBER}(?:\s?/\s?\d+)?
      |(?:up|down)\s?votes?|(?:best|accepted|top|chosen|selected)\sanswer|vote\s(?:up|down)
      |\d+\s(?:people|users|members|readers)\s(?:found\sthis|like[sd]?\sthis|thanked).{{0,60}}
      |[+-]\d{{1,6}}
      )[.:]?""",
    re.VERBOSE,
)
POSTED_BY = re.compile(
    rf"""(?:(?:asked|answered|commented|edited|posted|started|replied|selected|modified|written|submitted)\b(?:\s(?!\bby\b)[\w',&-]+){{0,8}}\s?(?:by|in|on|ago|at)\b.{{0,80}}
      |(?:in\s.{{1,60}}\s)?by\s.{{0,40}}\({NUMBER}\spoints\)
      |(?:edited|answered|asked|posted|reshown|selected|closed)(?:\s.{{1,20}}\sago)?(?:\sby)?
      |(?:in\s.{{1,40}}\s)?by\s(?:anonymous|member|user|guest)\b.{{0,20}}
      |last\sedited\sby\b.{{0,100}}
      |(?:re|aw):\s.{{1,160}}
      |(?:by|post\sby|postby)\s[\w.-]{{1,30}}\s?(?:»|>|-)\s.{{1,60}}
      )[.:]?""",
    re.VERBOSE,
)
USER_BOX = re.compile(
    rf"""(?:(?:joined|member\ssince|registered)\s?:?\s.{{0,40}}
      |(?:posts|messages|threads|topics|thanks|karma|reputation|likes\sreceived|location|rank)\s?:\s.{{0,60}}
      |(?:new|senior|junior|active|full|regular|site|global)\s(?:member|poster|user|moderator|admin)
      |(?:moderator|administrator|site\sadmin|newbie|member|guest|offline|online)
      )""",
    re.VERBOSE,
)
FORUM_BUTTONS = re.compile(
    r"""(?:(?:quote|reply|report|like|thank|flag|edit|delete|share|follow|unfollow|top|print\sview|permalink|link|award|save|hide)(?:\s(?:post|this|question|with\squote|answer|to\stopic|topic))?
      |(?:post|new)\s(?:a\s)?(?:reply|topic|thread)
      |page\s\d+(?:\sof\s\d+)?|\d+\sposts?(?:\s[•·|-]\spage\s\d+\sof\s\d+)?
      |(?:previous|next|first|last|older|newer)(?:\s(?:page|topic|post|thread|entry|article|question)s?)?
      |return\sto\s.{1,60}|jump\sto\b.{0,60}|back\sto\s(?:top|the\stop|start)
      |(?:who\sis\sonline|users\sbrowsing\sthis\sforum).{0,120}
      |(?:display|sort)\s(?:posts\s)?(?:by|from)\b.{0,80}|search\sthis\s(?:topic|forum|thread).{0,3}
      |welcome\sto\s\S.{0,60}\bwhere\syou\scan\s(?:ask|get|share|find|talk|receive).{0,160}
      |welcome\sto\sthe\s.{1,40}\b(?:forum|community|board)\b.{0,80}
      |(?:related|similar)\squestions?
      |[\d\s|/•·«»<>…]+
      )[.:!]?""",
    re.VERBOSE,
)

RULES = (
    Rule("votes", 1, "a count of votes, points or answers", whole_line(VOTES)),
    Rule("posted-by", 1, "who posted, and when", whole_line(POSTED_BY)),
    Rule("user-box", 1, "a forum member's box", whole_line(USER_BOX)),
    Rule("forum-button", 1, "a forum's button or greeting", whole_line(FORUM_BUTTONS)),
)
