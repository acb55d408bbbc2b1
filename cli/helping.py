"""The command that lists help lines: helplines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from cli.settings import FAILED, Settings, pass_settings, with_globals
from cli.views import ways_to_reach
from corpus.errors import UserError

if TYPE_CHECKING:
    from search.crisis.freshness import Stale
    from search.crisis.lines import HelpLine, Region


class NoSuchRegionError(UserError):
    """There is no table of help lines for this code."""

    code = "no_such_region"
    exit_status = 4

    def __init__(self, asked_for: str, known: Iterable[str]) -> None:
        super().__init__(
            f"No help lines are listed for {asked_for!r}; there are lines for {', '.join(known)}.",
            hint="ZZ has what helps everywhere else: `wellread helplines --region ZZ`.",
        )


class StaleLinesError(UserError):
    """Some numbers were not looked up for over a year."""

    code = "stale_helplines"
    exit_status = FAILED

    def __init__(self, stale: list[Stale]) -> None:
        told = "; ".join(
            f"{each.line.operator} ({each.region.code}) {each.reason}" for each in stale
        )
        super().__init__(
            f"A number may no longer be right: {told}.",
            hint="Look each up with its operator, then set verified_on in search/helplines.toml.",
        )


@click.command()
@click.option("--region", default="", help="Only this country's (ISO code; ZZ: everywhere else).")
@click.option(
    "--check", is_flag=True, help="Fail where a line is malformed or was verified over a year ago."
)
@with_globals
@pass_settings
def helplines(settings: Settings, region: str, check: bool) -> None:
    """List the help lines of the crisis card, each with its source and the day it was verified.

    No line is rung up and nothing is looked up: --check reads the data that comes with Wellread.

    Example: wellread helplines --region GB
    """
    from datetime import date

    from search.crisis.freshness import stale_lines

    regions = regions_for(region)
    if check and (stale := stale_lines(regions, today=date.today())):
        raise StaleLinesError(stale)
    settings.terminal.data(
        {"regions": [region_as_json(each) for each in regions]},
        (line for each in regions for line in region_lines(each)),
    )


def regions_for(code: str) -> list[Region]:
    """The region that answers for a country, or all of them for ''.

    Raises:
        HelplinesFileError: the data is malformed.
        NoSuchRegionError: none answers for it.
    """
    from search.crisis.lines import read_helplines

    regions = read_helplines()
    asked_for = code.strip().upper()
    found = [each for each in regions if not code or asked_for in (each.code, *each.covers)]
    if not found:
        raise NoSuchRegionError(code, (each.code for each in regions))
    return found


def region_as_json(region: Region) -> dict[str, Any]:
    """A region for programs, its lines as the crisis card of `search --json` has them."""
    from search.crisis.card import line_as_json

    return {
        "region": region.code,
        "region_name": region.name,
        "covers": list(region.covers),
        "emergency": list(region.emergency),
        "lines": [line_as_json(line) for line in region.lines],
    }


def region_lines(region: Region) -> Iterable[str]:
    """A region for people."""
    emergency = f"  (in an emergency: {' or '.join(region.emergency)})" if region.emergency else ""
    yield click.style(f"{region.name}, {region.code}", bold=True) + emergency
    for line in region.lines:
        yield f"  {line.operator}: {', '.join(ways_to_reach(line))}"
        yield click.style(f"    {found_at(line)}", dim=True)


def found_at(line: HelpLine) -> str:
    """What the line is for, and where and when its number was found."""
    about = "; ".join(filter(None, (line.purpose, line.hours)))
    return f"{about}. Found at {line.source} on {line.verified_on.isoformat()}."
