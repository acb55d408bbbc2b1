"""Votes, points, user boxes and buttons of forums and question-and-answer sites."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.bylines import DATE
from corpus.clean.rules.rule import Rule

NUMBER = r"[+-]?\d[\d.,]*\s?[km]?"
COUNTS = (
    r"(?:votes?|likes?|points?|upvotes?|downvotes?|answers?|repl(?:y|ies)|comments?|views?|shares?"
    r"|claps?|followers?|reputation|score|stars?|helpful|questions?|users?)"
)
VOTES = re.compile(
    rf"""(?:{NUMBER}\s?{COUNTS}(?:\s?[·|,•]?\s?{NUMBER}\s?{COUNTS}){{0,6}}
      |(?:votes?|likes?|points?|score|views?|rating|answers?|replies)\s?[:=]?\s?{NUMBER}
        (?:\s?/\s?\d+)?
      |(?:up|down)\s?votes?|vote\s(?:up|down)(?:\sthis(?:\s\w+)?)?|\d{{1,3}}\s?%\s(?:upvoted
        |helpful)
      |votes?\s?:\s\d+\sup,?\s\d+\sdown|viewed\s{NUMBER}\stimes?
      |(?:best|accepted|top|chosen|selected)\sanswer
      |(?:\d[\d,]*|one)(?:\s(?:out\s)?of\s\d[\d,]*)?\s(?:people|person|users?|members?|readers?
        |visitors?)\s
        (?:found\s(?:this|the\sfollowing)(?:\s\w+){{0,2}}\s(?:helpful|useful)|like[sd]?\sthis
          |thanked).{{0,60}}
      |\d[\d,]*\sfound\sthis\s(?:\w+\s)?(?:helpful|useful)
      |(?:not\s)?helpful\s?\(\d+\)|mark\sas\s(?:helpful|useful|solved|best\sanswer)
      |(?:rated|rating\s?:?)\s[\d.]{{1,4}}\s?(?:out\sof|/)\s?\d{{1,3}}(?:\s(?:stars?|by|from
        |based\son|\().{{0,40}})?
      |[\d.]{{1,4}}\s?(?:out\sof|/)\s?\d{{1,3}}\s(?:stars?(?:\s\(.{{1,30}}\))?|\(\d[\d,]*\s(?:vote
        |rating|review)s?\))
      |[⭐★]\s?[\d.]{{1,4}}(?:\s\(\d[\d,]*\s\w+\))?|[\d.]{{1,4}}\sfrom\s\d[\d,]*\s(?:votes|ratings
        |reviews)
      |[\d.]{{1,4}}\s?/\s?\d{{1,3}}\s\(\s?\d[\d,]*\s(?:votes?|ratings?|reviews?)\s?\)
      |\d[\d,]*\svotes\s-\s\d{{1,3}}%|(?:yes\s\(\d+\)|helpful\s\d+)\s(?:no\s\(\d+\)
        |not\shelpful\s\d+)
      |(?:like|dislike|love|hug|thank|agree)s?\s(?:x\s)?\d{{1,5}}|\d+\slikes?\s\d+\sdislikes?
      |\S.{{0,80}}\sand\s\d+\sothers?\slike[sd]?\sthis
      |\d[\d,]*\s(?:guests?|members?|users?|people)(?:\s(?:and|,)\s\d+\sguests?)?\s(?:are\s)?
        (?:viewing|browsing|reading)\sthis(?:\s\w+)?
      |your\srating\s?:.{{0,20}}
      |[★☆⭐✩✭]{{2,10}}\s?(?:\(?{NUMBER}\s?(?:ratings?|reviews?|votes?)?\)?)?
      |[▲△↑⬆⇧]\s?{NUMBER}(?:\s?[▼▽↓⬇⇩])?(?:\s?[✓✔])?|{NUMBER}\s?[▼▽↓⬇⇩]|[♥❤♡]\s?{NUMBER}
      |reactions\s?:\s.{{1,120}}
      |[+-]\d{{1,6}}(?:\s\(\d+\))?
      |\#\d{{1,5}}                          # a post's number
      )[.:]?""",
    re.VERBOSE,
)
STAR_RATING = re.compile(  # the sentences of a rating box, which may share a line
    r"""(?:how\suseful\swas\sthis\s(?:post|article|page)
      |click\son\sa\sstar\sto\srate\sit|no\svotes\sso\sfar
      |(?:be\sthe\sfirst\sto\s)?rate\sthis\s(?:post|article|story)(?:\s?:\s?[★☆⭐]{1,10})?
        |rate\sstory
      |average\srating\s[\d.]+\s?/\s?\d+(?:[.,]?\svote\scount\s?:\s\d+)?|vote\scount\s?:\s\d+
      |(?:we\sare\ssorry\sthat|as\syou\sfound)\sthis\spost\swas\s(?:not\s)?useful.{0,40}
      |let\sus\simprove\sthis\spost|tell\sus\show\swe\scan\simprove\sthis\spost
      )[.!?]?""",
    re.VERBOSE,
)
POSTED_BY = re.compile(
    rf"""(?:(?:asked|answered|commented|edited|posted|started|replied|selected|modified|written
          |submitted)\b(?=.{{0,100}}(?:\bago\b|{DATE}|\d:\d\d|\spoints\))).{{0,160}}
      |(?:asked|answered|edited|posted|started|submitted)\sby\s[\w.-]+(?:\s[\w.-]+){{0,2}}(?<!\.)
      |(?:in\s.{{1,60}}\s)?by\s.{{0,40}}\({NUMBER}\spoints\)
      |{NUMBER}\spoints?\sby\s\S{{1,40}}(?:\s.{{1,40}}\sago\b.{{0,60}})?
      |(?:edited|answered|asked|posted|reshown|selected|closed)(?:\s.{{1,20}}\sago)?(?:\sby)?
      |(?:in\s.{{1,40}}\s)?by\s(?:anonymous|member|user|guest)\b.{{0,20}}
      |last\sedited\sby\b.{{0,100}}
      |(?:re|aw):\s.{{1,160}}
      |(?:by|post\sby|postby)\s[\w.-]{{1,30}}\s?(?:»|>|-)\s.{{1,60}}
      |thread\sstarter(?:\s\S.{{0,40}})?
      )[.:]?""",
    re.VERBOSE,
)
USER_BOX = re.compile(
    rf"""(?:joined|(?:joined|member\ssince|registered)(?:\s?:\s.{{0,40}}|\s(?:on\s|in\s)?
          (?:{DATE}|\d{{4}}))
      |(?:posts|messages|threads|thanks|karma|reputation|likes\sreceived)\s?:\s.{{0,60}}
      |(?:new|senior|junior|active|full|regular|site|global|forum|staff)\s
        (?:member|poster|user|moderator|admin)
      |(?:moderator|administrator|site\sadmin|newbie|member|guest)
      )""",
    re.VERBOSE,
)
BESIDE_USER_BOX = re.compile(r"(?:location|rank|age|gender|title)\s?:\s.{0,60}|[\w.-]{3,30}")
HIDDEN = r"""(?:\d+\scomments?\shidden
      |(?:show|view|see|read|load)\s(?:(?:previous|more|all|\d+\smore|all\s\d+)\s)?
        (?:comments|answers|replies|reviews)|hide\s(?:replies|answers)
      |this\s(?:thread|topic|discussion)\s(?:is|has\sbeen)\s(?:archived|locked
        |closed)(?:\sto\s.{0,40})?
      |new\s(?:comments|replies)\scannot\sbe\sposted(?:\s.{0,40})?)"""
BUTTON = (  # one of several in a row, with its count
    r"(?:(?:like|unlike|dislike|reply|report|quote|share|save|flag|edit|delete|follow|(?:up|down)vote"
    r"|permalink|award|improve\sthis\s(?:answer|question)|hide|bookmark)s?(?:\s\(?\d[\d.,]{0,6}k?\)?)?)"
)
FORUM_BUTTONS = re.compile(
    rf"""(?:(?:quote|reply|report|like|thank|flag|edit|delete|share|follow|unfollow|top|print\sview
          |permalink|link|award|save|hide|comment|ask\srelated\squestion(?:\scomment)?)
        (?:\s(?:with\squote|to\stopic|this|(?:(?:to\s)?this\s)?(?:post|question|answer|topic
          |comment|review)
          ))?
      |(?:flag|report)\s(?:this\s)?(?:\w+\s)?as\s(?:inappropriate|offensive|spam|abuse)
      |{BUTTON}(?:[\s·|,•]+{BUTTON}){{2,8}}|upvote\s\d+\sdownvote
      |(?:post|new)\s(?:a\s)?(?:reply|topic|thread)
      |page\s\d+(?:\sof\s\d+)?|\d+\sposts?(?:\s[•·|-]\spage\s\d+\sof\s\d+)?
      |(?:previous|next|first|last|older|newer)
        (?:\s(?:page|topic|post|thread|entry|article|question)s?)?
      |return\sto\s(?:["'].{{1,60}}|(?:the\s)?(?:top|board|forum|index|\w+\s(?:forum|board|index))|
        .{{1,40}}\b(?:forum|board|index|discussion))
      |jump\sto\b.{{0,60}}|back\sto\s(?:top|the\stop|start)
      |(?:who\sis\sonline|users\sbrowsing\sthis\sforum).{{0,120}}
      |(?:display|sort)\s(?:posts\s)?(?:by|from)\b.{{0,80}}|search\sthis\s(?:topic|forum
        |thread).{{0,3}}
      |welcome\sto\s\S.{{0,60}}\bwhere\syou\scan\s(?:ask|get|share|find|talk|receive).{{0,160}}
      |welcome\sto\sthe\s.{{1,40}}\b(?:forum|community|board)\b.{{0,80}}
      |(?:related|similar)\squestions?
      |{HIDDEN}|click\sto\sexpand|(?:go\sto|back\sto)\stopic\slisting|(?:add\sto|multi)\s?-?quote
        |quick\sreply
      |not\sthe\sanswer\syou(?:'re|\sare)\slooking\sfor\?|start\sasking\sto\sget\sanswers
      |\d+(?:\s\d+){{1,9}}\s(?:next|last|older)(?:\s[»›>→]+)?
      |\d+(?:[\s|/•·«»<>…]+\d+)+[\s|/•·«»<>…]*|[|/•·«»<>…\s]+       # 1 | 2 | 3 »
      )[.:!…]{{0,3}}""",
    re.VERBOSE,
)
HIDDEN_COMMENTS = re.compile(rf"{HIDDEN}\.?", re.VERBOSE)


def is_in_user_box(draft: Draft, index: int) -> bool:
    """Drop a user's name and town: single lines right above or below the posts and the joining day.

    Left alone: the same where there is no such box; "Location: online" is a fact elsewhere.
    """
    if not draft.alone(index) or BESIDE_USER_BOX.fullmatch(draft.folded[index]) is None:
        return False
    named = ":" not in draft.folded[index]
    around = [index + 1] if named else [index - 1, index + 1]
    return any(
        0 <= other < len(draft.units)
        and draft.alone(other)
        and USER_BOX.fullmatch(draft.folded[other]) is not None
        for other in around
    )


RULES = (
    Rule(
        id="votes",
        version=3,
        reason="a count of votes, points or answers",
        lines=(VOTES,),
        anywhere=(STAR_RATING,),
        example="14 Answers",
    ),
    Rule(
        id="posted-by",
        version=3,
        reason="who posted, and when",
        lines=(POSTED_BY,),
        example="answered 3 days ago by Anonymous",
    ),
    Rule(
        id="user-box",
        version=2,
        reason="a forum member's box",
        lines=(
            USER_BOX,
            is_in_user_box,
        ),
        example="Senior Member",
    ),
    Rule(
        id="forum-button",
        version=2,
        reason="a forum's button or greeting",
        lines=(FORUM_BUTTONS,),
        anywhere=(HIDDEN_COMMENTS,),
        example="Reply with quote",
    ),
)
