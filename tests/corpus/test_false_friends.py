"""Advice in the words of buttons, adverts and notices stays, wherever it stands."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from pathlib import Path

import pytest

from corpus.clean.cleaner import clean
from corpus.clean.head.model import load_head
from corpus.prepare import prepare
from corpus.readers.formats import format_of
from corpus.readers.plain import read_plain

SENTENCES = tuple(
    line
    for line in Path(__file__).with_name("false_friends.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
ABOVE = "Bad nights are common after a hard month, and they say nothing about your strength."
BELOW = "Most people notice a change within three weeks if they keep the same hours."
PLACES = {
    "sentence": f"After a hard month\n\n{ABOVE} {{}} {BELOW}\n",
    "item": f"After a hard month\n\n{ABOVE}\n\nSteps:\n\n- Rest.\n- {{}}\n- Eat.\n\n{BELOW}\n",
    "line": f"After a hard month\n\n{ABOVE}\n\n{{}}\n\n{BELOW}\n",
}
KNOWN_FAILURES = frozenset(  # (place, sentence); a mailing list that nobody could join
    (place, "Join the mailing list of nothing that frightens you.") for place in ("item", "line")
)


def dropped(place: str, sentence: str) -> list[str]:
    """What the rules take away from the sentence in its place."""
    decisions = clean(read_plain(PLACES[place].format(sentence))).decisions
    return [each.unit.text for each in decisions if each.action == "drop"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_false_friend_stays(place: str, sentence: str, request: pytest.FixtureRequest) -> None:
    """As a sentence of a paragraph, as a list item, and as a line of its own."""
    if (place, sentence) in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=True))
    assert dropped(place, sentence) == []


def test_there_are_three_hundred_and_nearly_all_stay() -> None:
    """No sentence twice; at most one in a hundred is known to go."""
    assert len(SENTENCES) == len(set(SENTENCES)) >= 300
    assert len(KNOWN_FAILURES) <= 0.01 * len(SENTENCES) * len(PLACES)
    assert {sentence for _, sentence in KNOWN_FAILURES} <= set(SENTENCES)


PLACES_OF_AN_ARTICLE = {
    "sentence": "{paragraph} {sentence}",
    "item": "{paragraph}\n\nWhat may help:\n\n- Rest for an hour.\n- {sentence}\n- Eat something.",
    "line": "{paragraph}\n\n{sentence}",
}
A_PARAGRAPH = 25  # words
IN_ONE = 3  # sentences put into one article, a quarter of it apart


@cache
def articles() -> tuple[tuple[str, ...], ...]:
    """The sample articles' blocks, as they are found: each article is the surrounding of some."""
    folder = Path(__file__).resolve().parents[2] / "corpus" / "articles"
    files = sorted(file for file in folder.rglob("*.*") if file.suffix in (".html", ".md", ".txt"))
    texts = (
        prepare(file.read_bytes(), format=format_of(file.name), article_id="a").article.text
        for file in files
    )
    blocks = (tuple(text.split("\n\n")) for text in texts)
    return tuple(each for each in blocks if len(paragraphs_of(each)) > IN_ONE)


def paragraphs_of(blocks: tuple[str, ...]) -> list[int]:
    """Which blocks are paragraphs."""
    return [at for at, block in enumerate(blocks) if len(block.split()) >= A_PARAGRAPH]


def with_sentences(blocks: tuple[str, ...], sentences: tuple[str, ...], place: str) -> str:
    """An article with some sentences behind paragraphs of its own."""
    paragraphs = paragraphs_of(blocks)
    chosen = {
        paragraphs[len(paragraphs) * number // (len(sentences) + 1)]: sentence
        for number, sentence in enumerate(sentences, start=1)
    }
    form = PLACES_OF_AN_ARTICLE[place]
    return "\n\n".join(
        form.format(paragraph=block, sentence=chosen[at]) if at in chosen else block
        for at, block in enumerate(blocks)
    )


@pytest.mark.parametrize("place", PLACES_OF_AN_ARTICLE)
def test_nearly_all_stay_when_the_head_is_asked_too(place: str) -> None:
    """In whole articles; at most one in a hundred goes, and none that the brief named."""
    gone = []
    for start, blocks in zip(range(0, len(SENTENCES), IN_ONE), cycle(articles()), strict=False):
        some = SENTENCES[start : start + IN_ONE]
        text = with_sentences(blocks, some, place)
        cleaned = clean(read_plain(text), head=load_head())
        dropped = [each.unit.text for each in cleaned.decisions if each.action == "drop"]
        assert all(sentence in text for sentence in some)
        gone += [sentence for sentence in some if any(sentence in unit for unit in dropped)]

    assert len(gone) <= 0.01 * len(SENTENCES), gone
    assert "Learn more about your triggers." not in gone
