"""Sentences in two bits a number: near enough to the whole numbers to tell the same one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Passage, Place, Span
from corpus.embedded import embedded
from index.disk import UnreadableError
from index.encoders.hashing import HashingEncoder
from index.sentence_codes import SHARED, bytes_for, coded, decoded, nearness
from index.sentences import SENTENCES_FILE, Sentences, SentenceWriter

WIDTHS = [1, 3, 4, 5, 256, 384, 768]


def drawn(seed, count, width):
    """Rows of unit length."""
    rows = np.random.default_rng(seed).normal(size=(count, width)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_sentence_has_a_quarter_of_a_byte_a_number(count, width):
    """And two bytes for how large they are; the last byte is filled up."""
    assert len(coded(drawn(1, count, width))) == count * (2 + bytes_for(width))


@given(seed=st.integers(0, 10_000), count=st.integers(1, 9))
def test_what_is_decoded_is_near_to_what_was_coded(seed, count):
    """By its cosine, without the half of the mean that is taken out; at its own length."""
    rows = drawn(seed, count, 768)
    rest = rows - SHARED * rows.mean(axis=0)
    found = decoded(coded(rows), 768)

    sizes = np.linalg.norm(rest, axis=1)
    cosines = (found * rest).sum(axis=1) / np.linalg.norm(found, axis=1) / sizes
    assert cosines.min() > 0.92
    np.testing.assert_allclose((found * rest).sum(axis=1), sizes**2, rtol=0.01)


@given(seed=st.integers(0, 10_000), width=st.sampled_from([384, 768]))
def test_a_question_is_nearest_to_the_sentence_that_it_is_like(seed, width):
    """One that shares a third of its direction with it, among eight by chance."""
    rows = drawn(seed, 8, width)
    question = rows[seed % 8] * 0.5 + drawn(seed + 1, 1, width)[0]

    assert int(np.argmax(nearness(coded(rows), question))) == seed % 8


def test_what_all_sentences_share_tells_none_of_them():
    """The same to each brings none to the front."""
    rows = drawn(3, 6, 384)
    shifted = rows + 4 * drawn(4, 1, 384)
    question = rows[2]

    assert int(np.argmax(nearness(coded(shifted), question))) == 2


def test_a_sentence_of_which_nothing_was_read_is_near_to_nothing():
    """Exactly 0, also where all of a passage is so; no warning, and no number that is none."""
    rows = drawn(5, 3, 384)
    rows[1] = 0
    assert nearness(coded(rows), rows[0])[1] == 0
    assert nearness(coded(np.zeros((2, 384), np.float32)), rows[0]) == [0, 0]
    assert coded(np.zeros((0, 384), np.float32)) == b""
    assert nearness(b"", rows[0]) == []


def test_codes_of_another_length_are_refused():
    """Those of another encoder would be read from the middle of a sentence."""
    with pytest.raises(ValueError, match="size"):
        nearness(coded(drawn(6, 3, 384)), drawn(7, 1, 768)[0])


def test_a_file_gives_back_what_was_written(tmp_path):
    """By row, in whatever order they are asked for; gone rows and those never written are not."""
    with SentenceWriter(tmp_path) as writer:
        writer.add([b"a", b"bb"])
        writer.add([b""])
    with SentenceWriter(tmp_path, row=7) as writer:
        writer.remove([1, 5])
        writer.add([b"new"])
    with Sentences(tmp_path / SENTENCES_FILE) as sentences:
        assert sentences.codes([7, 2, 0, 1, 99]) == {7: b"new", 2: b"", 0: b"a"}
        assert sentences.codes([]) == {}
        assert len(sentences) == 3


def test_a_row_is_written_once(tmp_path):
    """Two passages in one place would each show the other's sentence."""
    with SentenceWriter(tmp_path) as writer:
        writer.add([b"a"])
    with pytest.raises(Exception, match="UNIQUE"), SentenceWriter(tmp_path) as writer:
        writer.add([b"b"])


@pytest.mark.parametrize("content", [b"", b"no database" * 600, b"SQLite format 3\0x"])
def test_a_file_that_is_none_is_refused(tmp_path, content):
    """With what it should hold."""
    (tmp_path / SENTENCES_FILE).write_bytes(content)
    with pytest.raises(UnreadableError, match=r"^the sentences can't be read: "):
        Sentences(tmp_path / SENTENCES_FILE)


def test_counting_reads_no_codes(tmp_path):
    """A million passages have more than a gigabyte of them, and every opening counts."""
    with SentenceWriter(tmp_path) as writer:
        writer.add([bytes(2000)] * 50)
    with Sentences(tmp_path / SENTENCES_FILE) as sentences:
        [(*_, how)] = sentences.ask("EXPLAIN QUERY PLAN SELECT count(*) FROM sentences")
    assert "COVERING INDEX sentences_row" in how


TEXT = "Rest\n\nRest helps. Sleep comes. “Be kind. To you.” Go on."
UNITS = ("Rest helps.", "Sleep comes.", "“Be kind.", "To you.”", "Go on.")


def an_article():
    """One with a heading, two sentences, and two more inside one quotation."""
    spans = [Span(0, 4, "heading", 0, 1)]
    spans += [Span(at := TEXT.index(unit), at + len(unit), "sentence", 1, 0) for unit in UNITS]
    return Article(id="a", title="Nights", text=TEXT, spans=tuple(spans))


def test_what_is_embedded_says_where_its_sentences_are():
    """In the text that is read, behind title and headings; a quotation is one."""
    start = TEXT.index("Rest helps")
    passage = Passage(
        article_id="a", ordinal=0, start=start, end=len(TEXT), text=TEXT[start:], headings=("Rest",)
    )
    text, places = embedded(an_article(), passage)

    assert text == f"Nights > Rest\n{passage.text}"
    assert [text[slice(*place)] for place in places] == [
        *("Rest helps.", "Sleep comes.", "“Be kind. To you.”", "Go on."),
    ]


def test_a_part_of_a_sentence_is_one_sentence():
    """Of a passage that was divided at a space."""
    passage = Passage(article_id="a", ordinal=0, start=6, end=10, text=TEXT[6:10])
    assert embedded(an_article(), passage).sentences == (Place(7, 11),)


def test_an_index_has_the_codes_of_every_passage(built):
    """As its encoder gives them for what is embedded, to the last bit."""
    with built.open() as index:
        located = index.passages.located(index.passages.rows())
        expected = HashingEncoder().encode_embedded([embedded(a, p) for _, p, a in located])
        assert index.sentences.codes(each.row for each in located) == {
            each.row: coded(made.sentences) for each, made in zip(located, expected, strict=True)
        }
