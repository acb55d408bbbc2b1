"""A hostile article for every number: a page, text or Markdown file of ours, mutated."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.hostile.carried import BYTE_DEEDS, encoded
from benchmarks.hostile.odd import ANYWHERE, WORDS, any_of
from benchmarks.hostile.pages import PAGE_DEEDS, TOKEN
from benchmarks.hostile.writing import MARKS, WRITTEN_DEEDS
from corpus.home import SAMPLES
from corpus.readers.formats import Format, format_of

TINY = Path(__file__).parents[2] / "tests" / "tiny"
LARGEST = 1_500_000  # characters; deeds multiply
MADE: tuple[tuple[Format, str], ...] = (  # small ones, in which a deed weighs more
    (
        "html",
        "<html><head><title>Rest</title></head><body><article><h1>Rest</h1>{}</article></body>",
    ),
    ("html", "<div><ul><li>{}</li></ul><table><tr><td>{}</td></tr></table></div>"),
    ("html", "<main><div class='post'><p class='votes'>3</p>{}</div><div class='answer'>{}</div>"),
    ("text", "Rest\n\n{}\n\n- {}\n- naps\n\nShare on Facebook\n"),
    ("markdown", "---\ntitle: A\n---\n# A\n\n{}\n\n> {}\n\n| a | b |\n|---|---|\n| {} | c |\n"),
)  # fmt: skip
PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it by being tired first. "
    "The body recovers while you lie still, even if sleep does not come at once that night. "
)


class Input(NamedTuple):
    """A file as it could come from anywhere."""

    seed: int
    name: str
    format: Format
    data: bytes


@cache
def originals() -> tuple[tuple[Format, str], ...]:
    """The articles that come with Wellread, and those of its tests, in the order of their names."""
    files = [path for folder in (SAMPLES, TINY) for path in sorted(folder.rglob("*.*"))]
    read = [path for path in files if path.suffix in (".html", ".md", ".txt")]
    return tuple((format_of(path.name), path.read_text("utf-8")) for path in read)


def hostile_input(seed: int) -> Input:
    """The input of a number; always the same one."""
    chance = Random(seed)
    format, text = begun_with(chance)
    deeds = (*ANYWHERE, *(PAGE_DEEDS if format == "html" else WRITTEN_DEEDS))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 9))):
        text = deed_of(chance, deeds)(chance, text)[:LARGEST]
    data = encoded(chance, text)
    if chance.random() < 0.15:
        data = chance.choice(BYTE_DEEDS)(chance, data)
    if chance.random() < 0.05:  # saved under a wrong name
        format = chance.choice(("html", "text", "markdown"))
    ending = {"html": "html", "text": "txt", "markdown": "md"}[format]
    return Input(seed, f"hostile/{seed}.{ending}", format, data)


def deed_of(
    chance: Random, deeds: tuple[Callable[[Random, str], str], ...]
) -> Callable[[Random, str], str]:
    """One of the mutations."""
    return deeds[chance.randrange(len(deeds))]


def begun_with(chance: Random) -> tuple[Format, str]:
    """What is mutated: a whole article, two of them spliced, or a small one made of odd words."""
    kind = chance.random()
    if kind < 0.5:
        format, frame = MADE[chance.randrange(len(MADE))]
        fillings = [filling(chance, format) for _ in range(frame.count("{}"))]
        return format, frame.format(*fillings)
    format, text = originals()[chance.randrange(len(originals()))]
    if kind < 0.85:
        return format, text
    return format, spliced(chance, text, originals()[chance.randrange(len(originals()))][1])


def filling(chance: Random, format: Format) -> str:
    """A few sentences with an odd word or two among them."""
    pieces = [PROSE] * chance.choice((1, 2, 4))
    pieces.insert(chance.randint(0, len(pieces)), any_of(chance, WORDS))
    if format == "html":
        return "".join(f"<p>{piece}</p>" for piece in pieces)
    return any_of(chance, ("\n\n", "\n", " ", f"\n{any_of(chance, MARKS)}")).join(pieces)


def spliced(chance: Random, one: str, other: str) -> str:
    """The beginning of one article and the end of another, cut between tokens or anywhere."""
    if chance.random() < 0.5:
        return one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]
    mine, theirs = TOKEN.findall(one), TOKEN.findall(other)
    first = "".join(mine[: chance.randint(0, len(mine))])
    return first + "".join(theirs[chance.randint(0, len(theirs)) :])
