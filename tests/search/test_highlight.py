"""The sentence that is shown in bold, and the words that are marked."""

from dataclasses import replace

import pytest

from corpus.article import Article, Passage, Place, Span
from corpus.passages import embedded_text
from corpus.sentences import sentences_in
from index.words import english
from search.highlight import (
    answers_nothing,
    asked_by,
    best_sentence,
    ranked_sentences,
    stemmed,
    stems_of,
    words_in,
)

SENTENCES = ("Rest matters.", "Breathe slowly when panic comes.", "Panic passes.")
HEADING = "Panic and breathing"


def terms(text):
    """Stems by the index's own analyser."""
    return english().analyze(text)


class Known:
    """Stems, each as rare as is said of it; 1 where nothing is."""

    def __init__(self, **rarity):
        self.known = rarity

    def terms(self, text):
        """Distinct stems, in order."""
        return list(dict.fromkeys(terms(text)))

    def rarities(self, text):
        """What was said of each."""
        return {term: self.known.get(term, 1.0) for term in self.terms(text)}


def article_of(*lines, heading=""):
    """An article of a sentence a line, under a heading where one is given."""
    spans, start = [], 0
    for line in filter(None, (heading, *lines)):
        kind = "heading" if line == heading else "sentence"
        spans.append(Span(start, start + len(line), kind, len(spans), 0))
        start += len(line) + 1
    text = "\n".join(filter(None, (heading, *lines)))
    return Article(id="a", title="A", text=text, spans=tuple(spans))


def whole(article):
    """All of an article as one passage."""
    return Passage(article_id="a", ordinal=0, start=0, end=len(article.text), text=article.text)


def ranked(lines, question, words=None, near=None):
    """The lines, the likeliest answer first."""
    article = article_of(*lines)
    words = words or Known()
    sentences = stemmed(article, whole(article), words.terms)
    places = ranked_sentences(sentences, asked_by(question, words), near=near)
    return [article.text[start:end] for start, end in places]


@pytest.fixture
def article():
    """A heading and three sentences, a line each."""
    return article_of(*SENTENCES, heading=HEADING)


@pytest.fixture
def passage(article):
    """The three sentences, without the heading."""
    start = article.spans[1].start
    text = article.text[start:]
    return Passage(article_id="a", ordinal=0, start=start, end=len(article.text), text=text)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("how do I breathe when panic comes", SENTENCES[1]),
        ("passing", SENTENCES[2]),
        ("resting", SENTENCES[0]),
        ("nothing of the kind", SENTENCES[1]),
        ("the and of", SENTENCES[1]),
    ],
)
def test_the_sentence_with_most_of_the_question_is_best(article, passage, question, best):
    """By stems; the shorter of two with as many words, the first whole one where none has any."""
    sentences = stemmed(article, passage, terms)
    start, end = best_sentence(sentences, asked_by(question, Known()))

    assert article.text[start:end] == best


def test_a_rare_word_counts_more_than_common_ones():
    """Every passage on sleep says "sleep"; one that says "tablet" answers a question about them."""
    lines = ["Good sleep at night is what most want.", "Tablets are for a short while, if at all."]
    asked = "do tablets help to sleep at night"

    assert ranked(lines, asked)[0] == lines[0]
    assert ranked(lines, asked, Known(tablet=5.0))[0] == lines[1]


def test_a_word_that_is_said_twice_counts_once():
    """Or the sentence that repeats itself would win."""
    lines = ["Panic, panic and panic, again and again.", "Panic passes, breathing slows."]

    assert ranked(lines, "panic and breathing")[0] == lines[1]


def test_a_fragment_gives_way_to_a_sentence():
    """ "2. Medicine." has the word, and says nothing of it."""
    lines = ["2. Medicine.", "Medicine for opioid dependence lowers the risk of death."]

    assert ranked(lines, "is there a medicine")[0] == lines[1]
    assert ranked(["Yes.", "Often medicine helps people."], "why")[0] != "Yes."


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("how long does an attack last", 1),
        ("how can I help in an attack", 2),
        ("what is an attack", 0),
    ],
)
def test_what_a_question_asks_for_decides_between_equal_words(question, best):
    """A length for "how long", advice for "how can I"; else the first."""
    lines = [
        "An attack is a rush of fear.",
        "Most people's attack ends within ten minutes.",
        "Stay beside whoever has an attack.",
    ]

    assert ranked(lines, question)[0] == lines[best]


TOLD = (
    "I feel nothing since my father died.",
    "Feeling nothing for a while is common after a death.",
)


@pytest.mark.parametrize("near", [None, [0.5, 0.45]])
def test_who_tells_of_themselves_answers_nobody(near):
    """Whoever asked a forum the same is nearest to the question; the reply is what helps."""
    assert ranked(TOLD, "is it normal that I feel nothing after dad died", near=near)[0] == TOLD[1]


@pytest.mark.parametrize(
    "line",
    [
        "Say “I feel nothing” to someone.",
        'Say "my father died" to someone.',
        "Bipolar I is no other illness than bipolar II.",
        "Mystery and mentors help.",
        "Is nothing felt? It is common.",
    ],
)
def test_words_of_others_and_short_words_alike_are_no_telling(line):
    """Quoted, a number, a part of a word; nor does a line ask that ends by answering."""
    assert not answers_nothing(line)


@pytest.mark.parametrize(
    "line",
    ["I cope.", "It's what I'm told.", "My father died.", "It hit me.", "“No”, I said.", "Why?"],
)
def test_a_telling_or_asking_line_is_known(line):
    """By its words for itself, outside of quotations, or its end."""
    assert answers_nothing(line)


def test_where_all_tell_of_themselves_the_nearest_is_first():
    """A story has its best sentence, too."""
    lines = ("I cried.", "I walked by the sea each day, and slept again.")
    assert ranked(lines, "what helped", near=[0.1, 0.4])[0] == lines[1]


def test_a_sentence_that_asks_gives_its_words_to_the_one_that_answers():
    """Its own question is the reader's, and no answer to it; where it is the last one, it stays."""
    lines = "Does punching a pillow help?", "Rarely, and it feeds the heat.", "Cool down first."
    article = article_of(*lines)
    sentences = stemmed(article, whole(article), terms)
    asked = asked_by("does it help to punch a pillow", Known())
    start, end = best_sentence(sentences, asked)

    assert article.text[start:end] == lines[1]
    assert best_sentence(sentences[:1], asked) == sentences[0].place


def test_nearness_in_meaning_counts_beside_the_words():
    """It finds the answer that shares no word; where it tells nothing, the words decide."""
    lines = ["Does panic kill, you may ask in fear.", "An attack is harmless and soon over."]
    asked = "can panic kill me"

    assert ranked(lines, asked)[0] == lines[0]
    assert ranked(lines, asked, near=[0.2, 0.8])[0] == lines[1]
    assert ranked(lines, asked, near=[0.5, 0.5])[0] == lines[0]


def test_nearness_is_given_for_every_sentence():
    """One too few would leave the last sentence out silently."""
    with pytest.raises(ValueError, match="shorter"):
        ranked(["Rest matters.", "Panic passes."], "rest", near=[0.5])


def test_equals_stand_in_the_passages_order():
    """For a question of no word of the passage, and between sentences that say the same."""
    lines = [
        "Walk in the morning light.",
        "Walk in the evening light.",
        "Eat at noon with friends.",
    ]

    assert ranked(lines, "what about money") == lines
    assert ranked(lines, "walk in light") == lines


def test_the_stems_of_a_passage_are_those_of_all_that_is_embedded(article, passage):
    """Title and headings count, and so does a part of a sentence that began before the passage."""
    cut = replace(passage, start=passage.start + 5, text=passage.text[5:], headings=(HEADING,))

    for part in (passage, cut):
        found = stems_of(article, part, stemmed(article, part, terms), terms)
        assert found == set(terms(embedded_text(article.title, part)))


def test_a_heading_is_never_the_best_sentence(article, passage):
    """It is shown above the passage, and is not part of it."""
    assert len(sentences_in(article, whole(article))) == 3


def test_part_of_a_sentence_is_its_own_best_sentence(article):
    """Where a long sentence was divided, the passage itself is the place."""
    part = Passage(article_id="a", ordinal=0, start=36, end=48, text=article.text[36:48])

    assert sentences_in(article, part) == [Place(36, 48)]


def test_the_best_sentence_lies_inside_its_passage_and_is_always_the_same(engine):
    """For every hit of the tiny home, asked twice."""
    question = "who can help me with fear, anger or sleep"
    once, again = (engine.search(question, count=50, per_article=50) for _ in range(2))

    assert [hit.best_sentence for hit in once.hits] == [hit.best_sentence for hit in again.hits]
    assert all(
        hit.passage.start <= hit.best_sentence.start < hit.best_sentence.end <= hit.passage.end
        for hit in once.hits
    )


def test_words_are_found_by_their_stem():
    """In any form and case, stop words left out, at their very places."""
    text = "Sleeping badly? Most sleepers do; a sleepless night is no illness."

    places = words_in(text, "how do I sleep at night", terms)

    assert [text[start:end] for start, end in places] == ["Sleeping", "night"]


@pytest.mark.parametrize(
    ("text", "question", "marked"),
    [
        ("Anxious people feel anxiety.", "anxiety", ["anxiety"]),
        ("The therapists' rapist joke", "therapist", ["therapists"]),
        ("Impact, compact, pact", "pact", ["pact"]),
        ("Restless, arrested, restaurant: rest.", "rest", ["rest"]),
        ("Self-harm is not self-care.", "harm", ["harm"]),
        ("A person's worry, the PERSON’S own", "person", ["person's", "PERSON’S"]),
        ("Don't; it’s what they're for", "don't it's they're what", []),
        ("naïve café", "naive cafe", ["naïve", "café"]),
        ("988 lines, 9881 others", "call 988", ["988"]),
        ("snake_case worries", "worry", ["worries"]),
        ("", "worry", []),
    ],
)
def test_words_are_marked_by_stem_and_never_inside_another(text, question, marked):
    """Nor are words that ask and join; of a hyphened word only the part that was asked for."""
    assert [text[start:end] for start, end in words_in(text, question, terms)] == marked


def test_a_text_without_the_words_has_no_places():
    """Nor has any text, for a question of stop words."""
    assert words_in("Anger passes.", "sleep", terms) == []
    assert words_in("What is it?", "what is it", terms) == []


def test_what_a_question_has_counts_for_the_sentence_behind_it():
    """For the next one, and for no other."""
    lines = ["Walk a little.", "What helps against nightmares?", "A calm evening.", "Eat well."]

    assert ranked(lines, "nightmares")[0] == lines[2]
