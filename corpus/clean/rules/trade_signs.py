"""The commercial signs of a sentence that names a trade, and what speaks for its honesty."""

from __future__ import annotations

import re
from typing import NamedTuple

SELLER = (
    r"(?:stores?|shops?|web-?shop|outlet|retailers?|sellers?|vendors?|dealers?|brands?|suppliers?"
    r"|providers?|wholesalers?|company|firm|agency|agent|lenders?|brokers?|marketplace|exchange"
    r"|web-?\s?sites?|sites?|links?|portal|directory|listing|desk|fleet|advisor|banner|warehouse"
    r"|manufacturer|showroom|boutique|studio|workshop|catalogue|calculator)"
)
ORDER_TO_LOOK = (
    r"(?:see|view|browse|compare|check|discover|explore|get|request|ask|read|find|look|learn|try"
    r"|visit|click|order|shop|book|buy|hire|apply|enrol|enroll|enquire|inquire|take|have|go|call"
    r"|contact|talk|speak|start|design|upload|download|claim|obtain|calculate|review|schedule"
    r"|register|ring|rent|sign|taste|test|tour|uncover|delve|dig|dive|gain|consult|inspect|glance"
    r"|flick|scan|weigh|tap|simply|just|the|this|they|these|first|don't|you|what\sto|continue"
    r"|access|investigate|verify|examine|grab|join|send|meet|listen|follow|hurry|save|prices?|now"
    r"|jetzt|hier|klik|kunjungi|cek|voir|cliquez|haz|descubre|mira|aquí|saiba|veja|scopri|leggi"
    r"|sprawdź|zobacz|xem|bấm)"
)
BARE = re.compile(  # "Roof repair Auckland, request an inspection."
    rf"(?P<keyword>[^,:;.!?]{{3,70}})(?P<mark>[,:])\s{ORDER_TO_LOOK}\b[^?]{{0,110}}"
)
CLAUSE = re.compile(  # what makes a clause of the words before the comma
    r"""\b(?:i|you|he|she|we|they|it|my|his|her|their|your|is|are|was|were|has|have|had|if|when
      |while|after|before|although|because|with|without|instead|then|so|and|or|but|not|as|can|may
      |helps?|felt|feels?|took|made|came|avoid|remember|during|since|once|unless|until|whether
      |however|today|yesterday|who|which|that|like)\b""",
    re.VERBOSE,
)
MAX_BARE = 180  # characters
MAX_KEYWORD = 9  # words
STRONG = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        r"\bnear\s(?:me|you)\b|\bin\syour\s(?:area|town|city)\b",
        # a price, and what makes it smaller
        r"""\bfor\s(?:sale|hire)\b|\bon\s(?:finance|lease|sale|offer)\b
          |\bat\s(?:wholesale|half|spot)\b|\bpercent\soff\b|%\soff\b|\bhalf\sprice\b
          |\bdiscounts?\b|\bcoupons?\b|\bvouchers?\b|\bpromo\b|\b(?:has|have)\s(?:\w+\s){0,2}sale\b
          |\bwelcome\s(?:bonus|price)\b|\bprices?\s(?:begin|start)\b|\bstarts?\sat\sonly\b""",
        r"""\bfree\s(?:delivery|shipping|quotes?|consult\w*|estimates?|trial|samples?|kit|spins?
          |valuation|returns)\b|\bships?\s(?:for\sfree|worldwide|tomorrow|within)\b|\bshipping\sis\b
          |\bdelivered\s(?:to\syour|in\splain)\b
          |\b(?:express|discreet|same[\s-]day)\s(?:delivery|shipping|service)\b
          |\b(?:get|ask\sfor|request|obtain)\s(?:\w+\s){0,3}?(?:quotes?|estimate)\b""",
        # a promise
        r"""\b(?:no|without)\s(?:a\s)?(?:credit\schecks?|deposit|checking|registration|kyc
            |documents|queue)\b
          |\bmoney[\s-]back\b|\bwarranty\b|\bguaranteed\b|\bsame[\s-]day\b|\b24/7\b
          |\b24[\s-]hours?\b|\bwhile\sstocks\b|\bfast\swithdrawals\b|\binstant\spayouts?\b
          |\bkeeps\sno\slogs\b|\bapproved\sin\b|\bhas\snever\sbeen\b|\bdon't\smiss\b""",
        # a seller who is pointed at
        rf"""\b(?:this|these|our|that)\s(?:[\w'-]+\s){{0,3}}?{SELLER}\b
          |\b(?:linked|listed|advertised|offered|described)\s(?:here|below|at\sthis|on\sthis)\b
          |\bclick(?:ing|s)?\b|\bthe\s{SELLER}\s(?:we|page)\b|\bin\sour\slink\b
          |\b(?:recommended|suggested|trusted|preferred|partner)\s(?:\w+\s)?{SELLER}\b
          |\b(?:our|the)\ssponsor\b|\bat\sthe\slink\b|\bofficial\swebsite\b""",
        # an order to look or to buy
        r"""\b(?:see|view|browse|check|discover|explore|scan|inspect|learn)\s(?:out\s)?
            (?:the|our|their|its)?\s?(?:\w+\s)?(?:prices?|rates|offers?|deals?|bargains?|catalogue
            |collection|stock|reviews|designs|packages)\b
          |\b(?:here|inside|now)[.!]?$|\bhave\sa\slook\sat\b
          |(?:^|[,;:]\s)(?:so\s|and\s|just\s)?(?:buy|order|shop|purchase|hire|rent|book)\b
            [^.!?]{0,80}\b(?:online|today|now|from)\b
          |\bcan\sbe\s(?:bought|ordered|had|found|obtained|rented|purchased|arranged)\b
            [^.!?]{0,30}\b(?:at|from|through|by|here|via)\b
          |\b(?:is|are)\ssold\s(?:at|by)\b""",
        r"\b(?:klik|cliquez|clic|aquí|aqui|jetzt|kunjungi|tıklayın|zobacz|sprawdź|xem\sngay)\b",
    )
)
WEAK = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        r"""\b(?:cheap(?:est)?|affordable|best|top|trusted|certified|professional|reliable|licensed
          |experienced|premium|luxury|quality|leading|discreet|lab-tested|bespoke|seasoned
          |unbeatable|low[\s-]cost|handmade|genuine|exclusive|reputable|expert|trustworthy|good|fast
          |quick)\b""",
        r"""\b(?:services?|company|companies|agency|agencies|firms?|providers?|suppliers?
          |contractors?|clinics?|stores?|shops?|retailers?|dealers?|brokers?|experts?|specialists?
          |professionals|pros|crews?|online|vendors?|brands?|packages?|installed\sby|engineers
          |drugstore|directory|listing)\b""",
        r"""(?:^|[,;:]\s|\b(?:can|may|could|should|to|you|and|so|or|people|adults|families|mothers
              |many)\s(?:also\s|even\s|often\s)?)
          (?:buy|order|book|shop|hire|rent|purchase|compare|download|enrol|apply|claim|choose|invest
            |switch|use|get|try|acquire|look\sat|consider)\b""",
        r"""\b(?:if\s(?:you're|you\sare)\s(?:looking|searching)|anyone\sin\sthe\smarket
          |those\s(?:who|looking|seeking|interested)|many\speople|more\s(?:and\smore|about|info|on)
          |have\s(?:become|helped)|in\sdemand|popular|do\syou\sneed|need\s(?:an?|help\swith)
          |looking\s(?:for|to\sbuy)|never\s(?:so|been)|should\s(?:see|contact|speak)
          |(?:ever\sthought|thinking|wondering|curious|know)\sabout|where\sto\sbuy|hungry\sfor
          |shopping\sfor|searching\sfor|in\ssearch\sof|(?:facts|info|details)\s(?:about|on)
          |fed\sup\swith|(?:this|our)\s(?:page|blog|comparison|label)|swear\sby|trust|rely\supon|prices?|costs?|fraction|savings?|sale|deals?
          |offers?|quotes?)\b""",
    )
)
NAME = r"""(?!(?:Mc|Mac|De|La|Le|Fitz|Van)[A-Z])
    (?!(?:YouTube|LinkedIn|WhatsApp|TikTok|FaceTime|PayPal|PubMed|MedlinePlus|GoFundMe|HelpGuide
      |BetBlocker|GamBan|GamCare|GamStop|HealthUnlocked|MoneyHelper|StepChange|GitHub|JavaScript
      |PowerPoint|OneDrive|PlayStation)\b)
    [A-Z][a-z]{1,14}[A-Z][a-z]\w{0,20}"""
BRAND = re.compile(  # a seller by name: "from QuickCash", "QuickCash offers", "bestbeds.com"
    rf"""\b(?:from|at|by|with|via|through|like|such\sas|[Vv]isit|[Tt]ry|trust|to|as|on|called)\s
        (?:the\s)?{NAME}\b
      |\b{NAME}(?:'s|’s)?\s(?:can|will|offers?|makes?|sells?|helps?|has|have|provides?)\b
      |\b[\w-]{{3,40}}\.(?:com|net|io|co|shop|store|online|biz|info)\b""",
    re.VERBOSE,
)
PLACE = re.compile(
    r"""\bin\s(?:the\s)?(?!(?:January|February|March|April|May|June|July|August|September|October
      |November|December|English|I)\b)[A-Z][a-z]+""",
    re.VERBOSE,
)
CARE = re.compile(  # what speaks of treatment and help is advice
    r"""\b(?:therap(?:y|ies|ists?)|counsell?(?:ing|ors?)|psycholog\w+|psychiatr\w+|doctors?|gps?
      |nurses?|pharmacists?|support\sgroups?|peer\ssupport|help-?\s?lines?|charit(?:y|ies)|nhs
      |samaritans|citizens|medicaid|medicare|self-exclu\w+|gamblers\sanonymous|crisis|hospitals?
      |clinicians?|clinical|social\sworkers?|evidence|stud(?:y|ies)|research(?:ers)?|advice
      |befriend\w+|(?<!non\s)gamstop|gamcare|gambleaware)\b""",
    re.VERBOSE,
)
HONEST = re.compile(  # a person's own story, or a caution
    r"""\b(?:i|i'm|i've|i'd|he|she|his|her|him|my|mine|avoid\w*|instead|rather|beware|risks?|harm\w*
      |scams?|fraud|block(?:s|ed|ing|ers?)?|addict\w*|compuls\w+|impuls\w+|mania|manic|debts?|limit|quit\w*|not|no\slonger
      |can't|won't|isn't|aren't|doesn't|don't(?!\s(?:miss|forget))|didn't|nobody|worr\w+|fears?
      |afraid|ashamed|careful|cautious|caution|unless|never(?!\sbeen)|neither|lost|losing
      |(?<!weight\s)(?<!hair\s)loss|symptoms?|disorders?|bank\scard|your\sbank|together)\b""",
    re.VERBOSE,
)


class Commerce(NamedTuple):
    """How a sentence sells."""

    strong: int  # signs that hardly stand but in adverts
    weak: int  # signs that honest sentences bear as well


def commerce(folded: str, text: str) -> Commerce:
    """The commercial signs of a sentence, folded and as it stands.

    >>> commerce("cheap flights to bali, see the offers.", "Cheap flights to Bali, see the offers.")
    Commerce(strong=1, weak=2)
    >>> commerce("payday loans from quickcash.", "Payday loans from QuickCash.")
    Commerce(strong=1, weak=0)
    """
    strong = sum(pattern.search(folded) is not None for pattern in STRONG)
    strong += BRAND.search(text) is not None
    weak = sum(pattern.search(folded) is not None for pattern in WEAK)
    return Commerce(strong, weak + (PLACE.search(text) is not None))


class Bare(NamedTuple):
    """A keyword without a verb, before an order to look."""

    keyword: str
    mark: str  # the comma or the colon behind it


def bare_keyword(folded: str) -> Bare | None:
    """The bare keyword that a sentence begins with; None where it begins with a clause.

    >>> bare_keyword("roof repair auckland, request an inspection.")
    Bare(keyword='roof repair auckland', mark=',')
    >>> bare_keyword("when the roof leaks, call a friend.")
    """
    found = BARE.fullmatch(folded) if len(folded) <= MAX_BARE else None
    if found is None or len(found["keyword"].split()) > MAX_KEYWORD:
        return None
    return None if CLAUSE.search(found["keyword"]) else Bare(found["keyword"], found["mark"])
