"""`wellread search` prints no more of an article than its publisher allows."""

import pytest

WORDS = "Lacquered boxes keep letters dry for a hundred years if nobody opens them in the rain."


@pytest.fixture
def home_with(run, tmp_path):
    """Makes a home with one article whose page has a rule."""

    def make_one(rule):
        page = tmp_path / "boxes.html"
        page.write_text(
            f"<html lang='en'><head><title>Boxes</title><meta name='robots' content='{rule}'>"
            "<link rel='canonical' href='https://box.example/letters'></head><body><article>"
            f"<h1>Boxes</h1><h2>The lid</h2><p>{WORDS} {WORDS[:-12]}.</p></article></body></html>",
            "utf-8",
        )
        run("add", page, "--home", tmp_path / "home")
        run("build", "--encoder", "hashing", "--home", tmp_path / "home")
        return tmp_path / "home"

    return make_one


def test_no_word_is_printed_where_none_may_be(run, home_with):
    """Title, where it is from, the reason and the address; nothing else on either path."""
    home = home_with("nosnippet")
    ran = run("search", "lacquered boxes", "--no-color", "--home", home)
    title, _, reason, address = ran.out.strip().splitlines()
    assert title.startswith("1. Boxes  [")
    assert reason == "   Its publisher asks that no excerpt be shown."
    assert address == "   https://box.example/letters"
    ran = run("search", "lacquered boxes", "--json", "--home", home)
    (hit,) = ran.json["hits"]
    assert (hit["text"], hit["headings"], hit["start"]) == ("", [], hit["end"])
    assert hit["notice"] == "Its publisher asks that no excerpt be shown."
    assert "letters dry" not in ran.out


def test_a_limit_is_kept_in_print(run, home_with):
    """Whole words of the best sentence, the reason below them."""
    home = home_with("max-snippet:30")
    lines = run("search", "lacquered boxes", "--no-color", "--home", home).out.splitlines()
    assert lines[2:4] == [
        "   Lacquered boxes keep letters",
        "   Its publisher asks that at most 30 characters be shown.",
    ]
    (hit,) = run("search", "lacquered boxes", "--json", "--home", home).json["hits"]
    assert hit["text"] == "Lacquered boxes keep letters"
    assert hit["best_sentence"] == {"start": hit["start"], "end": hit["end"]}


def test_the_curator_still_sees_all_of_it(run, home_with):
    """`show` and `explain` are about the own copy."""
    home = home_with("nosnippet")
    assert WORDS in run("show", "boxes.html", "--home", home).out
    assert WORDS in run("explain", "boxes.html", "--home", home).out
