"""Whether a build holds what its collection gives: articles, passages and vectors, made once more.

Checksums say that a file is what was written. This says that what was written is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from corpus.collection import Collection, Entry
from corpus.embedded import embedded
from corpus.errors import RefusedSourceError
from corpus.passages import PassageRecipe, cut_passages
from corpus.prepare import Prepared
from corpus.readers.formats import Read
from index.centre import centred
from index.context import in_context
from index.encoder import Encoder, Vectors
from index.opened import Index
from index.readings import digest_of, read_entry, read_original
from index.sentence_codes import coded, decoded
from index.status import Fault
from index.write import recipe_for

SAMPLE = 100  # articles whose vectors are encoded again, evenly from all
LEAST = 0.999  # cosine of a vector and the same encoded again: beside other texts, as half floats
SAME_CODES = 0.95  # the same of a sentence's codes: of two bits, one may fall on the other side
SHOWN = 40  # characters of a difference


@dataclass(slots=True)
class Checked:
    """What was compared, and what differs."""

    articles: int = 0  # cleaned again
    passages: int = 0  # cut again
    vectors: int = 0  # encoded again
    terms: int = 0  # asked for again
    waiting: int = 0  # articles that a build would read anew, or that it lacks: not compared
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what could not be compared, and why


def compare_articles(
    collection: Collection, index: Index, read: Read, checked: Checked
) -> Iterator[str]:
    """Clean every indexed article again, compare, and give the id of each that is as it was."""
    known = index.passages.digests()
    entries = collection.entries()
    checked.waiting += len(known.keys() - {entry.id for entry in entries})
    for entry in entries:
        if known.get(entry.id) != digest_of(entry):
            checked.waiting += 1
            continue
        if said := difference_of(collection, index.passages.prepared(entry.id), entry, read):
            checked.faults.append(Fault(entry.id, said))
            continue
        checked.articles += 1
        yield entry.id


def difference_of(collection: Collection, stored: Prepared, entry: Entry, read: Read) -> str:
    """How an article differs from what its original gives; '' where it does not."""
    original = read_original(collection, entry)
    if not isinstance(original, bytes):
        return ""  # that is told of the originals
    try:
        made = read_entry(original, entry, read)
    except RefusedSourceError as refusal:
        return f"the build has it, and its original gives none: {refusal}"
    if made == stored:
        return ""
    if made.article.text != stored.article.text:
        return f"its original, cleaned again, gives another text: {where(made, stored)}"
    other = [each.name for each in fields(made.article) if differs(made.article, stored, each.name)]
    if other:
        return f"its original, read again, gives another {', '.join(other)}"
    return "its original, cleaned again, gives another account of the cleaning"


def differs(made: object, stored: Prepared, name: str) -> bool:
    """Whether a field of an article is another."""
    return bool(getattr(made, name) != getattr(stored.article, name))


def where(made: Prepared, stored: Prepared) -> str:
    """Where two texts of an article part."""
    one, other = made.article.text, stored.article.text
    pairs = zip(one, other, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return f"from character {at}, {one[at : at + SHOWN]!r}, not {other[at : at + SHOWN]!r}"


def compare_passages(
    index: Index, article_ids: Sequence[str], encoder: Encoder, checked: Checked
) -> None:
    """Cut articles again and compare: places, headings and order."""
    stated = index.manifest.recipe
    recipe = PassageRecipe(max_tokens=stated.max_tokens, version=stated.passages)
    for article_id in article_ids:
        located = index.passages.passages_of(article_id)
        article = index.passages.prepared(article_id).article
        made = cut_passages(article, encoder.count_tokens, recipe)
        if made != [each.passage for each in located]:
            said = f"cut again it has {len(made)} passages, other than the {len(located)} it has"
            checked.faults.append(Fault(article_id, said))
        checked.passages += len(located)


def compare_vectors(
    index: Index, article_ids: Sequence[str], encoder: Encoder, checked: Checked
) -> None:
    """Encode passages again, without the cache, and compare each one's vector and sentences."""
    for article_id in article_ids:
        located = index.passages.passages_of(article_id)
        if not located:
            continue
        made = encoder.encode_embedded([embedded(e.article, e.passage) for e in located])
        vectors = centred(np.stack([each.vector for each in made]), index.centre)
        expected = in_context(vectors, index.manifest.recipe.article)
        codes = index.sentences.codes(each.row for each in located)
        for each, vector, encoded in zip(located, expected, made, strict=True):
            near = float(np.dot(index.vectors.vector(each.row), vector))
            if near < LEAST:
                said = f"row {each.row} has another vector than its text (cosine {near:.3f})"
                checked.faults.append(Fault(each.passage.id, said))
            if not are_of(codes[each.row], encoded.sentences):
                said = f"row {each.row} has other sentences than its text"
                checked.faults.append(Fault(each.passage.id, said))
        checked.vectors += len(located)


def are_of(codes: bytes, sentences: Vectors) -> bool:
    """Whether codes are those of some sentences, but for what another processor rounds."""
    made, dimension = coded(sentences), sentences.shape[1]
    if len(codes) != len(made):
        return False
    stored, expected = decoded(codes, dimension), decoded(made, dimension)
    sizes = np.linalg.norm(stored, axis=1) * np.linalg.norm(expected, axis=1)
    return bool(((stored * expected).sum(axis=1) >= SAME_CODES * sizes).all())


def compare_all(
    collection: Collection,
    index: Index,
    encoder: Encoder | None,
    read: Read,
    *,
    every: bool,
    checked: Checked,
) -> list[str]:
    """Compare a build with its collection, as far as there is an encoder; gives what is as it was.

    Args:
        collection: of the same home.
        index: the build.
        encoder: the build's own; without it nothing is cut or encoded again.
        read: reads sources.
        every: encode every vector again, not only those of a sample of the articles.
        checked: filled.
    """
    good = list(compare_articles(collection, index, read, checked))
    recipe = index.manifest.recipe
    if encoder is None or recipe.encoder_name != encoder.name:
        checked.notes.append("The encoder's weights are not here: no passage was cut again.")
        return good
    now = recipe_for(encoder, recipe.encoder, PassageRecipe(max_tokens=recipe.max_tokens))
    if now != recipe:
        checked.notes.append("Another version of Wellread built it; a build makes it anew.")
        return good
    compare_passages(index, good, encoder, checked)
    step = 1 if every else -(-len(good) // SAMPLE) or 1
    compare_vectors(index, good[::step], encoder, checked)
    return good
