"""`wellread helplines`, as people and programs see it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cli.helping import StaleLinesError
from search.crisis.freshness import stale_lines
from search.crisis.lines import read_helplines


def test_every_line_is_listed_with_its_source_and_day(run):
    """Nothing of the data is left out, and no home is needed."""
    ran = run("helplines")

    assert (ran.code, ran.err) == (0, "")
    for region in read_helplines():
        for line in region.lines:
            assert line.operator in ran.out
            assert f"Found at {line.source} on {line.verified_on.isoformat()}." in ran.out


def test_a_region_is_listed_alone(run):
    """With what to choose, what to text and the emergency number."""
    ran = run("helplines", "--region", "gb")

    assert ran.out.startswith("United Kingdom, GB  (in an emergency: 999)")
    assert "NHS 111: call 111, then choose option 2, mental health" in ran.out
    assert "text SHOUT to 85258" in ran.out
    assert "Lifeline" not in ran.out


def test_a_country_without_lines_of_its_own_has_its_unions(run):
    """As the card does it."""
    assert run("helplines", "--region", "IT", "--json").json["regions"][0]["region"] == "EU"


def test_programs_get_every_field(run):
    """As in the crisis card of a search."""
    (region,) = run("helplines", "--region", "NZ", "--json").json["regions"]

    assert region["emergency"] == ["111"]
    assert {"operator", "call", "source", "verified_on"} <= set(region["lines"][0])


def test_a_region_that_nobody_answers_for_is_refused(run):
    """The message names those that there are."""
    ran = run("helplines", "--region", "QQ")

    assert ran.code == 4
    assert "No help lines are listed for 'QQ'; there are lines for US, GB, IE" in ran.err


def test_the_lines_that_come_with_wellread_pass_the_check(run):
    """They are listed, and the exit code is 0."""
    ran = run("helplines", "--check")

    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (366, "was verified 366 days ago"),
        (365, ""),
        (0, ""),
        (-1, ""),
        (-2, "has a date that is yet to come"),
    ],
)
def test_a_line_is_fresh_for_a_year(days, reason):
    """To the day; a date ahead of us by more than a time zone is a slip."""
    region = read_helplines()[0]
    line = region.lines[0]

    stale = stale_lines(
        [replace(region, lines=(line,))], today=line.verified_on + timedelta(days=days)
    )

    assert bool(stale) == bool(reason)
    assert all(reason in each.reason for each in stale)


def test_a_stale_line_fails_the_check_by_name():
    """Exit code 1, with what to do."""
    stale = stale_lines(read_helplines(), today=date(2100, 1, 1))
    error = StaleLinesError(stale)

    assert error.exit_status == 1
    assert "Samaritans (GB) was verified" in error.message
    assert "set verified_on in search/helplines.toml" in error.hint
