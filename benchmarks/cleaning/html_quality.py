"""How well main texts are found in web pages, and how fast, beside other extractors in one run."""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from benchmarks.cleaning.extractors import BASE, WELLREAD, Extractor, installed
from benchmarks.cleaning.gold import GOLD
from benchmarks.cleaning.tables import figure, table

WORD = re.compile(r"\w+")
QUICK = 3  # every third page
TIMED = 48  # pages at least, spread over the set
ROUNDS = 3


class WebPage(NamedTuple):
    """A page of WCXB and its main text."""

    type: str
    html: bytes
    main_text: str


class Agreement(NamedTuple):
    """How far two texts have the same words."""

    precision: float
    recall: float
    f1: float


class Results(NamedTuple):
    """What one extractor made of every page."""

    extractor: Extractor
    agreements: list[Agreement]  # in the order of the pages
    failed: int  # pages of which it gave nothing, or an exception


def measure_html(*, quick: bool) -> dict[str, str]:
    """The table about web pages, by the name of its place."""
    pages = web_pages()[:: QUICK if quick else 1]
    extractors, missing = installed()
    results = [results_of(extractor, pages) for extractor in extractors]
    times = milliseconds(extractors, pages)
    notes = [
        f"{sum(page.type == 'article' for page in pages)} articles and "
        f"{sum(page.type == 'forum' for page in pages)} forum pages; time on "
        f"{len(timed(pages))} of both, median of {ROUNDS} rounds."
    ]
    if missing:
        notes.append(f"Not installed, so not measured: {', '.join(missing)}.")
    return {"html": f"{html_table(results, pages, times)}\n\n{' '.join(notes)}"}


def web_pages() -> list[WebPage]:
    """Every WCXB page that has a main text, articles and forums mixed as their numbers are."""
    pages = []
    for path in sorted((GOLD / "wcxb" / "truth").glob("*.json")):
        truth = json.loads(path.read_text("utf-8"))
        if truth.get("main_content", "").strip():
            html = gzip.decompress((GOLD / "wcxb" / "html" / f"{path.stem}.html.gz").read_bytes())
            pages.append(WebPage(truth["page_type"], html, truth["main_content"]))
    return pages


def results_of(extractor: Extractor, pages: Sequence[WebPage]) -> Results:
    """One extractor over every page; an exception counts as an empty text, and is told."""
    agreements, failed = [], 0
    for page in pages:
        try:
            text = extractor.text_of(page.html)
        except Exception as error:  # of whatever library; here it is a result
            print(f"{extractor.name}: {type(error).__name__}: {error}", file=sys.stderr)
            text = ""
        failed += not text.strip()
        agreements.append(agreement(text, page.main_text))
    return Results(extractor, agreements, failed)


def agreement(text: str, truth: str) -> Agreement:
    """Precision, recall and F1 of words, each counted as often as it stands there.

    >>> agreement("Panic passes. Share", "panic passes")
    Agreement(precision=0.6666666666666666, recall=1.0, f1=0.8)
    """
    found, wanted = (Counter(WORD.findall(each.lower())) for each in (text, truth))
    shared = (found & wanted).total()
    if not shared:
        return Agreement(0, 0, 0)
    precision, recall = shared / found.total(), shared / wanted.total()
    return Agreement(precision, recall, 2 * precision * recall / (precision + recall))


def timed(pages: Sequence[WebPage]) -> Sequence[WebPage]:
    """The pages that are timed: evenly spread, so that both types are among them."""
    return pages[:: max(1, len(pages) // TIMED)]


def milliseconds(extractors: Sequence[Extractor], pages: Sequence[WebPage]) -> dict[str, float]:
    """Processor time a page, the median of rounds in each of which every page is given to each."""
    rounds: dict[str, list[float]] = {each.name: [] for each in extractors}
    few = timed(pages)
    for _ in range(ROUNDS):
        took = dict.fromkeys(rounds, 0.0)
        for page in few:
            for extractor in extractors:
                took[extractor.name] += processor_time(extractor, page.html)
        for name, seconds in took.items():
            rounds[name].append(1000 * seconds / len(few))
    return {name: statistics.median(each) for name, each in rounds.items()}


def processor_time(extractor: Extractor, html: bytes) -> float:
    """Seconds of processor time for one page, whatever comes out."""
    begun = time.process_time()
    with suppress(Exception):  # it was told when the texts were compared
        extractor.text_of(html)
    return time.process_time() - begun


def html_table(
    results: Sequence[Results], pages: Sequence[WebPage], times: dict[str, float]
) -> str:
    """A row for each extractor."""
    base = times[BASE]
    rows = []
    for each in results:
        name = each.extractor.versioned
        row: list[object] = [f"**{name}**" if name == WELLREAD else name]
        for type in ("article", "forum"):
            row += [figure(mean) for mean in means(each, pages, type)]
        took = times[each.extractor.name]
        rows.append([*row, each.failed, f"{took:.1f}", f"{took / base:.2f}"])
    measures = ("P", "R", "F1")
    heads = [f"{type}: {name}" for type in ("articles", "forums") for name in measures]
    return table(["extractor", *heads, "nothing found", "ms a page", "ratio"], rows)


def means(results: Results, pages: Sequence[WebPage], type: str) -> Agreement:
    """The means over the pages of a type."""
    mine = [
        found for found, page in zip(results.agreements, pages, strict=True) if page.type == type
    ]
    return Agreement(*(statistics.fmean(each) for each in zip(*mine, strict=True)))
