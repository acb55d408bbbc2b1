"""An article that lost much is flagged with the reason and its figure; its text is as cleaned."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.rulings import Ruling
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.home import SAMPLES
from corpus.intake import add_bytes
from corpus.prepare import prepare
from corpus.readers.formats import Format, format_of
from corpus.readers.markdown import read_markdown
from corpus.readers.plain import read_plain
from corpus.sanity import MIN_WORDS_LEFT, reasons_to_review

PROSE = (
    "Rest is allowed at any time of the day, and nobody has to earn it before they lie down. "
    "The body recovers while you lie still, even if sleep does not come at once in the night. "
    "Most people find that a dark and quiet room helps, and so does a fixed hour to get up. "
    "Talk to your doctor if nights like these go on for more than a month or two in a row.\n"
)
BUTTONS = ("Share on Facebook", "Share on Twitter", "Print this page", "Email this to a friend")


def with_buttons(count: int, prose: str = PROSE) -> str:
    """A text and below it some buttons, each a line that a rule drops."""
    return f"Resting\n\n{prose}\n" + "".join(f"{BUTTONS[i % 4]}\n\n" for i in range(count))


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(with_buttons(0), (), id="nothing dropped"),
        pytest.param(with_buttons(4), (), id="a few buttons"),
        pytest.param(with_buttons(6), ("55% of its lines were dropped",), id="mostly buttons"),
        pytest.param(
            with_buttons(20),
            ("48% of its words were dropped", "80% of its lines were dropped"),
            id="all but a paragraph",
        ),
        pytest.param(
            "Resting\n\n" + PROSE[: PROSE.index("Most")],
            ("only 38 words are left",),
            id="very short",
        ),
    ],
)
def test_what_lost_much_is_told_with_its_figure(text: str, reasons: tuple[str, ...]) -> None:
    """More than 35 % of the words, more than half of the lines, fewer than 60 words left."""
    assert reasons_to_review(clean(read_plain(text))) == reasons


def test_the_limit_of_words_is_the_limit() -> None:
    """Sixty are enough, one fewer is not."""
    words = " ".join(["Rest"] * (MIN_WORDS_LEFT - 1))
    assert reasons_to_review(clean(read_plain(f"{words} well."))) == ()
    assert reasons_to_review(clean(read_plain(f"{words}."))) == ("only 59 words are left",)


def test_markup_is_no_loss() -> None:
    """Front matter and rules between sections go, and nobody misses them."""
    front = "---\n" + "".join(f"keyword{i}: one two three four\n" for i in range(40)) + "---\n"
    assert reasons_to_review(clean(read_markdown(f"{front}# Resting\n\n{PROSE}"))) == ()


def test_what_the_curator_dropped_needs_no_second_look() -> None:
    """She has looked."""
    text = with_buttons(6)
    rulings = [Ruling("a", button, "drop", made="now") for button in BUTTONS]
    assert reasons_to_review(clean(read_plain(text), rulings=rulings)) == ()


def test_a_flagged_article_keeps_its_cleaned_text() -> None:
    """It is neither gutted further nor given back its junk."""
    prepared = prepare(with_buttons(20).encode(), format="text", article_id="a.txt")
    assert prepared.article.text == f"Resting\n\n{PROSE.strip()}"
    assert prepared.review == (
        "needs review: 48% of its words were dropped; 80% of its lines were dropped"
    )


def test_an_article_that_lost_little_has_no_flag() -> None:
    """A flag on everything would be read by nobody."""
    prepared = prepare(with_buttons(2).encode(), format="text", article_id="a.txt")
    assert (prepared.notes, prepared.review) == ((), "")


def test_no_sample_is_flagged_for_its_cleaning() -> None:
    """They are full of junk, and yet nearly all that they say stays."""
    for path in sorted(SAMPLES.rglob("*.txt")):
        data = path.read_bytes()
        prepared = prepare(data, format=format_of(path.name), article_id=path.name)
        assert prepared.notes == (), path.name


def test_adding_says_that_an_article_needs_review(tmp_path: Path) -> None:
    """At once, beside its name; not again where nothing changed."""
    data = with_buttons(20).encode()
    with Collection.open(tmp_path) as collection:
        first, again = (
            add_bytes(collection, data, source="stdin:a", name="a.txt", format="text")
            for _ in range(2)
        )
    assert (first.change, again.change) == ("added", "unchanged")
    assert first.reason.startswith("needs review: 48% of its words were dropped")
    assert again.reason == ""


# Pages of teasers

TEASERS = (
    ("Sleep", "How a steady bedtime and a dark room can help you drift off sooner"),
    ("Worry", "Why we turn things over at night, and what may quiet the mind a little"),
    ("Grief", "There is no timetable for loss, and no right way of going through it"),
    ("Anger", "What sits below a hot temper, and how to give it another way out"),
    ("Loneliness", "Feeling alone among people is common, and small steps can change it"),
    ("Panic", "An attack feels like the end of the world and passes within minutes"),
    ("Burn-out", "When rest no longer restores you it may be time to talk with someone"),
)


def hub(form: Format, card: str) -> bytes:
    """A front page with one card for each teaser."""
    body = "".join(card.format(name=name, text=text) for name, text in TEASERS)
    if form != "html":
        return f"{'# ' if form == 'markdown' else ''}Articles\n\n{body}".encode()
    head = "<html lang='en'><body><nav><a href='/'>Home</a></nav><main><h1>Articles</h1>"
    return f"{head}{body}</main></body></html>".encode()


@pytest.mark.parametrize(
    ("form", "card"),
    [
        pytest.param("html", "<h3>{name}</h3><p>{text}…</p>", id="html, broken off"),
        pytest.param(
            "html",
            "<div><h3><a href='/{name}'>{name}</a></h3><p>{text}.</p><a href='/'>More</a></div>",
            id="html, whole sentences under linked headings",
        ),
        pytest.param(
            "html",
            "<article><h2>{name}</h2><p>3 May 2025 · 5 min read</p><p>{text} [...]</p>"
            "<a href='/x'>Continue reading →</a></article>",
            id="html, with dates",
        ),
        pytest.param("text", "{name}\n\n{text}…\n\n", id="text, broken off"),
        pytest.param("text", "{name}\n\n{text}.\n\nRead more\n\n", id="text, with pointers"),
        pytest.param("text", "{name}\nBy Ann Lee | 3 May 2025\n{text} ...\n", id="text, dense"),
        pytest.param(
            "markdown",
            "## [{name}](https://x.example/{name})\n\n{text}… [Read more](https://x.example/)\n\n",
            id="markdown",
        ),
    ],
)
def test_a_hub_of_teasers_is_no_article(form: Format, card: str) -> None:
    """In any format, whatever marks its teasers; the message says what to add in its place."""
    with pytest.raises(
        RefusedSourceError, match=r"^No article: a page of \d teasers, .+ Add the pages that it"
    ):
        prepare(hub(form, card), format=form, article_id="a")


LIST = "Ten small things that help\n\nOn a hard day, one of these may be enough:\n\n"
ITEMS = "".join(f"{number}. {text}.\n" for number, (_, text) in enumerate(TEASERS, 1))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        pytest.param("text", LIST + ITEMS, id="a short list"),
        pytest.param(
            "text",
            "Is this you?\n\n" + "".join(f"Is {n} normal?\n\n{t}.\n\n" for n, t in TEASERS),
            id="questions with short answers",
        ),
        pytest.param(
            "text",
            "Sentences to finish\n\nTake a pen and finish each of these in your own words, without "
            "thinking for long about any:\n\n"
            + "".join(f"When I think of {name.lower()} …\n" for name, _ in TEASERS),
            id="sentences to be finished",
        ),
        pytest.param(
            "html",
            "<html><body><article><h1>Words</h1>"
            + "".join(f"<h2><a href='#{n}'>{n}</a></h2><p>{t}.</p>" for n, t in TEASERS)
            + "</article></body></html>",
            id="a glossary whose headings lead to themselves",
        ),
    ],
)
def test_a_short_article_of_parts_is_no_hub(form: Format, text: str) -> None:
    """Lists, questions, exercises and glossaries are short on purpose."""
    prepared = prepare(text.encode(), format=form, article_id="a")
    assert len(prepared.article.text.split()) > 40
