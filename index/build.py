"""Carries out a plan: reads what is new, reuses what is known, writes beside, tests, publishes."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.collection import Collection, CollectionError, Entry
from corpus.errors import UserError
from corpus.pages import learn_pages
from corpus.passages import PassageRecipe, embedded_text
from corpus.prepare import Prepared
from corpus.readers.formats import Read
from corpus.readers.isolated import IsolatedReader
from index.centre import centred
from index.changes import UNREAD
from index.context import in_context
from index.disk import UnreadableError
from index.encoder import Encoder
from index.encoders.catalogue import default_encoder
from index.manifest import IndexUnusableError, LeftOut, Manifest, Recipe
from index.opened import Index, index_folder, open_build, open_index
from index.plan import Plan, make_plan
from index.publish import Pointer, building, point_at, seal
from index.readings import digest_of, find_unread, read_all
from index.reconsidered import Reconsidered, compare
from index.stated_recipe import recipe_before
from index.vector_cache import VectorCache
from index.write import Progress, Reading, Tell, recipe_for, write_build

SELF_TESTS = 20  # vectors that are looked up in a new build before it is published
SAME = 1e-3  # as much as a vector may differ: encoded beside other texts, kept as half floats


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
    reconsidered: Reconsidered  # what is known anew of the lines that sites repeat
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
    with (
        telling_of_failure(),
        building(index_folder(home)) as folder,
        contextlib.ExitStack() as opened,
    ):
        if before := open_before(home):
            opened.enter_context(before)
        read = opened.enter_context(IsolatedReader()).read
        collection.sweep()
        learn_what_sites_repeat(collection, read)
        entries = collection.entries()
        refuse_nothing(entries, before)
        plan = plan_for(entries, before, unread=find_unread(collection, entries, before))
        if before and is_current(before, plan, recipe) and not anew:
            return unchanged(before, plan, time.monotonic() - begun)
        left_out: list[LeftOut] = []
        readings = read_all(collection, entries, before, left_out, tell, read)
        cache = opened.enter_context(VectorCache(home / "cache" / "vectors.sqlite", encoder))
        made = write_build(folder, readings, left_out, recipe=recipe, cache=cache, tell=tell)
        encoded, reused = cache.encoded, cache.reused
        tell(Progress("publish", 0, 1))
        pointer = publish(folder, made, cache, previous=before)
        tell(Progress("publish", 1, 1))
        return BuildReport(
            plan=plan,
            published=True,
            pointer=pointer,
            manifest=made,
            reconsidered=compare(known_digests(before), entries),
            encoded=encoded,
            reused=reused,
            seconds=time.monotonic() - begun,
        )


@contextlib.contextmanager
def telling_of_failure() -> Iterator[None]:
    """Tell of what could not be written, or not be read back."""
    try:
        yield
    except (OSError, sqlite3.Error, UnreadableError) as error:
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
    return open_build(folder, seal(work, manifest))


def learn_what_sites_repeat(collection: Collection, read: Read) -> None:
    """Learn it where that can be stored: a sign, which a build can do without.

    A disk that is full is told of by what needs it.
    """
    with contextlib.suppress(CollectionError):
        learn_pages(collection, read)


def refuse_nothing(entries: list[Entry], before: Index | None) -> None:
    """Stop where there is nothing to index and nothing to take out of an index."""
    if not entries and before is None:
        raise BuildError(
            "The collection is empty, so there is nothing to index.",
            hint="Add articles with `wellread add FOLDER`.",
        )


def encoder_in_use(home: Path) -> str:
    """What the published index's encoder was asked for by; the default where nothing says it."""
    before = open_before(home)
    if before is None:
        return recipe_before(home).encoder or default_encoder()
    with before:
        return before.manifest.recipe.encoder


def open_before(home: Path) -> Index | None:
    """What is published, if it can be trusted."""
    try:
        return open_index(home)
    except IndexUnusableError:
        return None


def plan_for(
    entries: Iterable[Entry], before: Index | None, *, unread: Container[str] = ()
) -> Plan:
    """What there is to do; an article that was left out is tried again when something changed.

    Args:
        entries: the collection.
        before: what is published.
        unread: ids of `find_unread`: left out before, and would be again.
    """
    collected = {entry.id: UNREAD if entry.id in unread else digest_of(entry) for entry in entries}
    return make_plan(known_digests(before), collected)


def known_digests(before: Index | None) -> dict[str, str]:
    """What every article was read from that is published, or was left out; by id."""
    if before is None:
        return {}
    tried = {left.id: left.digest for left in before.manifest.left_out}
    return {**tried, **before.passages.digests()}


def is_current(before: Index, plan: Plan, recipe: Recipe) -> bool:
    """Whether a build would only repeat what is published, and that is whole."""
    return plan.is_empty and before.manifest.recipe == recipe and not before.warning


def unchanged(before: Index, plan: Plan, seconds: float) -> BuildReport:
    """The report of a build that had nothing to do."""
    return BuildReport(
        plan=plan,
        published=False,
        pointer=before.pointer,
        manifest=before.manifest,
        reconsidered=Reconsidered(),
        encoded=0,
        reused=before.manifest.passages,
        seconds=seconds,
    )


def publish(
    folder: Path, manifest: Manifest, cache: VectorCache, *, previous: Index | None
) -> Pointer:
    """Seal a build, open it as a reader would, test it, and only then make it current.

    Raises:
        BuildError: the test failed; nothing was published.
    """
    index = folder.parent
    sealed = seal(folder, manifest)
    try:
        with open_build(index, sealed) as opened:
            self_test(opened, cache)
    except ValueError as error:
        raise BuildError(
            f"The new index failed its own test: {error}. What was published before still is.",
            hint="Run `wellread build` again; check the disk if it happens twice.",
        ) from error
    return point_at(index, sealed, previous=previous.pointer if previous else None)


def self_test(opened: Index, cache: VectorCache) -> None:
    """Whether some passages' rows hold the very vectors that were meant for their text.

    Raises:
        ValueError: a row holds another text's vector, or is not found by its own.
    """
    rows = range(0, len(opened.vectors), max(1, len(opened.vectors) // SELF_TESTS))
    for row, passage, article in opened.passages.located(rows):
        texts = [
            embedded_text(article.title, each.passage)
            for each in opened.passages.passages_of(article.id)
        ]
        meant = centred(cache.again(texts), opened.centre)
        expected = in_context(meant, opened.manifest.recipe.article)[passage.ordinal]
        if not np.allclose(opened.vectors.vector(row), expected, atol=SAME):
            raise ValueError(f"row {row} holds another passage's vector")
        if opened.vectors.nearest(expected, 1)[0].score < 1 - SAME:
            raise ValueError(f"row {row} is not found by its own vector")
