"""Topics, filters with their counts, and what is said when a filter hides the answer."""

import re

import pytest

from index.facets import count_articles, facets, newest_first
from index.filters import OTHER, ArticleFilter
from page.parts.address import Asked
from page.parts.welcome import plain
from tests.page.test_page import PANIC, titles

FILTERS = {
    "none": ArticleFilter(),
    "site": ArticleFilter(sites=("Harbour Lane",)),
    "since": ArticleFilter(since="2024"),
    "language": ArticleFilter(languages=("en",)),
    "nothing": ArticleFilter(since="2099", sites=("Oak Table",)),
}


def of(counts, label):
    """The filter with a label, and its choices."""
    return next(each for each in counts if each.label == label)


def test_a_topic_lists_its_articles_and_keeps_to_them(visit, engine):
    """A pill shows the articles of its topic; what is asked next is asked of these only."""
    topic = engine.index.topics[-1]
    visit.go()
    visit.button(f"{topic.name} ({topic.articles})").click().run()
    assert visit.app.query_params == {"topic": [topic.key]} or visit.app.query_params == {
        "topic": topic.key
    }
    assert visit.html.count("article?id=") == topic.articles
    inside = set(re.findall(r"target='_self'>(.*?)</a>", visit.html))
    visit.app.text_input[0].set_value("talk to a doctor about fear").run()
    assert set(titles(visit.html)) <= inside


def test_a_chosen_topic_can_be_left(visit, engine):
    """One button leads back to the whole collection."""
    visit.go(topic=engine.index.topics[0].key)
    visit.button("Back to the whole collection").click().run()
    assert visit.app.query_params == {}
    assert "Newest articles" in visit.html


def test_filters_show_their_counts(visit, engine):
    """Every choice says how many articles it has."""
    visit.go(q="sleep")
    topics, sites = (
        of(visit.app.multiselect, "Of these topics"),
        of(visit.app.multiselect, "From these sites"),
    )
    assert topics.options == [f"{each.name} ({each.articles})" for each in engine.index.topics]
    assert sites.options[0] == "Harbour Lane (4)"
    years = of(visit.app.selectbox, "Published since").options
    assert years[0] == "Any time (12)"
    assert all(re.fullmatch(r"\d{4} \(\d+\)", year) for year in years[1:])


def test_counts_heed_the_other_filters(visit):
    """Of the chosen site only; the sites themselves are counted as if none were chosen."""
    visit.go(site="Quiet Mile")
    topics = of(visit.app.multiselect, "Of these topics").options
    assert sum(int(re.search(r"\((\d+)\)", each)[1]) for each in topics) == 3
    assert "Harbour Lane (4)" in of(visit.app.multiselect, "From these sites").options
    assert "<p class='quiet on'>Only Quiet Mile</p>" in visit.html


def test_a_topic_that_is_gone_stays_to_be_dropped(visit):
    """A link from an earlier build finds nothing, says so, and can be loosened."""
    html = visit.go(q=PANIC, topic="gone <b>").html
    assert "The filters together leave none of the 12 articles." in html
    assert "<strong>gone &lt;b&gt;</strong> leaves 0 of 12 articles" in html
    visit.button("Search every topic").click().run()
    assert titles(visit.html)[0] == "When panic comes"


def test_what_each_filter_costs_is_said(visit):
    """By itself; where only all together hide the answer, one button drops them all."""
    html = visit.go(q=PANIC, since="2099", site="Nowhere").html
    assert "Site: <strong>Nowhere</strong> leaves 0 of 12 articles" in html
    assert "Published since: <strong>2099</strong> leaves 0 of 12 articles" in html
    visit.button("Search without any filter").click().run()
    assert visit.app.query_params == {"q": PANIC}


@pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
def test_facets_count_what_filters_let_through(engine, where):
    """Each count is that of the articles which the filter with that choice has."""
    passages = engine.index.passages
    found = facets(passages, where)

    def left(**other):
        kept = {"sites": where.sites, "languages": where.languages, "since": where.since}
        return len(passages.article_numbers(ArticleFilter(**(kept | other))))

    assert all(n == left(sites=(site,)) for site, n in found.sites.items())
    assert all(n == left(topics=(key,)) for key, n in found.topics.items())
    assert all(n == left(since=year) for year, n in found.years.items())
    assert all(n == left(languages=(code,)) for code, n in found.languages.items())
    assert count_articles(passages, where) == left()
    assert found.all == left(since="")
    assert list(found.years) == sorted(found.years, reverse=True)


def test_lists_are_newest_first(engine):
    """What has no date comes last; other filters hold."""
    listed = newest_first(engine.index.passages, ArticleFilter(), 50)
    dates = [each.published for each in listed]
    assert dates == sorted(dates, reverse=True)
    assert len(newest_first(engine.index.passages, FILTERS["site"], 2)) == 2
    assert newest_first(engine.index.passages, FILTERS["nothing"], 5) == []


def test_an_address_keeps_topics_and_languages():
    """They come back as they were asked, also the articles whose language is not known."""
    asked = Asked(question="sleep", topics=("fear", OTHER), languages=("en", ""))
    address = {
        name: [value] if isinstance(value, str) else value
        for name, value in asked.as_address().items()
    }
    assert address["lang"] == ["en", "-"]
    assert Asked.from_address(address) == asked
    assert [way.name for way in asked.loosened()] == ["Topic", "Language"]
    assert asked.loosened()[0].only(asked) == ArticleFilter(topics=asked.topics)
    assert asked.unfiltered() == Asked(question="sleep")


@pytest.mark.parametrize(
    "text", ["**bold**", "![x](http://evil.example)", ":red[x]", "$x$", "# a", "`c`", "<b>"]
)
def test_a_title_is_no_markup_on_a_pill(text):
    """Every sign that means something in Markdown is escaped."""
    assert not set(re.sub(r"\\(.)", "", plain(text))) & set("*_[]<>#`:$!~")
    assert re.sub(r"\\(.)", r"\1", plain(text)) == text
