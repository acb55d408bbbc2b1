"""A question's way through the whole engine, on the tiny home."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from corpus.collection import Collection
from corpus.intake import add_files
from index.build import build_index
from index.encoder import EncoderMismatchError, WeightsMissingError
from index.encoders.hashing import HashingEncoder
from index.filters import ArticleFilter
from index.int8 import MPNET
from index.manifest import IndexMissingError
from search.as_json import answer_as_json
from search.engine import BESIDES, SearchEngine
from search.query import MODES, EmptyQueryError, make_query
from tests.repointed import OF_THE_HUB, repoint

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "tiny"
QUESTIONS = (
    "how can I sleep better",
    "my heart races and my hands shake",
    "is what I tell my therapist private",
    "I feel numb since she died",
    "exhausted by work",
    "a phobia of spiders and heights",
)
ANSWERS = ("sleep.md", "panic.md", "confidentiality.md", "grief.md", "burnout.md", "phobia.md")
HIT = {
    "rank", "score", "relation", "passage_id", "text", "start", "end", "headings",
    "best_sentence", "found_by", "notice", "open_url", "page", "article", "variants",
}  # fmt: skip
ARTICLE = {"id", "title", "author", "site", "url", "published", "retrieved", "licence"}


class Renamed(HashingEncoder):
    """The hashing encoder under another model's name."""

    def __init__(self, name):
        self.name = name


class Unloadable(HashingEncoder):
    """A model whose weights turn out to be damaged when the first question comes."""

    def encode_query(self, text):
        """Never."""
        raise WeightsMissingError("The encoder can't be loaded.")


def home_of(home, name, *, asked_for):
    """A home that says it was built with a model of this name, asked for by that one."""
    with Collection.open(home) as collection:
        list(add_files(collection, [TINY]))
        build_index(home, collection, Renamed(name), asked_for=asked_for)
    return home


@pytest.mark.parametrize(("question", "article"), list(zip(QUESTIONS, ANSWERS, strict=True)))
def test_the_article_that_answers_comes_first(engine, question, article):
    """Even words alone tell twelve articles apart."""
    assert engine.search(question).hits[0].article.id == f"tiny/{article}"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_hit_can_be_cited(engine, question, mode):
    """Its text is its article's own, ranks count from 1, scores fall, nothing is irrelevant."""
    answer = engine.search(question, mode=mode)

    assert answer.hits
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    scores = [hit.score for hit in answer.hits]
    assert scores == sorted(scores, reverse=True)
    for hit in answer.hits:
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.relation != "none"
        assert bool(hit.open_url) == bool(hit.article.url)


@pytest.mark.parametrize("per_article", [1, 2, 3])
def test_no_article_gives_more_passages_than_wanted(engine, per_article):
    """And the number of hits is at most what was asked for."""
    answer = engine.search("talk to a doctor about sleep", count=7, per_article=per_article)
    ids = [hit.article.id for hit in answer.hits]

    assert len(ids) <= 7
    assert max(ids.count(name) for name in ids) <= per_article


def test_a_hit_says_which_halves_found_it(engine):
    """Both for the best of a mix, one where only one was asked."""
    assert engine.search(QUESTIONS[0]).hits[0].found_by == ("meaning", "words")
    assert engine.search(QUESTIONS[0], mode="meaning").hits[0].found_by == ("meaning",)
    assert engine.search(QUESTIONS[0], mode="words").hits[0].found_by == ("words",)
    assert engine.search(QUESTIONS[0], mode="words").hits[0].similarity is None


def test_a_filter_is_kept(engine):
    """Only the site asked for answers."""
    hits = engine.search(QUESTIONS[0], where=ArticleFilter(sites=("Oak Table",)), count=50).hits

    assert {hit.article.site for hit in hits} <= {"Oak Table"}


def test_a_query_may_be_made_before(engine):
    """A ready query and its own words give the same answer."""
    ready = engine.search(make_query(QUESTIONS[1], count=3))

    assert ready.hits == engine.search(QUESTIONS[1], count=3).hits


def test_a_question_without_a_word_is_refused(engine):
    """Before anything is searched."""
    with pytest.raises(EmptyQueryError, match="no word in it"):
        engine.search("…")


def test_a_question_of_stop_words_alone_is_answered_without_an_error(engine):
    """Nothing is said by its words; meaning may still find something."""
    assert engine.search("what is it", mode="words").hits == ()
    assert engine.search("what is it").query.text == "what is it"


def test_eight_threads_get_the_answers_of_one(engine):
    """The engine is asked by all visitors of the page at once."""
    alone = [engine.search(question).hits for question in QUESTIONS]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(engine.search, QUESTIONS * 8))

    assert [answer.hits for answer in together] == alone * 8


def test_a_home_without_an_index_says_what_to_do(tmp_path):
    """Add, then build."""
    with pytest.raises(IndexMissingError, match=r"no index.*wellread add FOLDER.*wellread build"):
        SearchEngine.open(tmp_path)


def test_another_encoders_index_is_refused_by_both_names(tmp_path):
    """A folder whose weights were exchanged since the build: their vectors can't be compared."""
    model = tmp_path / "my-model"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"other weights")
    home = home_of(tmp_path / "home", "my-model@000000000000", asked_for=str(model))

    with pytest.raises(
        EncoderMismatchError, match=r"my-model@0{12}.*here is 'my-model@[0-9a-f]{12}'"
    ):
        SearchEngine.open(home)


@pytest.fixture(scope="module")
def bare_environment(tmp_path_factory):
    """The variables of an environment that has our dependencies, and no weights of any model."""
    bare = tmp_path_factory.mktemp("bare")
    packages = next(Path(path) for path in sys.path if Path(path).name == "site-packages")
    weights = ("all-mpnet", "all_mpnet", "gt_all", "pyduck")
    for path in packages.iterdir():
        if not path.name.startswith(weights) and path.suffix != ".pth":
            (bare / path.name).symlink_to(path)
    return os.environ | {
        "PYTHONPATH": f"{ROOT}:{bare}",
        "XDG_CACHE_HOME": str(bare / "cache"),
        "HF_HOME": str(bare / "hub"),
        "HF_HUB_OFFLINE": "1",
    }


def test_without_weights_words_are_searched_and_it_is_said(tmp_path, bare_environment):
    """An index of mpnet's, where its packages can't be found, still answers by words."""
    home = home_of(tmp_path, MPNET.name, asked_for="mpnet")
    command = [sys.executable, "-S", "-m", "cli", "--home", home, "search", "--json", QUESTIONS[0]]

    done = subprocess.run(
        command, env=bare_environment, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["hits"][0]["article"]["id"] == "tiny/sleep.md"
    assert {name for hit in answer["hits"] for name in hit["found_by"]} == {"words"}
    assert "Only words are searched: The weights of all-mpnet-base-v2" in done.stderr


@pytest.mark.skipif(not find_spec("sentence_transformers"), reason="needs sentence-transformers")
def test_an_index_of_a_model_of_the_hub_that_is_not_here_goes_on_by_words(own_home):
    """It is not fetched; the answer says what is missing, and the command that would fetch it."""
    repoint(own_home, OF_THE_HUB)

    answer = SearchEngine.open(own_home).search(QUESTIONS[0])

    assert answer.hits[0].article.id == "tiny/sleep.md"
    assert {name for hit in answer.hits for name in hit.found_by} == {"words"}
    assert answer.notes == (
        "Only words are searched: The encoder 'nobody/none-such' is not on this machine. "
        "`wellread build --encoder nobody/none-such` fetches it from the model hub.",
    )


def test_a_model_that_fails_as_it_is_loaded_is_told_with_each_answer(engine):
    """Its files are here, and are not whole: words answer, this question and the next."""
    failing = replace(engine, encoder=Unloadable())

    for question in QUESTIONS[:2]:
        answer = failing.search(question)
        assert {name for hit in answer.hits for name in hit.found_by} == {"words"}
        assert answer.notes == ("Only words are searched: The encoder can't be loaded.",)


def test_an_answer_as_json_has_the_documented_keys_and_no_others(engine):
    """They are a contract: see the README, "For programs"."""
    found = answer_as_json(engine.search(QUESTIONS[0]))

    assert set(found) == {
        "schema_version", "query", "searched_for", "mode", "took_ms", "relevance", "crisis", "hits",
    }  # fmt: skip
    assert found["schema_version"] == 1
    for hit in found["hits"]:
        assert set(hit) == HIT
        assert set(hit["article"]) == ARTICLE
        assert set(hit["best_sentence"]) == {"start", "end"}
    assert json.loads(json.dumps(found)) == found


def test_what_no_source_stated_is_null(engine):
    """A plain text has no address, no site and no date, and none is invented."""
    first = engine.search("moving, walking and dancing for mood").hits[0]
    stated = answer_as_json(replace(engine.search("walking"), hits=(first,)))["hits"][0]

    assert stated["article"]["id"] == "tiny/exercise.txt"
    assert stated["open_url"] is None
    for name in ("author", "site", "url", "published", "licence"):
        assert stated["article"][name] is None
    assert stated["article"]["retrieved"]


def test_a_question_that_calls_for_it_brings_the_help_lines(engine):
    """Above the hits, for the country named; other questions bring none."""
    answer = engine.search("I want to end my life", country="GB")

    assert answer.crisis.region.code == "GB"
    assert answer_as_json(answer)["crisis"]
    assert engine.search(QUESTIONS[0], country="GB").crisis is None


def test_below_help_lines_nothing_loosely_related_is_shown(engine, monkeypatch):
    """What is off the point is worse than nothing there; other questions are shown it."""
    monkeypatch.setattr("search.engine.judge", lambda *_: "weak")

    assert engine.search(QUESTIONS[0]).hits
    assert engine.search("I want to end my life", country="GB").hits == ()


def test_signs_of_danger_are_looked_for_in_all_that_was_typed(engine):
    """Only the beginning of a long story is searched for, but help lines come for its middle."""
    story = "We moved in spring and I get the late bus. " * 60
    answer = engine.search(f"{story} Last night I wrote a note, I want to die. {story}")

    assert answer.query.is_cut
    assert answer.crisis
    assert not engine.search(story + story).crisis


def test_a_cry_for_help_is_first_shown_what_is_on_thoughts_of_suicide(engine, monkeypatch):
    """No article has its words, or has them of something else: "I just want to end it"."""
    monkeypatch.setattr("search.engine.judge", lambda *_: "strong")
    answer = engine.search("i just want to end it", country="GB", count=3)
    about = engine.search("thoughts of suicide, what to do right now", country="GB", count=2)

    assert [hit.passage.id for hit in answer.hits][:2] == [hit.passage.id for hit in about.hits]
    assert [hit.rank for hit in answer.hits] == [1, 2, 3]
    assert len({hit.passage.id for hit in answer.hits}) == 3
    assert BESIDES in answer.notes
    assert BESIDES not in engine.search("how do I tell my mother that I am suicidal").notes
    assert BESIDES not in engine.search("how do I sleep better").notes
