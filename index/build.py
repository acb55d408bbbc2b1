"""Carries out a plan: reads what is new, reuses what is known, writes beside, tests, publishes."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.collection import Collection, Entry
from corpus.errors import RefusedSourceError, UserError
from corpus.passages import PassageRecipe, embedded_text
from corpus.prepare import PREPARE, Prepared, prepare
from index.encoder import Encoder
from index.manifest import IndexUnusableError, LeftOut, Manifest
from index.opened import Index, index_folder, open_build, open_index
from index.plan import Plan, make_plan
from index.publish import Pointer, building, name_build, point_at
from index.vector_cache import VectorCache
from index.write import Progress, Reading, Tell, recipe_for, write_build

SELF_TESTS = 20  # vectors that are looked up in a new build before it is published


class BuildError(UserError):
    """A build could not be finished; what was published before still is."""

    code = "build_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    plan: Plan
    published: bool  # false when the index already held the collection as it is
    pointer: Pointer
    manifest: Manifest
    encoded: int  # passages whose vector was computed
    reused: int  # passages whose vector was known
    seconds: float


def build_index(
    home: Path,
    collection: Collection,
    encoder: Encoder,
    *,
    asked_for: str,
    passages: PassageRecipe | None = None,
    tell: Tell = lambda _: None,
    anew: bool = False,
) -> BuildReport:
    """Bring the index of a home up to date with its collection, and publish it.

    Nothing is published when nothing changed, unless `anew`. Interrupted at any moment, what was
    published before stays, and the next call finishes the work.

    Args:
        home: holds the collection, the index and the cache.
        collection: of this home.
        encoder: of the passages.
        asked_for: the name that the encoder was asked for by; the search opens it by that.
        passages: how articles are cut.
        tell: told how far the build is.
        anew: publish even when nothing changed.

    Raises:
        BuildError: collection and index are empty, or something could not be written.
        BuildBusyError: another process is building.
    """
    begun = time.monotonic()
    recipe = recipe_for(encoder, asked_for, passages or PassageRecipe())
    try:
        with building(index_folder(home)) as folder:
            before = open_before(home)
            entries = collection.entries()
            refuse_nothing(entries, before)
            plan = plan_for(entries, before)
            if before and plan.is_empty and before.manifest.recipe == recipe and not anew:
                return unchanged(before, plan, time.monotonic() - begun)
            left_out: list[LeftOut] = []
            readings = read_all(collection, entries, before, left_out, tell)
            with VectorCache(home / "cache" / "vectors.sqlite", encoder) as cache:
                manifest = write_build(
                    folder, readings, left_out, recipe=recipe, cache=cache, tell=tell
                )
                tell(Progress("publish", 0, 1))
                pointer = publish(index_folder(home), folder, manifest, cache)
                tell(Progress("publish", 1, 1))
            return BuildReport(
                plan=plan,
                published=True,
                pointer=pointer,
                manifest=manifest,
                encoded=cache.encoded,
                reused=cache.reused,
                seconds=time.monotonic() - begun,
            )
    except (OSError, sqlite3.Error, RuntimeError) as error:
        raise BuildError(
            f"The index could not be written: {error}. What was published before still is.",
            hint="Make room or check permissions, then run `wellread build` again.",
        ) from error


def build_temporary(
    folder: Path,
    articles: Iterable[Prepared],
    encoder: Encoder,
    *,
    passages: PassageRecipe,
    cache_home: Path,
    tell: Tell = lambda _: None,
) -> Index:
    """Index some articles in a folder of their own, without a collection, and open it."""
    work = folder / "work"
    work.mkdir(parents=True)
    readings = (Reading(prepared, "") for prepared in articles)
    with VectorCache(cache_home / "cache" / "vectors.sqlite", encoder) as cache:
        recipe = recipe_for(encoder, encoder.name, passages)
        manifest = write_build(work, readings, [], recipe=recipe, cache=cache, tell=tell)
    return open_build(folder, name_build(folder, work, manifest))


def refuse_nothing(entries: list[Entry], before: Index | None) -> None:
    """Stop where there is nothing to index and nothing to take out of an index."""
    if not entries and before is None:
        raise BuildError(
            "The collection is empty, so there is nothing to index.",
            hint="Add articles with `wellread add FOLDER`.",
        )


def open_before(home: Path) -> Index | None:
    """What is published, if it can be trusted."""
    try:
        return open_index(home)
    except IndexUnusableError:
        return None


def digest_of(entry: Entry) -> str:
    """What an article is read from: its original, and the way it is read."""
    return hashlib.sha256(f"{entry.sha256} {entry.format} {PREPARE}".encode()).hexdigest()


def plan_for(entries: Iterable[Entry], before: Index | None) -> Plan:
    """What there is to do; an article that could not be read is tried again when it changed."""
    indexed = before.passages.digests() if before else {}
    tried = {left.id: left.digest for left in before.manifest.left_out} if before else {}
    return make_plan({**tried, **indexed}, {entry.id: digest_of(entry) for entry in entries})


def unchanged(before: Index, plan: Plan, seconds: float) -> BuildReport:
    """The report of a build that had nothing to do."""
    return BuildReport(
        plan=plan,
        published=False,
        pointer=before.pointer,
        manifest=before.manifest,
        encoded=0,
        reused=before.manifest.passages,
        seconds=seconds,
    )


def read_all(
    collection: Collection,
    entries: list[Entry],
    before: Index | None,
    left_out: list[LeftOut],
    tell: Tell,
) -> Iterator[Reading]:
    """Every article; what was read before is taken from the index, what can't be read is noted."""
    known = before.passages.digests() if before else {}
    for number, entry in enumerate(entries):
        tell(Progress("read", number, len(entries), entry.id))
        digest = digest_of(entry)
        if before and known.get(entry.id) == digest:
            yield Reading(before.passages.prepared(entry.id), digest)
            continue
        try:
            yield Reading(read_entry(collection, entry), digest)
        except RefusedSourceError as refusal:
            left_out.append(LeftOut(entry.id, digest, str(refusal)))
    tell(Progress("read", len(entries), len(entries)))


def read_entry(collection: Collection, entry: Entry) -> Prepared:
    """One article, from its original.

    Raises:
        RefusedSourceError: the original is gone or damaged, or is no article after all.
    """
    return prepare(
        collection.original(entry),
        format=entry.format,
        article_id=entry.id,
        source=entry.source,
        retrieved=entry.added[:10],
    )


def publish(index: Path, folder: Path, manifest: Manifest, cache: VectorCache) -> Pointer:
    """Name a build, open it as a reader would, test it, and only then make it current.

    Raises:
        BuildError: the test failed; nothing was published.
    """
    pointer = name_build(index, folder, manifest)
    try:
        self_test(open_build(index, pointer), cache)
    except ValueError as error:
        raise BuildError(
            f"The new index failed its own test: {error}. What was published before still is.",
            hint="Run `wellread build` again; check the disk if it happens twice.",
        ) from error
    point_at(index, pointer)
    return pointer


def self_test(opened: Index, cache: VectorCache) -> None:
    """Whether some passages' rows hold the very vectors that were meant for their text.

    Raises:
        ValueError: a row holds another text's vector.
    """
    rows = range(0, len(opened.vectors), max(1, len(opened.vectors) // SELF_TESTS))
    for row, passage, article in opened.passages.located(rows):
        expected = cache.look_up(cache.key(embedded_text(article.title, passage)))
        if expected is None or not np.allclose(opened.vectors.vector(row), expected, atol=1e-6):
            raise ValueError(f"row {row} holds another passage's vector")
