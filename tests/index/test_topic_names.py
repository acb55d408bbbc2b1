"""How much a word counts for a topic, and what a topic is called by it."""

import pytest

from corpus.article import Article, Passage
from index.passages import Located
from index.topic_names import Heard, Speech, chosen, may_name, name_topics, nameless, stem_of


def located(*texts, title="Untitled", site="", author="", headings=(), language="en"):
    """The passages of an article."""
    article = Article(
        id="a.md", title=title, text=" ".join(texts), site=site, author=author, language=language
    )
    return [
        Located(
            row,
            Passage(article_id="a.md", ordinal=row, start=0, end=1, text=text, headings=headings),
            article,
        )
        for row, text in enumerate(texts)
    ]


def test_a_word_counts_by_its_share_of_the_passages_and_by_the_title():
    """Three quarters are the passages', one quarter is the title's."""
    passages = located("Sleep and grief.", "Sleep.", "Dreams.", "Nothing of it.", title="Grief")
    shares = Speech().heard(passages).shares

    assert shares["sleep"] == pytest.approx(0.75 * 2 / 4)
    assert shares["grief"] == pytest.approx(0.75 / 4 + 0.25)
    assert shares[stem_of("dreams")] == pytest.approx(0.75 / 4)


def test_a_passages_headings_are_its_words():
    """Once for each passage under them."""
    shares = Speech().heard(located("Rest.", "Rest.", headings=("Insomnia",))).shares
    assert shares["insomnia"] == pytest.approx(0.75)


def test_an_authors_name_names_no_topic():
    """It stands on each of her pages."""
    shares = Speech().heard(located("Lanternside on sleep.", author="Ann Lanternside")).shares
    assert "sleep" in shares
    assert not any(stem.startswith("lantern") for stem in shares)


@pytest.mark.parametrize(
    ("word", "named"),
    [
        ("OCD", True), ("ED", False), ("Ocd", False), ("rest", True), ("abc", False),
        ("a" * 24, True), ("a" * 25, False), ("A" * 25, True), ("不安障害", False),
    ],
)  # fmt: skip
def test_a_word_of_four_to_24_letters_may_name_a_topic(word, named):
    """Or an abbreviation of three capitals."""
    assert may_name(word) is named


def test_a_hyphen_stays_in_a_words_stem():
    """Two words that are one are told from the same two apart."""
    assert stem_of("self-harm") == "self-harm"
    assert stem_of("what-which") == ""


def test_a_word_is_shown_as_it_is_mostly_written():
    """Its capital counts with its small form where it has one; of equals the first by letter."""
    speech = Speech()
    speech.stems("Sleep sleep SLEEP SLEEP")
    speech.stems("Ativan")
    speech.stems("grieves grieve")

    assert speech.written("sleep") == "SLEEP"
    assert speech.written(stem_of("Ativan")) == "Ativan"
    assert speech.written(stem_of("grieve")) == "grieve"
    speech.stems("Sleep sleep")
    assert speech.written("sleep") == "sleep"


def test_a_name_has_three_words_that_begin_otherwise():
    """By five letters."""
    words = ["trauma", "Traumatic", "tramadol", "stress", "event", "grief"]
    assert chosen(words) == ["trauma", "tramadol", "stress"]


def spoken(*words, language="en", share=1.0):
    """An article each of whose passages has some words."""
    return Heard(dict.fromkeys(words, share), language)


def names_of(*groups):
    """What groups of articles are called, all of whose words are written as here."""
    speech = Speech()
    for group in groups:
        for article in group:
            for word in article.shares:
                speech.stems(word)
    return name_topics(groups, speech)


@pytest.mark.parametrize(("having", "named"), [(4, "dream"), (3, "sleep")])
def test_two_in_five_articles_have_to_say_what_names_a_topic(having, named):
    """However much more a few of them say another word."""
    group = [spoken("sleep", share=0.4)] * (10 - having)
    group += [Heard({"sleep": 0.4, "dream": 1.0}, "en")] * having
    other = [Heard({"grief": 1.0, "sleep": 0.1}, "en")] * 10

    assert names_of(group, other)[0].key == named


def test_where_few_say_the_same_two_or_one_are_enough():
    """A topic is not left without a name for that."""
    two = [spoken("sleep"), spoken("sleep"), *(spoken() for _ in range(8))]
    one = [spoken("grief"), *(spoken() for _ in range(9))]

    assert [name.key for name in names_of(two, one)] == ["sleep", "grief"]


def test_a_topic_that_no_word_tells_is_named_by_its_commonest_language():
    """With a number where that is taken, and "mixed" where no article says one."""
    german, unknown = spoken(language="de"), spoken(language="")

    assert nameless([german, german, unknown], set()) == ("german", ("German",))
    assert nameless([german, spoken(language="en")], set()) == ("german", ("German",))
    assert nameless([german], {"german"}) == ("german 2", ("German 2",))
    assert nameless([german], {"german", "german 2"}) == ("german 3", ("German 3",))
    assert nameless([unknown], set()) == ("mixed", ("mixed",))
    assert nameless([], {"mixed"}) == ("mixed 2", ("mixed 2",))
