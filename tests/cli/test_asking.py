"""Questions on the command line: mistyped, in one language, or full of what could be syntax."""

import pytest

STRANGE = [
    '"panic" AND (sleep OR NOT "worry")', 
    "pan* sl?ep~2 worry^3 [a TO z]", "text:panic +sleep -worry",
    "sleep \\ / {} $HOME `id` %s %(a)s", "' OR 1=1; --", "<b>sleep</b> [link](x) **bold**",
    "ماذا يفعل المعالج؟", "what is it", "a* b", "x" * 100_000, "panic " * 100_000, "sleep 😢",
]  # fmt: skip


@pytest.mark.parametrize("question", STRANGE, ids=range(len(STRANGE)))
def test_strange_questions_are_answered(run, tiny_home, question):
    """Exit code 0, hits or none; what was asked is told as it was asked."""
    ran = run("search", "--json", "--home", tiny_home, "--", question)

    assert ran.code == 0
    assert question.startswith(ran.json["query"])


@pytest.mark.parametrize("question", ["", "😢😢", '"*" ~ ^ []', "\x00\x00", "\u202e"])
def test_questions_without_a_word_are_refused_in_words(run, tiny_home, question):
    """Exit code 2, what was missing, and an example."""
    ran = run("search", "--json", "--home", tiny_home, "--", question)

    assert (ran.code, ran.json["error"]["code"]) == (2, "empty_query")
    assert "how do I sleep better" in ran.json["error"]["hint"]


def test_what_looks_like_an_option_is_explained(run, tiny_home):
    """It is not taken for a word, nor the other way round; no traceback."""
    ran = run("search", "-worry", "--json", "--home", tiny_home)

    assert (ran.code, ran.json["error"]["code"]) == (2, "usage")
    assert run("search", "--json", "--home", tiny_home, "--", "-worry").json["query"] == "-worry"


def test_a_mistyped_word_is_put_right_and_told(run, tiny_home):
    """Both questions are shown, and how to ask the one as typed."""
    words = ("search", "panik atack", "--no-color", "--home", tiny_home)

    told, exact, asked = run(*words), run(*words, "--exact-words"), run(*words, "--json")

    assert told.out.splitlines()[:2] == [
        "Showing results for: panic attack",
        "Search instead for: panik atack  (--exact-words)",
    ]
    assert "Showing results for" not in exact.out
    assert (asked.json["query"], asked.json["searched_for"]) == ("panik atack", "panic attack")


def test_only_articles_in_a_language_are_searched(run, tiny_home):
    """By its code or its name; one that is no language is refused."""
    words = ("search", "how can I sleep better", "--json", "--home", tiny_home, "--language")

    assert run(*words, "English").json["hits"] == run(*words, "en-GB").json["hits"] != []
    assert run(*words, "de").json["error"]["code"] == "no_such_value"
    refused = run(*words, "Klingonish?")
    assert refused.code == 2
    assert "is no language's code like en or de" in refused.json["error"]["message"]
