"""What a worker does, on whatever machine: it makes one shard of the originals that it is given."""

from __future__ import annotations

import contextlib
import socket
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.embedded import Embedded, embedded
from corpus.errors import UserError
from corpus.prepare import Prepared
from corpus.readers.isolated import IsolatedReader
from index.encoder import Encoder
from index.encoders.catalogue import open_encoder
from index.manifest import Recipe
from index.readings import find_one
from index.runners.shard_file import Shard, packed, write_shard
from index.runners.shards import Part
from index.runners.stamp import Stamp, difference, stamp_of
from index.vector_cache import entry_of, heads_of, key_of
from index.write import cutter

HERE = ".here"  # a file in the folder of shards, by which a worker knows that it is that folder


class Job(NamedTuple):
    """What is the same for all shards of a build."""

    recipe: Recipe
    stamp: Stamp  # of the machine that builds
    folder: str  # of the shards, there
    token: str  # what HERE holds
    known: NDArray[np.uint64]  # the heads of the keys whose vectors need no computing, in order


class Answer(NamedTuple):
    """What a worker gives back."""

    worker: str  # its machine
    content: bytes = b""  # the shard's file, where the worker could not write it itself
    fault: str = ""  # why it could not work; then there is no shard
    hint: str = ""


def work(job: Job, part: Part) -> Answer:
    """Make a shard and write its file where the building machine looks for it, or send it there."""
    here = socket.gethostname()
    try:
        encoder = encoder_of(job.recipe.encoder)
        if other := difference(job.stamp, stamp_of(encoder.name)):
            return Answer(here, fault=f"it has {other}", hint="Install the same on every machine.")
        content = packed(make_shard(job, part, encoder))
    except UserError as error:
        return Answer(here, fault=error.message.rstrip("."), hint=error.hint)
    except MemoryError:
        return Answer(here, fault="its memory is full", hint="Have fewer workers on that machine.")
    return Answer(here, content=b"" if wrote(job, part, content) else content)


def where() -> str:
    """The machine that this runs on: what a worker is asked before it is given work."""
    return socket.gethostname()


def make_shard(job: Job, part: Part, encoder: Encoder) -> Shard:
    """Read, clean, cut and embed some articles."""
    read = reader().read
    pairs = zip(part.originals, part.entries, strict=True)
    found = tuple(find_one(original, entry, read) for original, entry in pairs)
    cut = cutter(encoder, job.recipe)
    texts = [
        embedded(each.article, passage)
        for each in found
        if isinstance(each, Prepared)
        for passage in cut(each.article)
    ]
    return Shard(found, embed(texts, encoder, job.known))


def embed(texts: list[Embedded], encoder: Encoder, known: NDArray[np.uint64]) -> dict[bytes, bytes]:
    """A cache's entries of texts, by their keys, but of those that are known."""
    keyed = {key_of(encoder.name, text): text for text in texts}
    has = are_among(heads_of(keyed), known)
    missing = {key: text for (key, text), is_known in zip(keyed.items(), has, strict=True)
               if not is_known}  # fmt: skip
    if not missing:
        return {}
    encoded = encoder.encode_embedded([*missing.values()])
    return dict(zip(missing, map(entry_of, encoded), strict=True))


def are_among(heads: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of some numbers are among those that are known, which are in order.

    >>> are_among(np.array([7, 1], np.uint64), np.array([1, 5], np.uint64)).tolist()
    [False, True]
    """
    if not len(known):
        return np.zeros(len(heads), np.bool_)
    places = np.minimum(np.searchsorted(known, heads), len(known) - 1)
    return np.asarray(known[places] == heads)


def wrote(job: Job, part: Part, content: bytes) -> bool:
    """Whether the worker wrote the file: it can, where it sees the building machine's own folder.

    A folder of that name which is another one does not hold the token.
    """
    folder = Path(job.folder)
    with contextlib.suppress(OSError):
        if (folder / HERE).read_text("ascii") == job.token:
            write_shard(folder / part.name, content)
            return True
    return False


@lru_cache(maxsize=1)
def encoder_of(asked_for: str) -> Encoder:
    """An encoder, kept from one shard to the next; one thread, as a worker has one processor."""
    return open_encoder(asked_for, threads=1)


@lru_cache(maxsize=1)
def reader() -> IsolatedReader:
    """What reads pages under limits; its process ends with the worker's own."""
    return IsolatedReader()
