"""Pages that broke extractors: each gives the right text, or a note or refusal with the reason.

Every row was measured on trafilatura and resiliparse, where it hung for minutes, lost the whole
article without an error, or gave garbage. Sizes are cut to what still makes the point.
"""

import gzip
import random

import pytest

from corpus.errors import RefusedSourceError
from corpus.prepare import prepare
from corpus.readers.isolated import IsolatedReader
from corpus.readers.worker import Limits

SENTENCES = (
    "Rest is allowed at any time of the day, and nobody has to earn it first.",
    "The body recovers while you lie still, even if sleep does not come at once.",
    "Most people find that a dark and quiet room helps, and so does a fixed hour.",
    "Talk to your doctor if nights like these go on for more than a month or two.",
)
WORDS = ("sleep", "worry", "grief", "night", "room", "clock", "friend", "doctor", "walk", "tea")
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LIMITS = Limits()
INVISIBLE = ("\x00", "\x1b", "\u200b", "\u202e", "\u2066", "\ufeff", "\x07")


@pytest.fixture(scope="module")
def reader():
    """One process for all rows, with the limits that everyone has."""
    with IsolatedReader(LIMITS) as reader:
        yield reader


@pytest.fixture
def read(reader):
    """Read and clean a page."""
    return lambda data: prepare(
        data if isinstance(data, bytes) else data.encode(),
        format="html",
        article_id="page.html",
        read=reader.read,
    )


def page(body, head="<title>Resting</title>"):
    """A page."""
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def paragraphs(size):
    """Distinct paragraphs of some characters in all, the same ones in every run."""
    chance, made = random.Random(7), []
    while size > 0:
        words = " ".join(chance.choices(WORDS, k=30))
        made.append(f"<p>On {words} and rest number {len(made)}.</p>")
        size -= len(made[-1])
    return "".join(made)


def has_all(text):
    """Whether the article's sentences are there."""
    return all(sentence in text for sentence in SENTENCES)


@pytest.mark.parametrize("depth", [200, 300, 2_500, 10_000, 100_000])
def test_nested_elements_lose_no_sentence(read, depth):
    """From some 256 on, libxml2 loses the whole article; from 10,000 on, resiliparse takes long."""
    prepared = read(page("<div>" * depth + PROSE + "</div>" * depth))
    assert has_all(prepared.article.text)
    assert bool([note for note in prepared.notes if "words are left" not in note]) == (depth > 200)


@pytest.mark.parametrize("size", [300_000, 1_600_000, 4_000_000])
def test_a_very_long_page_is_read_to_its_end(read, size):
    """trafilatura is quadratic in it: above 1.5 million characters another one reads it, noted."""
    prepared = read(page(paragraphs(size) + PROSE))
    assert has_all(prepared.article.text)
    assert len(prepared.article.text) > 0.7 * size
    assert bool(prepared.notes) == (size > 1_500_000)


@pytest.mark.parametrize("number", [8_000, 80_000])
def test_thousands_of_links_do_not_hide_the_article(read, number):
    """A page of 80,000 took 24 seconds."""
    links = "".join(f"<li><a href='/{i}'>Page {i}</a></li>" for i in range(number))
    prepared = read(page(f"<article><h1>Resting</h1>{PROSE * 5}</article><ul>{links}</ul>"))
    assert all(sentence in prepared.article.text for sentence in SENTENCES)


def test_line_breaks_without_end(read):
    """A hundred thousand of them, here twenty."""
    prepared = read(page(f"<article>{PROSE}{'<br>' * 20_000}{PROSE}</article>"))
    assert has_all(prepared.article.text)


@pytest.mark.parametrize("number", [10_000, 40_000])
def test_a_tag_with_thousands_of_attributes(read, number):
    """Parsers are quadratic in them: 40,000 took more than 45 seconds."""
    attributes = " ".join(f"data-a{i}='{i}'" for i in range(number))
    prepared = read(page(f"<div {attributes}>{PROSE * 3}</div>"))
    assert has_all(prepared.article.text)


ONE_NODE = " ".join(SENTENCES) + " "


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p>{ONE_NODE * 8_000}</p>", id="2 MB of text in one node"),
        pytest.param(f"<p>{ONE_NODE}</p><p>{'a' * 9_000_000}</p>", id="9 MB without a space"),
        pytest.param(f"<p>{ONE_NODE}</p>{'&eacute;' * 200_000}", id="200,000 entities"),
        pytest.param(f"<p title='{'a' * 9_000_000}'>{ONE_NODE}</p>{PROSE}", id="9 MB attribute"),
    ],
)
def test_a_giant_piece_does_not_swallow_the_rest(read, body):
    """trafilatura gave nothing for any of them."""
    assert has_all(read(page(body)).article.text)


def test_what_is_larger_than_any_article_is_refused(read):
    """With its size, before anything reads it."""
    with pytest.raises(RefusedSourceError, match=r"^Too large: 20\.\d MB, where an article has at"):
        read(page(f"<p title='{'a' * 20_000_000}'>{PROSE}</p>"))


def test_paragraphs_that_repeat_are_all_there_or_it_is_noted(read):
    """Thirty alike became one, in silence."""
    prepared = read(page("".join(f"<p>{SENTENCES[0]}</p>" for _ in range(30))))
    found = prepared.extracted.count(SENTENCES[0])
    assert found == 30 or any("disagree" in note for note in prepared.notes)
    assert found > 0


@pytest.mark.parametrize("char", INVISIBLE)
def test_characters_that_nobody_sees_are_in_no_text(read, char):
    """NUL, escape, zero-width and direction marks; the words around them stay."""
    broken = PROSE.replace("nobody", f"no{char}body").replace("still,", f"{char}still,")
    text = read(page(f"<article>{broken}</article>")).article.text
    assert not set(text) & set(INVISIBLE)
    assert SENTENCES[2] in text
    assert "recovers" in text


def test_a_terminals_colours_are_no_words(read):
    """The tail of an escape sequence went into the text."""
    coloured = PROSE.replace("nobody", "\x1b[31mnobody\x1b[0m")
    assert "[31m" not in read(page(f"<article>{coloured}</article>")).article.text


def test_half_a_character_does_not_end_the_text(read):
    """trafilatura cut the text there."""
    start, end = page(PROSE).encode().split(b"nobody")
    text = read(start + b"\xed\xa0\x80nobody" + end).article.text
    assert SENTENCES[3] in text
    assert "\ufffd" in text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_with_and_without_their_mark(read, encoding):
    """UTF-16 without a mark gave nothing, or markup."""
    assert has_all(read(page(PROSE).encode(encoding)).article.text)


LAUGHS = "".join(f"<!ENTITY l{i} '{f'&l{i - 1};' * 10}'>" for i in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(f"<!DOCTYPE html [<!ENTITY l0 'ha'>{LAUGHS}]>", id="billion laughs"),
        pytest.param("<!DOCTYPE html [<!ENTITY l9 SYSTEM 'file:///etc/passwd'>]>", id="a file"),
        pytest.param(
            "<!DOCTYPE html [<!ENTITY l9 SYSTEM 'http://127.0.0.1:9/'>]>", id="an address"
        ),
    ],
)
def test_entities_are_not_expanded_and_read_nothing(read, doctype):
    """Neither a billion laughs, nor a file of this machine, nor another machine's."""
    prepared = read(f"{doctype}<html><body><p>&l9;</p>{PROSE}</body></html>")
    assert has_all(prepared.article.text)
    assert "haha" not in prepared.article.text
    assert "root:" not in prepared.article.text
    assert len(prepared.article.text) < 5_000


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            f"<script type='application/ld+json'>{'[' * 50_000}{']' * 50_000}</script>",
            id="deep JSON-LD",
        ),
        pytest.param(f"<title>{'Rest ' * 400_000}</title>", id="2 MB title"),
        pytest.param(f"<meta name='date' content='{'2024-01-' * 100_000}'>", id="dates"),
        pytest.param(f"<meta name='author' content='{'1' * 1_000_000}'>", id="digits"),
    ],
)
def test_overlong_metadata_is_passed_over(read, head):
    """The text is read, and no field holds it."""
    article = read(page(f"<article><h1>Resting</h1>{PROSE}</article>", head)).article
    assert has_all(article.text)
    assert len(article.title) <= 300
    assert (article.author, article.published) == ("", "") or len(article.author) <= 300


def test_a_comment_that_never_ends(read):
    """What stands above it is read."""
    assert has_all(read(page(f"<article>{PROSE}</article><!-- {'menu ' * 100_000}")).article.text)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n" + bytes(range(256)) * 2_000, "a PDF"),
        (gzip.compress(page(PROSE).encode()), "a gzip archive"),
    ],
)
def test_other_formats_under_the_name_of_html_are_refused(read, data, name):
    """resiliparse gave 184,176 characters of garbage for a PDF."""
    with pytest.raises(RefusedSourceError, match=rf"^Not text: by its first bytes it is {name}\.$"):
        read(data)
