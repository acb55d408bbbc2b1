"""Many patterns searched for at once find what one pattern of them all finds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crisis.questions import read_questions
from search.crisis.alternatives import OPEN, SIZE, Alternatives, parser, starts
from search.crisis.lexicon import MASK, read_lexicon
from search.crisis.plain import plain

LEXICON = read_lexicon()
LISTS = (LEXICON.idioms, LEXICON.english, LEXICON.others, LEXICON.topics, LEXICON.distant)
SEEN = [plain(each.text) for each in read_questions() if not each.is_held_out]
OF_SIGNS = {
    word for some in LISTS for entry in some.entries for word in re.findall("[a-z]+", entry)
}
WORDS = sorted(OF_SIGNS | set(" ".join(SEEN).split()) | {"*", "_", "s*lf"})

PATTERNS = st.recursive(
    st.sampled_from(
        ["a", "b", " ", "ab", "[ab]", r"\w", r"\b", "(?!b)", "(?<!a)", "^", "$", "[^a]"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "+", "*", "{0,2}", "{2,3}", "??"])).map(
            lambda some: f"(?:{some[0]}){some[1]}"
        ),
    ),
    max_leaves=8,
)


def as_one(some):
    """The pattern that tries every entry at every word."""
    return re.compile(rf"\b(?:{'|'.join(some.entries)})(?!\w)")


ALL_AS_ONE = [(some, as_one(some)) for some in LISTS]


def assert_same(text):
    """Each list finds in a text what its one pattern does."""
    for some, one in ALL_AS_ONE:
        spans = [found.span() for found in some.found_in(text)]

        assert spans == [found.span() for found in one.finditer(text)], text
        assert some.are_in(text) is bool(one.search(text)), text
        assert some.replaced_in(text, MASK) == one.sub(MASK, text), text


def test_the_questions_are_read_as_one_pattern_reads_them():
    """A fifth of which anything was learnt, as typed, in the signs' words, and without idioms."""
    assert len(SEEN[::5]) > 600
    for text in SEEN[::5]:
        said = LEXICON.written_out(text)
        for read in {text, said, LEXICON.without_idioms(said)}:
            assert_same(read)


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_words_in_any_order_are_read_as_one_pattern_reads_them(text):
    """Those of the signs themselves and of the questions."""
    assert_same(text)


@given(st.sampled_from(SEEN), st.sampled_from(SEEN), st.data())
@settings(max_examples=400, deadline=None)
def test_pieces_of_questions_are_read_as_one_pattern_reads_them(one, another, data):
    """Cut anywhere, in the midst of a word too."""
    begin, end = data.draw(st.integers(0, len(one))), data.draw(st.integers(0, len(another)))

    assert_same(one[begin:] + another[:end])


@given(st.text("ab *_", max_size=12), st.lists(PATTERNS, min_size=1, max_size=4))
@settings(max_examples=500, deadline=None)
def test_any_patterns_find_what_one_pattern_finds(text, patterns):
    """With all the ways in which the signs are written, and some more."""
    some, one = Alternatives(patterns), as_one(Alternatives(patterns))

    assert some.are_in(text) is bool(one.search(text))
    if all(found.group() for found in one.finditer(text)):
        assert [found.span() for found in some.found_in(text)] == [
            found.span() for found in one.finditer(text)
        ]


@given(st.text("ab ", max_size=12), PATTERNS)
@settings(max_examples=500, deadline=None)
def test_what_a_pattern_matches_begins_as_it_may(text, pattern):
    """None of its matches begins in another way than was found out."""
    begun = starts(parser.parse(pattern))

    assert all(len(start.rstrip(OPEN)) <= SIZE for start in begun)
    for found in re.finditer(pattern, text):
        assert found.group().startswith(tuple(start.rstrip(OPEN) for start in begun))


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        ("(?:a ){1,2}b", {"a " + OPEN}),
        ("(?:ab)+", {"ab" + OPEN}),
        ("(?:ab)?c", {"abc", "c"}),
        ("(?:ab){0,2}", {"ab" + OPEN, ""}),
        ("a[bc]", {"ab", "ac"}),
        ("a[^b]", {"a" + OPEN}),
        (r"\ba(?!b)c", {"ac"}),
        ("abcdef", {"abcd"}),
    ],
)
def test_how_a_match_may_begin(pattern, begun):
    """What may come more than once leaves open what follows it."""
    assert starts(parser.parse(pattern)) == begun
