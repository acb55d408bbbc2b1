"""Bringing an index up to date, or going back, so that it stands in the log of builds."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.forgetting import forgotten_articles
from corpus.passages import PassageRecipe
from corpus.readers.isolated import Heed, go_on
from index.amend import AMENDING, Amending
from index.build import BuildReport, build_index
from index.encoder import Encoder
from index.engines.choice import keeper_of
from index.history import MAX_ERROR, MAX_LEFT_OUT, End, Entry, note_build
from index.manifest import MANIFEST, Manifest, read_manifest
from index.opened import index_folder
from index.publish import BuildBusyError, Published, read_current, roll_back
from index.purge import purge
from index.runners.local import LOCAL
from index.runners.runner import Runner
from index.write import Tell


class BuildCancelledError(UserError):
    """Somebody stopped a build; what was published before still is."""

    code = "build_cancelled"


def update_index(
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
    """Build as `build_index` does, and note in the log what was published, or why it failed.

    What the collection was told to forget leaves the index and the home with it (`index.purge`).
    `tell` and `heed` may raise `BuildCancelledError`: the build then ends there, and nothing is
    published.
    """
    at, begun = now(), time.monotonic()
    collection.refuse_damage()
    forgotten = forgotten_articles(collection)
    try:
        report = build_index(
            home,
            collection,
            encoder,
            asked_for=asked_for,
            passages=passages,
            tell=tell,
            heed=heed,
            anew=anew or bool(forgotten),
            limits=limits,
            runner=runner,
        )
    except BuildBusyError:  # the other build has its own entry
        raise
    except BaseException as error:  # also Ctrl-C: whoever reads the log wants to know of that
        note_build(home, ended(at, time.monotonic() - begun, error))
        raise
    if report.published:
        note_build(home, published(at, report))
    if forgotten:
        purge(home, collection, forgotten)
    return report


def published(at: str, report: BuildReport) -> Entry:
    """A finished build in the log."""
    plan, manifest = report.plan, report.manifest
    return Entry(
        at=at,
        end="published",
        build=report.pointer.name,
        seconds=round(report.seconds, 2),
        added=len(plan.added),
        changed=len(plan.changed),
        removed=len(plan.removed),
        kept=len(plan.kept),
        articles=manifest.articles,
        passages=manifest.passages,
        encoded=report.encoded,
        reused=report.reused,
        reconsidered=tuple(report.reconsidered.sentences),
        left_out=manifest.left_out[:MAX_LEFT_OUT],
        left_out_count=len(manifest.left_out),
        encoder=manifest.recipe.encoder,
        max_tokens=manifest.recipe.max_tokens,
        amended=manifest.amended,
    )


def ended(at: str, seconds: float, error: BaseException) -> Entry:
    """A build that was not finished; of a bug only its kind, as its message may hold anything."""
    stopped = isinstance(error, BuildCancelledError | KeyboardInterrupt)
    end: End = "cancelled" if stopped else "failed"
    said = str(error) if isinstance(error, UserError) else f"A bug: {type(error).__name__}."
    reason = "" if stopped else said[:MAX_ERROR]
    return Entry(at=at, end=end, seconds=round(seconds, 2), error=reason)


def go_back(home: Path) -> Published:
    """Make the build before the current one answer again, and note it.

    Raises:
        UserError: as `roll_back` does; nothing was changed.
    """
    at = now()
    turned = roll_back(index_folder(home), ready_again)
    manifest = stated_by(home, turned.current.name)
    articles, passages = (manifest.articles, manifest.passages) if manifest else (0, 0)
    note_build(
        home,
        Entry(at, "rolled back", turned.current.name, articles=articles, passages=passages),
    )
    return turned


def ready_again(manifest: Manifest) -> None:
    """Make sure that what a build keeps outside its files is there, and show that build there.

    Raises:
        ValueError: it is not there.
        UserError: it can't be told.
    """
    keeper = keeper_of(manifest)
    if manifest.place is not None:
        keeper.open(Path(), manifest)
        keeper.publish(manifest)


def earlier_build(home: Path) -> Manifest | None:
    """What the build before the current one says of itself; None where none can be gone back to.

    Only `go_back` checks its files.
    """
    try:
        found = read_current(index_folder(home))
    except (ValueError, OSError):
        return None
    return stated_by(home, found.previous.name) if found and found.previous else None


def stated_by(home: Path, build: str) -> Manifest | None:
    """A build's manifest, where it can be read."""
    try:
        return read_manifest((index_folder(home) / build / MANIFEST).read_bytes())
    except (ValueError, OSError):
        return None


def now() -> str:
    """This moment, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")
