"""Captions of pictures that an extraction left as lone lines between the paragraphs.

A caption names people or things nobody knows, and what is to be seen of them: who holds, sits or
walks, where, and in what clothes. What they feel, say or have is told by the author.
"""

from __future__ import annotations

import re

from corpus.clean.draft import Draft
from corpus.clean.rules.rule import Rule, any_of

HOW_MANY = r"(?:an?|two|three|four|five|a\s(?:pair|couple|group|family|class|row)\sof)"
LOOKS = r"(?:[a-z]+(?:-[a-z]+)*\s){0,3}"  # "middle-aged"
WHO = (
    r"(?:man|woman|girl|boy|child|baby|toddler|person|couple|pair|family|group|crowd|nurse|doctor"
    r"|therapist|counsell?or|psychologist|teacher|student|teenager|mother|father|parent|grandmother"
    r"|grandfather|runner|walker|commuter|worker|friend|colleague|neighbour|neighbor|dog|cat"
    r"|men|women|girls|boys|children|people|couples|families|nurses|doctors|therapists|students"
    r"|teenagers|parents|runners|walkers|commuters|workers|friends|colleagues|residents|hands?"
    r"|patients?|sisters|brothers|figures?|silhouettes?|dogs|cats)"
)
WITH = (  # of the people, before what they do: what they are, wear and have with them
    r"(?:\s(?:of\s(?:two|three|four|five|six|friends|colleagues|students|people|adults|children)"
    r"|and\san?\s(?:[a-z-]+\s){0,2}[a-z-]+"
    r"|(?:in|with|wearing)(?:\s(?:an?|her|his|their))?(?:\s[a-z-]+){1,4}?))"
)
SEEN = (  # what a picture shows somebody do
    r"(?:sit|stand|walk|jog|run|look|gaze|stare|peer|hold|lift|carr(?:y|ie)|read|write|type|lie|lean"
    r"|play|drink|sip|smile|laugh|hug|embrace|rest|sleep|stretch|meditate|kneel|crouch|climb|hike"
    r"|cycle|swim|paint|draw|cook|chop|knit|share|talk|chat|wait|work|wave|point|show|check|make"
    r"|practi[sc]e|roll|pour|stroke|pet|comfort|shake|cross(?:e)?|reach(?:e)?|watch(?:e)?|do|tie)"
)
DOES = rf"(?:{SEEN}s?|(?:(?:is|are)\s)?[a-z]{{2,12}}ing)"
WHERE = (
    r"(?:in|on|at|by|beside|along|across|through|under|near|over|around|behind|outside|inside|against"
    r"|between|down|up|past|towards?|next\sto|in\sfront\sof|into|onto|from)"
)
PLACE = (  # where it can be seen
    r"(?:field|path|trail|road|street|pavement|sidewalk|park|bench|garden|meadow|beach|shore|sea|lake"
    r"|river|canal|pond|pier|bridge|forest|woods?|trees?|hill|mountains?|sky|sun|sunrise|sunset|dusk"
    r"|dawn|horizon|rain|snow|window|windowsill|door(?:way)?|room|kitchen|bedroom|office|gym|studio"
    r"|hall(?:way)?|corridor|classroom|library|café|cafe|shop|station|platform|train|bus|car|stairs?"
    r"|steps|floor|rug|mat|sofa|couch|armchairs?|chairs?|bed|table|desk|counter|railing|wall|fence"
    r"|fireplace|screen|laptop|mirror|phone|city|town|village|crowd|circle|balcony|porch|rooftop"
    r"|pool|court|track|treadmill|light|lamp|shadows?|blanket|grass|leaves|waves|clouds?)"
)
NEAR = rf"{WHERE}\s(?:[a-z-]+\s){{0,4}}?(?:an?|her|his|their)\s(?:[a-z-]+\s){{0,3}}?{PLACE}\b"
LATE = (
    r"(?:at|in)\s(?:(?:early|late|soft|warm)\s)?"
    r"(?:sunrise|sunset|dawn|dusk|(?:morning|evening)\slight)"
)
PEOPLE = re.compile(
    rf"""{HOW_MANY}\s{LOOKS}{WHO}{WITH}?\s{DOES}\b(?:\s[\w'-]+,?){{0,12}}?\s(?:{NEAR}|{LATE})
        (?:,?\s[\w'-]+){{0,8}}\.?""",
    re.VERBOSE,
)
OUTSIDE = (
    r"clouds|waves|leaves|birds|boats|swans|trees|branches|flowers|candles|chairs|stones|kites"
)
OBJECT = (
    r"(?:hand|cup|mug|glass|bottle|notebook|book|diary|bed|chair|bench|path|road|lamp|clock|phone|laptop"
    r"|letter|bicycle|kite|lantern|plant|tree|bird|boat|swan|candle|teapot|kettle|window|map)"
)
LYING = r"(?:[a-z]{2,12}ing|set\sout|laid\sout|piled|stacked|hung|lit|scattered|arranged|joined)"
THINGS = re.compile(  # "Storm clouds gathering over a quiet field."
    rf"""(?:(?:the\s)?(?:(?:storm|dark|gr[ea]y|white|autumn|fallen|empty|bare|small|wooden|wild)\s){{0,2}}
          (?:{OUTSIDE})\s{LYING}(?:\s(?!{WHERE}\b)[a-z-]+){{0,2}}\s{NEAR}
        |(?:an?|two|three)\s{LOOKS}{OBJECT}s?(?:\sof\s[a-z]+)?(?:\sand\san?\s{LOOKS}[a-z]+)?
          \s(?:{LYING}\s)?(?:{NEAR}|{LATE})
        )(?:,?\s[\w'-]+){{0,8}}\.?""",
    re.VERBOSE,
)
SHOWN = any_of(PEOPLE, THINGS)
TOLD = re.compile(  # what no picture shows
    r"""\b(?:i|i'm|you|your|we|us|our|my|me|it|this|that|these|those|which|who|whose|because|if|when
      |while|before|after|until|since|so|but|or|than|although|though|as\sif|not|never|no|nothing|n't
      |cannot|can't|doesn't|may|might|can|could|would|should|will|must|was|were|had|has|have|been|did
      |often|usually|sometimes|always|every|again|too|yet|first|then|once|suddenly|also|why|how
      |feel(?:s|ing)?|think(?:s|ing)?|know(?:s|ing)?|fear(?:s|ing)?|says?|said|asks?|tells?|wants?
      |needs?|tries|suffers?|believes?|remembers?|worr(?:y|ies|ying)|hop(?:e|es|ing)|learns?|struggles?
      |unable|afraid|ashamed|certain|convinced|wonder(?:s|ing)?|about|waiting\sfor|called|named
      |symptoms?|disorders?|anxiety|depression|ocd|ptsd|adhd|therapy|panic|urges?|thoughts?)\b""",
    re.VERBOSE,
)
GOES_ON = re.compile(  # of the next line: the story that the sentence began
    r"""(?:he|she|they|his|her|their|him|it|one|both|that|this|another|now|then|nobody|no\sone
      |the\s(?:man|woman|girl|boy|child|couple|pair|family|group|others?|people|two|three))\b""",
    re.VERBOSE,
)
MIN_WORDS, MAX_WORDS = 5, 22
MIN_PARAGRAPH = 12  # words of the paragraph that a caption breaks in upon


def is_caption(draft: Draft, index: int) -> bool:
    """Drop a lone sentence of what a picture shows: somebody, doing something visible, somewhere.

    Left alone: list items and sentences of paragraphs, a person whose feelings, words or illness
    are told ("A person with OCD feels …", "A woman comes to therapy because …"), a story that
    goes on ("She …"), and a line that stands between no paragraphs.
    """
    if draft.units[index].kind not in ("sentence", "caption") or not draft.alone(index):
        return False
    folded = draft.folded[index]
    if not MIN_WORDS <= draft.word_count(index) <= MAX_WORDS:
        return False
    if SHOWN.fullmatch(folded) is None or TOLD.search(folded):
        return False
    return breaks_in(draft, index)


def breaks_in(draft: Draft, index: int) -> bool:
    """Whether a line stands below a paragraph or a list, and no story of it goes on."""
    above, below = index - 1, index + 1
    if above < 0 or below >= len(draft.units) or GOES_ON.match(draft.folded[below]):
        return False
    around = [each for each in (above, below) if draft.units[each].kind != "heading"]
    return any(draft.block_words(each) >= MIN_PARAGRAPH for each in around)


RULES = (
    Rule(
        id="caption",
        version=1,
        reason="a picture's caption",
        lines=(is_caption,),
        example="Two women jog along a tree-lined path at sunrise.",
    ),
)
