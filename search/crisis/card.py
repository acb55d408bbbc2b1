"""The card that is shown above the results, and the guess at whose lines it should have."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from urllib.parse import quote

from search.crisis.lines import ELSEWHERE, HelpLine, Region, read_helplines, read_time_zones


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisCard:
    """What is shown above the results; one card, whoever it is that is in danger."""

    region: Region
    others: tuple[Region, ...]  # what the reader may choose instead
    headline: str
    words: tuple[str, ...]  # sentences, in order


def help_card(
    *, locale: str | None = None, timezone: str | None = None, country: str = ""
) -> CrisisCard:
    """The card whatever was asked, for the link that is on every page.

    >>> help_card(country="NZ").words[1]
    "If someone's life is at risk right now, call 111."
    """
    code = country.upper() or guess_region(locale, timezone)
    region = region_of(code, read_helplines())
    others = tuple(other for other in read_helplines() if other is not region)
    at_risk = " or ".join(region.emergency) or "the emergency number of your country"
    return CrisisCard(
        region=region,
        others=others,
        headline="Help is available",
        words=(
            "If you or someone else may be in danger, you need not face it alone.",
            f"If someone's life is at risk right now, call {at_risk}.",
            "You can reach these lines for yourself, whatever it is that weighs on you, "
            "and you need not be sure that it is serious enough.",
            "You can also reach them about someone you worry about. Ask how they are and "
            "listen. Stay with them if it is safe for you.",
            "Each number was found in a public source on the date beside it. "
            "Where one does not answer, please check with its operator.",
        ),
    )


def region_of(code: str, regions: tuple[Region, ...]) -> Region:
    """The region that answers for a country: its own, its union's, or the one for elsewhere."""
    by_code = {region.code: region for region in regions}
    by_code |= {covered: region for region in regions for covered in region.covers}
    return by_code.get(code, by_code[ELSEWHERE])


def guess_region(locale: str | None, timezone: str | None) -> str:
    """A country's code from the locale's region, else from the time zone; "" where neither says.

    >>> guess_region("en-GB", "Asia/Kolkata"), guess_region("en", "Asia/Kolkata")
    ('GB', 'IN')
    """
    tags = re.split(r"[-_]", re.split(r"[.@]", locale or "")[0])
    for tag in tags[1:]:
        if re.fullmatch(r"[A-Za-z]{2}", tag):
            return "GB" if tag.upper() == "UK" else tag.upper()
        if len(tag) == 1:  # what follows is a setting, as in "en-u-ca-gregory"
            break
    return read_time_zones().get(timezone or "", "")


def as_json(card: CrisisCard) -> dict[str, object]:
    """The card for programs: numbers as their operators write them, dates as YYYY-MM-DD."""
    return {
        "region": card.region.code,
        "region_name": card.region.name,
        "emergency": list(card.region.emergency),
        "message": " ".join((card.headline + ".", *card.words)),
        "lines": [line_as_json(line) for line in card.region.lines],
    }


def line_as_json(line: HelpLine) -> dict[str, object]:
    """A line for programs; a way that it does not have is ""."""
    return asdict(line) | {"verified_on": line.verified_on.isoformat()}


def tel_address(number: str) -> str:
    """The address that dials a number.

    >>> tel_address("116 123")
    'tel:116123'
    """
    return "tel:" + re.sub(r"[ -]", "", number)


def sms_address(number: str, word: str = "") -> str:
    """The address that begins a text message, with its word already there (RFC 5724).

    >>> sms_address("85258", "SHOUT"), sms_address("9-8-8")
    ('sms:85258?body=SHOUT', 'sms:988')
    """
    return "sms:" + re.sub(r"[ -]", "", number) + (f"?body={quote(word)}" if word else "")
