"""An article that stands on several sites is shown once, and says where else it stands."""

from pathlib import Path

import pytest

from index.filters import ArticleFilter
from search.as_json import answer_as_json
from search.engine import SearchEngine
from search.query import MODES, make_query
from tests.variants import invented

QUESTION = "how can I sleep better"


@pytest.fixture(scope="module")
def copied(copied_home):
    """The engine of a home with three copies of one article."""
    return SearchEngine.open(copied_home)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("per_article", [1, 2])
def test_one_copy_is_shown(copied, mode, per_article):
    """With no more passages than an article has; the others are named on it."""
    hits = copied.search(QUESTION, mode=mode, per_article=per_article).hits
    shown = [hit for hit in hits if hit.variants]

    assert 1 <= len(shown) <= per_article
    assert len({hit.article.id for hit in shown}) == 1
    assert len({each.id for each in (shown[0].article, *shown[0].variants)}) == 3


def test_as_many_hits_as_without_the_copies(copied, engine):
    """What is folded makes room for others, down to the last article."""
    for count in (1, 3, 10, 30):
        query = make_query(QUESTION, mode="meaning", count=count, per_article=1)
        with_copies, without = copied.best(query), engine.best(query)

        assert len(with_copies) == len(without) == min(count, 12)
        assert len({copied.index.article_of_row[mixed.row] for mixed in with_copies}) == len(
            without
        )


def test_every_copy_is_ranked_where_a_ranking_is_measured(copied):
    """Judgements name each of them."""
    query = make_query(QUESTION, mode="meaning", count=30, per_article=1)

    assert len({copied.index.article_of_row[mixed.row] for mixed in copied.rank(query)}) == 14


def test_a_filter_chooses_which_copy_is_shown(copied):
    """And the others are named though the filter leaves them out."""
    [hit] = copied.search(QUESTION, where=ArticleFilter(sites=("Night Post",)), per_article=1).hits

    assert hit.article.site == "Night Post"
    assert len(hit.variants) == 2


def test_programs_are_told_of_the_others(copied):
    """Each as an article is; an empty list for what has none."""
    hits = answer_as_json(copied.search(QUESTION))["hits"]
    found = {hit["article"]["id"]: hit["variants"] for hit in hits}

    [variants] = [variants for variants in found.values() if variants]
    assert len(variants) == 2
    assert all({"id", "site", "url", "title"} <= set(each) for each in variants)


def test_an_index_without_copies_ranks_as_before(engine):
    """The very same rows in the same order: folding touches nothing else."""
    for mode in MODES:
        query = make_query("talk to a doctor about sleep", mode=mode, count=10)
        ranked = [mixed for mixed, _ in zip(engine.rank(query), range(10), strict=False)]
        assert engine.best(query) == ranked


def test_candidates_are_looked_for_further_down(make, tmp_path):
    """Where three hundred copies stand before everything else, the rest is found all the same."""
    folder = tmp_path / "articles"
    folder.mkdir()
    story = f"# Resting\n\nResting and sleeping well at night. {invented(12, seed=1)}\n"
    for number in range(330):
        Path(folder / f"copy-{number:03d}.md").write_text(f"{story}\nCopy {number}.\n", "utf-8")
    for number in range(5):
        other = f"# Walking {number}\n\nNothing of the kind. {invented(12, seed=number + 2)}\n"
        Path(folder / f"other-{number}.md").write_text(other, "utf-8")
    engine = SearchEngine.open(make(tmp_path / "home", folder, encoder="hashing"))

    best = engine.best(make_query("resting and sleeping well at night", count=6, per_article=1))

    ids = [each.article.id for each in engine.index.passages.located([one.row for one in best])]
    assert ids[0].startswith("articles/copy-")
    assert sorted(ids[1:]) == [f"articles/other-{number}.md" for number in range(5)]
