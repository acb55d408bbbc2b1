"""Articles that say the same are found, each group has one head, and nothing else is grouped."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.candidates import FEW
from corpus.duplicates import Sketched, find_variants, precedence, sketched
from corpus.likeness import SAME, compare, wording
from corpus.prepare import prepare
from corpus.readers.formats import format_of
from corpus.shingles import Sketch
from tests.variants import invented, shortened

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "articles"
STORY = invented(40, seed=1)
SAMPLE_PAGE = "lanternside/panic-attacks.html"


def article(name, text, **stated):
    """An article without a title."""
    return Article(id=name, title="", text=text, **stated)


def variants(*articles):
    """Each variant's id and its head's."""
    by_id = {each.id: each for each in articles}
    found = find_variants([sketched(each) for each in articles], by_id.__getitem__)
    return {each.id: each.head for each in found}


@cache
def samples():
    """The sample collection, cleaned."""
    return tuple(
        prepare(
            path.read_bytes(),
            format=format_of(path.name),
            article_id=path.relative_to(SAMPLES).as_posix(),
        ).article
        for path in sorted(SAMPLES.glob("*/*.*"))
        if path.suffix in {".html", ".md", ".txt"}
    )


def page(body, *, site, menu, before, after):
    """A web page: an article among a site's own furniture."""
    paragraphs = "".join(f"<p>{each}</p>" for each in body)
    return (
        f"<html><head><title>{body[0]} | {site}</title></head><body><nav>{menu}</nav>"
        f"<main><article><h1>{body[0]}</h1>{before}{paragraphs}{after}</article></main>"
        f"<footer>© {site}. All rights reserved.</footer></body></html>"
    ).encode()


def test_no_two_samples_are_grouped():
    """Fifty articles, several of them on one subject at several sites: each its own."""
    assert len(samples()) == 50
    assert variants(*samples()) == {}


def test_two_samples_on_one_subject_have_almost_nothing_in_common():
    """The likeliest two of all share a fraction of what variants do."""
    wordings = [wording(each) for each in samples()]

    assert max(compare(*pair).containment for pair in combinations(wordings, 2)) < SAME / 2


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5])
def test_shortened_copies_of_the_samples_are_found(share):
    """At least nine of ten, with a call to action put in; and each joins its own original."""
    copies = [
        replace(each, id=f"{each.id}~", published="", text=shortened(each.text, share, seed=number))
        for number, each in enumerate(samples())
    ]
    found = variants(*samples(), *copies)
    pairs = {frozenset((name, head)) for name, head in found.items()}

    assert pairs <= {frozenset((each.id, f"{each.id}~")) for each in samples()}
    assert len(pairs) >= 0.9 * len(samples())


def test_one_article_under_two_names_with_other_ads_is_found_after_cleaning():
    """Two sites, each with its own menu, share bar, paid link and sign-up form."""
    original = next(each for each in samples() if each.id == SAMPLE_PAGE)
    body = [line for line in original.text.splitlines() if line]
    one = page(
        body,
        site="Harbour Notes",
        menu="<a href=/>Home</a> <a href=/a>About us</a>",
        before="<p>Share on Facebook</p><p>Tweet</p>",
        after="<p>Was this article helpful?</p><p>Sign up for our newsletter</p>",
    )
    other = page(
        body,
        site="The Calm Almanac",
        menu="<a href=/>Start</a> <a href=/shop>Shop</a>",
        before="<p>8 min read</p><p>Advertisement</p>",
        after="<p>Want to know more? Visit this external resource we have prepared for you.</p>"
        "<p>Leave a comment</p><p>Your email address will not be published.</p>",
    )
    both = [
        prepare(data, format="html", article_id=name).article
        for name, data in (("b/calm.html", other), ("a/harbour.html", one))
    ]
    assert variants(*both) == {"b/calm.html": "a/harbour.html"}


def test_copies_of_one_article_make_one_group():
    """Sixty of them, each shortened in its own way, far more than are compared in a row."""
    copies = [article(f"{n:02d}", shortened(STORY, 0.3, seed=n), published="2025")
              for n in range(60)]  # fmt: skip
    assert len(copies) > 4 * FEW

    found = variants(*copies, article("whole", STORY, published="2024"))

    assert found == {copy.id: "whole" for copy in copies}


def test_a_notice_on_all_pages_of_a_site_groups_none():
    """A fifth of each page is the same words."""
    notice = " " + invented(10, seed=99)

    assert variants(*(article(str(n), invented(40, seed=n) + notice) for n in range(30))) == {}


def test_a_chain_of_small_changes_ends():
    """What is like a variant, but no longer like its head, begins a group of its own."""
    sentences = invented(60, seed=5).split(". ")
    parts = [". ".join(sentences[start : start + 40]) + "." for start in range(0, 24, 4)]
    chain = [article(f"{n}", text, published=f"202{n}") for n, text in enumerate(parts)]

    found = variants(*chain)

    assert found == {"1": "0", "2": "0", "4": "3", "5": "3"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"words": 41, "published": "2025"}, {"published": "2024"}),
        ({"published": "2024-05-01"}, {"published": "2024-05-02", "url": "https://a.example/"}),
        ({"published": "2024"}, {"published": "2024-01-01"}),
        ({"published": "2030"}, {"url": "https://a.example/"}),
        ({"url": "https://z.example/"}, {}),
        ({"id": "a.md"}, {"id": "b.md"}),
        ({"id": "z", "url": "https://z.example/"}, {"id": "a"}),
    ],
)
def test_the_head_is_the_fullest_then_the_earliest_then_one_with_an_address(one, other):
    """In that order, then by id; a year stands before its days, no date comes last."""

    def known(id="x", words=40, published="", url=""):
        return Sketched(id, published, url, Sketch(words, 0, np.zeros(0, np.uint64)))

    assert precedence(known(**one)) < precedence(known(**other))


def test_copies_that_were_shortened_in_different_ways_join_the_whole():
    """Though they are not like each other, and both are older than it."""
    one, other = (article(f"{n}", shortened(STORY, 0.4, seed=n), published="2020") for n in "12")
    assert variants(one, other) == {}

    assert variants(one, other, article("whole", STORY)) == {"1": "whole", "2": "whole"}


@given(st.permutations(range(9)), st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_articles_makes_no_difference(order, data):
    """Three stories with variants, whatever their dates, whichever is named first."""
    dates = data.draw(st.lists(st.sampled_from(["", "2020", "2021-01"]), min_size=9, max_size=9))
    articles = [
        article(f"{n}", shortened(invented(30, seed=n % 3), 0.1 * (n // 3), seed=n), published=day)
        for n, day in enumerate(dates)
    ]
    found = variants(*articles)

    assert variants(*(articles[place] for place in order)) == found
    assert all(int(name) % 3 == int(head) % 3 for name, head in found.items())
    assert found.keys().isdisjoint(found.values())  # no head is a variant


@given(st.lists(st.text(alphabet="ab .", min_size=1).filter(str.strip), max_size=6))
@settings(max_examples=60, deadline=None)
def test_every_variant_is_like_its_head(texts):
    """Also among texts of two letters, which have much in common by accident."""
    articles = {str(n): article(str(n), text) for n, text in enumerate(texts)}
    found = find_variants([sketched(each) for each in articles.values()], articles.__getitem__)

    for each in found:
        shared = compare(wording(articles[each.id]), wording(articles[each.head]))
        assert shared.is_variant
        assert shared.containment == each.containment


def test_only_promising_articles_are_read_again():
    """Unlike ones are told apart by their samples: a large collection takes seconds."""
    articles = {str(n): article(str(n), invented(40, seed=n)) for n in range(40)}
    articles["copy"] = article("copy", shortened(articles["7"].text, 0.2, seed=1))
    asked = []

    def read(name):
        asked.append(name)
        return articles[name]

    find_variants([sketched(each) for each in articles.values()], read)

    assert sorted(asked) == ["7", "copy"]


def test_an_empty_collection_has_no_variants():
    """And neither has a single article."""
    assert variants() == {}
    assert variants(article("a", STORY)) == {}
