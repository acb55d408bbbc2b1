"""Each format, letter by letter."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from search.citing.formats import FORMATS, cite
from tests.search.citing.making import reference

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
@pytest.mark.parametrize("name", FORMATS)
def test_cites_as_recorded(case, name):
    """What is stated stands where the format has it, and nothing else does."""
    cited = cite(reference(case["text"], **case["article"]), name)

    recorded = case["cited"][name]
    assert (json.loads(cited) if name == "csl-json" else cited) == recorded


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_every_format_ends_its_last_line(case):
    """So that files that are put together stay whole."""
    made = [cite(reference(case["text"], **case["article"]), name) for name in FORMATS]

    assert all(text.endswith("\n") for text in made if text)


def test_a_page_of_a_document_without_a_date_is_cited_after_n_d():
    """The abbreviation keeps its full stop, also before the page and the licence."""
    cited = cite(reference(page_starts=(0,), licence="CC0"), "markdown")
    assert cited.endswith("— Why rest is work, n.d., p. 1. Licence: CC0.\n")


@pytest.mark.parametrize("name", ["biblatex", "ris", "csl-json"])
def test_a_single_reference_has_no_quotation(name):
    """A bibliography is of articles; only a list of saved passages has them as notes."""
    assert "Rest is work." not in cite(reference("Rest is work."), name)


@pytest.mark.parametrize("name", ["biblatex", "ris", "csl-json"])
def test_what_is_saved_is_a_note_of_its_article(name):
    """Both passages of one article stand in its one entry."""
    saved = reference("Rest is work.")
    two = replace(saved, quotes=(saved.quotes[0], saved.quotes[0]._replace(lines=("So is play.",))))

    text = FORMATS[name].write([two])

    assert text.count("“Rest is work.”") == text.count("“So is play.”") == 1
    assert text.count(saved.key) == 1


def test_two_articles_never_share_a_key():
    """Even if all that is stated of them is the same."""
    one, other = reference(id="a.md", site="Calm"), reference(id="b.md", site="Calm")

    assert one.key != other.key
    assert one.key[:-6] == other.key[:-6] == "calm-why-"


def test_a_key_stays_when_the_text_changes():
    """A manuscript that cites it goes on doing so."""
    assert reference("Rest.").key == reference("Rest more.").key
