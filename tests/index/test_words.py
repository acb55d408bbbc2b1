"""What a question's words find, and what they never do."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.words
from index.words import MAX_TERMS, WordIndex, Words, sentence_terms, write_words

TEXTS = [
    "Panic attacks pass. Breathe out slowly.",
    "Sleep begins before you lie down; worry keeps you awake.",
    "Worry, worry and worry: a short text about worrying.",
    "Therapists treat panic with exposure, step by step.",
    "Grief has no timetable. The café was naïve, said Zoë. 睡眠 Ängste",
    "Questions and answers (and more) or not: quotes, wildcards.",
]


def passages(texts, per_article=2):
    """Each text as a passage; two make an article."""
    return [Words(row, row // per_article, "", "", text) for row, text in enumerate(texts)]


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    """The six texts, three articles."""
    folder = tmp_path_factory.mktemp("words") / "words"
    write_words(folder, passages(TEXTS))
    return WordIndex.open(folder)


def rows(matches):
    """The rows of some matches."""
    return [match.row for match in matches]


def test_words_are_found_in_every_form(indexed):
    """English stems, any case, any accents."""
    assert rows(indexed.best("WORRIES", 10)) == [2, 1]
    assert set(rows(indexed.best("therapist's panics", 10))) == {0, 3}
    assert rows(indexed.best("cafe", 10)) == rows(indexed.best("CAFÉ", 10)) == [4]
    assert rows(indexed.best("angste", 10)) == rows(indexed.best("睡眠", 10)) == [4]


def test_title_and_headings_are_searched(tmp_path):
    """A passage is found by the words above it."""
    write_words(tmp_path / "words", [Words(0, 0, "On insomnia", "Nightly rituals", "Lie down.")])
    indexed = WordIndex.open(tmp_path / "words")

    assert rows(indexed.best("insomnia", 5)) == rows(indexed.best("ritual", 5)) == [0]


@pytest.mark.parametrize(
    "decorated",
    [
        '"panic worry"',
        "panic AND worry",
        "panic OR worry",
        "NOT panic worry",
        "+panic -worry",
        "(panic) [worry]",
        "text:panic row:worry",
        "panic* worry?",
        "panic~2 worry^5",
        "panic \\ worry /",
        "{panic TO worry}",
        "panic: ! && || worry",
    ],
)
def test_marks_mean_nothing(indexed, decorated):
    """A question is words and nothing else: no quote, wildcard, bracket or operator is obeyed."""
    plain = indexed.best("panic worry", 10)

    found = [match for match in indexed.best(decorated, 10) if match.row in rows(plain)]

    assert rows(found) == rows(plain)


@pytest.mark.parametrize("text", ["", " ", "?!…", "the of and", "What is it?", "x" * 41])
def test_no_term_finds_nothing(indexed, text):
    """Nothing, marks, stop words, and a word that is longer than any: no error and no match."""
    assert not indexed.best(text, 10)


@pytest.mark.parametrize("k", [0, -1])
def test_none_asked_for_are_none(indexed, k):
    """As a list that is cut to nothing."""
    assert not indexed.best("panic", k)


def test_more_asked_for_than_there_are(indexed):
    """All matches come back; room for ten milliards is not made."""
    assert len(indexed.best("panic worry grief", 10**10)) == 5


@pytest.mark.parametrize("among", [[0], [1, 2], [2], [0, 1, 2], [99]])
def test_a_filter_is_the_same_as_leaving_out_afterwards(indexed, among):
    """Same rows, order and scores as the unfiltered matches without the other articles'."""
    everything = indexed.best("panic worry grief sleep", 10)

    found = indexed.best("panic worry grief sleep", 10, among=among)

    assert list(found) == [match for match in everything if match.row // 2 in among]


def test_among_no_articles_is_nothing(indexed):
    """An empty filter lets nothing through; it is not the same as no filter."""
    assert not indexed.best("panic", 10, among=[])


def test_matches_are_in_order_of_score_then_row(tmp_path):
    """Best first; equal texts in the order of their rows, also where k cuts through them."""
    texts = ["calm sea", "calm calm calm", "sea"] * 20
    write_words(tmp_path / "words", passages(texts))
    indexed = WordIndex.open(tmp_path / "words")

    for k in (1, 5, 20, 23, 60):
        found = list(indexed.best("calm", k))
        assert found == sorted(found, key=lambda match: (-match.score, match.row))
        assert rows(found) == [*range(1, 60, 3), *range(0, 60, 3)][:k]


def test_equal_scores_keep_their_order_over_many_segments(tmp_path, monkeypatch):
    """Where the texts did not fit into one segment, too."""
    monkeypatch.setattr(index.words, "HEAP", 15_000_000)
    common = [f"calm {' '.join(f'w{row}x{n}' for n in range(150))}" for row in range(3000)]
    write_words(tmp_path / "words", passages(common))
    indexed = WordIndex.open(tmp_path / "words")

    assert indexed.searcher.num_segments > 1
    assert rows(indexed.best("calm", 50)) == list(range(50))


def test_only_the_first_terms_of_an_endless_question_count(indexed):
    """After sixty-four distinct terms the rest is noise; repeated words are one term."""
    noise = " ".join(f"noise{number}" for number in range(MAX_TERMS))

    assert not indexed.best(f"{noise} panic", 5)
    assert rows(indexed.best(f"panic {noise}", 5)) == rows(indexed.best("panic", 5))
    assert list(indexed.best("panic " * 100_000, 5)) == list(indexed.best("panic", 5))


@given(text=st.text(alphabet=st.characters(categories=None), max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_asked(indexed, text):
    """Half characters, controls, emoji and right-to-left marks find something or nothing."""
    found = indexed.best(text, 3)

    assert len(found) <= 3
    assert indexed.terms(text) == indexed.terms(text)


def test_terms_are_distinct_and_in_order(indexed):
    """What a question is matched by, stop words left out."""
    assert indexed.terms("The panic of panics: worries, PANIC!") == ["panic", "worri"]


def test_a_rare_term_has_more_rarity(indexed):
    """Two of the six texts worry, one is of cafés; none has an unknown one, and none is below 0."""
    rarity = [indexed.rarity(term) for term in ("panic", "cafe", "unknown")]

    assert rarity == sorted(rarity)
    assert rarity[0] > 0
    assert rarity[0] == indexed.rarity("worri")


@pytest.mark.parametrize(("term", "having"), [("panic", 2), ("grief", 1), ("zebra", 0)])
def test_rarity_is_the_inverse_document_frequency_of_bm25(indexed, term, having):
    """As Robertson and Spärck Jones have it, one added so that it is above 0."""
    assert indexed.rarity(term) == pytest.approx(math.log(1 + (6 - having + 0.5) / (having + 0.5)))


def test_an_index_without_passages(tmp_path):
    """An empty collection's index answers with nothing."""
    write_words(tmp_path / "words", [])
    empty = WordIndex.open(tmp_path / "words")

    assert len(empty) == 0
    assert not empty.best("panic", 5)


def test_what_is_no_index_is_refused(tmp_path):
    """A folder without an index, and no folder at all."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=r"^the words index can't be read: "):
        WordIndex.open(tmp_path / "empty")
    with pytest.raises(ValueError, match=r"^the words index can't be read: .*gone"):
        WordIndex.open(tmp_path / "gone")


def test_a_folder_that_is_there_is_not_written_into(tmp_path):
    """A build's folder is its own."""
    (tmp_path / "words").mkdir()
    with pytest.raises(FileExistsError, match=r"File exists: .*words"):
        write_words(tmp_path / "words", [])


def test_terms_of_sentences_are_kept_and_those_of_questions_are_not(indexed):
    """What was asked is forgotten once it is answered."""
    sentence_terms.cache_clear()

    assert sentence_terms("Resting rests the rested.") == ("rest",)
    assert "rest" in indexed.terms("is anyone resting")
    indexed.best("is anyone resting", 3)

    assert sentence_terms.cache_info().currsize == 1
