"""Candidates come from both halves, and a filter takes away nothing but what it should."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.centre import centred
from index.filters import ArticleFilter
from index.opened import open_index
from search.query import MODES, make_query
from search.retrieve import retrieve

TINY = Path(__file__).parents[1] / "tiny"
FILTERS = {
    "site": ArticleFilter(sites=("Harbour Lane",)),
    "two sites": ArticleFilter(sites=("Oak Table", "Quiet Mile")),
    "since": ArticleFilter(since="2024-06-01"),
    "until": ArticleFilter(until="2024"),
    "source": ArticleFilter(sources=("tiny/s", "tiny/worry.txt")),
    "all at once": ArticleFilter(sites=("Harbour Lane",), since="2024", until="2025"),
}
QUESTIONS = ("how can I sleep better", "talk to a therapist or doctor about fear", "company")


@pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("mode", ["meaning", "words"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_filter_costs_no_quality(engine, question, mode, where):
    """What is found behind a filter is what is found without it, less what the filter forbids."""
    index = engine.index
    allowed = set(index.passages.rows_of(index.passages.article_numbers(where)))

    every = retrieve(index, engine.encoder, make_query(question, mode=mode), depth=1000)
    some = retrieve(index, engine.encoder, make_query(question, mode=mode, where=where), depth=1000)

    assert 0 < len(allowed) < len(index.vectors)
    assert [one.row for one in some] == [one.row for one in every if one.row in allowed]
    kept = [(one.similarity, one.words) for one in every if one.row in allowed]
    assert [(one.similarity, one.words) for one in some] == [
        (pytest.approx(near, abs=1e-6), pytest.approx(words)) for near, words in kept
    ]


@pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
def test_a_filtered_mix_has_every_allowed_row(engine, where):
    """At full depth both halves together rank every row that the filter lets through."""
    index = engine.index
    allowed = index.passages.rows_of(index.passages.article_numbers(where))

    found = retrieve(index, engine.encoder, make_query("fear", where=where), depth=1000)

    assert sorted(one.row for one in found) == allowed


@pytest.mark.parametrize("kind", ["exact", "lists"])
@pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
def test_a_filter_costs_no_quality_in_any_kind_of_index(engine, kept_as, where, kind):
    """What is nearest among the rows let through is found, whichever index holds the vectors."""
    vectors = np.stack(
        [engine.index.vectors.vector(row) for row in range(len(engine.index.vectors))]
    )
    store = kept_as(kind, vectors)
    index = replace(engine.index, vectors=store)
    rows = index.passages.rows_of(index.passages.article_numbers(where))

    for question in QUESTIONS:
        query = make_query(question, mode="meaning", where=where)
        near = vectors @ centred(engine.encoder.encode_query(question), index.centre)
        found = retrieve(index, engine.encoder, query, depth=3)
        assert store.kind == kind
        assert len(found) == min(3, len(rows))
        best = sorted((near[row] for row in rows), reverse=True)[:3]
        told = sorted((one.similarity for one in found), reverse=True)
        assert told == pytest.approx(best, abs=1e-6 if kind == "exact" else 1e-3)


def test_only_articles_in_a_language_are_let_through(make, tmp_path):
    """By what each states, or its text says."""
    german = "Wer schlecht schläft, ist am Tag müde und findet abends doch keine Ruhe. "
    (tmp_path / "eins.md").write_text(f"---\nlanguage: de\n---\n# Schlaf\n\n{german * 3}", "utf-8")
    home = make(tmp_path / "home", TINY / "sleep.md", tmp_path / "eins.md", encoder="hashing")

    with open_index(home) as index:
        names = index.passages.ids_by_number()

        def through(*languages):
            numbers = index.passages.article_numbers(ArticleFilter(languages=languages))
            return [names[number] for number in numbers]

        assert through("de") == ["eins.md"]
        assert through("en") == ["sleep.md"]
        assert through("en", "de") == ["eins.md", "sleep.md"]
        assert through("") == through("fr") == []


@pytest.mark.parametrize("mode", MODES)
def test_a_filter_that_nothing_passes_finds_nothing(engine, mode):
    """An unknown site is an empty answer, not an error and not everything."""
    where = ArticleFilter(sites=("No Such Site",))

    assert not retrieve(engine.index, engine.encoder, make_query("sleep", mode=mode, where=where))


def test_a_row_that_only_words_found_gets_its_similarity(engine):
    """At depth 1 the halves find different rows, and both have a cosine in the mix."""
    found = retrieve(engine.index, engine.encoder, make_query("walk outside"), depth=1)

    assert len(found) == 2
    assert [one.near for one in found].count(False) == 1
    assert all(one.similarity is not None for one in found)


def test_words_are_asked_where_there_is_no_encoder(engine):
    """Even meaning is then sought by words; nothing pretends to a similarity."""
    found = retrieve(engine.index, None, make_query("panic attack", mode="meaning"))

    assert found
    assert all(one.similarity is None and not one.near for one in found)


def test_a_passage_that_is_near_everything_stands_behind_one_that_is_as_near(engine):
    """What a build counted is held against it, in the measure chosen for the encoder."""
    query = make_query(QUESTIONS[0], mode="meaning")
    first, second, *_ = retrieve(engine.index, engine.encoder, query)
    hub = np.zeros(len(engine.index.vectors), np.float32)
    hub[first.row] = (first.similarity - second.similarity) / 0.03 + 1

    found = retrieve(replace(engine.index, hubness=hub), engine.encoder, query)

    assert next(iter(found)).row == second.row
    told = {one.row: one.similarity for one in found}
    assert told[first.row] == first.similarity
