"""The crisis card on the questions of benchmarks/crisis/, however they are typed."""

import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.crisis.fit import (
    FALSE_ALARMS,
    STORY_FALSE_ALARMS,
    Story,
    fit,
    fit_stories,
    left_out,
)
from benchmarks.crisis.measured import by, measure, share
from benchmarks.crisis.questions import Question, questions_in, read_questions
from index.encoders.catalogue import open_encoder
from search.asked_once import AskedOnce
from search.crisis import calls_for_help, crisis_card
from search.crisis.lexicon import SIGNS, entries_of, read_lexicon
from search.crisis.misspelt import misspelt, slips
from search.crisis.plain import plain
from search.crisis.prototypes import FOLDER, WHOLE, find_prototypes
from search.crisis.story import FEWEST, LONG, MOST, sentences_of

QUESTIONS = read_questions()
CALLS = [each.text for each in QUESTIONS if each.label == "calls"]
HEARD = [text for text in CALLS if calls_for_help(text)]  # by the lexicon
CURLY = str.maketrans("'", "’")


@pytest.fixture(scope="module")
def minilm():
    """The encoder that comes with Wellread."""
    return open_encoder("minilm")


def test_no_question_stands_twice():
    """Otherwise the published figures would count it twice."""
    texts = [each.text for each in QUESTIONS]

    assert [text for text in set(texts) if texts.count(text) > 1] == []


def test_there_are_enough_questions_of_each_kind():
    """Four hundred of which nothing was learnt, half of them look-alikes, in many languages."""
    held_out = [each for each in QUESTIONS if each.is_held_out]
    labels = [each.label for each in held_out]

    assert len(labels) >= 400
    assert labels.count("calls") >= 200
    assert labels.count("does_not") >= 200
    assert len({each.language for each in held_out}) == 17


def test_recall_and_false_alarms_keep_their_bounds(minilm):
    """.98 and .10 on all questions, with the encoder that comes with Wellread."""
    row = measure("all", QUESTIONS, lambda text: calls_for_help(text, minilm))

    assert row.recall.value >= 0.98
    assert row.false_alarms.value <= 0.10


def test_the_lexicon_alone_keeps_its_bounds():
    """Without an encoder more is missed of what it was not built on, and less is shown in vain."""
    unseen = [each for each in QUESTIONS if each.is_held_out]
    seen = [each for each in QUESTIONS if not each.is_held_out]

    known, new = (measure("lexicon", some, calls_for_help) for some in (seen, unseen))

    assert known.recall.value >= 0.98
    assert known.false_alarms.value <= 0.01
    assert new.recall.value >= 0.60
    assert new.false_alarms.value <= 0.05


OTHERS = sorted({each.language for each in QUESTIONS if each.label == "calls"} - {"en"})


def test_each_language_of_the_signs_is_asked():
    """No phrase stands there unheard."""
    assert sorted({file.stem for file in SIGNS.iterdir()} - {"en"}) == OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_keeps_its_bounds(language):
    """By the lexicon: the encoders were made for English."""
    spoken = [each for each in QUESTIONS if each.language == language]
    (row,) = by("language", spoken, calls_for_help)

    assert row.recall.value >= 0.80
    assert row.false_alarms.value <= 0.10


@pytest.mark.parametrize("question", ["как починить велосипед", "怎么做红烧肉", "1234567890", "🙂"])
def test_what_an_english_model_can_not_read_is_not_guessed_at(minilm, question):
    """In another script, and where there are no letters, the signs decide alone."""
    assert not calls_for_help(question, minilm)


@pytest.mark.parametrize(
    "question",
    [
        "I don't want to die, but I can't go on",
        "I am not suicidal, just tired of life",
        "not going to kill myself, I only think about it",
        "my thesis on suicide prevention makes me feel suicidal",
    ],
)
def test_a_denial_still_calls_for_help(question):
    """Whoever speaks of it, if only to deny it, is shown where help is."""
    assert calls_for_help(question)


@pytest.mark.parametrize("text", [*HEARD[::9], *HEARD[-40:]])
def test_how_a_question_is_typed_does_not_matter(text):
    """Capitals, curly apostrophes, hidden characters, accents, white space, full-width letters."""
    spaced = "\n\t " + text.replace(" ", "   ") + " \u00a0"
    accented = text.replace("a", "a\u0301").replace("e", "e\u0300")
    wide = "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text)

    for typed in (text.upper(), text.translate(CURLY), "\u200b".join(text), spaced, accented, wide):
        assert calls_for_help(typed), ascii(typed)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer(text):
    """True or false; never an error."""
    assert calls_for_help(text) in (True, False)


@given(st.lists(st.sampled_from(" ".join(CALLS).split()), max_size=60).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_the_words_in_any_order_get_an_answer(text):
    """So do the words of the questions themselves, which come near to every sign."""
    assert calls_for_help(text) in (True, False)


@given(st.sampled_from(HEARD), st.data())
@settings(max_examples=200, deadline=None)
def test_case_and_hidden_characters_anywhere_hide_nothing(text, data):
    """One of these at any place, and any letter a capital."""
    at = data.draw(st.integers(0, len(text)))
    hidden = data.draw(st.sampled_from("\u200b\u200d\u2060\ufeff\u00ad\u0301"))
    typed = text[:at] + hidden + text[at:]

    assert calls_for_help("".join(random.Random(at).choice([c, c.upper()]) for c in typed))


def test_the_lexicon_takes_a_millisecond():
    """Of the processor, for a question of usual length; three are allowed on a busy machine."""
    usual = [each.text for each in QUESTIONS if 20 < len(each.text) < 60]
    calls_for_help("")
    started = time.process_time()

    for text in usual:
        calls_for_help(text)

    assert (time.process_time() - started) / len(usual) < 0.003


def test_time_grows_as_the_text_does():
    """Twice as many words that nearly make a sign take about twice as long, never four times."""
    lexicon = read_lexicon()

    def seconds(words):
        started = time.process_time()
        lexicon.has_sign(words)
        return time.process_time() - started

    near = "i want to my life no one would ever "
    short, long = near * 100, near * 400
    assert min(seconds(long) for _ in range(3)) < 8 * min(seconds(short) for _ in range(3)) + 0.01


def test_a_slip_of_the_keys_is_read_as_the_word():
    """Letters swapped, doubled, left out; real words stay."""
    assert misspelt(["myself"])["msyelf"] == "myself"
    assert "dei" in slips("die")
    assert "de" not in slips("die")
    assert "ide" not in misspelt(["die"], real=["ide"])


def test_an_entry_is_written_with_its_parts():
    """A part may have parts."""
    table = {"parts": {"a": "x<b>", "b": "y"}, "signs": {"all": ["<a> z", "w"]}}

    assert list(entries_of("signs", table)) == ["xy z", "w"]


def test_an_ending_of_a_word_makes_no_sign():
    """A sign ends where a word does."""
    assert not calls_for_help("what is the point of meditation")
    assert calls_for_help("what is the point of me")


def test_plain_text_has_no_disguise():
    """Look-alike letters, digits for letters, letters apart; a time and a dose stay numbers."""
    assert plain("ѕuісіdе 3am 20pills k.m.s") == "suicide 3 am 20 pills kms"


def test_prototypes_hear_what_is_said_in_other_words(minilm):
    """With them, not without; and an encoder that none were made for is no error."""
    text = "lately I dream of not having to be here"

    assert find_prototypes(minilm.name)
    assert find_prototypes("hashing-256@2") is None
    assert calls_for_help(text, minilm)
    assert not calls_for_help("how do I sleep better", minilm)
    assert not calls_for_help(text, open_encoder("hashing"))


def test_prototypes_hold_no_words():
    """Numbers alone, and not many: the questions that they were made of can't be read there."""
    for file in FOLDER.glob("*.npz"):
        assert file.stat().st_size < 600_000
        with np.load(file) as kept:
            assert set(kept) == {
                *("mean", "axes", "points", "weights", "narrow", "threshold", "story_threshold"),
            }


def two_heaps(seed):
    """A hundred vectors around each of two directions, and which of them call."""
    heaps = np.random.default_rng(seed).normal(size=(200, 128)) * 0.3
    heaps[:100, 0] += 2
    heaps[100:, 1] += 2
    return heaps / np.linalg.norm(heaps, axis=1, keepdims=True), np.arange(200) < 100


def test_fitting_tells_two_heaps_apart():
    """And gives the same when it is done again."""
    rows, calls = two_heaps(1)

    fitted, again = fit(rows, calls), fit(rows, calls)

    assert fitted.recall > 0.95
    assert fitted.false_alarms <= FALSE_ALARMS + 0.01
    assert np.array_equal(fitted.weights, again.weights)


def test_a_group_left_out_is_judged_as_if_it_had_never_been_learnt():
    """The short way gives what solving anew without the group's rows does."""
    draw = np.random.default_rng(2)
    points, target = draw.normal(size=(30, 5)), draw.normal(size=30)
    kernel = np.exp(points @ points.T / 5)
    groups = np.array([*range(20), *[3] * 4, *[7] * 6])
    inverse = np.linalg.inv(kernel + 0.1 * np.eye(30))

    short = target - left_out(inverse, inverse @ target, groups)

    for number in range(20):
        out, kept = groups == number, groups != number
        weights = np.linalg.solve(
            kernel[np.ix_(kept, kept)] + 0.1 * np.eye(sum(kept)), target[kept]
        )
        assert np.allclose(short[out], kernel[np.ix_(out, kept)] @ weights)


def test_stories_are_learnt_from_their_sentences():
    """One near sentence makes a story that calls, and its other sentences are no calls."""
    rows, calls = two_heaps(3)
    ordinary, near = rows[150:], rows[:40]
    stories = [Story(at, np.vstack([ordinary[:5], near[at : at + 1]]), True) for at in range(40)]
    stories += [Story(at, ordinary[at - 120 : at - 114], False) for at in range(120, 160)]

    fitted, threshold = fit_stories(rows, calls, stories)

    def calls_at_all(story):
        beyond = fitted.nearness(rows[story.at : story.at + 1]) - fitted.threshold
        return fitted.nearness(story.sentences).max() + WHOLE * beyond > threshold

    assert all(map(calls_at_all, stories[:40]))
    assert sum(map(calls_at_all, stories[40:])) <= STORY_FALSE_ALARMS * 40
    assert (fitted.nearness(near) > 0).all()
    assert (fitted.nearness(ordinary) < 0).all()


ORDINARY = [
    "I go to bed at eleven and read a little.",
    "The new house is smaller, but the kitchen gets the morning sun.",
    "My sister rings on Sundays and tells me about her garden.",
    "Work is busy, and on Fridays we have cake.",
    "Which tea helps with sleep?",
]


@pytest.mark.parametrize("at", range(len(ORDINARY) + 1))
def test_what_a_story_says_once_is_heard_wherever_it_stands(minilm, at):
    """No sign is in it, and the story as a whole is about other things."""
    told = [*ORDINARY[:at], "I dream of not having to be here.", *ORDINARY[at:]]

    assert calls_for_help(" ".join(told), minilm)
    assert not calls_for_help(" ".join(told))


def test_an_ordinary_story_does_not_call(minilm):
    """Each of its sentences was judged."""
    assert not calls_for_help(" ".join(ORDINARY), minilm)


def test_a_story_is_judged_no_further_than_needed(minilm):
    """The first sentence that is near decides."""
    prototypes = find_prototypes(minilm.name)
    near, far = map(minilm.encode_query, ("I want to be dead", "how do I bake bread"))
    drawn = []

    def sentences():
        for vector in (far, near, far):
            drawn.append(vector)
            yield vector

    assert prototypes.are_near(near, sentences())
    assert len(drawn) == 2
    assert not prototypes.are_near(far, [far, far, far])


def test_a_breath_without_full_stops_is_judged_in_parts():
    """They overlap, so that nothing said in a dozen words is cut in two."""
    words = [f"w{number}" for number in range(100)]

    parts = [part.split() for part in sentences_of(" ".join(words))]

    for at in range(len(words) - LONG // 2):
        said = words[at : at + LONG // 2]
        assert any(said == part[i : i + len(said)] for part in parts for i in range(len(part)))


def test_of_a_very_long_story_the_beginning_and_the_end_are_judged():
    """Fifty sentences take an encoder about a second."""
    told = [f"Sentence number {number} is here." for number in range(200)]

    judged = sentences_of(" ".join(told))

    assert len(judged) == MOST
    assert judged[0] == told[0]
    assert judged[-1] == told[-1]


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_the_sentences_of_any_text_hold_all_its_words(text):
    """Or there are none, as it is short."""
    judged = sentences_of(text)

    assert not judged or len(judged) >= FEWEST
    if 0 < len(judged) < MOST:
        assert set(text.split()) == {word for part in judged for word in part.split()}


def test_a_question_is_encoded_once(minilm):
    """Whoever asks for it during a search; the text as it was typed is read by its words alone."""
    once = AskedOnce(minilm)

    crisis_card("how do I slepe", "how do I sleep", encoder=once)
    first = once.encode_query("how do I sleep")

    assert list(once.asked) == ["how do I sleep"]
    assert first is once.encode_query("how do I sleep")
    assert (once.name, once.dimension, once.max_tokens) == (
        minilm.name,
        minilm.dimension,
        minilm.max_tokens,
    )
    assert once.count_tokens(["sleep"]) == minilm.count_tokens(["sleep"])
    assert np.array_equal(once.encode_passages(["sleep"]), minilm.encode_passages(["sleep"]))


def test_a_wrong_label_is_refused(tmp_path):
    """By name."""
    file = tmp_path / "some.toml"
    file.write_text('[[group]]\nlabel = "maybe"\n', "utf-8")

    with pytest.raises(ValueError, match=r"some\.toml has the label 'maybe'"):
        questions_in(file)


def test_either_way_is_not_counted():
    """And a share of none is 0."""
    asked = [Question(label, label, "t", "en", "p") for label in ("calls", "does_not", "either")]

    row = measure("all", asked, lambda text: text != "does_not")

    assert (row.recall.brought, row.recall.asked) == (1, 1)
    assert (row.false_alarms.brought, row.false_alarms.asked) == (0, 1)
    assert share([]).value == 0.0
