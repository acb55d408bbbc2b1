"""How a collection is divided into shards: some articles each, named by all that goes into them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from corpus.collection import Collection, Entry
from index.changes import UNREAD
from index.manifest import LeftOut, Recipe
from index.readings import digest_of, read_original
from index.runners.shard_file import FORMAT
from index.runners.stamp import Stamp

USUAL = 32  # articles in a shard, on average: seconds to half a minute of work
MOST = 128
MOST_BYTES = 8_000_000  # of originals that travel together


class Part(NamedTuple):
    """A shard that is to be made."""

    name: str  # of its file
    entries: tuple[Entry, ...]  # those whose originals can be read
    originals: tuple[bytes, ...]  # theirs
    unread: tuple[LeftOut, ...]  # the others

    @property
    def ids(self) -> list[str]:
        """The articles that can be read."""
        return [entry.id for entry in self.entries]


def shards_folder(home: Path) -> Path:
    """Where a home keeps shards until a build that has them is published."""
    return home / "cache" / "shards"


def drop_shards(home: Path) -> None:
    """Delete all shards.

    Raises:
        OSError: one could not be deleted.
    """
    if shards_folder(home).exists():
        shutil.rmtree(shards_folder(home))


def divide(
    collection: Collection, entries: Iterable[Entry], recipe: Recipe, stamp: Stamp
) -> Iterator[Part]:
    """The shards of some articles, each with its originals when it is asked for.

    Where one ends is told by the articles' own ids: an article that comes or goes changes the
    shard that it is in, and those before and behind it stay what they were.
    """
    made_with = f"{FORMAT} {json.dumps([asdict(recipe), stamp])}"
    held: list[tuple[Entry, bytes]] = []
    unread: list[LeftOut] = []
    size = 0
    for entry in entries:
        original = read_original(collection, entry)
        if isinstance(original, bytes):
            held.append((entry, original))
            size += len(original)
        else:
            unread.append(LeftOut(entry.id, UNREAD, str(original)))
        if ends_shard(entry.id) or len(held) + len(unread) >= MOST or size >= MOST_BYTES:
            yield part_of(held, unread, made_with)
            held, unread, size = [], [], 0
    if held or unread:
        yield part_of(held, unread, made_with)


def ends_shard(article_id: str) -> bool:
    """Whether an article is the last of its shard: one of so many is, by its name alone."""
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:4], "little") % USUAL == 0


def part_of(held: list[tuple[Entry, bytes]], unread: list[LeftOut], made_with: str) -> Part:
    """A shard with its name: the recipe, who makes it, and of each article all that is read."""
    lines = [made_with]
    for entry, _ in held:
        lines.append(json.dumps([entry.id, entry.source, entry.added[:10], digest_of(entry)]))
    name = hashlib.sha256("\n".join(lines).encode("ascii", "backslashreplace")).hexdigest()
    return Part(
        name, tuple(entry for entry, _ in held), tuple(data for _, data in held), tuple(unread)
    )
