"""From the first paint to the first answer: `python -m benchmarks.page.first HOME`.

A link to an answered question is opened in a browser, as the first visit to a server that has just
been started, and once more as any visit after it. Prints what the README's table has.
"""

from __future__ import annotations

import os
import shutil
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from benchmarks.page.__main__ import server
from benchmarks.page.pictures import PANIC

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 7
WATCH = """new MutationObserver(() => {
  if (!window.answered && document.querySelector('.hit')) window.answered = performance.now();
}).observe(document, {childList: true, subtree: true});"""
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


class Seen(NamedTuple):
    """When a visitor saw what, in seconds from asking for the page."""

    painted: float
    answered: float


def visit(browser: Browser, address: str) -> Seen:
    """One visit by a browser that has nothing of the page yet."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.locator(".hit").first.wait_for(timeout=60_000)
    painted, answered = page.evaluate(PAINTED), page.evaluate("window.answered")
    context.close()
    return Seen(painted / 1000, answered / 1000)


def row(name: str, visits: list[Seen]) -> str:
    """A line of the table: medians, and the longest of what is aimed at."""
    between = [each.answered - each.painted for each in visits]
    painted, answered = (statistics.median(times) for times in zip(*visits, strict=True))
    middle = statistics.median(between)
    return f"| {name} | {painted:.2f} | {answered:.2f} | **{middle:.2f}** | {max(between):.2f} |"


@click.command()
@click.argument("home", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(home: Path) -> None:
    """Measure the first and the second visit to the page over HOME, a server each time."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    first, second = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for _ in range(ROUNDS):
            with server(home) as port:
                address = f"http://127.0.0.1:{port}{PANIC}"
                first.append(visit(browser, address))
                second.append(visit(browser, address))
        browser.close()
    click.echo("| visit | first paint, s | first answer, s | between them, s | at most |")
    click.echo("| --- | --- | --- | --- | --- |")
    click.echo(row("the first to a server", first))
    click.echo(row("the second", second))


if __name__ == "__main__":
    main()
