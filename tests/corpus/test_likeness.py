"""The same article is told from an excerpt, from a short note, and from another's template."""

import pytest

from corpus.article import Article
from corpus.likeness import compare, wording
from tests.variants import invented, shortened

TEXT = invented(40, seed=1)
FORM = (
    "What are the signs of {0}? The list below is about {0}. "
    "People who live with it may notice one or several of them, at any age and in any order. "
    "If the word “often” stands beside a sign, more than half of the people have it; if the word "
    "“seldom” does, fewer than one in ten of them have it. Most people have only some of them. "
    "The list was put together from articles, and will grow as more is known. You can help by "
    "telling us what we left out, and who told you. Nobody needs to have all of these to ask for "
    "help. A doctor can tell you which of them matter for you, and what can be done about each."
)


def article(text, *, title="", origin="visible", **stated):
    """An article whose title was read as named."""
    return Article(id="a", title=title, text=text, origins={"title": origin}, **stated)


def likeness(one, other):
    """How far two articles are the same, which must not depend on which is named first."""
    found = compare(wording(one), wording(other))
    assert compare(wording(other), wording(one)) == found
    return found


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_a_copy_with_sentences_left_out_and_one_put_in_is_the_same(share):
    """Up to half of them, with a call to action in their place."""
    found = likeness(article(TEXT), article(shortened(TEXT, share, seed=3)))

    assert found.is_variant
    assert found.ratio == pytest.approx(1 - share, abs=0.15)


def test_a_text_is_wholly_the_same_as_itself():
    """All of it, whatever it is called."""
    found = likeness(article(TEXT, title="One name"), article(TEXT, title="Another"))

    assert found[:2] == (1.0, 1.0)
    assert found.is_variant


def test_an_excerpt_is_an_article_of_its_own():
    """All of it stands in the other, but it is a fifth of that."""
    found = likeness(article(TEXT), article(". ".join(TEXT.split(". ")[:8])))

    assert found.containment > 0.95
    assert not found.is_variant


def test_other_words_are_another_article():
    """Though of the same length and with the same notice at its end."""
    notice = " " + invented(6, seed=9)
    found = likeness(article(TEXT + notice), article(invented(40, seed=2) + notice))

    assert 0 < found.containment < 0.3
    assert not found.is_variant


def test_one_template_about_two_subjects_makes_two_articles():
    """Nearly all of the words are the same; what they are about is not."""
    one = article(FORM.format("burn-out"), title="Burn-out: the signs")
    other = article(FORM.format("a panic attack"), title="Panic attack: the signs")
    found = likeness(one, other)

    assert found.containment > 0.8
    assert {"burn", "panic", "attack"} <= set(found.unnamed)
    assert not found.is_variant


def test_a_copy_under_another_title_is_the_same():
    """What its new title names and the text speaks of, the other speaks of too."""
    text = FORM.format("burn-out")
    one = article(text, title="Burn-out: the signs")
    other = article(text, title="10 signs of burn-out that doctors matter for")

    assert likeness(one, other).is_variant


def test_a_guessed_title_says_nothing_of_the_subject():
    """It is only the first words, which a shortened copy may lack."""
    copy = TEXT.split(". ", 1)[1]
    first = TEXT.split(". ")[0]

    assert likeness(article(TEXT, title=first, origin="guess"), article(copy)).is_variant
    assert not likeness(article(TEXT, title=first), article(copy)).is_variant


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((6, "Rest"), (6, "Rest"), True),
        ((6, ""), (6, ""), True),
        ((6, "Rest"), (6, "Rest, sertraline"), False),
        ((4, ""), (6, ""), False),
        ((2, ""), (20, ""), False),
    ],
)
def test_a_short_text_is_the_same_only_as_a_whole(one, other, same):
    """So many sentences and a title each; a title's subject counts though no text names it."""
    (number, title), (more, name) = one, other
    first = article(invented(number, seed=4), title=title)

    assert likeness(first, article(invented(more, seed=4), title=name)).is_variant is same


@pytest.mark.parametrize("text", ["…", "¶ — !"])
def test_a_text_without_a_word_is_like_no_other(text):
    """Not even like itself: there is nothing to fold."""
    assert not likeness(article(text), article(text)).is_variant
    assert not likeness(article(text), article(TEXT)).is_variant
