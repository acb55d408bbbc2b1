"""Of forums and question-and-answer pages the posts are read, and nothing of their boxes."""

from __future__ import annotations

import time

import pytest

from corpus.clean.cleaner import clean
from corpus.readers.html import parse, read_html
from corpus.readers.platforms import PLATFORMS, Platform, compiled, xpath_of
from corpus.readers.threads import thread_parts
from tests.corpus.thread_pages import ASKED, BOX, JUNK, PAGES, REPLIED, xenforo

TITLE = "Waking at four"
PROSE = (
    "Early waking is common in times of change, and it mostly passes within some weeks.",
    "What helps is a fixed hour for getting up, daylight in the morning and a cool dark room.",
    "If it goes on for more than a month, a doctor can tell whether something else is behind it.",
    "Lying still counts as rest as well, and the body makes use of it more than people think.",
)


def page(body: str) -> str:
    """A thread's page: the site's menu, the title, the posts, links to other threads."""
    return (
        f"<!doctype html><html lang='en'><head><title>{TITLE} - Night Board</title></head><body>"
        f"<ul class='menu'><li><a href='/'>Home</a></li></ul><h1>{TITLE}</h1>{body}"
        f"<div class='also'><a href='/t/2'>{JUNK}</a></div></body></html>"
    )


def blocks(body: str) -> list[tuple[str, str]]:
    """Kind and text of each block of a page."""
    extract = read_html(page(body))
    return [(block.kind, extract.text[block.start : block.end]) for block in extract.blocks]


# Every platform


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES.keys())
def test_posts_stay_and_boxes_go(body: str) -> None:
    """Title, question and reply, in this order; no user box, vote, signature or other thread."""
    text = read_html(page(body)).text
    assert text.startswith(f"{TITLE}\n\n{ASKED}")
    assert text.find(ASKED) < text.find(REPLIED)
    assert JUNK not in text
    assert "wren_77" not in text


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES.keys())
def test_no_post_is_lost_in_cleaning(body: str) -> None:
    """The rules for forums' furniture leave the posts alone."""
    text = clean(read_html(page(body))).text
    assert ASKED in text
    assert REPLIED in text


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_selector_can_be_used(platform: Platform) -> None:
    """A misspelt selector would silently find nothing."""
    for selector in (platform.posts, platform.without):
        assert not selector or compiled(selector)


def test_a_selector_that_is_none_is_refused() -> None:
    """It would be a mistake in the table, not in a page."""
    with pytest.raises(ValueError, match=r"^no selector: '>'$"):
        xpath_of("div > p")


# What is inside a post


def test_kinds_inside_a_post_survive() -> None:
    """Lists, headings below the title, quotations and rows are told apart."""
    inner = (
        f"{ASKED}<br><br>What I tried:<ul><li>tea</li><li>a walk</li></ul><h1>Since then</h1>"
        "<blockquote>Rest is work, too.</blockquote>"
        "<table><tr><td>Mon</td><td>4 h</td></tr></table>"
    )
    assert blocks(xenforo(inner) + xenforo(REPLIED)) == [
        ("heading", TITLE),
        ("paragraph", ASKED),
        ("paragraph", "What I tried:"),
        ("list_item", "- tea"),
        ("list_item", "- a walk"),
        ("heading", "Since then"),
        ("quote", "Rest is work, too."),
        ("paragraph", "Mon | 4 h"),
        ("paragraph", REPLIED),
    ]


def test_paragraphs_made_with_the_return_key_are_paragraphs() -> None:
    """A line break after a full stop ends a paragraph; inside a sentence it is a space."""
    inner = f"{ASKED}<br>1. Tea<br>2. A walk<br>and then I wait<br>for the morning."
    assert blocks(xenforo(inner))[1:] == [
        ("paragraph", ASKED),
        ("list_item", "1. Tea"),
        ("list_item", "2. A walk and then I wait for the morning."),
    ]


def test_a_quotation_of_an_earlier_post_is_not_read_twice() -> None:
    """It would be found twice; a quotation of anything else stays, and so does "she said"."""
    inner = (
        f"<blockquote><div class='bbCodeBlock-title'>wren said:</div>{ASKED}</blockquote>"
        f"<blockquote>Sleep comes to those who wait.</blockquote>My doctor said:<br>{REPLIED}"
    )
    assert blocks(xenforo(ASKED) + xenforo(inner))[2:] == [
        ("quote", "Sleep comes to those who wait."),
        ("paragraph", "My doctor said:"),
        ("paragraph", REPLIED),
    ]


def test_help_lines_in_a_reply_are_kept() -> None:
    """Where help is to be had is the most important line of a page."""
    line = "If it gets too much, call or text 988 at any hour, they listen."
    assert line in clean(read_html(page(xenforo(ASKED) + xenforo(line)))).text


def test_a_page_that_describes_only_its_first_post_is_read_whole() -> None:
    """JSON-LD often holds less than the page; the blocks that repeat hold all of it."""
    told = (
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting", '
        f'"text": "{ASKED}", "commentCount": 3}}</script>'
    )
    posts = "".join(
        f"<div class='entry'>{BOX}<div class='words'>{words}</div></div>"
        for words in (ASKED, REPLIED, *PROSE)
    )
    text = read_html(page(f"{told}<div class='thread'>{posts}</div>")).text
    assert all(words in text for words in (ASKED, REPLIED, *PROSE))
    assert JUNK not in text


def test_the_question_above_its_answers_is_read() -> None:
    """On unknown question-and-answer sites the question's block is of another kind."""
    asker = f"<span class='user'>{JUNK}</span>"
    question = f"<div class='ask'>{asker}<p class='q'>{ASKED} {PROSE[0]}</p></div>"
    answers = "".join(
        f"<div class='answer-row'>{asker}<div class='t'>{words}</div></div>"
        for words in (REPLIED, PROSE[1], PROSE[2])
    )
    text = read_html(page(f"{question}<div class='answers'>{answers}</div>")).text
    assert text.startswith(f"{TITLE}\n\n{ASKED}")
    assert REPLIED in text


def test_lone_surrogates_in_told_posts_are_mended() -> None:
    """No file could hold the text otherwise."""
    told = (
        '<script type="application/ld+json">{"@type": "QAPage", "mainEntity": '
        rf'{{"text": "{ASKED} \ud800", "acceptedAnswer": {{"text": "{REPLIED}"}}}}}}</script>'
    )
    text = read_html(page(told)).text
    assert f"{ASKED} \ufffd" in text
    assert text.encode("utf-8")


QUESTION_ALONE = (
    f"<div class='question'><div class='js-post-body'><p>{ASKED}</p></div>"
    "<span class='comment-copy'>Which of the two bothers you more, if you had to choose?</span>"
    "</div>"
    + "".join(
        f"<div class='answer'><div class='prose'><p>{words}</p></div></div>" for words in PROSE
    )
)


def test_answers_stay_where_the_template_was_changed() -> None:
    """Software that is known by the question alone is not believed: its answers have to be read."""
    text = clean(read_html(page(QUESTION_ALONE))).text
    assert all(words in text for words in (ASKED, *PROSE))


def test_the_first_post_stands_for_a_thread_where_the_page_describes_no_other() -> None:
    """A board's own long notice around one short question is not read with it."""
    told = (
        '<script type="application/ld+json">{"@type": "DiscussionForumPosting", '
        f'"text": "{ASKED}"}}</script>'
    )
    notice = "".join(f"<div class='notice'><p>{words}</p></div>" for words in PROSE)
    assert blocks(f"{told}{xenforo(ASKED)}{notice}") == [("heading", TITLE), ("paragraph", ASKED)]


# What is no thread


ARTICLE = (
    "<article class='post'>" + "".join(f"<p>{words}</p>" for words in PROSE * 2) + "</article>"
)
REMARK = "I had the very same trouble last year, and I am so glad that somebody wrote it down."


def remarks(around: str, each: str) -> str:
    """Readers' comments under an article, as blogs write them."""
    one = (
        f"<li class='{each}'><span class='comment-author'>wren_77</span>"
        "<time datetime='2025-01-02'>2 Jan</time>"
        f"<div class='comment-content'><p>{REMARK}</p></div></li>"
    )
    return f"<div id='{around}' class='{around}'><ol class='comment-list'>{one * 3}</ol></div>"


@pytest.mark.parametrize("around", ["comments", "comments-area", "disqus_thread", "discussion"])
def test_readers_comments_under_an_article_make_no_thread(around: str) -> None:
    """The article is read; what its readers wrote below it is left out."""
    text = read_html(page(ARTICLE + remarks(around, "comment"))).text
    assert PROSE[0] in text
    assert REMARK not in text


def test_the_questions_of_an_faq_page_are_part_of_its_article() -> None:
    """FAQPage marks questions and answers as well, but its prose around them is the article."""
    faq = (
        "<div itemscope itemtype='https://schema.org/FAQPage'>"
        "<div itemscope itemprop='mainEntity' itemtype='https://schema.org/Question'>"
        "<h3 itemprop='name'>Does lying still help?</h3>"
        "<div itemscope itemprop='acceptedAnswer' itemtype='https://schema.org/Answer'>"
        f"<div itemprop='text'><p>{REPLIED}</p></div></div></div></div>"
    )
    text = read_html(page(f"<article>{''.join(f'<p>{p}</p>' for p in PROSE)}{faq}</article>")).text
    assert PROSE[0] in text
    assert REPLIED in text


def test_a_list_of_other_threads_is_no_thread() -> None:
    """Teasers have a person and a day each, too; their headings lead elsewhere."""
    teasers = "".join(
        f"<div class='topic'><h3><a href='/t/{n}'>Nights without much sleep, part {n}</a></h3>"
        f"<span class='user'>wren_77</span><p>{words}</p></div>"
        for n, words in enumerate(PROSE)
    )
    source = page(f"<div class='forum'>{teasers}</div>")
    assert thread_parts(source, parse(source), TITLE) == []


HOSTILE = {
    "opened classes": "<p class='forum" * 20_000,
    "signs": "<" * 200_000 + " class='thread'",
    "nested spans": "<span class='question'>" * 250 + "words " * 5_000,
    "quotations": "<div class='message-body'><div class='bbWrapper'>" + "<br>x said:" * 20_000,
    "blocks": "<div class='answer user'><p>" + "<b class='answer user'>a b</b>" * 20_000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_page_makes_the_profile_hang(body: str) -> None:
    """What looks like a thread's page, and is none, costs no more than any other page."""
    source = page(body)
    began = time.process_time()
    thread_parts(source, parse(source), TITLE)
    assert time.process_time() - began < 5
