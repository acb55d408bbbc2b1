"""The pages do what they promise, on the tiny home, without a browser."""

import logging
import re

import pytest

from corpus.collection import Collection
from index.build import build_index
from index.encoders.catalogue import open_encoder
from page.parts import building
from search.engine import SearchEngine
from tests.repointed import OF_THE_HUB, OTHER, repoint

PANIC = "what helps in a panic attack"


def titles(html):
    """The titles of the cards, in order."""
    return re.findall(r"<div class='hit'>.*?<h2[^>]*>(.*?)</h2>", html, re.DOTALL)


def test_an_empty_page_invites(visit):
    """Before a question there are counts, examples, sites and the newest articles."""
    html = visit.go().html
    assert re.search(r"\d+ passages from 12 articles · index built", html)
    assert "Harbour Lane" in html
    assert "Newest articles" in html
    assert visit.app.text_input[0].label == "Your question"
    buttons = [button.key or "" for button in visit.app.button]
    assert sum(key.startswith("example-") for key in buttons) == 6
    assert sum(key.startswith("topic-") for key in buttons) > 1


def test_a_question_is_answered(visit):
    """The article that answers is first, its passage marked; what invited to ask is gone."""
    html = visit.go(q=PANIC).html
    assert "To begin with" not in html
    assert "Newest articles" not in html
    assert titles(html)[0] == "When panic comes"
    assert re.search(r"\d+ passages? from \d+ articles?, \d\.\d\d s", html)
    assert "Open at this passage" in html
    assert "published 17 September 2024" in html
    assert "Licence: CC BY 4.0" in html
    assert visit.app.text_input[0].value == PANIC


def test_an_example_asks_its_question(visit):
    """A pill is a question that is asked at once, and that stands in the address."""
    visit.go()
    visit.button("Anger without regret").click().run()
    assert visit.app.query_params["q"] == "Anger without regret"
    assert titles(visit.html)[0] == "Anger without regret"


def test_typing_writes_the_address(visit):
    """A typed question and a filter can be sent to a friend as a link."""
    visit.go()
    visit.app.text_input[0].set_value(PANIC).run()
    visit.app.radio[0].set_value("words").run()
    assert visit.app.query_params == {"q": PANIC, "mode": "words"}


def test_a_private_question_stays_out_of_the_address(visit):
    """The switch takes it out, the answer stays; typing another keeps it out."""
    visit.go(q=PANIC)
    visit.toggle("Private search: keep it out of the browser's history").set_value(True).run()
    assert "q" not in visit.app.query_params
    assert titles(visit.html)[0] == "When panic comes"
    visit.app.text_input[0].set_value("grief after a death").run()
    assert "q" not in visit.app.query_params
    assert "Living with grief" in titles(visit.html)


def test_a_long_question_can_be_read_again(visit):
    """Below the box, which cuts it off; as text, and a very long one in part."""
    story = f"I lie awake <b>again</b> and again, and go over the whole day. {PANIC}?"
    shown = "again, and go over the whole day. what helps in a panic attack?</q></p>"
    assert f"I lie awake &lt;b&gt;again&lt;/b&gt; and {shown}" in visit.go(q=story).html
    assert " …</q></p>" not in visit.html
    assert visit.go(q=f"{PANIC} " * 100).html.count(" …</q></p>") == 1
    assert "You asked" not in visit.go(q="panic attacks").html


def test_a_site_narrows_the_search(visit):
    """Only the chosen site's articles are found."""
    visit.go(q="talk about grief", site="Quiet Mile")
    assert set(titles(visit.html)) <= {"Living with grief", "The first session", "Less lonely"}
    assert titles(visit.html)


def test_one_passage_for_each_article(visit):
    """With the switch no title comes twice."""
    found = titles(visit.go(q="talk to your doctor about sleep", one="1").html)
    assert len(found) == len(set(found)) > 0


def test_nothing_relevant_is_said_plainly(visit):
    """There is no card, and no promise."""
    html = visit.go(q="xylophone zeppelin quark").html
    assert "Nothing here answers that" in html
    assert titles(html) == []


def test_where_nothing_answers_topics_lead_on(visit):
    """A press lists what the collection has; it asks nothing that failed before."""
    visit.go(q="xylophone zeppelin quark")
    topics = [each for each in visit.app.button if (each.key or "").startswith("topic-")]
    assert len(topics) > 1
    topics[0].click().run()
    assert list(visit.app.query_params) == ["topic"]
    assert "A question is asked of these only." in visit.html


def test_a_filter_that_hides_the_answer_is_offered_for_dropping(visit):
    """The button says what it would find, and asks again without the filter."""
    visit.go(q=PANIC, since="2099")
    assert "Nothing here answers that" in visit.html
    button = visit.button("Search every date")
    assert re.search(r"\(\d+ passages?\)", button.label)
    button.click().run()
    assert titles(visit.html)[0] == "When panic comes"
    assert visit.app.query_params == {"q": PANIC}


def test_weak_matches_are_folded(visit, monkeypatch):
    """Where all is weak, the page says that no match is close before showing any."""
    monkeypatch.setattr("search.engine.judge", lambda *_: "weak")
    visit.go(q=PANIC)
    labels = [fold.label for fold in visit.app.expander]
    assert "No close match. These are only loosely related:" in labels
    assert "No close match" in visit.html


def test_help_lines_come_when_called_for(visit):
    """The card stands above the results, and the results are there."""
    html = visit.go(q="I want to die").html
    assert html.count("Help is available") == 3  # header, footer and card
    assert "findahelpline.com" in html  # no country can be guessed here


def test_below_help_lines_nobody_is_sent_to_other_words(visit):
    """Where nothing fits, the page points up to them, and names no filter and no fault."""
    html = visit.go(q="i wanna kms xylophone zeppelin quark").html
    assert "The lines above are there for this" in html
    assert "Nothing here answers that" not in html
    assert "shorter question" not in html


def test_a_chosen_country_holds_for_the_visit(visit):
    """All cards change with one choice, on every page."""
    visit.go(q="I want to die")
    visit.app.selectbox(key="country-crisis").set_value("NZ").run()
    assert visit.html.count("href='tel:1737'") == 3
    assert visit.go("about").html.count("href='tel:1737'") == 2


@pytest.mark.parametrize("page", ["search", "article", "library", "about"])
def test_help_and_small_print_are_on_every_page(visit, page):
    """A question that the detector misses does no harm."""
    html = visit.go(page).html
    assert html.count("Help is available") == 2
    assert "General information, not a diagnosis" in html
    assert "Searches stay on this machine" in html


def test_an_empty_question_is_no_error(visit):
    """White space asks nothing; signs alone are answered with what to do."""
    assert "To begin with" in visit.go(q="  ").html
    assert "The question has no word in it." in visit.go(q="???").html


def test_a_home_without_an_index_says_how_to_begin(visit_empty):
    """The command, and a button that builds the samples."""
    html = visit_empty.go().html
    assert "<code>wellread add FOLDER</code>" in html
    assert visit_empty.button("Build the sample collection")


def test_the_sample_button_starts_a_build(visit_empty, monkeypatch):
    """One click is enough."""
    asked = []
    monkeypatch.setattr(building.Builder, "start", lambda self, **how: asked.append(how))
    visit_empty.go()
    visit_empty.button("Build the sample collection").click().run()
    assert asked == [{"samples": True}]


def test_a_changed_collection_is_told(visit_own, own_home):
    """What an update would bring, and the button for it; search goes on."""
    with Collection.open(own_home) as collection:
        collection.remove(collection.entries()[0].id)
    html = visit_own.go(q=PANIC).html
    assert "0 new, 0 changed, 1 removed since the last build" in html
    assert visit_own.button("Update")
    assert titles(html)[0] == "When panic comes"


def test_a_damaged_index_gives_its_message(visit_own, own_home):
    """What happened and what to do; never a traceback."""
    for manifest in own_home.glob("index/*/manifest.json"):
        manifest.write_text("{}")
    html = visit_own.go(q=PANIC).html
    assert "can be trusted" in html
    assert "wellread build" in html
    assert "Traceback" not in html


def test_another_model_is_named_and_the_index_made_anew(visit_own, own_home):
    """Both models by their names, and one press that mends it."""
    repoint(own_home, OTHER)
    html = visit_own.go(q=PANIC).html
    assert "hashing-256@1" in html
    assert "hashing-256@2" in html
    assert "wellread build" in html
    visit_own.button("Make the index anew").click().run()
    for _ in range(200):
        if building.builder_of(own_home).state.stage != "running":
            break
        visit_own.app.run()
    visit_own.app.run()
    assert titles(visit_own.html)[0] == "When panic comes"


def test_without_a_model_words_are_searched_and_it_is_said(visit_own, own_home):
    """What is not here, and answers all the same; nothing is fetched for it."""
    repoint(own_home, OF_THE_HUB)
    html = visit_own.go(q=PANIC).html
    said = (
        "Only words are searched: The encoder &#x27;nobody/none-such&#x27; is not on this machine."
    )
    assert said in html
    assert titles(html)[0] == "When panic comes"


def test_a_bug_shows_an_id_that_is_in_the_log(visit, monkeypatch, caplog):
    """The log has type and place, never the question."""

    def fail(self, question, **_):
        raise ZeroDivisionError(question)

    monkeypatch.setattr(SearchEngine, "search", fail)
    with caplog.at_level(logging.ERROR):
        html = visit.go(q="my secret worry").html
    number = re.search(r"noted as (\w{8})", html).group(1)
    assert f"{number}: ZeroDivisionError at" in caplog.text
    assert "secret" not in caplog.text


def test_no_question_is_logged_or_stored(visit_own, own_home, caplog):
    """After a search neither the log nor any file of the home has the question's words."""
    with caplog.at_level(logging.DEBUG):
        visit_own.go(q="my zanzibar worry")
        assert not visit_own.app.exception
    assert "zanzibar" not in "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith("wellread")
    )
    files = [path for path in own_home.rglob("*") if path.is_file()]
    assert not any(b"zanzibar" in path.read_bytes() for path in files)


def first_id(home, part):
    """The id of the article whose id holds a word."""
    with Collection.open(home) as collection:
        return next(entry.id for entry in collection.entries() if part in entry.id)


def test_an_article_is_shown_with_its_passage(visit, tiny_home):
    """The passage is set off, and each detail says where it was read."""
    html = visit.go("article", id=first_id(tiny_home, "panic"), passage="1").html
    assert re.search(r"<h1[^>]*>When panic comes</h1>", html)
    assert 'id="found"' in html
    assert "front matter" in html
    assert "harbour-lane.example" in html


@pytest.mark.parametrize("passage", ["99", "-1", "x", ""])
def test_a_passage_that_is_not_there_is_passed_over(visit, tiny_home, passage):
    """The article is shown without a mark."""
    html = visit.go("article", id=first_id(tiny_home, "panic"), passage=passage).html
    assert "When panic comes" in html
    assert 'id="found"' not in html


def test_an_unknown_article_says_so(visit):
    """A link to an article that was taken out gives a sentence and a way on, and no command."""
    html = visit.go("article", id="gone.md").html
    assert "There is no article &#x27;gone.md&#x27; here." in html
    assert "look in the Library" in html
    assert "wellread list" not in html


def test_what_cleaning_removed_can_be_seen(visit, tiny_home):
    """The switch shows the source, its counts by rule, and what was struck."""
    visit.go("article", id=first_id(tiny_home, "panic"))
    switch = visit.toggle("Show what cleaning removed")
    assert not switch.disabled  # its front matter and headings' marks at the least
    switch.set_value(True).run()
    assert "<del>" in visit.html
    assert "removed." in visit.html


def test_the_library_lists_articles_and_index(visit, tiny_home):
    """Every article has a row that leads to it; the index says what it was built with."""
    html = visit.go("library").html
    assert html.partition("<table class='shelf'>")[2].partition("</table>")[0].count("?id=") == 12
    assert "hashing-256@2" in html
    assert "12 articles" in html


def test_what_needs_review_is_listed_and_told(visit_own, own_home):
    """The Library counts and lists it with the reason; its own page says it, too."""
    buttons = "Share on Facebook\n\nPrint this page\n\n" * 12
    text = (
        "Gardens calm. Digging in a garden for half an hour a day lifts many moods. Watching a "
        "bed of beans grow gives the week a shape, and a reason to go outside in the rain. People "
        "who garden together speak more easily, because their hands are busy. It takes no talent "
        "and little money: a pot on a window sill is a garden, too. In winter there is less to "
        "do, and planning the next spring at the table is a quiet pleasure of its own."
    )
    with Collection.open(own_home) as collection:
        data = f"{text}\n\n{buttons}".encode()
        collection.add(data, source="t", name="garden & co.txt", format="text")
        build_index(own_home, collection, open_encoder("hashing"), asked_for="hashing")
    html = visit_own.go("library").html
    assert "1 article needs review" in html
    assert (
        "<a href='article?id=garden%20%26%20co.txt' target='_self'>garden &amp; co.txt</a>" in html
    )
    assert "of its lines were dropped" in html
    assert "This article needs review: " in visit_own.go("article", id="garden & co.txt").html


def test_a_library_without_such_articles_does_not_speak_of_review(visit):
    """Nothing is counted where there is nothing."""
    assert "review" not in visit.go("library").html


def test_the_library_finds_an_article(visit):
    """Typing narrows the table."""
    visit.go("library")
    visit.app.text_input(key="wanted").set_value("grief").run()
    assert "1 article<" in visit.html


def test_uploads_are_told_one_by_one(visit_own):
    """What was added and what was refused, with its reason; an update is offered."""
    visit_own.go("library")
    text = "Gardens calm. " + "Digging in a garden for half an hour a day lifts many moods. " * 5
    visit_own.app.file_uploader[0].set_value(
        [("garden.txt", text.encode(), "text/plain"), ("empty.txt", b" ", "text/plain")]
    ).run()
    visit_own.button("Add to the collection").click().run()
    assert "<b>garden.txt</b> added" in visit_own.html
    assert "<b>empty.txt</b> refused: Empty" in visit_own.html
    assert "1 new, 0 changed, 0 removed since the last build" in visit_own.html
    assert "Not read yet" in visit_own.html
    assert "<span class='flag'>Waits for an update</span>" in visit_own.html


def test_an_article_can_be_removed(visit_own, own_home):
    """It is gone from the collection at once."""
    gone = first_id(own_home, "panic")
    visit_own.go("library")
    visit_own.app.multiselect(key="to_remove").set_value([gone]).run()
    visit_own.button("Remove …").click().run()
    assert "Remove 1 article?" in visit_own.html
    with Collection.open(own_home) as collection:
        assert collection.find(id=gone)
    visit_own.button("Yes, remove").click().run()
    assert f"<b>{gone}</b> removed" in visit_own.html
    with Collection.open(own_home) as collection:
        assert gone not in [entry.id for entry in collection.entries()]


def test_the_update_button_builds(visit_own, own_home):
    """A build runs beside the page and ends with what it did."""
    with Collection.open(own_home) as collection:
        collection.remove(first_id(own_home, "panic"))
    visit_own.go("library")
    visit_own.button("Update the index").click().run()
    deadline = 200
    while building.builder_of(own_home).state.stage == "running" and deadline:
        visit_own.app.run()
        deadline -= 1
    visit_own.app.run()
    assert "Updated: 0 new, 0 changed, 1 removed" in visit_own.html


def test_about_explains(visit):
    """Ranking, privacy, cleaning, licences, and what it is not."""
    html = visit.go("about").html
    for heading in ("How ranking works", "What stays private", "What cleaning does", "Licences"):
        assert f"<h2>{heading}</h2>" in html


def test_a_mistyped_word_is_put_right_and_told(visit):
    """With what was typed beside it, and a button that searches for that."""
    visit.go(q="panik <b>atack</b>")

    assert "Showing results for <strong>panic &lt;b&gt;attack&lt;/b&gt;</strong>" in visit.html
    assert "where you typed <q>panik &lt;b&gt;atack&lt;/b&gt;</q>" in visit.html

    visit.button("Search instead").click().run()
    assert visit.app.query_params["exact"] == "1"
    assert "Showing results for" not in visit.html


def test_another_question_is_put_right_again(visit):
    """What was asked for one question's words does not stay for the next."""
    visit.go(q="panik", exact="1")
    visit.app.text_input(key="question").set_value("panik atack").run()

    assert "exact" not in visit.app.query_params
    assert "Showing results for <strong>panic attack</strong>" in visit.html
