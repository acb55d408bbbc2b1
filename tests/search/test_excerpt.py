"""Of a passage no more is shown than its publisher allows, on any path; offsets are exact."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Passage, Place, Span
from search.as_json import answer_as_json
from search.engine import SearchEngine
from search.excerpt import excerpt_of

TEXT = (
    "Rest is allowed at any hour. Nobody has to earn it first. The body recovers while you lie "
    "still, even where sleep does not come at once."
)
FIRST = Place(0, TEXT.index(" Nobody"))
SECOND = Place(TEXT.index("Nobody"), TEXT.index(" The"))
THIRD = Place(TEXT.index("The"), len(TEXT))
NOTHING = "Its publisher asks that no excerpt be shown."


def excerpt(rule, best=FIRST, text=TEXT):
    """What may be shown of a text that is one passage."""
    spans = tuple(Span(*place, "sentence", 0, 0) for place in (FIRST, SECOND, THIRD))
    article = Article(id="a", title="Rest", text=text, spans=spans, snippets=rule)
    passage = Passage(article_id="a", ordinal=0, start=0, end=len(text), text=text, headings=("R",))
    return excerpt_of(article, passage, best)


@pytest.mark.parametrize("rule", ["", "max-snippet:-1", "index, follow", "nosnippets"])
def test_without_a_limit_all_of_it_is_shown(rule):
    """Most pages say nothing, and −1 is no limit."""
    found = excerpt(rule, SECOND)
    assert (found.passage.text, found.passage.headings) == (TEXT, ("R",))
    assert (found.best_sentence, found.notice, found.since) == (SECOND, "", 0)


@pytest.mark.parametrize("rule", ["nosnippet", "max-snippet:0", "max-snippet:50, NOSNIPPET"])
def test_where_no_excerpt_is_wanted_there_is_no_word(rule):
    """Neither of the text nor of its headings; the reason is said."""
    found = excerpt(rule, SECOND)
    assert (found.passage.text, found.passage.headings) == ("", ())
    assert found.best_sentence.start == found.best_sentence.end == found.passage.end
    assert found.notice == NOTHING


@pytest.mark.parametrize(
    ("limit", "best", "shown", "marked"),
    [
        (28, FIRST, "Rest is allowed at any hour.", "Rest is allowed at any hour."),
        (30, FIRST, "Rest is allowed at any hour.", "Rest is allowed at any hour."),
        (27, FIRST, "Rest is allowed at any", "Rest is allowed at any"),
        (35, FIRST, "Rest is allowed at any hour. Nobody", "Rest is allowed at any hour."),
        (57, SECOND, TEXT[:57], "Nobody has to earn it first."),
        (35, SECOND, "Nobody has to earn it first. The", "Nobody has to earn it first."),
        (20, SECOND, "Nobody has to earn", "Nobody has to earn"),
        (500, SECOND, TEXT, "Nobody has to earn it first."),
        (3, SECOND, "", ""),
    ],
)
def test_a_limit_is_kept_at_the_end_of_a_word(limit, best, shown, marked):
    """With the best sentence in it where that fits, else as much of it as does."""
    found = excerpt(f"max-snippet:{limit}", best)
    assert found.passage.text == shown
    assert TEXT[slice(*found.best_sentence)] == marked
    assert found.notice == f"Its publisher asks that at most {limit} characters be shown."


def test_a_script_without_spaces_is_cut_between_letters():
    """Not before the mark that ends a sentence, nor inside a number."""
    text = "休むことは大切です。夜は早く寝ましょう。"
    assert excerpt("max-snippet:12", Place(0, 10), text).passage.text == "休むことは大切です。夜は"
    assert excerpt("max-snippet:9", Place(0, 10), text).passage.text == "休むことは大切で"


@given(st.text(alphabet="ab é休。\n", min_size=1), st.integers(0, 30), st.data())
def test_never_more_than_allowed_and_always_the_articles_own(text, limit, data):
    """Offsets are exact, the best sentence lies inside, whole words are left whole."""
    text = f"x{text}x"
    start = data.draw(st.integers(0, len(text) - 1))
    best = Place(start, data.draw(st.integers(start + 1, len(text))))
    found = excerpt(f"max-snippet:{limit}", best, text)
    shown, (begin, end) = found.passage, found.best_sentence
    assert len(shown.text) <= limit
    assert text[shown.start : shown.end] == shown.text
    assert shown.start <= begin <= end <= shown.end
    after = text[shown.end : shown.end + 1]
    assert not shown.text or not after or after.isspace() or after == "休"


@pytest.fixture(scope="module")
def limited(tmp_path_factory, make):
    """The engine of a home with the same advice three times: no limit, nosnippet, 40 characters."""
    folder = tmp_path_factory.mktemp("limited")
    for name, rule in (("silent", "nosnippet"), ("short", "max-snippet:40")):
        paragraphs = "".join(
            f"<h2>Lantern {number}</h2><p>The {name} lantern of paper number {number} hangs by the "
            f"window and calms whoever looks at it on a slow evening. "
            + f"Folding {name} paper keeps busy hands at rest, and the lantern glows. " * 9
            + "</p>"
            for number in range(6)
        )
        (folder / f"{name}.html").write_text(
            f"<html lang='en'><head><title>Paper lanterns, {name}</title>"
            f"<link rel='canonical' href='https://{name}.example/lanterns'>"
            f"<meta name='robots' content='{rule}'></head>"
            f"<body><article><h1>Paper lanterns, {name}</h1>{paragraphs}</article></body></html>",
            "utf-8",
        )
    home = make(tmp_path_factory.mktemp("limits") / "home", folder, encoder="hashing")
    return SearchEngine.open(home)


def test_what_may_not_be_shown_is_still_found(limited):
    """Once: two hits of it would look the same. Its address opens the page, not at its words."""
    hits = limited.search("silent lantern of paper", count=10).hits
    (silent,) = (hit for hit in hits if hit.article.id.endswith("silent.html"))
    assert silent.rank == 1
    assert (silent.passage.text, silent.passage.headings, silent.notice) == ("", (), NOTHING)
    assert silent.open_url == "https://silent.example/lanterns"


def test_programs_are_given_no_more_than_people(limited):
    """Of a text under a limit no other word is in the JSON, not in the address either."""
    found = answer_as_json(limited.search("short lantern of paper number three", count=10))
    (short,) = (hit for hit in found["hits"] if hit["article"]["id"].endswith("short.html"))
    assert 20 < len(short["text"]) <= 40
    assert short["notice"] == "Its publisher asks that at most 40 characters be shown."
    assert short["headings"] == []
    assert short["start"] <= short["best_sentence"]["start"] < short["best_sentence"]["end"]
    assert short["best_sentence"]["end"] <= short["end"] == short["start"] + len(short["text"])
    named = short["open_url"].partition(":~:text=")[2].replace("%20", " ").replace("%2C", ",")
    assert named
    assert all(part in short["text"] for part in named.split(","))
    (silent,) = (hit for hit in found["hits"] if hit["article"]["id"].endswith("silent.html"))
    told = json.dumps(silent).replace("Paper lanterns, silent", "")
    assert not {"window", "evening", "Folding", "glows", "Lantern"} & set(told.split())


def test_a_page_may_be_asked_for_more_of_its_passages_in_vain(limited):
    """However many are wanted, an article under a limit gives one, so that it is no loophole."""
    hits = limited.search("lantern of paper", count=50, per_article=50).hits
    assert sorted(hit.article.id.rpartition("/")[2] for hit in hits) == [
        "short.html",
        "silent.html",
    ]
