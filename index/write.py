"""Writes the files of a build: passages, vectors and words, row for row the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from corpus.article import Article, Passage
from corpus.duplicates import Sketched, sketched
from corpus.embedded import Embedded, embedded
from corpus.passages import PassageRecipe, cut_passages
from corpus.prepare import Prepared
from corpus.shingles import Sketch
from index.abbreviations import ABBREVIATIONS, AbbreviationsCounter
from index.arrays import write_array
from index.background import Titled, measure_background, save_background
from index.centre import Centre, centre_of, centred
from index.context import by_article, in_context
from index.encoder import Encoder, Vectors
from index.encoders.weighing import weighing_of
from index.engines.embedded import EMBEDDED
from index.engines.engine import Engine, Kept, Written
from index.hubs import HUBS, hubness_of
from index.manifest import LeftOut, Manifest, Recipe, sum_files
from index.passage_writer import PassageWriter
from index.passages import Passages
from index.sentence_codes import SENTENCES
from index.sentences import SentenceWriter
from index.topic_writer import write_topics
from index.topics import TOPICS
from index.vector_cache import BATCH, VectorCache
from index.vector_writer import VectorWriter, load_vectors
from index.vocabulary import VOCABULARY, count_words, write_counts
from index.words import Words, WordsWriter


class Progress(NamedTuple):
    """How far a build is."""

    stage: str  # "work" (articles, by workers), "read" (articles), "embed" (passages), "publish"
    done: int
    total: int
    name: str = ""  # the article that is being read, or the machine of the worker


Tell = Callable[[Progress], None]
Ask = Callable[[Sequence[Embedded]], Vectors]  # of some passages


class Reading(NamedTuple):
    """An article, and the digest of what it was read from."""

    prepared: Prepared
    digest: str
    sketch: Sketch | None = None  # of its text, where an earlier build made it


def recipe_for(encoder: Encoder, asked_for: str, cut: PassageRecipe) -> Recipe:
    """What decides an index's content; a budget past what the encoder reads is cut to that."""
    return Recipe(
        encoder=asked_for,
        encoder_name=encoder.name,
        dimension=encoder.dimension,
        max_tokens=min(cut.max_tokens, encoder.max_tokens),
        passages=cut.version,
        article=weighing_of(encoder.name).article,
        topics=TOPICS,
        sentences=SENTENCES,
    )


def write_build(
    folder: Path,
    readings: Iterable[Reading],
    left_out: list[LeftOut],
    *,
    recipe: Recipe,
    cache: VectorCache,
    tell: Tell,
    engine: Engine = EMBEDDED,
) -> Manifest:
    """Write every file of a build but its manifest, which is given back.

    Args:
        folder: an empty folder.
        readings: the articles, in the order of their ids.
        left_out: filled while the readings are drawn, with those that can't be read.
        recipe: what decides the content.
        cache: gives the vectors, known or computed now.
        tell: told how far the embedding is.
        engine: keeps the vectors, once all that is learned from them is written.

    Raises:
        OSError: a file could not be written.
        UserError: the engine could not keep the vectors.
    """
    titled: list[Titled] = []
    articles: list[Sketched] = []
    counts: Counter[str] = Counter()
    abbreviations = AbbreviationsCounter()
    with (
        PassageWriter(folder / "passages.sqlite") as writer,
        WordsWriter.begin(folder / "words") as words,
    ):
        write = ArticleWriter(writer, words, counts, cutter(cache.encoder, recipe))
        for prepared, digest, sketch in readings:
            article = prepared.article
            articles.append(sketched(article, sketch))
            abbreviations.add(f"{article.title}\n{article.text}")
            titled.append(Titled(article.title, write.add(prepared, digest)))
        variants = writer.link_variants(articles)
        said_again = writer.variant_rows()
        copies = writer.variant_articles()
    articles.clear()  # the sketches are the most that is held, and what comes now holds more
    write_counts(folder / VOCABULARY, counts)
    abbreviations.write(folder / ABBREVIATIONS)
    vectors = write_meaning(folder, cache, recipe, titled, said_again, tell)
    sizes = [len(each.rows) for each in titled]
    write_topics(folder, vectors, recipe.dimension, sizes, copies)
    kept = engine.keep(Written(folder, vectors, recipe.dimension, writer.rows))
    made = Made(articles=writer.articles, passages=writer.rows, kept=kept, variants=variants)
    return manifest_of(folder, recipe, made, left_out)


class ArticleWriter(NamedTuple):
    """Writes articles where they are found by number and by word."""

    passages: PassageWriter
    words: WordsWriter
    counts: Counter[str]  # of the vocabulary
    cut: Callable[[Article], list[Passage]]

    def add(self, prepared: Prepared, digest: str) -> range:
        """Write one article; gives the rows of its passages."""
        article, number = prepared.article, self.passages.articles
        passages = self.cut(article)
        first = self.passages.add(prepared, digest, passages)
        for row, passage in enumerate(passages, first):
            said = words_of(row, number, article, passage)
            self.words.add(said)
            count_words(self.counts, said)
        return range(first, first + len(passages))


def cutter(encoder: Encoder, recipe: Recipe) -> Callable[[Article], list[Passage]]:
    """What cuts an article into passages, as a recipe has it."""
    cut = PassageRecipe(max_tokens=recipe.max_tokens, version=recipe.passages)
    return lambda article: cut_passages(article, encoder.count_tokens, cut)


class Made(NamedTuple):
    """What a build turned out to hold."""

    articles: int
    passages: int
    kept: Kept  # the vectors
    variants: int


def manifest_of(folder: Path, recipe: Recipe, made: Made, left_out: list[LeftOut]) -> Manifest:
    """A build's description of itself, with the checksum of each of its files."""
    return Manifest(
        recipe=recipe,
        articles=made.articles,
        passages=made.passages,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        vectors=made.kept.kind,
        place=made.kept.place,
        variants=made.variants,
        left_out=tuple(left_out),
        files=sum_files(folder),
    )


def write_meaning(
    folder: Path,
    cache: VectorCache,
    recipe: Recipe,
    titled: Sequence[Titled],
    said_again: Sequence[int],
    tell: Tell,
) -> str:
    """Write what is known by meaning: sentences, centre, vectors, background and hubs.

    Gives how vectors are kept. `said_again` are the rows of articles that say the same as another.
    """
    sizes = [len(each.rows) for each in titled]
    with SentenceWriter(folder) as sentences:
        vectors = encoded(folder, range(sum(sizes)), asking(cache, sentences), tell)
        centre = centre_of(vectors, recipe.dimension, leave_out=said_again)
    write_array(folder / "centre.npy", centre)
    kind = write_vectors(folder, cache, recipe, centre, sizes)
    store = load_vectors(folder, kind)
    background = measure_background(store, centre, titled, cache.questions)
    save_background(folder / "background.json", background)
    write_array(folder / HUBS, hubness_of(store, leave_out=said_again))
    return kind


def asking(cache: VectorCache, sentences: SentenceWriter) -> Ask:
    """What gives the vectors of passages, and writes their sentences as they come."""

    def ask(texts: Sequence[Embedded]) -> Vectors:
        known = cache.passages(texts)
        sentences.add(known.codes)
        return known.vectors

    return ask


def words_of(row: int, number: int, article: Article, passage: Passage) -> Words:
    """What of a passage is indexed by its words."""
    return Words(row, number, article.title, " ".join(passage.headings), passage.text)


def encoded(
    folder: Path, rows: range, vectors_of: Ask, tell: Tell = lambda _: None
) -> Iterator[Vectors]:
    """The vectors of some of a folder's passages, in order, as the encoder gives them.

    The texts are read back a batch at a time, so that not all of them are in memory. What was
    embedded is kept in the cache at once, so that nothing is done twice.
    """
    with Passages(folder / "passages.sqlite") as passages:
        for start in range(0, len(rows), BATCH):
            tell(Progress("embed", start, len(rows)))
            located = passages.located(rows[start : start + BATCH])
            yield vectors_of([embedded(each.article, each.passage) for each in located])
        tell(Progress("embed", len(rows), len(rows)))


def write_vectors(
    folder: Path, cache: VectorCache, recipe: Recipe, centre: Centre, sizes: Sequence[int]
) -> str:
    """Write the vectors as they are searched, from the cache; gives how they are kept.

    `sizes` are how many passages each article has, in order.
    """
    with VectorWriter(folder, len(centre)) as writer:
        for vectors in by_article(encoded(folder, range(sum(sizes)), cache.again), sizes):
            writer.add(in_context(centred(vectors, centre), recipe.article))
    return writer.kind
