"""Which questions call for help lines, and which lines: all of it here, nothing stored or sent."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import quote

from corpus.errors import UserError

HELPLINES = Path(__file__).with_name("helplines.toml")
ELSEWHERE = "ZZ"  # CLDR's code for an unknown region; no ISO country will ever have it
PHONE = re.compile(r"[0-9](?:[ -]?[0-9])*")
# A table's values are text but for these.
TYPES = {"verified_on": date, "together": bool, "lines": list, "emergency": list, "covers": list}
MAX_CHARACTERS = 2_000  # of a question that are read; what is asked stands near its beginning

QUOTES = dict.fromkeys(map(ord, "'’‘`´ʼ＇"))  # "don't", "don’t" and "dont" are one word
HIDDEN = ("Mn", "Cc", "Cf")  # accents, control characters, zero-width characters
LEET = str.maketrans("013457@$!|", "oieastasil")  # digits and signs written for letters
LEET_WORD = re.compile(r"[\w@$!|]+")
DRAWN_OUT = re.compile(r"(.)\1\1+")  # "dieeee"
SPELT_OUT = re.compile(r"\b(?:[a-z] ){2,}[a-z]\b")  # "k m s"


class HelplinesFileError(UserError):
    """A table of helplines.toml can't be used."""

    code: ClassVar[str] = "helplines_file"

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(
            f"{where} in {HELPLINES.name} {problem}; a wrong help line is worse than none.",
            hint="Correct it: the file's first lines say what a table holds.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """One way to reach people who help, with where it was found and when."""

    operator: str
    purpose: str
    source: str  # the operator's or a public body's own page
    verified_on: date  # last found in a public source; nobody rang it up
    hours: str = ""
    call: str = ""  # as its operator writes it, "116 123"
    call_then: str = ""  # what to choose once the call is answered, "extension 8"
    text: str = ""
    text_word: str = ""  # the word to send, "SHOUT"
    chat: str = ""
    web: str = ""
    note: str = ""
    together: bool = False  # shown with the region's other lines marked so, never without them


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A country, or a group of countries, and its lines in the order to show them."""

    code: str  # ISO 3166-1 alpha-2; "EU" and "ZZ" answer for countries without lines here
    name: str
    emergency: tuple[str, ...]  # numbers; empty where they differ from place to place
    lines: tuple[HelpLine, ...]
    covers: tuple[str, ...] = ()  # codes of the countries it answers for beside its own


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisCard:
    """What is shown above the results; one card, whoever it is that is in danger."""

    region: Region
    others: tuple[Region, ...]  # what the reader may choose instead
    headline: str
    words: tuple[str, ...]  # sentences, in order


def crisis_card(
    *questions: str, locale: str | None = None, timezone: str | None = None, country: str = ""
) -> CrisisCard | None:
    """The card for a question that calls for help, `None` for any other.

    Args:
        questions: as typed, and as it may be meant; neither changed nor kept.
        locale: the browser's or the system's, "en-GB" or "en_GB.UTF-8".
        timezone: its name in the IANA database, "Europe/London".
        country: code that the reader chose; it wins over any guess.
    """
    if not any(map(calls_for_help, dict.fromkeys(questions))):
        return None
    return help_card(locale=locale, timezone=timezone, country=country)


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
            "If you or someone else may be in danger, help is available now.",
            f"If someone's life is at risk right now, call {at_risk}.",
            "You can reach these lines for yourself, whatever it is that weighs on you, "
            "and you need not be sure that it is serious enough.",
            "You can also reach them about someone you worry about. Ask how they are, "
            "listen, and stay with them if you can.",
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


def calls_for_help(question: str) -> bool:
    """Whether a question speaks of suicide, self-harm or a life at risk, or asks for a line.

    English, with the commonest phrases of Spanish, Portuguese, French, German and Indonesian;
    only the first `MAX_CHARACTERS` are read. It is no diagnosis and it misses some.

    >>> calls_for_help("I don’t want to be here anymore"), calls_for_help("what is CBT")
    (True, False)
    """
    return read_signs().search(plain(question)) is not None


def plain(question: str) -> str:
    """Small letters without accents, digits and stars, words apart by one space.

    >>> plain("I’m going to K!LL mys3lf … s.u.i.c.i.d.e")
    'im going to kill myself suicide'
    """
    text = question[:MAX_CHARACTERS].translate(QUOTES)
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in HIDDEN)
    text = LEET_WORD.sub(without_leet, text)
    text = DRAWN_OUT.sub(r"\1", re.sub(r"[^a-z0-9*]+", " ", text)).strip()
    return SPELT_OUT.sub(lambda letters: letters[0].replace(" ", ""), text)


def without_leet(word: re.Match[str]) -> str:
    """A word with the digits and signs that stand for letters put back; a number stays."""
    bare = word[0].rstrip("!|")
    return bare.translate(LEET) if any(c.isalpha() for c in bare) else word[0]


def as_json(card: CrisisCard) -> dict[str, object]:
    """The card for programs: numbers as their operators write them, dates as YYYY-MM-DD."""
    return {
        "region": card.region.code,
        "region_name": card.region.name,
        "emergency": list(card.region.emergency),
        "message": " ".join((card.headline + ".", *card.words)),
        "lines": [
            asdict(line) | {"verified_on": line.verified_on.isoformat()}
            for line in card.region.lines
        ],
    }


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


@cache
def read_helplines() -> tuple[Region, ...]:
    """The regions of helplines.toml, in its order; read once.

    Raises:
        HelplinesFileError: a table is wrong.
    """
    return regions_from(HELPLINES.read_text("utf-8"))


@cache
def read_time_zones() -> Mapping[str, str]:
    """Country codes by the names of their time zones; read once."""
    countries = tomllib.loads(HELPLINES.read_text("utf-8"))["time_zones"]
    return {zone: country for country, zones in countries.items() for zone in zones.split()}


@cache
def read_signs() -> re.Pattern[str]:
    """One pattern of all signs in all languages; read once."""
    tables = tomllib.loads(HELPLINES.read_text("utf-8"))
    signs = "|".join(sign for language in tables["signs"].values() for sign in language)
    parts: dict[str, str] = tables["sign_parts"]
    while part := re.search(r"<([a-z_]+)>", signs):
        signs = signs.replace(part[0], parts[part[1]])
    return re.compile(rf"\b(?:{signs})")


def regions_from(toml: str) -> tuple[Region, ...]:
    """The regions of a help-line file's text, checked."""
    try:
        tables = tomllib.loads(toml).get("regions", [])
    except tomllib.TOMLDecodeError as error:
        raise HelplinesFileError("A line", f"is no TOML ({error})") from None
    regions = tuple(as_region(table) for table in tables)
    codes = [code for region in regions for code in (region.code, *region.covers)]
    for code in codes:
        if codes.count(code) > 1:
            raise HelplinesFileError(f"The region {code!r}", "is there twice")
    if ELSEWHERE not in codes:
        raise HelplinesFileError(f"The region {ELSEWHERE!r}", "is missing")
    return regions


def as_region(table: dict[str, Any]) -> Region:
    """A region's table, checked."""
    where = f"The region {table.get('code', '')!r}"
    check_names(Region, table, where)
    lines = tuple(as_line(line) for line in table["lines"])
    if sum(line.together for line in lines) == 1:
        raise HelplinesFileError(where, "has one line to be shown together with no other")
    lists = {name: tuple(table.get(name, ())) for name in ("emergency", "covers")}
    return Region(code=table["code"], name=table["name"], lines=lines, **lists)


def as_line(table: dict[str, Any]) -> HelpLine:
    """A line's table, checked."""
    where = f"The line of {table.get('operator', '')!r}"
    check_names(HelpLine, table, where)
    line = HelpLine(**table)
    if not (line.call or line.text or line.chat or line.web):
        raise HelplinesFileError(where, "has no call, text, chat or web")
    for number in filter(None, (line.call, line.text)):
        if not PHONE.fullmatch(number):
            raise HelplinesFileError(where, f"has a number nobody can dial, {number!r}")
    for address in filter(None, (line.chat, line.web, line.source)):
        if not address.startswith("https://"):
            raise HelplinesFileError(where, f"has an address that is not https, {address!r}")
    return line


def check_names(kind: type[HelpLine] | type[Region], table: dict[str, Any], where: str) -> None:
    """Refuse a table with a name too many, a name too few, or a value of another type."""
    needed = {field.name: field.default is MISSING for field in fields(kind)}
    for name, value in table.items():
        if name not in needed:
            raise HelplinesFileError(where, f"has {name!r}, which means nothing here")
        if not isinstance(value, TYPES.get(name, str)) or value == "":
            raise HelplinesFileError(where, f"has {name} = {value!r}, of the wrong type or empty")
    for name in needed:
        if needed[name] and name not in table:
            raise HelplinesFileError(where, f"has no {name!r}")
