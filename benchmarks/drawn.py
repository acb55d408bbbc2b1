"""Large collections for measuring: words of the sample articles, vectors around theirs.

Nothing is encoded. A text is made of the samples' sentences, some of whose words are exchanged for
others of theirs as often as they have them, so that terms are as frequent as in real text and
no two articles say the same. A vector lies between those of two of the samples' passages, and
off by a part of its own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.article import Article, Span
from corpus.embedded import Embedded, embedded
from corpus.home import SAMPLES
from corpus.passages import PassageRecipe, cut_passages
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import format_of
from index.encoder import Encoded, Encoder, Vector, Vectors
from index.vector_cache import VectorCache

QUESTIONS = Path(__file__).parents[1] / "tests" / "search" / "samples.json"
SEED = 20261122
SENTENCES = 60  # of an article, which makes some ten passages
IN_PARAGRAPH = 5
EXCHANGED = 0.3  # of the words: a run of five is rarely left
OWN = 0.6  # length of what a vector has of its own, where what it has of a sample's is 1
WORD = re.compile(r"\w+")


def sample_articles() -> list[Article]:
    """The articles of the sample collection, cleaned."""
    files = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".md", ".html", ".txt"))
    return [
        prepare(path.read_bytes(), format=format_of(path.name), article_id=path.name).article
        for path in files
        if path.name.lower() != "readme.md"
    ]


def sample_vectors(articles: Sequence[Article], encoder: Encoder, cache: Path) -> Vectors:
    """The vectors of the samples' passages; encoded once, then taken from the cache."""
    recipe = PassageRecipe()
    texts = [
        embedded(article, passage)
        for article in articles
        for passage in cut_passages(article, encoder.count_tokens, recipe)
    ]
    with VectorCache(cache, encoder) as known:
        return known.passages(texts).vectors


def drawn_vectors(samples: Vectors, count: int, random: np.random.Generator) -> Vectors:
    """Vectors between two of the samples', nearer to the one, and off by a part of their own."""
    one, other = samples[random.integers(len(samples), size=(2, count))]
    own = random.standard_normal((count, samples.shape[1]), dtype=np.float32)
    own *= OWN / np.linalg.norm(own, axis=1, keepdims=True)
    vectors = one + random.random((count, 1), dtype=np.float32) * other + own
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def questions() -> list[str]:
    """Real questions: forty of the samples' subjects, forty of others."""
    lists = json.loads(QUESTIONS.read_text("utf-8"))
    return [*(each["question"] for each in lists["answerable"]), *lists["outsiders"]]


def encoded_questions(encoder: Encoder) -> list[Vector]:
    """The questions' vectors."""
    return [encoder.encode_query(question) for question in questions()]


class DrawnEncoder:
    """Draws a passage's vector by its text's hash; a question is encoded by a real encoder."""

    max_tokens = 256

    def __init__(self, encoder: Encoder, samples: Vectors) -> None:
        self.encoder = encoder
        self.samples = samples
        self.dimension = encoder.dimension
        self.name = f"{encoder.name.split('@')[0]}@drawn"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Words of each text, and a third more."""
        return [len(WORD.findall(text)) * 4 // 3 for text in texts]

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text; the same text, the same vector."""
        return np.asarray([self.drawn(text) for text in texts], dtype=np.float32)

    def encode_embedded(self, texts: Sequence[Embedded]) -> list[Encoded]:
        """The same, and for each sentence the vector of some sample."""
        return [
            Encoded(
                self.drawn(each.text),
                self.samples[chance_of(each.text).integers(len(self.samples), size=len(each[1]))],
            )
            for each in texts
        ]

    def drawn(self, text: str) -> Vector:
        """Between two of the samples', nearer to the one, and off by a part of its own."""
        return np.asarray(drawn_vectors(self.samples, 1, chance_of(text))[0])

    def encode_query(self, text: str) -> Vector:
        """As the real encoder does."""
        return self.encoder.encode_query(text)


def chance_of(text: str) -> np.random.Generator:
    """What is drawn by, the same for the same text."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest, "little")))


class Library:
    """Articles by number, each the same whenever it is asked for."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.titles = [article.title for article in articles]
        texts = [
            article.text[span.start : span.end]
            for article in articles
            for span in article.spans
            if span.kind == "sentence"
        ]
        self.sentences = [text.split() for text in texts]
        self.words = np.array([word for words in self.sentences for word in words], dtype=object)

    def articles(self, first: int, last: int) -> Iterator[Prepared]:
        """The articles of some numbers, in order."""
        for number in range(first, last):
            yield self.article(number)

    def article(self, number: int) -> Prepared:
        """One article; it has no site and no date."""
        random = np.random.default_rng([SEED, number])
        chosen = random.integers(len(self.sentences), size=SENTENCES)
        title = f"{self.titles[number % len(self.titles)]}, {number}"
        spans, pieces, position = [], [], 0
        for place, sentence in enumerate(self.sentences[each] for each in chosen):
            words = np.where(
                random.random(len(sentence)) < EXCHANGED,
                self.words[random.integers(len(self.words), size=len(sentence))],
                np.array(sentence, dtype=object),
            )
            text = " ".join(words)
            spans.append(Span(position, position + len(text), "sentence", place // IN_PARAGRAPH, 0))
            pieces.append(text)
            pieces.append("\n\n" if place % IN_PARAGRAPH == IN_PARAGRAPH - 1 else " ")
            position += len(text) + len(pieces[-1])
        text = "".join(pieces).rstrip()
        article = Article(id=f"{number:08d}.txt", title=title, text=text, spans=tuple(spans))
        return Prepared(article=article, extracted=text, decisions=(), notes=())
