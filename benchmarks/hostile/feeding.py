"""Feeds hostile articles to ingestion, as fast as a core can; told of on standard output.

`python -m benchmarks.hostile.feeding FIRST END STEP`: one JSON object a line, before each input its
number, behind it what became of it. Every so many are added to a collection that is built,
verified and searched.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.hostile.inputs import Input, hostile_input
from benchmarks.hostile.judged import faults_of
from corpus.collection import Collection
from corpus.errors import FailedSourceError, RefusedSourceError
from corpus.intake import add_bytes
from corpus.prepare import prepare
from corpus.readers.isolated import IsolatedReader
from index.build import build_index
from index.encoders.hashing import HashingEncoder
from index.status import verify
from search.engine import SearchEngine

KEPT_EVERY = 10  # of the inputs one is added to a collection
BUILT_EVERY = 40  # of those, one build
OURS = 10.0  # seconds of this process's own computing for one input; cleaning is linear
MEMORY = 4_000_000_000  # bytes of addresses: what would take all of a machine fails here


def outcome_of(input: Input, reader: IsolatedReader) -> dict[str, Any]:
    """What became of an input: "article", or "refused" with the reason; and what was wrong."""
    began, computed = time.monotonic(), time.process_time()
    told: dict[str, Any] = {"faults": []}
    try:
        prepared = prepare(input.data, format=input.format, article_id=input.name, read=reader.read)
    except FailedSourceError as bug:  # the very thing that is looked for
        told |= {"end": "fault", "faults": [str(bug)]}
    except RefusedSourceError as refusal:
        told |= {"end": "refused", "why": kind_of(str(refusal))}
        if len(str(refusal)) < 10:
            told["faults"] = ["refused without a reason"]
    except Exception as error:  # or this
        told |= {"end": "fault", "faults": [f"{type(error).__name__}: {error}"[:300]]}
    else:
        told |= {"end": "article", "faults": faults_of(prepared)}
        told["gave up"] = any(note.startswith("read by ") for note in prepared.notes)
    told["seconds"] = round(time.monotonic() - began, 3)
    if (ours := time.process_time() - computed) > OURS:
        told["faults"].append(f"cleaning computed for {ours:.1f} s")
    return told


def kind_of(reason: str) -> str:
    """A reason without its numbers and quotations, so that it can be counted."""
    first = reason.split(". ")[0].split(": ")
    return re.sub(r"\d[\d.,]*|'.*?'", "_", ": ".join(first[:2]))[:90]


def feed(numbers: range) -> Iterator[dict[str, Any]]:
    """Feed the inputs of some numbers, and give what is to be told."""
    kept: list[Input] = []
    with IsolatedReader() as reader:
        for number in numbers:
            yield {"at": number}
            input = hostile_input(number)
            yield {"seed": number} | outcome_of(input, reader)
            if number % KEPT_EVERY == 0:
                kept.append(input)
            if len(kept) == BUILT_EVERY:
                yield {"built": number, "faults": faults_of_build(kept, reader)}
                kept = []
        if kept:
            yield {"built": numbers[-1], "faults": faults_of_build(kept, reader)}


def faults_of_build(kept: list[Input], reader: IsolatedReader) -> list[str]:
    """What is wrong with a collection and an index of these inputs."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            return list(faults_in(Path(folder), kept, reader))
    except Exception as error:  # the very thing that is looked for
        return [f"{type(error).__name__} at a build: {error}"[:300]]


def faults_in(home: Path, kept: list[Input], reader: IsolatedReader) -> Iterator[str]:
    """Add, build, verify and search; each input is an article or is told with its reason."""
    with Collection.open(home) as collection:
        for input in kept:
            outcome = add_bytes(
                collection,
                input.data,
                source=input.name,
                name=input.name,
                format=input.format,
                read=reader.read,
            )
            if outcome.change == "refused" and not outcome.reason:
                yield f"{input.name} was refused without a reason"
        if not (count := len(collection.entries())):
            return
        manifest = build_index(home, collection, HashingEncoder(), asked_for="hashing").manifest
        yield from (f"verify: {fault}" for fault in verify(home, collection))
    if manifest.articles + len(manifest.left_out) != count:
        yield f"{count} entries, of which {manifest.articles} in the index and {manifest.left_out}"
    for hit in SearchEngine.open(home).search("rest is allowed at night", count=5).hits:
        if hit.article.text[hit.passage.start : hit.passage.end] != hit.passage.text:
            yield f"{hit.passage.id} is not where it says"


def main() -> None:
    """Tell of each input on standard output."""
    first, end, step = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    for told in feed(range(first, end, step)):
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
