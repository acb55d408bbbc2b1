"""Words by row number, and the rows that a question's words name. tantivy is known here only."""

from __future__ import annotations

import contextlib
import math
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import tantivy

from index.scores import NO_SCORES, Scores
from index.stop_words import STOP_WORDS

ANALYSER = 3  # goes up when the same text gives other terms or words; part of every recipe
FIELDS = {"title": 1.0, "headings": 1.0, "text": 1.0}  # weights chosen by benchmarks/README.md
HEAP = 60_000_000  # bytes that the writer may fill before it writes a segment
REWRITTEN = frozenset({"meta.json", ".managed.json"})  # of its files; others are written once
KEPT = 8192  # sentences whose terms stay in memory, about a kilobyte each
UNLOCKED = "acquire Lockfile"  # in tantivy's message where its lock file can't be written
MAX_TERMS = 64  # of a question; more are noise, and each costs time


class Words(NamedTuple):
    """What of one passage is indexed."""

    row: int
    article: int  # its article's number, for filters
    title: str
    headings: str
    text: str


@cache
def english() -> Any:
    """Lower case, no accents, no stop words, English stems."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.custom_stopword(STOP_WORDS))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


def distinct_terms(text: str) -> list[str]:
    """A text's distinct terms, in order."""
    try:
        found = english().analyze(text)
    except UnicodeEncodeError:  # half a character
        found = english().analyze(text.encode("utf-8", "replace").decode("utf-8"))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=KEPT)
def sentence_terms(sentence: str) -> tuple[str, ...]:
    """The same for a sentence of the collection, kept for when it is found again.

    Never for what a person asks, which is not kept.
    """
    return tuple(distinct_terms(sentence))


def schema() -> Any:
    """Row and article as numbers, the rest as terms; no text is stored a second time."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("row", stored=True, indexed=True, fast=True)
    builder.add_integer_field("article", indexed=True, fast=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="wellread_en", index_option="freq")
    return builder.build()


class WordsWriter:
    """Indexes passages into a folder, in the order given, as few segments as can be.

    The folder is finished at the end of `with`.
    """

    def __init__(self, folder: Path) -> None:
        """Go on in a folder that is there; `OSError` where it can't be written."""
        self.folder = folder
        with self.naming():
            index = tantivy.Index(schema(), path=str(folder), reuse=True)
            index.register_tokenizer("wellread_en", english())
            self.writer = index.writer(heap_size=HEAP, num_threads=1)

    @classmethod
    def begin(cls, folder: Path) -> Self:
        """Make a folder; `OSError` where there is one, or it can't be written."""
        folder.mkdir()
        return cls(folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            with self.naming():
                self.writer.commit()
                self.writer.wait_merging_threads()

    def add(self, words: Words) -> None:
        """Index one passage.

        Raises:
            OSError: it could not be written.
        """
        with self.naming():
            self.writer.add_document(document_of(words))

    def remove(self, article: int) -> None:
        """Take out the passages of one article, by its number.

        How rare a word is still counts them, until the engine joins its files or all is written.

        Raises:
            OSError: it could not be written.
        """
        with self.naming():
            self.writer.delete_documents_by_term("article", article)

    @contextlib.contextmanager
    def naming(self) -> Iterator[None]:
        """A stretch of work, whose failure names the folder: tantivy says so of a full disk."""
        try:
            yield
        except ValueError as error:
            raise OSError(f"{self.folder.name}: {error}") from error


def write_words(folder: Path, passages: Iterable[Words]) -> None:
    """Index passages into a new folder, in the order given.

    Raises:
        OSError: the folder could not be written.
    """
    with WordsWriter.begin(folder) as writer:
        for words in passages:
            writer.add(words)


def document_of(words: Words) -> Any:
    """One passage as tantivy takes it."""
    document = tantivy.Document()
    document.add_integer("row", words.row)
    document.add_integer("article", words.article)
    for name, value in zip(FIELDS, (words.title, words.headings, words.text), strict=True):
        document.add_text(name, value)
    return document


def opened(folder: Path) -> Any:
    """tantivy's index in a folder, as it is now; `ValueError` where it can't be read."""
    try:
        index = tantivy.Index.open(str(folder))
        index.register_tokenizer("wellread_en", english())
        index.config_reader("manual")  # a published build never changes
        index.reload()
    except (OSError, ValueError) as error:
        raise ValueError(f"the words index can't be read: {error}") from error
    return index


class WordIndex:
    """A folder that `write_words` filled, opened for searching; safe to ask from many threads."""

    def __init__(self, index: Any) -> None:
        self.index = index
        self.searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a folder whose files' checksums were verified.

        tantivy writes a lock file even where it only reads, so a folder that can't be written,
        as its disk is full or read-only, is read through links to its files.

        Raises:
            ValueError: tantivy can't read it, or it is not there.
            OSError: nowhere is room for a folder of links.
        """
        try:
            return cls(opened(folder))
        except ValueError as error:
            if UNLOCKED not in str(error):
                raise
        with tempfile.TemporaryDirectory(prefix="wellread-") as links:
            for path in folder.resolve().iterdir():
                if path.suffix != ".lock":
                    (Path(links) / path.name).symlink_to(path)
            return cls(opened(Path(links)))

    def __len__(self) -> int:
        return int(self.searcher.num_docs)

    def terms(self, text: str) -> list[str]:
        """A text's distinct terms, in order: what a question is matched by."""
        return distinct_terms(text)

    def rarity(self, term: str) -> float:
        """How few rows have a term in their text: BM25's inverse document frequency, above 0."""
        rows, having = len(self), int(self.searcher.doc_freq("text", term))
        return math.log(1 + (rows - having + 0.5) / (having + 0.5))

    def rarities(self, text: str) -> dict[str, float]:
        """A text's distinct terms in their order, each with its rarity."""
        return {term: self.rarity(term) for term in self.terms(text)}

    def has(self, word: str) -> bool:
        """Whether any passage has a word, in any form; every stop word counts as there."""
        terms = self.terms(word)
        return not terms or any(
            self.searcher.doc_freq(name, term) for name in FIELDS for term in terms
        )

    def best(self, text: str, k: int, *, among: Iterable[int] | None = None) -> Scores:
        """Find the `k` rows that score best for any of the text's words, best first.

        The text is words and nothing else: quotes, wildcards and brackets have no meaning.

        Args:
            text: a question; one without any term finds nothing.
            k: how many to return.
            among: the numbers of the articles to consider; all when it is None.

        Returns:
            Equal scores stand in the order of their rows.
        """
        terms = self.terms(text)[:MAX_TERMS]
        k = min(k, len(self))  # tantivy makes room for all that are asked for
        if not terms or k < 1:
            return NO_SCORES
        found = self.searcher.search(self.query(terms, among), limit=k, count=False).hits
        rows = self.searcher.fast_field_values("row", [address for _, address in found])
        scores = np.fromiter((score for score, _ in found), np.float64, len(found))
        return Scores(np.array(rows, dtype=np.int64), scores).best_first()

    def query(self, terms: list[str], among: Iterable[int] | None) -> Any:
        """Any of the terms in any field; within the articles named, when some are."""
        clauses = []
        for name, weight in FIELDS.items():
            for term in terms:
                query = tantivy.Query.term_query(self.index.schema, name, term, "freq")
                boosted = query if weight == 1 else tantivy.Query.boost_query(query, weight)
                clauses.append((tantivy.Occur.Should, boosted))
        matched = tantivy.Query.boolean_query(clauses)
        if among is None:
            return matched
        chosen = tantivy.Query.term_set_query(self.index.schema, "article", list(among))
        return tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, matched),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(chosen, 0.0)),
            ]
        )
