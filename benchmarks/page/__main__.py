"""Measure it: `python -m benchmarks.page`. It writes the table of benchmarks/page/README.md."""

from __future__ import annotations

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks.page.visitor import AnswerError, Visitor
from corpus.collection import Collection
from corpus.home import SAMPLES
from corpus.intake import add_files
from index.opened import current_build

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
QUESTIONS = (  # each has an answer in the sample collection
    "How do I calm down during a panic attack?",
    "Why can't I sleep?",
    "What happens in a first therapy session?",
    "How do people afford therapy?",
    "My friend is struggling, how can I help?",
)
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


class Round(NamedTuple):
    """What one round measured, in seconds."""

    visitors: int
    waits: list[float]
    errors: int
    building: float  # the part of the round during which a build ran


@contextmanager
def server(home: Path) -> Iterator[int]:
    """The port of the page's server over a home."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port), "--home", str(home)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def new_articles(folder: Path, *, number: int, seed: int) -> Path:
    """A folder of articles that no build has seen: the samples' sentences, shuffled."""
    draw = random.Random(seed)
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.rglob("*.md"))]
    sentences = [part for text in texts for part in text.split(". ") if 40 < len(part) < 200]
    target = folder / f"new-{seed}"
    target.mkdir()
    for each in range(number):
        chosen = ". ".join(" ".join(part.split()) for part in draw.sample(sentences, 24))
        (target / f"{each}.txt").write_text(f"Article {seed} {each}\n\n{chosen}.\n", "utf-8")
    return target


async def visit(port: int, seed: int, questions: int, pause: float) -> tuple[list[float], int]:
    """One visitor's waits for a number of questions, with pauses to read, and the errors."""
    draw = random.Random(seed)
    waits, errors = [], 0
    async with Visitor(port) as visitor:
        for _ in range(questions):
            await asyncio.sleep(draw.uniform(0.5, 1.5) * pause)
            try:
                waits.append(await visitor.ask(f"{draw.choice(QUESTIONS)} {draw.randrange(10**6)}"))
            except (AnswerError, OSError):
                errors += 1
    return waits, errors


async def round_of(
    visitors: int, port: int, home: Path, *, questions: int, pause: float, fresh: Path | None
) -> Round:
    """Some visitors at once; a build is begun by a press on the page where there is something new.

    The numbers behind the questions keep any cache from answering.
    """
    before = current_build(home)
    if fresh:
        with Collection.open(home) as collection:
            list(add_files(collection, [fresh]))
        async with Visitor(port) as curator:
            await curator.press("library", "Update the index")
    begun = time.monotonic()
    ended = [0.0]

    async def watch() -> None:
        while fresh and current_build(home) == before:
            await asyncio.sleep(0.5)
        ended[0] = time.monotonic() - begun

    watching = asyncio.create_task(watch())
    found = await asyncio.gather(*(visit(port, seed, questions, pause) for seed in range(visitors)))
    lasted = time.monotonic() - begun
    await watching
    waits = [wait for each, _ in found for wait in each]
    return Round(visitors, waits, sum(errors for _, errors in found), min(1, ended[0] / lasted))


def row(name: str, rounds: list[Round]) -> str:
    """A line of the table."""
    waits = sorted(wait for each in rounds for wait in each.waits)
    middle, late = statistics.median(waits), waits[min(len(waits) - 1, int(0.95 * len(waits)))]
    part = statistics.mean(each.building for each in rounds)
    errors = sum(each.errors for each in rounds)
    return f"| {name} | {len(waits)} | {middle:.2f} | {late:.2f} | {errors} | {part:.0%} |"


@click.command()
@click.option("--rounds", default=2, show_default=True, help="Of each kind, in turn.")
@click.option("--visitors", default=20, show_default=True, help="At once.")
@click.option("--questions", default=4, show_default=True, help="Of each visitor in a round.")
@click.option("--pause", default=10.0, show_default=True, help="Seconds between two, on average.")
@click.option("--new", default=60, show_default=True, help="Articles that a build has to read.")
def main(rounds: int, visitors: int, questions: int, pause: float, new: int) -> None:
    """Measure one visitor, and many during a build, in turn; write the table."""
    alone, many, busy = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for words in (["add", SAMPLES], ["build", "--encoder", "minilm"]):
            command = [sys.executable, "-m", "cli", "--home", home, "-q", *words]
            subprocess.run(command, cwd=ROOT, check=True)
        with server(home) as port:
            asyncio.run(visit(port, 99, 2, 1))  # warm
            for turn in range(rounds):
                fresh = new_articles(Path(folder), number=new, seed=turn)
                settings = {"questions": questions, "pause": pause}
                few = {"questions": 3 * questions, "pause": pause / 10}
                alone.append(asyncio.run(round_of(1, port, home, **few, fresh=None)))
                many.append(asyncio.run(round_of(visitors, port, home, **settings, fresh=None)))
                busy.append(asyncio.run(round_of(visitors, port, home, **settings, fresh=fresh)))
                for each in (alone, many, busy):
                    print(row(str(each[-1].visitors), each[-1:]), flush=True)
    load = os.getloadavg()[1]
    table = "\n".join([
        "| visitors | answers | median, s | p95, s | errors | of the time, a build ran |",
        "| --- | --- | --- | --- | --- | --- |",
        row("one, alone", alone),
        row(f"{visitors} at once", many),
        row(f"{visitors} at once, during a build", busy),
        "",
        f"{os.cpu_count()} cores; load average of the machine meanwhile {load:.0f}.",
    ])  # fmt: skip
    page = (HERE / "README.md").read_text("utf-8")
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    (HERE / "README.md").write_text(f"{head}{BEGIN}\n{table}\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
