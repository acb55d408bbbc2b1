"""Topics: the same articles, the same groups; each article in one or in none; named by words."""

import json
import shutil
import sqlite3

import numpy as np
import pytest

from corpus.article import Article, Passage
from index.arrays import write_array
from index.clusters import centres_of, nearest_of
from index.filters import OTHER, ArticleFilter
from index.manifest import check_files, read_manifest
from index.opened import open_index
from index.passages import Located
from index.plane import axes_of, load_axes
from index.topic_names import EMPTY, Heard, Speech, may_name, name_topics, stem_of
from index.topic_writer import FEWEST, MOST, NEAR, sample, topic_centres, wanted_topics
from index.topics import NoSuchTopicError, Topic, keys_of, read_topics, topic_keys


def around(*middles, each=6, noise=0.05, seed=0):
    """Rows of unit length near some axes of a space of 16 dimensions."""
    random = np.random.default_rng(seed)
    rows = np.repeat(np.eye(16, dtype=np.float32)[list(middles)], each, axis=0)
    rows = rows + noise * random.standard_normal(rows.shape).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def spoken(*words, language="en", passages=4):
    """An article each of whose passages has some words."""
    return Heard(dict.fromkeys(words, 1.0), language)


def located(text, title="Untitled", site="", headings=()):
    """A passage that is all of its article."""
    article = Article(id="a.md", title=title, text=text, site=site, language="en")
    passage = Passage(
        article_id="a.md", ordinal=0, start=0, end=len(text), text=text, headings=headings
    )
    return Located(0, passage, article)


def test_rows_about_the_same_are_grouped():
    """Three bundles are three groups, whatever they are shuffled into."""
    rows = around(0, 5, 9)
    shuffled = np.random.default_rng(3).permutation(len(rows))
    group = nearest_of(rows[shuffled], centres_of(rows[shuffled], 3))
    groups = {frozenset(shuffled[group == each].tolist()) for each in range(3)}
    assert groups == {frozenset(range(start, start + 6)) for start in (0, 6, 12)}


def test_the_same_rows_give_the_same_centres():
    """To the last bit: nothing is drawn anew."""
    rows = around(1, 2, 3, 4, noise=0.4)
    assert np.array_equal(centres_of(rows, 4), centres_of(rows.copy(), 4))


def test_rows_that_are_all_the_same_are_one_group():
    """More groups than differing rows can't be made."""
    assert len(centres_of(np.repeat(around(2, each=1), 9, axis=0), 4)) == 1


@pytest.mark.parametrize("articles", [0, 1, FEWEST - 1, FEWEST, 50, 10**6])
def test_topics_are_few(articles):
    """None for a handful, and never more than a person looks through."""
    assert 0 <= wanted_topics(articles) <= min(MOST, articles)
    assert bool(wanted_topics(articles)) == (articles >= FEWEST)


def test_a_lone_article_is_no_topic():
    """What is far from all others makes no topic of its own, and is in none."""
    rows = np.concatenate([around(0, 5, each=8, noise=0.02), around(9, each=1, noise=0)])
    centres = topic_centres(rows)
    assert len(centres) == 2
    assert (rows[-1] @ centres.T).max() < NEAR


@pytest.mark.parametrize(
    ("word", "named"),
    [("OCD", True), ("sleep", True), ("self-harm", True), ("the", False), ("a", False),
     ("UK", False), ("心理健康", False), ("x" * 40, False)],
)  # fmt: skip
def test_which_words_may_stand_alone(word, named):
    """Abbreviations of three capitals may; single letters and runs without spaces may not."""
    assert may_name(word) is named


@pytest.mark.parametrize("word", ["helpline", "Samaritans", "calls", "people", "really", "step"])
def test_words_that_name_no_topic(word):
    """Help lines and plain words are passed over, in any form."""
    assert stem_of(word) == ""
    assert EMPTY


def test_a_topic_is_named_by_what_the_others_do_not_say():
    """A word that all say tells nothing."""
    speech = Speech()
    for word in ("sleep", "health", "grief", "dream"):
        speech.stems(word)
    sleepy, sad = spoken("sleep", "dream", "health"), spoken("grief", "health")
    names = name_topics([[sleepy, sleepy], [sad, sad]], speech)
    assert [name.key for name in names] == ["dream", "grief"]
    assert all("health" not in name.words for name in names)


def test_words_are_shown_as_people_write_them():
    """Whole words, without the capital of a sentence's beginning; abbreviations keep theirs."""
    speech = Speech()
    heard = speech.heard([located("Worrying less. Worrying, worrying. OCD and Worries.")])
    assert {speech.written(stem) for stem in heard.shares} >= {"OCD", "worrying"}


def test_a_site_names_no_topic():
    """Its name stands on every page of it."""
    heard = Speech().heard([located("Lanternside on sleep", title="Sleep", site="Lanternside")])
    assert list(heard.shares) == ["sleep"]


def test_another_language_names_what_no_word_tells():
    """The "and" of a language tells its articles from the others, and says nothing of them."""
    speech = Speech()
    speech.stems("sleep yang atau grief")
    english = [[spoken("sleep")] * 2, [spoken("grief")] * 2]
    names = name_topics([*english, [spoken("yang", "atau", language="id")] * 3], speech)
    assert names[2] == ("indonesian", ("Indonesian",))


def test_no_two_topics_have_one_key():
    """A word that leads two topics leads the larger one only."""
    speech = Speech()
    for word in ("sleep", "dream", "grief"):
        speech.stems(word)
    keys = [
        name.key
        for name in name_topics(
            [[spoken("sleep")] * 3, [spoken("sleep", "dream")] * 2, [spoken("grief")] * 2],
            speech,
        )
    ]
    assert len(set(keys)) == 3


def test_every_article_is_in_one_topic_or_in_none(tiny_home):
    """The counts are of all articles, and the filters of all topics let each through once."""
    with open_index(tiny_home) as index:
        keys = topic_keys(index.passages)
        assert len(keys) == index.manifest.articles == sum(topic.articles for topic in index.topics)
        for topic in index.topics:
            numbers = index.passages.article_numbers(ArticleFilter(topics=(topic.key,)))
            assert numbers == [n for n, key in keys.items() if key == topic.key]
            assert len(numbers) == topic.articles


def test_names_are_words_of_the_collection(tiny_home):
    """Each stands in an article of its topic; none is a language, as there is but one."""
    with open_index(tiny_home) as index:
        keys = topic_keys(index.passages)
        for topic in (each for each in index.topics if each.key != OTHER):
            texts = " ".join(
                f"{article.title} {article.text}".casefold()
                for article in index.passages.articles_by_number(
                    [n for n, key in keys.items() if key == topic.key]
                ).values()
            )
            assert all(word.casefold() in texts for word in topic.words)
            assert topic.key == topic.words[0].casefold()


def test_a_build_again_gives_the_same_topics(own_home, make, tmp_path):
    """From the same collection, with nothing known of the build before."""
    shutil.rmtree(own_home / "index")
    from corpus.collection import Collection
    from index.build import build_index
    from index.encoders.catalogue import open_encoder

    found = []
    for _ in range(2):
        with Collection.open(own_home) as collection:
            build_index(
                own_home, collection, open_encoder("hashing"), asked_for="hashing", anew=True
            )
        with open_index(own_home) as index:
            found.append((index.topics, topic_keys(index.passages), index.axes.tobytes()))
    assert found[0] == found[1]


def test_topics_are_verified(own_home):
    """They lie in files that the manifest names: one that was changed is noticed."""
    build = next(path for path in (own_home / "index").iterdir() if path.is_dir())
    manifest = read_manifest((build / "manifest.json").read_bytes())
    connection = sqlite3.connect(build / "passages.sqlite")
    with connection:
        connection.execute("UPDATE topic SET words = ?", (json.dumps(["changed"]),))
    connection.close()
    (build / "plane.npy").write_bytes(b"")
    with pytest.raises(ValueError, match=r"passages\.sqlite was changed.*plane\.npy has 0 bytes"):
        check_files(build, manifest)


def test_a_topic_is_asked_for_by_key_or_name(tiny_home):
    """In any case; one that is not there is named with those that are."""
    with open_index(tiny_home) as index:
        topic = index.topics[0]
        assert keys_of(index.passages, [topic.key.upper(), f" {topic.name} "]) == (topic.key,) * 2
        with pytest.raises(NoSuchTopicError, match=rf"no topic 'zeppelins'; it has: {topic.key}"):
            keys_of(index.passages, ["zeppelins"])


def test_a_handful_of_articles_has_no_topics(make, tmp_path):
    """They are read at a glance; all are searched as ever."""
    for number in range(3):
        text = f"# Notes {number}\n\n" + "Resting in a quiet garden lifts many tired moods. " * 8
        (tmp_path / f"{number}.md").write_text(text)
    home = make(tmp_path / "home", *sorted(tmp_path.glob("*.md")), encoder="hashing")
    with open_index(home) as index:
        assert index.topics == () == tuple(read_topics(index.passages))
        assert index.passages.article_numbers(ArticleFilter(topics=(OTHER,))) == [0, 1, 2]
        with pytest.raises(NoSuchTopicError, match="it is too small for topics"):
            keys_of(index.passages, ["sleep"])


def test_the_rest_is_a_topic_of_its_own():
    """It is named as such."""
    assert Topic(OTHER, ("other",), 3).name == "Other"


def test_axes_tell_the_topics_apart():
    """Both are of unit length, at right angles, and the same for the same rows."""
    rows = around(0, 5, 9)
    axes = axes_of(centres_of(rows, 3), rows)
    assert np.allclose(axes @ axes.T, np.eye(2), atol=1e-5)
    assert np.array_equal(axes, axes_of(centres_of(rows, 3), rows))
    places = rows @ axes.T
    middles = [places[start : start + 6].mean(axis=0) for start in (0, 6, 12)]
    assert min(np.linalg.norm(a - b) for a in middles for b in middles if a is not b) > 0.5


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_too_few_rows_span_less(rows, tmp_path):
    """An axis that they do not have is 0; it can be written and read like any other."""
    axes = axes_of(np.zeros((0, 16), np.float32), around(0, 5, each=1)[:rows])
    write_array(tmp_path / "plane.npy", axes)
    assert np.array_equal(load_axes(tmp_path / "plane.npy", 16), axes)
    assert np.count_nonzero(axes.any(axis=1)) == max(0, rows - 1)


@pytest.mark.parametrize("data", [b"", b"\x93NUMPY", b"text"])
def test_a_broken_plane_is_refused(data, tmp_path):
    """By its name."""
    (tmp_path / "plane.npy").write_bytes(data)
    with pytest.raises(ValueError, match=r"plane\.npy"):
        load_axes(tmp_path / "plane.npy", 16)


def test_a_plane_of_another_encoder_is_refused(tmp_path):
    """Its axes have another length."""
    write_array(tmp_path / "plane.npy", np.zeros((2, 8), np.float32))
    with pytest.raises(ValueError, match=r"plane\.npy has float32 \(2, 8\), not two axes of 16"):
        load_axes(tmp_path / "plane.npy", 16)


def test_topics_of_many_articles_are_taught_by_some_of_them(monkeypatch):
    """Drawn from those that say something of their own and have passages, the same each time."""
    monkeypatch.setattr("index.topic_writer.TAUGHT_BY", 4)
    vectors = np.eye(9, dtype=np.float32)
    sizes = [1, 1, 0, 2, 1, 1, 1, 1, 1]
    drawn = sample(lambda: iter([vectors]), sizes, frozenset({1}))

    assert drawn.shape == (4, 9)
    np.testing.assert_array_equal(drawn, sample(lambda: iter([vectors]), sizes, frozenset({1})))
    assert not drawn[:, 1].any()


def test_an_article_without_passages_says_no_words():
    """And so can name no topic."""
    assert Speech().heard([]) == Heard({}, "")
