"""Keeps the slow held-out judgement, as long as nothing that it hangs on has changed."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from benchmarks.cleaning.gold import GOLD, HERE, SAMPLES, Page
from benchmarks.cleaning.held_out import Judged, judge_held_out

OURS = ("gold.py", "held_out.py", "train.py", "inserted", "labels")
LIBRARIES = ("numpy", "scipy", "scikit-learn", "resiliparse", "lxml")


def held_out(pages: Sequence[Page], cache: Path | None = None) -> list[Judged]:
    """Every unit judged by a head that was trained without its site; minutes, or read from `cache`.

    What comes from the cache has no text: no page's words are written to it.
    """
    if cache is None:
        return list(judge_held_out(pages))
    made_for = fingerprint()
    if cache.exists() and (kept := read(cache, made_for)):
        return kept
    judged = list(judge_held_out(pages))
    cache.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(cache, "wt", encoding="utf-8") as file:
        file.write(json.dumps(made_for) + "\n")
        for each in judged:
            file.write(json.dumps({**asdict(each), "text": ""}) + "\n")
    return judged


def read(cache: Path, made_for: str) -> list[Judged]:
    """What was kept; nothing where code, labels or libraries have changed since."""
    with gzip.open(cache, "rt", encoding="utf-8") as file:
        if json.loads(next(file)) != made_for:
            return []
        return [Judged(**json.loads(line)) for line in file]


def fingerprint() -> str:
    """Of everything that the judgement hangs on."""
    whole = hashlib.sha256()
    for path in files_read():
        whole.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        whole.update(f"{library} {version(library)}".encode())
    return whole.hexdigest()


def files_read() -> Iterator[Path]:
    """The code that cleans, the sample collection, the labels, and how a head is trained."""
    for root in (SAMPLES, GOLD, *(HERE / name for name in OURS)):
        found = sorted(root.rglob("*")) if root.is_dir() else [root]
        yield from (path for path in found if path.is_file() and path.suffix != ".pyc")
