"""Comment forms, log-ins and feedback boxes."""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.looks import holding
from corpus.clean.rules.lures import same_paragraph
from corpus.clean.rules.phrases import any_phrase
from corpus.clean.rules.rule import Among, Rule, any_of, right_before

COMMENT_FORM = re.compile(
    rf"""(?:(?:leave|post|add|write|submit|join)\s(?:a|an|your|us\sa|the)?\s?(?:\w+\s)?
          (?:comment|reply|answer|review|discussion|conversation)s?
          (?:\s\(?cancel.{{0,20}})?(?:\s(?:below|here))?\s?\|?
      |(?:leave|post)\sa\s(?:comment|reply)\sto\s.{{1,60}}|(?:leave|add)\sa\s(?:message|response)
      |(?:cancel|add)\sreply
      |(?:no|\d+)\s(?:comments?|replies|responses|thoughts\son\s.{{1,120}})(?:\s(?:yet|so\sfar))?
      |comments?(?:\s\(?\d+\)?)?(?:\s(?:are\s)?(?:closed|off|disabled))?
      |comments(?:\s\(?\d+\)?|\s(?:are\s)?(?:closed|off|disabled))\son\s.{{1,100}}
      |(?:your|add\san|add\syour|write\syour|post\syour)\s(?:answer|comment|reply|message)\s?[:*]?
      |your\s(?:name|email|e-mail|website)(?:\s(?:address|to\sdisplay))?(?:\s\(\w+\))?\s?[:*]?
      |(?:name|email|e-mail|website|comment|message|subject|username|password)
        (?:\s?\(?(?:required|optional)\)?\s?[:*]{{0,2}}|\s?[:*]{{1,2}})
      |website|δ                                        # what stands below the two
      |post\sas\s.{{1,40}}|comment\sas\s(?:a\s)?guest
      |loading\scomments|(?:type|write|enter|add)\syour\s(?:comment|reply|message|question)\shere
      |responses\s\(\d+\)|\d+\sresponses?\sto\s.{{1,160}}|comments\sare\sclosed\sfor\sthis\s\w+
      |(?:already\shave\san\saccount|existing\suser|forgot(?:ten)?\s(?:your\s)?password
        |new\shere)\??
      |(?:log|sign)\sin\s(?:or\s)?(?:create\san\saccount|register|sign\sup)|create\san\saccount
      |send\sus\sa\smessage|(?:please\s)?fill\s(?:out|in)\sthe\sform\sbelow\b.{{0,120}}
      |be\sthe\sfirst\sto\s(?:leave\sa\s)?(?:comment|reply|review|answer|like\sthis)
        (?:\s(?:on|this|here|to)\b.{{0,60}})?
      |char(?:acter)?s\s(?:left|remaining)\s?:?\s\d+|\d+\schar(?:acter)?s\s(?:left|remaining)
      |submit\s(?:your|a)\s(?:story|comment|question|review|answer|tip)
      |view\s(?:full\s)?profile
      |save\smy\sname,?\se-?mail.{{0,120}}
      |e-?mail\sme\s(?:at\sthis\saddress\s)?(?:if|when)\s.{{1,120}}
      |notify\sme\s(?:of|by|when|if)\s.{{1,100}}
      |(?:to\savoid\sthis\sverification\sin\sfuture|anti-spam\sverification
        |i'm\snot\sa\srobot).{{0,80}}
      |(?:log|sign)\s?in
        (?:\s(?:(?:or|/)\s(?:register|sign\sup|join)|to\s(?:comment|reply|answer|vote|post|see
          |leave)).{{0,80}})?
      |(?:please\s)?(?:log\sin|login|register|sign\sin)\sor\s
        (?:register|log\sin|login|sign\sup)\b.{{0,80}}
      |(?:submit|send|post\scomment|post\sreply|submit\scomment|cancel|register|subscribe|search
        |preview|publish)
      |ask\s(?:a|your)\s(?:new\s)?question(?:\shere)?:?
      |please\s(?:log\sin|login)\s.{{0,80}}
      |{any_phrase("reply")}(?:\s\S.{{0,30}})?
      |(?:\d+\s)?{any_phrase("comments")}(?:\s\(?\d+\)?)?
      )[.!…]{{0,3}}""",
    re.VERBOSE,
)
FORM_NOTE = re.compile(  # the sentences beneath a form, which may share a line
    r"""(?:your\se-?mail\saddress\swill\s(?:not|only|never)\sbe\s.{1,160}
      |required\sfields\sare\smarked.{0,20}|(?:"?\*"?\s?)?indicates\srequired(?:\sfields?)?
      |you\smust\s(?:be\slogged\sin|log\sin|register)\b.{0,60}
      |this\sfield\sis\s(?:hidden|required|for\svalidation)\b.{0,100}
      |(?:error\s?)?(?:e-?mail|name)\s(?:field\s)?is\s(?:a\s)?required(?:\sfield)?
      |(?:error\s?)?(?:please\s)?(?:include|enter)\sa\svalid\s.{1,40}
      |(?:sorry,?\s)?something\swent\swrong\b.{0,60}
      |please,?\stry\sagain\sin\sa\s(?:few|couple\sof)\s(?:minutes|moments)
      |already\sa\s(?:member|subscriber)\?|find\sthis\scomment\soffensive
      |(?:thank\syou,\s)?your\ssubmission\shas\sbeen\sreceived|to\spost\s(?:a
        |this)\scomment,?\syou\s.{0,60}
      |have\sa\s(?:question|comment)(?:\sor\s(?:question|comment))?\sabout\sthis\s(?:post|article
        |page)\?
      |join\sthe\s(?:conversation|discussion)\sin\sthe\scomments(?:\sbelow)?
      |(?:thanks|thank\syou)\sfor\syour\ssubmission
      |comments\sare\s(?:pre-?)?moderated\b.{0,80}
      |(?:please\s)?(?:leave|post|drop|share|add|tell\s(?:us|me)|let\s(?:us|me)\sknow)\b.{0,60}
        \b(?:in\sthe\scomments?(?:\s(?:section|box))?(?:\sbelow)?|a\scomment\sbelow)
      |your\s(?:comment|reason|report)\s(?:has\sbeen|will\sbe|is)\s
        (?:\w+\s)?(?:reported|sent|moderat|published|awaiting)\w*\b.{0,80}
      )[.!?]?""",
    re.VERBOSE,
)
OPINION_CUES = (
    "you think",
    "your thoughts",
    "your take",
    "you agree",
    "about you",
    "your experience",
)
OPINION = re.compile(
    r"""(?:(?:so,?\s|and\s)?(?:what|how)(?:'s|\s(?:do|are|is|about))?\s
        (?:you(?:\sthink)?|your\s(?:thoughts|take|experience))|do\syou\sagree)\b.{0,60}\?""",
    re.VERBOSE,
)
YES_NO = re.compile(r"(?:yes|no)(?:\s(?:yes|no))?")
FEEDBACK = re.compile(
    r"""(?:(?:was|is|did\syou\sfind)\s(?:this|the)\s
          (?:(?:page|article|post|answer|information|content|guide|story|leaflet|review|video|reply
            |response|topic)\s)?
          (?:helpful|useful)(?:\sto\syou)?\??(?:\s(?:yes|no)\b.{0,20})?
      |did\sthis\s(?:page|article|post|answer|information|guide)\shelp(?:\syou)?\??
      |(?:rate|report)\sthis\s(?:page|article|post|answer|guide)(?:\s(?:yes|no)){0,2}
      |(?:thank\syou|thanks)\sfor\syour\s(?:feedback|rating|vote)
      |(?:give|send|leave|share)\s(?:us\s)?(?:your\s)?feedback.{0,40}
      |tell\sus\s(?:what\syou\sthink\sof|how\swe\scan\simprove)\b.{0,60}
      |(?:do\syou\s)?(?:like|liked|enjoyed)\sthis\s(?:post|page|thread|answer)\?
      |did\syou\s(?:like|enjoy)\sthis\s(?:post|page|article|story|answer|guide)\?
      |if\syou\s(?:like|liked|enjoyed|found)\sthis\b.{0,40},?\s(?:please\s)?share\b.{0,80}
      |is\sthere\sanything\swrong\swith\sthis\spage\?|what\sis\syour\sfeedback\?
      |report\san?\s(?:issue|problem|error)\swith\sthis\spage|ad\sfeedback
      |helpful\?(?:\s(?:\d|yes\b|no\b).{0,60})?
      |help\sus\simprove(?:\s(?:this|our)\s\w+|\sby\s.{1,80})?
      |take\s(?:our|this)\s(?:[\w-]+\s){0,2}(?:survey|poll)\b.{0,60}
      |\d+\s(?:readers|visitors|users|people)\ssaid\syes
      |\d+\s?%\sof\s(?:readers|visitors|users|people)\s(?:who\svoted\s)?found\s(?:this|it)\b.{0,40}
      |how\s(?:useful|helpful)\s(?:did\syou\sfind|was|is)\sthis\s(?:page|article|information|guide
        |post|answer)\?
      |(?:yes,?|no,?)\s(?:the|this)\s(?:article|page)\swas\s(?:not\s)?helpful
      |we(?:'re|\sare)\s(?:glad|sorry)\sthis\s(?:was|wasn't|was\snot)\shelpful
      |war\sdieser\s\w+\shilfreich\?|cet\sarticle\svous\sa-t-il\s(?:été\s)?(?:utile|aidé)\s?\?
      |(?:cette\s(?:page|réponse)|ce\scontenu)\s.{0,30}utile\s?\?
      |¿te\sha\s(?:resultado\sútil|sido\sútil|ayudado)(?:\s.{0,30})?\?|¿(?:le
        |te)\sresultó\sútil.{0,40}\?
      |(?:este\sartigo|esta\spágina)\s(?:foi\s|lhe\sfoi\s)?útil.{0,30}\?
        |questo\sarticolo\sti\sè\sstato\sutile\?
      |was\sdit\sartikel\snuttig(?:\svoor\su)?\?|apakah\sartikel\sini\s(?:membantu|bermanfaat)\?
      )[.!?]?""",
    re.VERBOSE,
)

FOUND_HELPFUL = re.compile(
    r"""(?:\d[\d,]*|one|nobody)(?:\s(?:out\s)?of\s\d[\d,]*)?(?:\s(?:people|person|readers?|users?))?\s
      (?:has\s|have\s)?found\s(?:this|it)(?:\s\w+){0,2}\s(?:helpful|useful)[.!]?""",
    re.VERBOSE,
)


def is_count_of_feedback(draft: Draft, index: int) -> bool:
    """Drop "12 people found this helpful." beside "Was this helpful?".

    Left alone: the same in a paragraph that tells of a trial; on a line alone it is a vote.
    """
    around = [other for other in (index - 1, index + 1) if same_paragraph(draft, index, other)]
    return FOUND_HELPFUL.fullmatch(draft.folded[index]) is not None and any(
        FEEDBACK.fullmatch(draft.folded[other]) for other in around
    )


RULES = (
    Rule(
        id="comment-form",
        version=4,
        reason="part of a comment or answer form",
        lines=(COMMENT_FORM,),
        anywhere=(
            FORM_NOTE,
            Among(holding(*OPINION_CUES), right_before(OPINION, any_of(COMMENT_FORM, FORM_NOTE))),
        ),
        example="Leave a comment",
    ),
    Rule(
        id="feedback-box",
        version=4,
        reason="a question about the page itself",
        lines=(YES_NO,),
        anywhere=(
            FEEDBACK,
            re.compile("yes no"),
            Among(holding("found this", "found it"), is_count_of_feedback),
        ),
        example="Was this page helpful?",
    ),
)
