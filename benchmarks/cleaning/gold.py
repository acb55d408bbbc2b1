"""Labelled pages: whose lines are advice and whose junk, as one form for every set of labels."""

from __future__ import annotations

import gzip
import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlparse

from corpus.units import Unit

HERE = Path(__file__).parent
GOLD = HERE.parents[2] / "shared" / "gold"  # beside the project; only development has it
SAMPLES = HERE.parents[1] / "corpus"
CONTENT = frozenset(("body", "heading", "title", "crisis"))
SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "ac", "edu"))  # "….co.uk"


class Label(NamedTuple):
    """What an annotator said of a piece of a page."""

    text: str
    junk: bool
    kind: str
    doubted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One labelled page."""

    set: str  # which collection of labels
    name: str
    site: str  # its registered domain; a site is wholly on one side of any split
    text: str  # as already extracted
    labels: tuple[Label, ...]  # together the page's text, but for white space
    html: bytes = b""  # the page itself, where there is one
    main_text: str = ""  # what WCXB gives as its main text


def labelled_pages() -> Iterator[Page]:
    """Every page of others that was labelled line by line."""
    yield from seeds()
    yield from mental_health_pages()
    yield from whole_pages()


def seeds() -> Iterator[Page]:
    """The four seed articles."""
    for path in sorted((GOLD / "seeds").glob("*.jsonl")):
        labels = tuple(read_labels(path))
        text = "\n".join(line["line"] for line in json_lines(path))
        yield Page(set="seeds", name=path.stem, site=path.stem, text=text, labels=labels)


def mental_health_pages() -> Iterator[Page]:
    """Extracted pages of mental-health sites."""
    for path in sorted((GOLD / "pages").glob("*.jsonl")):
        page = json.loads(path.with_suffix(".json").read_text("utf-8"))
        site = site_of(page["url"]) or path.stem
        labels = tuple(read_labels(path))
        yield Page(set="pages", name=path.stem, site=site, text=page["text"], labels=labels)


def whole_pages() -> Iterator[Page]:
    """WCXB pages as the whole page's text: the labels that came with it, and this project's own."""
    theirs = {path.stem: path for path in (GOLD / "wcxb_lines").glob("*.jsonl")}
    ours = {path.stem: path for path in (HERE / "labels").glob("*.json")}
    for name in sorted(theirs | ours):
        truth = json.loads((GOLD / "wcxb" / "truth" / f"{name}.json").read_text("utf-8"))
        html = gzip.decompress((GOLD / "wcxb" / "html" / f"{name}.html.gz").read_bytes())
        if name in theirs:
            labels = tuple(read_labels(theirs[name]))
            text = "\n".join(line["line"] for line in json_lines(theirs[name]))
        else:
            lines = page_lines(html)
            labels = tuple(read_runs(ours[name], lines))
            text = "\n".join(lines)
        yield Page(
            set=f"wcxb {truth['page_type']}",
            name=name,
            site=site_of(truth["url"]),
            text=text,
            labels=labels,
            html=html,
            main_text=truth.get("main_content", ""),
        )


def sample_pages() -> Iterator[Page]:
    """The project's own sample collection, with the labels that its authors wrote.

    A web page's text is its labelled lines; another file's is the file's own.
    """
    for path in sorted((SAMPLES / "gold").rglob("*.jsonl")):
        labels = tuple(read_labels(path))
        site = path.parent.name
        file = next((SAMPLES / "articles" / site).glob(f"{path.stem}.*"))
        own = file.suffix != ".html"
        lines = "\n\n".join(line["line"] for line in json_lines(path))
        text = file.read_text("utf-8") if own else lines
        yield Page(set="samples", name=f"{site}/{path.stem}", site=site, text=text, labels=labels)


def written_pages() -> Iterator[Page]:
    """Pages written for this benchmark by someone who had seen neither rules nor model.

    Their failures have been read since; they are for development.
    """
    yield from pages_of_lines("written")


def unseen_pages() -> Iterator[Page]:
    """More such pages; these are reported on, and nothing is chosen by them."""
    yield from pages_of_lines("unseen")


def pages_of_lines(folder: str) -> Iterator[Page]:
    """A folder's pages; the lines of one that is called "….spaced" stand a blank line apart."""
    for path in sorted((HERE / folder).glob("*.jsonl")):
        labels = tuple(read_labels(path))
        between = "\n\n" if path.stem.endswith(".spaced") else "\n"
        text = between.join(line["line"] for line in json_lines(path))
        yield Page(set=folder, name=path.stem, site=path.stem, text=text, labels=labels)


def page_lines(html: bytes) -> list[str]:
    """A whole page's text, menus and all, line by line, as it lay before those who labelled it."""
    from resiliparse.extract.html2text import extract_plain_text

    try:
        page = html.decode("utf-8")
    except UnicodeDecodeError:
        page = html.decode("latin-1")
    text = extract_plain_text(
        page, main_content=False, alt_texts=False, preserve_formatting=True, list_bullets=True
    )
    return [line for line in text.split("\n") if line.strip()]


def read_labels(path: Path) -> Iterator[Label]:
    """The labels of a JSON Lines file, one for each line or part of a line."""
    for line in json_lines(path):
        for part in line.get("segments") or [{**line, "text": line["line"]}]:
            yield Label(part["text"], part["label"] != "content", part["kind"])


def read_runs(path: Path, lines: Sequence[str]) -> Iterator[Label]:
    """The labels of a file that names lines by number: runs of first, last, junk, kind, doubt.

    Raises:
        ValueError: the page's lines are not those that were labelled.
    """
    stored = json.loads(path.read_text("utf-8"))
    if digest(lines) != stored["lines_sha256"]:
        raise ValueError(
            f"The labels of page {path.stem} were made for other lines than resiliparse gives now. "
            "Measure with the version that benchmarks/cleaning/README.md names."
        )
    for first, last, junk, kind, doubted in stored["runs"]:
        for line in lines[first - 1 : last]:
            yield Label(line, bool(junk), kind, bool(doubted))


def digest(lines: Sequence[str]) -> str:
    """What the labels of a page's lines hang on."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, those of blank lines left out."""
    for text in path.read_text("utf-8").splitlines():
        if text.strip() and (line := json.loads(text))["line"].strip():
            yield line


def site_of(url: str) -> str:
    """The registered domain: the part of a host that one owner has.

    >>> site_of("https://www.blog.example.co.uk/page"), site_of("http://example.org")
    ('example.co.uk', 'example.org')
    """
    parts = urlparse(url).netloc.lower().split(":")[0].split(".")
    country = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in SECOND_LEVEL
    return ".".join(parts[-3:] if country else parts[-2:])


def squeezed(text: str) -> str:
    """A text's characters without any white space."""
    return "".join(text.split())


def labels_in_order(page: Page) -> Callable[[Sequence[Unit]], list[Label | None]]:
    """For the units of a page's own text: each the label that most of it has."""
    starts, whole = laid_out(page.labels)

    def of(units: Sequence[Unit]) -> list[Label | None]:
        position, found = 0, list[Label | None]()
        for unit in units:
            text = squeezed(unit.text)
            at = whole.find(text, max(0, position - 50), position + 5000 + len(text))
            found.append(
                page.labels[bisect_right(starts, at + len(text) // 2) - 1] if at >= 0 else None
            )
            position = at + len(text) if at >= 0 else position
        return found

    return of


def laid_out(labels: Sequence[Label]) -> tuple[list[int], str]:
    """Where each label's text begins in all of them joined, without white space."""
    starts, position = [], 0
    for label in labels:
        starts.append(position)
        position += len(squeezed(label.text))
    return starts, "".join(squeezed(label.text) for label in labels)
