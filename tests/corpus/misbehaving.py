"""A page reader's process whose best extractor does what the page's first word says."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from functools import partial
from typing import NoReturn

from corpus.readers.extract import Block, Extract
from corpus.readers.page import EXTRACTORS
from corpus.readers.worker import Limits, serve


def hang() -> NoReturn:
    """Wait for ever, without computing."""
    while True:
        time.sleep(60)


def compute() -> NoReturn:
    """Compute for ever."""
    while True:
        pass


def hog() -> Extract:
    """Ask for more memory than there may be."""
    return Extract(text=str(bytearray(20_000_000_000)), blocks=())


def crash() -> NoReturn:
    """Die as a fault in a library written in C does."""
    os.kill(os.getpid(), signal.SIGSEGV)
    hang()


def leave() -> NoReturn:
    """End without a word."""
    os._exit(3)


def bug() -> NoReturn:
    """Raise what no extractor should."""
    raise KeyError("body")


def lie() -> Extract:
    """Give a block that lies outside of the text."""
    return Extract(text="Rest.", blocks=(Block("paragraph", 0, 500),))


def chatter() -> Extract:
    """Print, in Python and past it, where the answers go."""
    sys.stdout.write("Parsing …")
    sys.stdout.flush()
    os.write(1, b"\0\0\0\0\0\0\0\1")
    os.write(2, b"warning")
    text = "Rest is allowed. " + sys.stdin.read()
    return Extract(text=text, blocks=(Block("paragraph", 0, len(text)),))


DEEDS = {deed.__name__: deed for deed in (hang, compute, hog, crash, leave, bug, lie, chatter)}


def misbehave(name: str, page: str) -> Extract:
    """Do what the page asks of this extractor; else read it."""
    asked, _, whom = page.split("-->")[0].removeprefix("<!--").partition(" ")
    if asked in DEEDS and whom in ("all", "" if name == "trafilatura" else "all"):
        return DEEDS[asked]()
    return EXTRACTORS[name](page)


if __name__ == "__main__":
    extractors = {name: partial(misbehave, name) for name in EXTRACTORS}
    serve(extractors, Limits(**json.loads(sys.argv[1])))
