"""The pictures of docs/: `python -m benchmarks.page.pictures HOME`, of the sample collection."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

import click

from benchmarks.page.__main__ import ROOT, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DOCS = ROOT / "docs"
READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WIDE, NARROW = (1280, 900), (390, 844)
PANIC = f"/?q={quote('how do I stop a panic attack')}"
ADHD = f"/article?id={quote('articles/slow-tuesday/adult-adhd.html', safe='')}"
COLOURS = 128  # of a picture's palette: text stays sharp, and a file small


class Picture(NamedTuple):
    """A state of the page, and how it is looked at."""

    name: str  # of its file
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"
    press: str = ""  # a text to press
    save_first: bool = False  # something is saved before


PICTURES = (
    Picture("search", "/"),
    Picture("results", PANIC),
    Picture("results-dark", PANIC, scheme="dark"),
    Picture("results-phone", PANIC, NARROW),
    Picture("article", ADHD),
    Picture("article-passage-phone", f"{ADHD}&passage=1", NARROW, "dark"),
    Picture("removed", ADHD, press="Show what cleaning removed"),
    Picture("help-phone", f"/?q={quote('I want to end my life')}", NARROW),
    Picture("nothing", f"/?q={quote('how do I fix a bicycle')}"),
    Picture("saved", "/saved", save_first=True),
    Picture("library", "/library"),
    Picture("library-phone", "/library", NARROW, "dark"),
    Picture("about-phone", "/about", NARROW, "dark"),
)


def settle(page: Page) -> None:
    """Wait until the page is drawn and stays so."""
    for _ in range(2):
        page.wait_for_selector(READY, timeout=60_000)
        page.wait_for_timeout(700)


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """One picture, as a PNG."""
    context = browser.new_context(
        viewport={"width": picture.size[0], "height": picture.size[1]},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        locale="en-GB",
        timezone_id="Europe/London",
    )
    page = context.new_page()
    if picture.save_first:
        page.goto(address + PANIC)
        settle(page)
        page.locator("button[data-save]").first.click()
    page.goto(address + picture.path)
    settle(page)
    if picture.press:
        page.get_by_text(picture.press).click()
        settle(page)
    taken: bytes = page.screenshot()
    context.close()
    return taken


def made_small(png: bytes) -> bytes:
    """The same picture with a palette."""
    from PIL import Image

    small = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "png", optimize=True)
    return small.getvalue()


@click.command()
@click.argument("home", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(home: Path) -> None:
    """Take every picture anew, of the page over HOME."""
    from playwright.sync_api import sync_playwright

    DOCS.mkdir(exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with server(home) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for picture in PICTURES:
            taken = made_small(take(browser, f"http://127.0.0.1:{port}", picture))
            (DOCS / f"{picture.name}.png").write_bytes(taken)
            click.echo(f"docs/{picture.name}.png: {len(taken) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
