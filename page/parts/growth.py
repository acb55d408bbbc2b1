"""How the collection grew, and how old it is: small bar charts, with their numbers beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from page.parts.phrases import count, day
from page.parts.shelf import Row

MOST_MONTHS = 60  # bars; a longer time is counted by year
MOST_YEARS = 60
STATED = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")


class Bar(NamedTuple):
    """A month or a year, and how many articles are from it."""

    when: str  # ISO 8601
    articles: int


class Growth(NamedTuple):
    """Bars without gaps, the earliest first, and the articles that none of them holds."""

    by: str  # "month" or "year"
    bars: tuple[Bar, ...]
    without: int  # no date, or only a year where months are counted


def growth_of(dates: Iterable[str]) -> Growth:
    """Articles by month; by year where months would be too many, or none is stated.

    >>> growth = growth_of(["2026-01-03", "2026-03", "", "2026-03-09"])
    >>> [tuple(bar) for bar in growth.bars], growth.without
    ([('2026-01', 1), ('2026-02', 0), ('2026-03', 2)], 1)
    """
    stated = [STATED.match(each) for each in dates]
    years = Counter(int(each[1]) for each in stated if each)
    months = Counter(12 * int(each[1]) + int(each[2]) - 1 for each in stated if each and each[2])
    if months and max(months) - min(months) < MOST_MONTHS and min(years) >= min(months) // 12:
        bars = [Bar(f"{at // 12}-{at % 12 + 1:02}", months[at]) for at in whole(months)]
        return Growth("month", tuple(bars), len(stated) - months.total())
    kept = [Bar(f"{at:04}", years[at]) for at in whole(years)[-MOST_YEARS:]]
    return Growth("year", tuple(kept), len(stated) - sum(bar.articles for bar in kept))


def whole(counted: Counter[int]) -> range:
    """From the first to the last, those without any included."""
    return range(min(counted), max(counted) + 1) if counted else range(0)


def growth_html(rows: Sequence[Row]) -> str:
    """Both charts; '' where there is nothing to draw."""
    indexed = [row.published for row in rows if row.indexed]
    charts = [
        chart_html("added", growth_of(row.added for row in rows)),
        chart_html("published", growth_of(indexed)),
    ]
    return f"<div class='charts'>{''.join(charts)}</div>" if rows else ""


def chart_html(done: str, growth: Growth) -> str:
    """One chart: bars for the eye, a sentence for screen readers, a table for whoever counts."""
    title = f"Articles by {growth.by} in which they were {done}"
    if not growth.bars:
        return f"<figure class='growth'><figcaption>{title}</figcaption><p>No dates.</p></figure>"
    most = max(growth.bars, key=lambda bar: bar.articles)
    said = (
        f"{title}: from {day(growth.bars[0].when)} to {day(growth.bars[-1].when)}; "
        f"most in {day(most.when)}, {count(most.articles, 'article')}"
    )
    bars = "".join(
        f"<i style='--part: {bar.articles / most.articles:.4f}'></i>" for bar in growth.bars
    )
    return (
        f"<figure class='growth'><figcaption>{title}</figcaption>"
        f"<p class='most'>{count(most.articles, 'article')} at most</p>"
        f"<div class='bars' role='img' aria-label='{escape(said)}'>{bars}</div>"
        f"<p class='ends'><span>{escape(day(growth.bars[0].when))}</span>"
        f"<span>{escape(day(growth.bars[-1].when)) if len(growth.bars) > 1 else ''}</span></p>"
        f"{without_html(growth)}{numbers_html(done, growth)}</figure>"
    )


def without_html(growth: Growth) -> str:
    """How many articles the chart can't show; '' where it shows all."""
    if not growth.without:
        return ""
    verb = "has" if growth.without == 1 else "have"
    return (
        f"<p class='quiet'>{count(growth.without, 'article')} {verb} no {growth.by} and "
        f"{'is' if growth.without == 1 else 'are'} not shown.</p>"
    )


def numbers_html(done: str, growth: Growth) -> str:
    """The chart as a table, folded; times without articles are left out."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(day(bar.when))}</th><td>{bar.articles:,}</td></tr>"
        for bar in reversed(growth.bars)
        if bar.articles
    )
    head = f"<tr><th scope='col'>{done.capitalize()}</th><th scope='col'>Articles</th></tr>"
    return (
        "<details><summary>The numbers</summary>"
        f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
    )
