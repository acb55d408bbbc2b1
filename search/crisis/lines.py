"""The help lines: one data file, read and checked; nothing here asks the network."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from corpus.errors import UserError

HELPLINES = Path(__file__).parent.with_name("helplines.toml")
ELSEWHERE = "ZZ"  # CLDR's code for an unknown region; no ISO country will ever have it
PHONE = re.compile(r"[0-9](?:[ -]?[0-9])*")
# A table's values are text but for these.
TYPES = {"verified_on": date, "together": bool, "lines": list, "emergency": list, "covers": list}


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
