"""Amends a build: a copy of the one before, without what went, and with what is new.

Writing a large index anew takes minutes, whatever changed. Where little did, its files are copied,
and what came is written beside what there was. As exact as in a build that is written whole are
passages and words, who says the same as whom, the vocabulary, and each passage's vector and
sentences. The centre, the topics' middles and names, the plane of the map, the short forms, the
background and the hubs are those of the last whole writing, which comes again once a twentieth
has changed.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.duplicates import Sketched, sketched
from index.amended_variants import amend_variants, orphans
from index.centre import centred, load_centre
from index.context import by_article, in_context
from index.earlier import Earlier
from index.engines.engine import Engine
from index.grown_vectors import ADDED, GONE, add_vectors
from index.hubs import HUBS, grow_hubness
from index.manifest import Files, LeftOut, Manifest, Recipe, sum_files
from index.passage_writer import PassageWriter
from index.plan import Plan
from index.sentences import SENTENCES_FILE, SentenceWriter
from index.topic_writer import TOPIC_CENTRES, Directed, direction_of, join_topics
from index.vector_cache import VectorCache
from index.vector_writer import EXACT_UP_TO
from index.vocabulary import VOCABULARY, Vocabulary, count_words, write_counts
from index.words import REWRITTEN, WordsWriter
from index.write import ArticleWriter, Reading, Tell, asking, cutter, encoded, words_of

PASSAGES = "passages.sqlite"
CHANGING = frozenset(
    {
        PASSAGES,
        SENTENCES_FILE,
        VOCABULARY,
        ADDED,
        GONE,
        HUBS,
        *(f"words/{name}" for name in REWRITTEN),
    }
)  # of a build's files: the others are copied and stay as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Amending:
    """When a build is amended; else it is written whole."""

    at_least: int = EXACT_UP_TO  # passages: with fewer, writing takes seconds
    share: float = 0.05  # of the articles may have changed since the last whole writing
    added: int = EXACT_UP_TO  # rows that came since then: every one is compared with a question


AMENDING = Amending()


class Came(NamedTuple):
    """An article that is new, or in the place of what it was."""

    number: int
    sketched: Sketched
    rows: range  # of its passages


class Gone(NamedTuple):
    """What went with some articles."""

    numbers: list[int]  # theirs
    rows: list[int]  # of their passages
    left: set[int]  # the numbers of the articles for whom one of them stood


def can_amend(
    before: Earlier, plan: Plan, recipe: Recipe, engine: Engine, limits: Amending
) -> bool:
    """Whether the build before can be amended, and not much of it would be."""
    manifest = before.manifest
    changed = manifest.amended + plan.touched
    return (
        manifest.recipe == recipe
        and manifest.place is None  # a collection never changes, once it is published
        and engine.holds(manifest)
        and not before.warning
        and manifest.passages >= limits.at_least
        and changed <= limits.share * manifest.articles
        and added_bytes(manifest) <= limits.added * 4 * recipe.dimension
        and TOPIC_CENTRES in manifest.files  # of a build that an older Wellread wrote it is not
    )


def added_bytes(manifest: Manifest) -> int:
    """How long the file of added vectors is, at four bytes a number."""
    return manifest.files[ADDED].size if ADDED in manifest.files else 0


def amend_build(
    folder: Path,
    before: Earlier,
    plan: Plan,
    readings: Iterable[Reading],
    left_out: list[LeftOut],
    *,
    cache: VectorCache,
    tell: Tell,
) -> Manifest:
    """Write every file of a build but its manifest, which is given back.

    Args:
        folder: an empty folder.
        before: the build that is amended; it stays as it is.
        plan: what changed since.
        readings: the articles that are new or changed.
        left_out: filled while the readings are drawn, with those that can't be read.
        cache: gives the vectors, known or computed now.
        tell: told how far the embedding is.

    Raises:
        OSError: a file could not be written.
    """
    old = before.manifest
    copy_files(before.folder, folder, old.files)
    counts = Counter(Vocabulary((folder / VOCABULARY).read_text("utf-8")).counts)
    came: list[Came] = []
    with (
        PassageWriter(folder / PASSAGES, rows=old.rows) as writer,
        WordsWriter(folder / "words") as words,
    ):
        gone = take_out(before, (*plan.changed, *plan.removed), writer, words, counts)
        write = ArticleWriter(writer, words, counts, cutter(cache.encoder, old.recipe))
        for prepared, digest, _ in readings:
            number = writer.articles
            came.append(Came(number, sketched(prepared.article), write.add(prepared, digest)))
        variants = amend_variants(writer.connection, {n: each for n, each, _ in came}, gone.left)
    write_counts(folder / VOCABULARY, +counts)
    amend_meaning(folder, came, gone.rows, old.recipe, cache, tell)
    grow_hubness(folder / HUBS, writer.rows)
    return replace(
        old,
        articles=old.articles - len(gone.numbers) + len(came),
        passages=old.passages - len(gone.rows) + sum(len(each.rows) for each in came),
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        variants=variants,
        amended=old.amended + plan.touched,
        gaps=old.gaps + len(gone.rows),
        left_out=still_left_out(old.left_out, plan, left_out),
        files=sum_files(folder, carried(old.files)),
    )


def copy_files(before: Path, folder: Path, names: Iterable[str]) -> None:
    """Copy some files of a build.

    A link would cost nothing, but then one damaged place on the disk would be in both builds, and
    the one before could not answer where the newest can't.
    """
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(before / name, folder / name)


def carried(files: Files) -> Files:
    """What is known of the files that stay as they are: they were verified before the copy."""
    return {name: sums for name, sums in files.items() if name not in CHANGING}


def take_out(
    before: Earlier,
    ids: Iterable[str],
    writer: PassageWriter,
    words: WordsWriter,
    counts: Counter[str],
) -> Gone:
    """Take out some articles, as far as the build before has them."""
    found = [(before.passages.number_of(each), each) for each in ids]
    numbers = {number: each for number, each in found if number is not None}
    left = orphans(writer.connection, numbers) - numbers.keys()
    rows: list[int] = []
    for number, article_id in numbers.items():
        for row, passage, article in before.passages.passages_of(article_id):
            rows.append(row)
            said: Counter[str] = Counter()
            count_words(said, words_of(row, number, article, passage))
            counts.subtract(said)
        writer.remove(number)
        words.remove(number)
    return Gone(list(numbers), rows, left)


def amend_meaning(
    folder: Path,
    came: Sequence[Came],
    gone: Sequence[int],
    recipe: Recipe,
    cache: VectorCache,
    tell: Tell,
) -> None:
    """Write the vectors of the articles that came, and join these to their topics."""
    centre = load_centre(folder / "centre.npy", recipe.dimension)
    having = [each for each in came if each.rows]
    rows = range(having[0].rows.start, having[-1].rows.stop) if having else range(0)
    with SentenceWriter(folder, row=rows.start) as sentences:
        sentences.remove(gone)
        encodings = encoded(folder, rows, asking(cache, sentences), tell)
        vectors = [
            in_context(centred(each, centre), recipe.article)
            for each in by_article(encodings, [len(each.rows) for each in having])
        ]
    empty = np.zeros((0, recipe.dimension), np.float32)
    add_vectors(folder, np.concatenate([empty, *vectors]), np.array(gone, np.int64))
    directions = [direction_of(each) for each in vectors]
    join_topics(folder, Directed([each.number for each in having], np.array(directions)))


def still_left_out(
    before: Iterable[LeftOut], plan: Plan, now: Iterable[LeftOut]
) -> tuple[LeftOut, ...]:
    """What the build before left out and was not tried again, and what was left out now; by id."""
    tried = {*plan.added, *plan.changed, *plan.removed}
    return tuple(sorted([*(left for left in before if left.id not in tried), *now]))
