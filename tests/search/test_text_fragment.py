"""The address that opens a source at the very sentence, or at its printed page."""

from urllib.parse import unquote

import pytest

from corpus.article import Article, Place
from search.text_fragment import open_at

URL = "https://site.example/page"


def address(text, sentence, *, url=URL, after=0):
    """The address of a sentence's first place behind `after`."""
    start = text.index(sentence, after)
    return open_at(
        Article(id="a", title="A", text=text, url=url), Place(start, start + len(sentence))
    )


def test_a_short_sentence_is_named_whole():
    """Up to eight words, each whole, spaces percent-encoded."""
    assert address("It passes. You are safe.", "It passes.") == f"{URL}#:~:text=It%20passes."


def test_characters_with_a_meaning_are_encoded():
    """Hyphen, comma and ampersand would divide the directive."""
    found = address("Self-care, rest & company help.", "Self-care, rest & company help.")

    assert found == f"{URL}#:~:text=Self%2Dcare%2C%20rest%20%26%20company%20help."


def test_letters_of_any_script_are_encoded_as_utf8():
    """Curly quotes, accents and other scripts come back when they are decoded."""
    text = "“Très bien”, dit-elle, 休む."

    found = address(text, text)

    assert found.isascii()
    assert unquote(found).endswith(text)


def test_a_long_sentence_is_named_by_its_ends():
    """Over eight words: the first four, a comma, the last four."""
    text = "One two three four five six seven eight nine."

    assert address(text, text) == (
        f"{URL}#:~:text=One%20two%20three%20four,six%20seven%20eight%20nine."
    )


def test_a_beginning_that_stands_twice_gets_the_words_before_it():
    """Up to three of the same line, ended by a hyphen; the first of them in any case."""
    text = "Breathe out. Ask for help.\nIn a crisis, ask for help."

    assert address(text, "ask for help.", after=30) == (
        f"{URL}#:~:text=In%20a%20crisis%2C-,ask%20for%20help."
    )


def test_no_word_is_named_that_may_not_be_shown():
    """What stands before the excerpt is not in it, whatever it would tell apart."""
    text = "Ask for help. In a crisis, ask for help."
    place = Place(text.index("ask"), len(text))
    article = Article(id="a", title="A", text=text, url=URL)

    assert open_at(article, place).endswith("text=In%20a%20crisis%2C-,ask%20for%20help.")
    assert open_at(article, place, since=17).endswith("text=a%20crisis%2C-,ask%20for%20help.")
    assert open_at(article, place, since=place.start).endswith(":~:text=ask%20for%20help.")


def test_a_list_marker_is_no_word_before():
    """A bullet is drawn by the page, so that a prefix with it would be found nowhere."""
    text = "- Rest. Ask for help.\n- Walk. Ask for help."

    assert address(text, "Ask for help.", after=25) == f"{URL}#:~:text=Walk.-,Ask%20for%20help."


def test_where_nothing_stands_before_it_more_of_a_long_sentence_is_named():
    """As many words as tell it from the other."""
    first = "If you are in doubt about sleep, ask your doctor soon."
    text = f"{first}\nIf you are in doubt about grief, ask a trusted friend."
    second = text.splitlines()[1]

    assert unquote(address(text, second)) == (
        f"{URL}#:~:text=If you are in doubt about grief,,ask a trusted friend."
    )


@pytest.mark.parametrize("marker", ["- ", "• ", "12. ", "(3) ", "  * "])
def test_a_list_marker_is_left_out(marker):
    """It is the page's, not its text's."""
    text = f"{marker}Keep a diary."

    assert address(text, text) == f"{URL}#:~:text=Keep%20a%20diary."


def test_an_existing_fragment_is_replaced():
    """An address has one fragment only."""
    assert address("It passes.", "It passes.", url=f"{URL}?p=1#top") == (
        f"{URL}?p=1#:~:text=It%20passes."
    )


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/page", "ftp://x"]
)
def test_what_is_no_web_address_is_not_opened(url):
    """A script or a local file in a source's metadata never becomes a link."""
    assert address("It passes.", "It passes.", url=url) == ""


def test_every_address_of_the_tiny_home_names_words_of_its_sentence(engine):
    """Decoded, its parts are the sentence's own beginning and end."""
    hits = engine.search("what can I do about fear, sleep and anger", count=50).hits

    for hit in (hit for hit in hits if hit.open_url):
        base, directive = hit.open_url.split("#:~:text=")
        parts = [unquote(part) for part in directive.split(",") if not part.endswith("-")]
        sentence = " ".join(hit.article.text[slice(*hit.best_sentence)].split())
        assert base == hit.article.url.split("#")[0]
        assert parts[0] in sentence
        assert sentence.endswith(parts[-1])


@pytest.mark.parametrize(("sentence", "page"), [("Rest is work.", 1), ("It is allowed.", 3)])
def test_a_pdf_opens_at_the_page_of_the_sentence(sentence, page):
    """By the number that viewers of PDFs know; page 2 is empty."""
    text = "Rest is work. It is allowed."
    article = Article(
        id="a", title="A", text=text, url=f"{URL}.pdf#top", page_starts=(0, 14, 14, 28)
    )
    start = text.index(sentence)

    found = open_at(article, Place(start, start + len(sentence)))

    assert found == f"{URL}.pdf#page={page}"
