"""Whatever is asked, a clean answer comes or a clear message, and marks change no meaning."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine import SearchEngine
from search.query import MAX_LENGTH, MODES, EmptyQueryError

ANSWERED = {
    "a megabyte": "sleep badly " * 90_000,
    "one word of a megabyte": "x" * 1_000_000,
    "nuls between words": "panic\x00attack\x00",
    "right to left": "\u202eماذا يفعل المعالج؟\u202c",
    "Hebrew": "איך לישון טוב יותר",
    "Chinese": "恐慌发作时怎么办",
    "emoji and a word": "😭😭😭 alone 😭",
    "stop words": "what is it that we are to be",
    "another language": "¿Cómo puedo dormir mejor por la noche?",
    "a formula": "' OR 1=1; DROP TABLE article; --",
    "markup": "<script>alert('sleep')</script> & {{ sleep }} ${sleep} %s %(sleep)s",
    "a regular expression": "(a+)+$ .* [^sleep]{1,9} \\b",
    "a path": "../../etc/passwd",
    "digits": "1234567890" * 30,
    "half characters": "sleep \ud83d and \udc00 worry",
    "accents on accents": "s" + "\u0301" * 5000 + "leep",
}
REFUSED = {
    "nothing": "", "space": " \u3000\n", "nuls": "\x00" * 1000, "emoji": "😭😭",
    "marks": "\"' * ? : ~", "a megabyte of marks": "!?" * 500_000 + " sleep",
    "unseen": "\u200b\u2060\ufeff",
}  # fmt: skip
# Syntax of tantivy, Lucene, SQLite's FTS and search pages.
MARKS = [
    *'"*?~^:()[]{}+-!\\/&|<>=,;@#$%', "&&", "||", ":>", "-(", '"~', "/.*/", "*:*",
]  # fmt: skip
WORDS = ("panic", "worry", "sleep", "grief", "doctor", "AND", "OR", "NOT", "TO", "IN", "NEAR")


@pytest.fixture(scope="module")
def by_words(engine):
    """The engine of the tiny home without its encoder, as where the weights are missing."""
    return SearchEngine(engine.index, None)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("question", ANSWERED.values(), ids=ANSWERED)
def test_any_question_with_a_word_is_answered(engine, question, mode):
    """With hits or without; the question is one that can be shown and written."""
    answer = engine.search(question, mode=mode)

    assert answer.query.text.encode("utf-8").decode("utf-8") == answer.query.text
    assert len(answer.query.text) <= MAX_LENGTH
    assert all(hit.relation != "none" for hit in answer.hits)


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_a_question_without_a_word_gets_a_clear_message(engine, question):
    """What was missing, and an example."""
    with pytest.raises(EmptyQueryError, match=r"no word in it.*how do I sleep better"):
        engine.search(question)


def test_a_question_that_is_cut_is_told(engine):
    """What was left out is not passed over in silence."""
    answer = engine.search("how can I sleep better " * 1000)

    assert "The question is long: only its first 2,000 characters are searched for." in answer.notes
    assert engine.search("how can I sleep better").notes == ()
    assert engine.search("sleep" + " " * 100_000).notes == ()


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    marks=st.lists(st.sampled_from(MARKS), min_size=12, max_size=12),
)
@settings(max_examples=80, deadline=None)
def test_marks_are_plain_text(by_words, words, marks):
    """A question with quotes, wildcards and operators finds what it finds without them."""
    plain = " ".join(words)
    before, after = marks[:6], marks[6:]
    marked = " ".join(f"{a}{word}{b}" for word, a, b in zip(words, before, after, strict=False))

    one, other = (by_words.search(text, exact_words=True) for text in (plain, marked))

    assert [(hit.passage.id, hit.score) for hit in one.hits] == [
        (hit.passage.id, hit.score) for hit in other.hits
    ]


@given(st.text(st.characters(), max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_a_traceback(engine, text):
    """It is answered, or refused in words."""
    try:
        answer = engine.search(text)
    except EmptyQueryError:
        return
    assert answer.relevance in ("strong", "related", "weak", "none")
