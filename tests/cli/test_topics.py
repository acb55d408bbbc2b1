"""`wellread topics`, and a search that is narrowed to one, as people and programs see them."""

import pytest


def test_topics_are_listed(run, tiny_home):
    """Each with its count; programs get the key that it is asked for by."""
    listed = run("topics", "--json", "--home", tiny_home).json["topics"]
    shown = run("topics", "--no-color", "--home", tiny_home)

    assert sum(topic["articles"] for topic in listed) == 12
    assert listed[0]["words"][0].casefold() == listed[0]["key"]
    assert (shown.code, len(shown.out.splitlines())) == (0, len(listed))


def test_a_search_within_a_topic(run, tiny_home):
    """Only its articles answer, whatever the case of its name."""
    topic = run("topics", "--json", "--home", tiny_home).json["topics"][-1]["key"]
    question = ("search", "what helps", "--json", "--mode", "words", "--home", tiny_home)
    inside = run(*question, "--topic", topic.upper()).json["hits"]
    every = run(*question, "--count", "50").json["hits"]

    found = {hit["article"]["id"] for hit in inside}
    assert found <= {hit["article"]["id"] for hit in every}
    assert len(found) < len({hit["article"]["id"] for hit in every})


def test_a_topic_that_is_not_there(run, tiny_home):
    """The answer names those that are."""
    ran = run("search", "sleep", "--topic", "zeppelins", "--json", "--home", tiny_home)
    assert (ran.code, ran.json["error"]["code"]) == (4, "no_such_topic")
    assert "it has: " in ran.json["error"]["message"]


@pytest.mark.parametrize(
    ("option", "slip", "hint"),
    [
        ("--site", "Oak Tabel", "Did you mean Oak Table"),
        ("--site", "zeppelins", "There are: "),
        ("--language", "xx", "There are: "),
        ("--source", "nowhere/", "There are: "),
    ],
)
def test_a_filter_that_no_article_meets_by_a_slip_is_told(run, tiny_home, option, slip, hint):
    """Not taken for a collection without an answer."""
    ran = run("search", "sleep", option, slip, "--json", "--home", tiny_home)
    error = ran.json["error"]

    assert (ran.code, error["code"]) == (4, "no_such_value")
    assert repr(slip) in error["message"]
    assert hint in error["hint"]
