"""Carries out a plan: reads what is new, reuses what is known, writes beside, tests, publishes."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.collection import Collection, CollectionError, Entry
from corpus.errors import UserError
from corpus.pages import learn_pages
from corpus.passages import PassageRecipe
from corpus.prepare import Prepared
from corpus.readers.formats import Read
from corpus.readers.isolated import Heed, IsolatedReader, go_on
from index.amend import AMENDING, Amending, can_amend
from index.changes import UNREAD
from index.disk import UnreadableError
from index.earlier import Earlier, manifest_before, open_before
from index.encoder import Encoder
from index.encoders.catalogue import default_encoder
from index.engines.choice import engine_of, open_vectors, sweep_engines
from index.engines.engine import Engine
from index.manifest import Manifest, Recipe
from index.opened import Index, index_folder, open_build
from index.plan import Plan, make_plan
from index.publish import NotHeldError, Pointer, building, seal
from index.readings import digest_of, entries_of, find_unread
from index.reconsidered import NOTHING, Reconsidered, compare
from index.runners.carry_out import amend, write
from index.runners.local import LOCAL
from index.runners.runner import Asked, Runner
from index.runners.shards import drop_shards
from index.stated_recipe import recipe_before
from index.tested import BuildError, publish
from index.vector_cache import VectorCache
from index.write import Progress, Reading, Tell, recipe_for, write_build

Published = Index | Earlier  # both know what was read


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
    heed: Heed = go_on,
    anew: bool = False,
    limits: Amending = AMENDING,
    runner: Runner = LOCAL,
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
        heed: asked while a page or document is read; what it raises ends the build.
        anew: publish even when nothing changed, and write all of it.
        limits: when the published index is amended, not written anew.
        runner: reads and cleans what is new, and may embed it; what is published is the same.

    Raises:
        RunnerError: the runner could not do its work.
        BuildError: collection and index are empty, or something could not be written.
        BuildBusyError: another process is building.
        MilvusError: the Milvus that is to keep the vectors does not; nothing was published.
    """
    begun = time.monotonic()
    recipe, engine = recipe_for(encoder, asked_for, passages or PassageRecipe()), engine_of(home)
    with (
        telling_of_failure(),
        building(index_folder(home)) as folder,
        contextlib.ExitStack() as opened,
    ):
        if before := open_before(home):
            opened.enter_context(before)
        read = opened.enter_context(IsolatedReader(heed=heed)).read
        collection.sweep()
        learn_what_sites_repeat(collection, read)
        entries = some_entries(collection, before)
        plan = plan_for(entries, before, unread=find_unread(collection, entries, before))
        if before and is_current(before, plan, recipe, engine) and not anew:
            return unchanged(before, plan, begun)
        opened.enter_context(swept(home, engine))
        cache = opened.enter_context(VectorCache(home / "cache" / "vectors.sqlite", encoder))
        asked = Asked(home, collection, recipe, cache, read, tell)
        if before and can_amend(before, plan, recipe, engine, limits) and not anew:
            made = amend(folder, before, plan, entries, runner=runner, asked=asked)
        else:
            made = write(folder, before, entries, runner=runner, asked=asked, engine=engine)
        encoded = cache.encoded
        tell(Progress("publish", 0, 1))
        pointer = publish(folder, made, cache, previous=before, engine=engine)
        tell(Progress("publish", 1, 1))
        let_go_of_shards(home)
        return finished(plan, pointer, made, reconsidered(plan, entries, before), encoded, begun)


@contextlib.contextmanager
def telling_of_failure() -> Iterator[None]:
    """Tell of what could not be written, or not be read back."""
    try:
        yield
    except NotHeldError as error:
        raise BuildError(
            f"The new index answers, and after a power failure the one before may: {error}.",
            hint="Make room or check permissions, then see what `wellread status` says.",
        ) from error
    except (OSError, sqlite3.Error, UnreadableError) as error:
        raise BuildError(
            f"The index could not be written: {error}. What was published before still is.",
            hint="Make room or check permissions, then run `wellread build` again.",
        ) from error


@contextlib.contextmanager
def swept(home: Path, engine: Engine) -> Iterator[None]:
    """A build's time, before and after which what no kept build needs is dropped.

    So what a failed build wrote does not stay, nor what a killed one did.
    """
    engine.prepare(index_folder(home))
    try:
        yield
    finally:
        with contextlib.suppress(UserError):  # the next build sweeps again
            sweep_engines(home, index_folder(home))


def let_go_of_shards(home: Path) -> None:
    """Delete what a runner made for this build; where that fails, the next build tries again."""
    with contextlib.suppress(OSError):
        drop_shards(home)


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


def some_entries(collection: Collection, before: Earlier | None) -> list[Entry]:
    """The collection; none of it only where there is something to take out of an index.

    Raises:
        BuildError: there is nothing to do at all.
    """
    entries = collection.entries()
    if not entries and before is None:
        raise BuildError(
            "The collection is empty, so there is nothing to index.",
            hint="Add articles with `wellread add FOLDER`.",
        )
    return entries


def encoder_in_use(home: Path) -> str:
    """What the published index's encoder was asked for by; the default where nothing says it."""
    before = manifest_before(home)
    return (before.recipe if before else recipe_before(home)).encoder or default_encoder()


def plan_for(
    entries: Iterable[Entry], before: Published | None, *, unread: Container[str] = ()
) -> Plan:
    """What there is to do; an article that was left out is tried again when something changed.

    Args:
        entries: the collection.
        before: what is published.
        unread: ids of `find_unread`: left out before, and would be again.
    """
    collected = {entry.id: UNREAD if entry.id in unread else digest_of(entry) for entry in entries}
    return make_plan(known_digests(before), collected)


def reconsidered(plan: Plan, entries: list[Entry], before: Earlier | None) -> Reconsidered:
    """What is known anew of the lines that sites repeat: nothing of what was kept as it is."""
    touched = {*plan.added, *plan.changed}
    if not touched:
        return NOTHING
    return compare(known_digests(before, touched), entries_of(entries, touched))


def known_digests(before: Published | None, among: Iterable[str] | None = None) -> dict[str, str]:
    """What every article, or each of some, was read from that is published; by id.

    Of those that were left out it has all.
    """
    if before is None:
        return {}
    tried = {left.id: left.digest for left in before.manifest.left_out}
    return {**tried, **before.passages.digests(among)}


def is_current(before: Earlier, plan: Plan, recipe: Recipe, engine: Engine) -> bool:
    """Whether a build would only repeat what is published, and that is whole."""
    made_so = before.manifest.recipe == recipe and engine.holds(before.manifest)
    return plan.is_empty and made_so and not before.warning and has_its_vectors(before)


def has_its_vectors(before: Earlier) -> bool:
    """Whether what a build keeps outside its files is still there; its files were verified."""
    if before.manifest.place is None:
        return True
    try:
        open_vectors(before.folder, before.manifest)
    except ValueError:
        return False
    return True


def finished(
    plan: Plan,
    pointer: Pointer,
    made: Manifest,
    known_anew: Reconsidered,
    encoded: int,
    begun: float,
) -> BuildReport:
    """The report of a build that was published."""
    return BuildReport(
        plan=plan,
        published=True,
        pointer=pointer,
        manifest=made,
        reconsidered=known_anew,
        encoded=encoded,
        reused=made.passages - encoded,
        seconds=time.monotonic() - begun,
    )


def unchanged(before: Earlier, plan: Plan, begun: float) -> BuildReport:
    """The report of a build that had nothing to do."""
    return BuildReport(
        plan=plan,
        published=False,
        pointer=before.pointer,
        manifest=before.manifest,
        reconsidered=NOTHING,
        encoded=0,
        reused=before.manifest.passages,
        seconds=time.monotonic() - begun,
    )
