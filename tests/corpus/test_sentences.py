"""What one quotation spans is shown whole, and nothing else is joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Span
from corpus.sentences import MAX_QUOTED, whole_quotations


def cut(*paragraphs):
    """A text of paragraphs, each a list of sentences, and the spans of its units."""
    text, spans = "", []
    for number, sentences in enumerate(paragraphs):
        for sentence in sentences:
            spans.append(Span(len(text), len(text) + len(sentence), "sentence", number, 0))
            text += sentence + " "
        text = text[:-1] + "\n\n"
    return text, spans


def joined(*paragraphs):
    """The sentences as they are shown."""
    text, spans = cut(*paragraphs)
    return [text[place.start : place.end] for place in whole_quotations(text, spans)]


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"'])
def test_sentences_inside_a_quotation_are_one(quotes):
    """From its opening to its close, and no further."""
    whole = quotes.format("This is panic. It will pass.")
    first, second = whole.split(". ")
    found = joined(["Say it aloud.", f"You might think: {first}.", second, "Then breathe."])
    assert found == ["Say it aloud.", f"You might think: {whole}", "Then breathe."]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [["He said “no”.", "She said “yes”."]],
        [["It’s fine.", "Don't hurry."]],  # apostrophes are no quotation marks
        [['A screen of 6" is small.', "Sit back."]],
        [["“This never closes.", "It goes on."], ["And closes elsewhere.”"]],
        [["“" + "Long. " * (MAX_QUOTED // 6), "Too long.”"]],
        [["One. ", "Two."]],
        [],
    ],
)
def test_all_else_stays_as_it_was_cut(paragraphs):
    """Closed in the sentence, not closed in the paragraph, or too long."""
    assert joined(*paragraphs) == [sentence for each in paragraphs for sentence in each]


@given(st.lists(st.lists(st.sampled_from(["“A b.", "C d.", "E.”", 'F "g.', 'H" i.']), min_size=1)))
def test_places_follow_each_other_and_hold_every_unit(paragraphs):
    """In order, none lost, none twice, and never across paragraphs."""
    text, spans = cut(*paragraphs)
    places = list(whole_quotations(text, spans))
    held = [[span for span in spans if p.start <= span.start and span.end <= p.end] for p in places]
    assert [span for each in held for span in each] == spans
    assert all(len({span.block for span in each}) == 1 for each in held)
