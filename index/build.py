"""Carries out a plan: reads what is new, reuses every vector that is known, writes beside, publishes."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.article import Article, Passage
from corpus.collection import Collection, Entry
from corpus.errors import RefusedSourceError, UserError
from corpus.passages import PassageRecipe, cut_passages, embedded_text
from corpus.prepare import PREPARE, Prepared, prepare
from index.encoder import Encoder
from index.manifest import IndexUnusableError, LeftOut, Manifest, Recipe, sum_files
from index.opened import Index, index_folder, open_build, open_index
from index.passages import PassageWriter
from index.plan import Plan, make_plan
from index.publish import Pointer, building, name_build, point_at
from index.vector_cache import BATCH, VectorCache
from index.vectors import FaissStore
from index.words import Words, write_words

SELF_TESTS = 20  # vectors that are looked up in a new build before it is published


class BuildError(UserError):
    """A build could not be finished; what was published before still is."""

    code = "build_failed"


class Progress(NamedTuple):
    """How far a build is."""

    stage: str  # "read" (articles), "embed" (passages), "publish"
    done: int
    total: int
    name: str = ""  # the article that is being read


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did."""

    plan: Plan
    published: bool  # false when the index already held the collection as it is
    pointer: Pointer
    articles: int
    passages: int
    encoded: int  # passages whose vector was computed
    reused: int  # passages whose vector was known
    seconds: float
    left_out: tuple[LeftOut, ...] = ()  # articles that can't be read


@dataclass
class Draft:
    """A build on its way."""

    writer: PassageWriter
    words: list[Words] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def build_index(
    home: Path,
    collection: Collection,
    encoder: Encoder,
    *,
    encoder_asked_for: str,
    passages: PassageRecipe | None = None,
    tell: Tell = lambda _: None,
    anew: bool = False,
) -> BuildReport:
    """Bring the index of a home up to date with its collection, and publish it.

    Nothing is published when nothing changed, unless `anew`. Interrupted at any moment, what was
    published before stays, and the next call finishes the work.

    Raises:
        BuildError: the collection and the index are empty, or something could not be written.
        BuildBusyError: another process is building.
    """
    begun = time.monotonic()
    cut = passages or PassageRecipe()
    recipe = recipe_for(encoder, encoder_asked_for, cut)
    try:
        with building(index_folder(home)) as folder:
            before = open_before(home)
            entries = collection.entries()
            if not entries and before is None:
                raise BuildError(
                    "The collection is empty, so there is nothing to index.",
                    hint="Add articles with `wellread add FOLDER`.",
                )
            plan = plan_for(entries, before)
            if before and plan.is_empty and before.manifest.recipe == recipe and not anew:
                return unchanged(before, plan, begun)
            draft = Draft(PassageWriter(folder / "passages.sqlite"))
            for entry, prepared in readings(collection, entries, before, draft, tell):
                add_article(draft, prepared, digest_of(entry), encoder, cut)
            draft.writer.close()
            with VectorCache(home / "cache" / "vectors.sqlite", encoder) as cache:
                store = embed(draft.texts, cache, tell)
                store.save(folder / "vectors.faiss")
                write_words(folder / "words", draft.words)
                tell(Progress("publish", 0, 1))
                pointer = publish(home, folder, manifest_of(folder, recipe, draft, store), draft, cache)
                tell(Progress("publish", 1, 1))
                return BuildReport(
                    plan=plan,
                    published=True,
                    pointer=pointer,
                    articles=draft.writer.articles,
                    passages=draft.writer.rows,
                    encoded=cache.encoded,
                    reused=cache.reused,
                    seconds=time.monotonic() - begun,
                    left_out=tuple(draft.left_out),
                )
    except (OSError, sqlite3.Error, RuntimeError) as error:
        raise BuildError(
            f"The index could not be written: {error}. What was published before still is.",
            hint="Make room or check permissions, then run `wellread build` again.",
        ) from error


def recipe_for(encoder: Encoder, asked_for: str, cut: PassageRecipe) -> Recipe:
    """What decides the index's content; a budget that the encoder can't read is cut to what it can."""
    return Recipe(
        encoder=asked_for,
        encoder_name=encoder.name,
        dimension=encoder.dimension,
        max_tokens=min(cut.max_tokens, encoder.max_tokens),
        passages=cut.version,
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
    """What there is to do."""
    indexed = before.passages.digests() if before else {}
    tried = {left.id: left.digest for left in before.manifest.left_out} if before else {}
    return make_plan({**tried, **indexed}, {entry.id: digest_of(entry) for entry in entries})


def unchanged(before: Index, plan: Plan, begun: float) -> BuildReport:
    """The report of a build that had nothing to do."""
    return BuildReport(
        plan=plan,
        published=False,
        pointer=before.pointer,
        articles=before.manifest.articles,
        passages=before.manifest.passages,
        encoded=0,
        reused=before.manifest.passages,
        seconds=time.monotonic() - begun,
        left_out=before.manifest.left_out,
    )


def readings(
    collection: Collection, entries: list[Entry], before: Index | None, draft: Draft, tell: Tell
) -> Iterator[tuple[Entry, Prepared]]:
    """Every article, read; what was read before is taken from the index, what can't be is noted."""
    known = before.passages.digests() if before else {}
    for number, entry in enumerate(entries):
        tell(Progress("read", number, len(entries), entry.id))
        if before and known.get(entry.id) == digest_of(entry):
            yield entry, before.passages.prepared(entry.id)
            continue
        try:
            yield entry, read_entry(collection, entry)
        except RefusedSourceError as refusal:
            draft.left_out.append(LeftOut(entry.id, digest_of(entry), str(refusal)))
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


def add_article(
    draft: Draft, prepared: Prepared, digest: str, encoder: Encoder, cut: PassageRecipe
) -> None:
    """Cut one article and note its passages, their words, and what is to be embedded."""
    article = prepared.article
    number = draft.writer.articles
    cuts = cut_passages(article, encoder.count_tokens, within(cut, encoder))
    first = draft.writer.add(prepared, digest, cuts)
    for offset, passage in enumerate(cuts):
        draft.words.append(words_of(first + offset, number, article, passage))
        draft.texts.append(embedded_text(article.title, passage))


def within(cut: PassageRecipe, encoder: Encoder) -> PassageRecipe:
    """The recipe, its budget no larger than what the encoder reads."""
    return PassageRecipe(max_tokens=min(cut.max_tokens, encoder.max_tokens), version=cut.version)


def words_of(row: int, number: int, article: Article, passage: Passage) -> Words:
    """What of a passage is indexed by its words."""
    return Words(row, number, article.title, " ".join(passage.headings), passage.text)


def embed(texts: list[str], cache: VectorCache, tell: Tell) -> FaissStore:
    """All vectors, in order; batches are kept as they are done, so that nothing is done twice."""
    store = FaissStore(cache.encoder.dimension, rows_expected=len(texts))
    for start in range(0, len(texts), BATCH):
        tell(Progress("embed", start, len(texts)))
        store.add(cache.vectors(texts[start : start + BATCH]))
    tell(Progress("embed", len(texts), len(texts)))
    return store


def manifest_of(folder: Path, recipe: Recipe, draft: Draft, store: FaissStore) -> Manifest:
    """The description of what was written."""
    return Manifest(
        recipe=recipe,
        articles=draft.writer.articles,
        passages=draft.writer.rows,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        vectors=store.kind,
        left_out=tuple(draft.left_out),
        files=sum_files(folder),
    )


def publish(
    home: Path, folder: Path, manifest: Manifest, draft: Draft, cache: VectorCache
) -> Pointer:
    """Name a build, open it as a reader would, test it, and only then make it current.

    Raises:
        BuildError: the test failed; nothing was published.
    """
    index = index_folder(home)
    pointer = name_build(index, folder, manifest)
    try:
        self_test(open_build(index, pointer), draft.texts, cache)
    except ValueError as error:
        raise BuildError(
            f"The new index did not pass its own test: {error}. What was published before still is.",
            hint="Run `wellread build` again; check the disk if it happens twice.",
        ) from error
    point_at(index, pointer)
    return pointer


def self_test(opened: Index, texts: list[str], cache: VectorCache) -> None:
    """Whether some passages are found where they should be, by the very vectors that were meant.

    Raises:
        ValueError: a row holds another text's vector.
    """
    step = max(1, len(texts) // SELF_TESTS)
    for row in range(0, len(texts), step):
        expected = cache.look_up(cache.key(texts[row]))
        if expected is None or not np.allclose(opened.vectors.vector(row), expected, atol=1e-6):
            raise ValueError(f"row {row} holds another passage's vector")
