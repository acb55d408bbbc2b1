"""The frame of a sentence: the words that stand in any text, with gaps where its subject stands.

Who sells links, or runs a thousand forums, writes one sentence for all sites and fills in the name.
Of 7,200 sentences of labelled pages and of answers by several hundred authors that are built of
such words, the frames that three sites had were page furniture, or one author's own.
"""

from __future__ import annotations

import re

from corpus.clean.draft import MAX_RULE_LENGTH
from corpus.clean.rules.foreign_words import FURNITURE, GLUE, NEUTRAL
from corpus.clean.rulings import words_of
from corpus.clean.signatures import Signature, signature

MIN_FIXED = 7  # words that are no gap; fewer are in many honest sentences
MIN_SHARE = 0.6  # of a sentence's words; below it, what is left is no frame
MAX_WORDS = 40
GAP = "_"
SUBJECT = re.compile(r"(?:(?:an?|the) )*_(?: (?:(?:an?|the|of|and|or|for) )*_)*")
WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")

ENGLISH = (
    "a about above after again against all also am an and any are as at be because been before "
    "being below between both but by can could did do does doing done don't during each ever few "
    "for from had has have having he her here hers him his how i if in into is it it's its itself "
    "just may me might mine more most must my no nor not now of off on once one ones only onto or "
    "other our ours out over own same shall she should so some such than that the their theirs "
    "them then there these they this those through to too under until up us very was we we've were "
    "what when where which while who whom whose why will with without would you you'll you're your "
    "yours yourself"
)
OF_PAGES = (  # what a page says of itself, and asks its reader to do
    "access account additional alternative always and app appointment article articles book "
    "broaden browse browser call check click comment comments consider contact content continue "
    "cookie cookies copyright correctly curious date deepen delve detail details discover display "
    "displayed dive eager email enhance enjoy enjoyed experience explore external find follow "
    "following free further get go guide help info information insightful interested interesting "
    "intrigued join knowledge latest learn link log look looking missed need never newsletter "
    "offer page perspective please policy post posts privacy provided read reading recommended "
    "register related reply reserved resource resources rights schedule see service services "
    "share sign site sites source sources strive subject subscribe suggested team terms thank "
    "thanks today topic understanding update updates upgrade use using valuable view visit want "
    "website websites"
)
FIXED = frozenset(
    word
    for words in (ENGLISH, OF_PAGES, NEUTRAL, *FURNITURE.values(), *GLUE.values())
    for word in words.split()
)


def frame_words(text: str) -> tuple[str, ...]:
    """The words of a sentence's frame; none for a sentence that has no frame worth the name.

    >>> " ".join(frame_words("If you want to learn more about Naps and Co, visit their website."))
    'if you want to learn more about _ visit their website'
    >>> frame_words("Panic attacks pass, and they do no harm.")
    ()
    """
    words = WORD.findall(words_of(text)) if len(text) <= MAX_RULE_LENGTH else []
    if not MIN_FIXED <= len(words) <= MAX_WORDS:
        return ()
    gapped = " ".join(word if word in FIXED else GAP for word in words)
    frame = tuple(SUBJECT.sub(GAP, gapped).split())
    fixed = len(frame) - frame.count(GAP)
    return frame if fixed >= max(MIN_FIXED, MIN_SHARE * len(words)) else ()


def frame_of(text: str) -> Signature | None:
    """What stands for a sentence's frame; None where it has none."""
    words = frame_words(text)
    return signature(" ".join(words)) if words else None
