"""The trained head: what it reads of a text, what it says, and what it may never touch."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.clean.cleaner import clean, draft_of
from corpus.clean.head.characters import shapes_of
from corpus.clean.head.features import features_of
from corpus.clean.head.judge import verdict
from corpus.clean.head.model import Head, load_head
from corpus.clean.head.tokens import tokens_of
from corpus.clean.head.trees import boosted
from corpus.clean.head.windows import (
    distance_back,
    distance_on,
    group_mean,
    neighbour,
    runs,
    share_so_far,
    window_means,
)
from corpus.readers.plain import read_plain

HEAD = load_head()
ROOT = Path(__file__).resolve().parents[2]
MENU = ("Home", "About us", "Our services", "Shop", "Contact", "Basket (0)", "Log in")
PITCH = ("Corporate wellbeing packages", "Gift cards from ten pounds", "Meet our retreat leaders")
ARTICLE = """Sleeping after a loss

Grief keeps many people awake, and lying in the dark can feel endless. Most find that the nights
grow easier over some weeks, and that a few quiet habits help them along.

Getting up at the same hour every morning does more than going to bed early. Your body learns the
hour again, and sleep comes back a little sooner each night.

If the nights stay bad for more than a month, speak to your doctor. They have heard it before, and
there is help that works."""
FOOTER = (
    "Privacy policy",
    "Terms of use",
    "Careers",
    "Site map",
    "Follow us",
    "© All rights reserved",
)
DUMP = "\n".join((*MENU, "", ARTICLE, "", *PITCH, *FOOTER))

lines = st.lists(st.text("ab .\n|1é’", max_size=30).map(lambda s: s.replace("\n", " ")), min_size=1)
columns = arrays(np.float32, st.integers(1, 30), elements=st.integers(0, 5))


def actions(text: str) -> dict[str, str]:
    """What becomes of each line of a text."""
    return {each.unit.text: each.action for each in clean(read_plain(text), head=HEAD).decisions}


def test_a_page_with_its_menu_is_an_article_without_it():
    """Every sentence of the article stays; of menu and footer nothing is left."""
    cleaned = clean(read_plain(DUMP), head=HEAD)

    assert cleaned.text.startswith("Sleeping after a loss")
    assert "".join(ARTICLE.split()) in "".join(cleaned.text.split())
    assert not [line for line in (*MENU, *PITCH, *FOOTER) if f"\n{line}" in f"\n{cleaned.text}"]


def test_what_the_head_drops_says_so():
    """With the model's version, its score and a reason in words."""
    by_model = [
        each
        for each in clean(read_plain(DUMP), head=HEAD).decisions
        if each.rule == f"model/{HEAD.version}" and each.action == "drop"
    ]

    assert by_model
    for each in by_model:
        assert each.score is not None
        assert each.score > HEAD.line_above
        assert "page furniture" in each.reason


def test_without_a_head_no_unit_has_a_score():
    """Rules alone give no scores."""
    assert all(each.score is None for each in clean(read_plain(DUMP)).decisions)


@pytest.mark.parametrize(
    "line",
    [
        "Call or text 988",
        "Samaritans: 116 123",
        "Lifeline 13 11 14",
        "Text HOME to 741741",
        "In an emergency call 999",
    ],
)
def test_a_help_line_between_the_buttons_stays(line):
    """However much it looks like one of them, and whatever stands around it."""
    menu = "\n".join((*MENU, line, *FOOTER))
    assert actions(f"{menu}\n\n{ARTICLE}\n\n{menu}")[line] == "keep"


def every_help_line() -> list[str]:
    """Each number of the product's own list, as pages write it."""
    regions = tomllib.loads((ROOT / "search" / "helplines.toml").read_text("utf-8"))["regions"]
    lines = [line for region in regions for line in region.get("lines", [])]
    return [
        form.format(operator=line["operator"], number=line[means])
        for line in lines
        for means, forms in {
            "call": (
                "{operator}: {number}",
                "Call {number}",
                "{operator}, {number}, day and night",
            ),
            "text": ("{operator}: text {number}", "Text {number}"),
        }.items()
        if means in line
        for form in forms
    ]


@pytest.mark.parametrize("line", every_help_line())
def test_every_help_line_we_know_stays_in_a_menu(line):
    """Above the title and below the article, among lines that go."""
    for text in (
        f"{line}\n{DUMP}",
        "\n".join((*MENU, line, "", ARTICLE, *FOOTER)),
        f"{DUMP}\n{line}",
    ):
        kept = " ".join(clean(read_plain(text), head=HEAD).text.split())
        assert line in kept


def test_the_title_stays_where_it_stands_first():
    """A title looks like a line of a menu."""
    decided = clean(read_plain(DUMP), head=HEAD)
    assert decided.title == "Sleeping after a loss"
    assert actions(DUMP)["Sleeping after a loss"] == "keep"


def test_a_dose_is_never_the_heads_to_drop():
    """No other sentence has the figure."""
    _, decisions = draft_of(read_plain("Most adults begin with 50 mg once a day.\n"))
    judged = verdict(decisions[0], "dose or figure", 1.0, HEAD, is_title=False)
    assert (judged.action, judged.protected_by) == ("keep", "dose or figure")


@pytest.mark.parametrize(
    ("score", "guard", "action"),
    [
        (0.0, "", "keep"),
        (HEAD.doubt_above, "", "keep"),
        (HEAD.doubt_above + 0.01, "", "doubt"),
        (HEAD.line_above, "", "doubt"),
        (HEAD.line_above + 0.01, "", "drop"),
        (HEAD.sure_above, "heading over kept text", "keep"),
        (HEAD.sure_above + 0.01, "heading over kept text", "drop"),
    ],
)
def test_a_score_means_one_of_three_things(score, guard, action):
    """Kept, doubted or dropped; a shielded unit only when the head is sure."""
    _, decisions = draft_of(read_plain("Our services\n"))
    assert verdict(decisions[0], guard, score, HEAD, is_title=False).action == action


def test_a_sentence_takes_more_than_a_line():
    """What is dropped as a line is doubted as a sentence."""
    score = (HEAD.line_above + HEAD.sentence_above) / 2
    sentence = draft_of(read_plain("Share how you feel with someone.\n"))[1][0]
    line = draft_of(read_plain("Our many services\n"))[1][0]

    assert verdict(sentence, "", score, HEAD, is_title=False).action == "doubt"
    assert verdict(line, "", score, HEAD, is_title=False).action == "drop"


@given(lines)
def test_every_unit_has_a_score_between_nothing_and_one(texts):
    """Whatever the text; an empty one has none."""
    draft, decisions = draft_of(read_plain("\n".join(texts)))
    scores = HEAD.scores(draft, [each.action == "drop" for each in decisions])

    assert len(scores) == len(draft.units)
    assert np.isfinite(scores).all()
    assert ((scores >= 0) & (scores <= 1)).all()


@given(lines)
def test_the_account_still_covers_every_character(texts):
    """Kept, doubted and dropped units are the text, but for white space."""
    text = "\n".join(texts)
    decisions = clean(read_plain(text), head=HEAD).decisions
    assert "".join("".join(each.unit.text.split()) for each in decisions) == "".join(text.split())


def test_the_same_text_has_the_same_scores_after_any_other():
    """What was read before leaves nothing behind that counts."""
    draft, decisions = draft_of(read_plain(DUMP))
    dropped = [each.action == "drop" for each in decisions]
    first = HEAD.scores(draft, dropped)
    HEAD.scores(*((draft_of(read_plain("Zebra Quagga\n"))[0]), [False]))

    assert np.array_equal(first, HEAD.scores(draft, dropped))


def test_the_columns_are_those_the_trees_were_made_for():
    """The same names in the same order; another order would be another model."""
    draft, decisions = draft_of(read_plain(DUMP))
    nothing = np.zeros(len(draft.units), np.float32)
    features = features_of(draft, tokens_of(draft.folded), [False] * len(nothing), nothing)

    assert tuple(features) == HEAD.names
    assert {len(column) for column in features.values()} == {len(decisions)}
    assert HEAD.columns.max() < len(HEAD.names)


def naive_tree(row, column, threshold, answer):
    """One tree for one unit, question by question."""
    at = 0
    while at < len(column):
        at = 2 * at + (2 if row[column[at]] > threshold[at] else 1)
    return answer[at - len(column)]


def test_trees_answer_as_one_by_one():
    """All units at once, and unit by unit, tree by tree."""
    random = np.random.default_rng(1)
    matrix = random.normal(size=(5, 40)).astype(np.float32)
    columns = random.integers(0, 5, (7, 15))
    thresholds = random.normal(size=(7, 15)).astype(np.float32)
    answers = random.normal(size=(7, 16)).astype(np.float32)

    expected = [
        sum(naive_tree(row, *tree) for tree in zip(columns, thresholds, answers, strict=True))
        for row in matrix.T
    ]

    np.testing.assert_allclose(boosted(matrix, columns, thresholds, answers), expected, atol=1e-4)


@given(columns, st.integers(0, 6))
def test_a_window_is_the_mean_of_what_is_in_it(values, reach):
    """Cut off at either end of the text."""
    expected = [values[max(0, i - reach) : i + reach + 1].mean() for i in range(len(values))]
    np.testing.assert_allclose(window_means({"": (values, reach)})[""], expected, atol=1e-5)


@given(columns, st.integers(-3, 3).filter(bool))
def test_a_neighbour_is_the_unit_some_steps_on(values, step):
    """And a stated number where there is none."""
    expected = [values[i + step] if 0 <= i + step < len(values) else -7 for i in range(len(values))]
    assert neighbour(values, step, -7).tolist() == expected


@given(columns)
def test_distances_count_units(values):
    """To the nearest such unit on either side, at most sixty."""
    mask = values == 5
    places = np.flatnonzero(mask)
    back = [min([i - at for at in places if at <= i] + [60]) for i in range(len(mask))]
    on = [min([at - i for at in places if at >= i] + [60]) for i in range(len(mask))]

    assert distance_back(mask).tolist() == back
    assert distance_on(mask).tolist() == on


@given(columns)
def test_groups_are_runs_of_equal_values(values):
    """A new number wherever the value changes; the mean is that of the run."""
    groups = runs(values.astype(np.int64))
    means = group_mean(values, groups)

    assert groups[0] == 0
    assert (np.diff(groups) == (np.diff(values) != 0)).all()
    np.testing.assert_allclose(means, values)


@given(columns)
def test_a_share_grows_to_one(values):
    """Or stays at nothing where there is nothing to share."""
    share = share_so_far(values)
    assert (np.diff(share) >= -1e-6).all()
    assert share[-1] == pytest.approx(1 if values.any() else 0)


def test_a_units_shape_is_counted_in_its_own_characters():
    """Words, capitals, figures and its last mark, whatever its neighbours are."""
    shapes = shapes_of(["Call 988 now.", "", "Home | About"])

    assert shapes.words.tolist() == [3, 0, 3]
    assert shapes.closed.tolist() == [1, 0, 0]
    assert shapes.columns["number of digits"].tolist() == [3, 0, 0]
    assert shapes.columns["number of bars"].tolist() == [0, 0, 1]
    assert shapes.columns["capitalised words"].tolist() == pytest.approx([1 / 3, 0, 2 / 3])


def test_words_have_the_same_numbers_everywhere():
    """CRC-32, so that weights trained on one machine hold on every other."""
    tokens = tokens_of(["panic", "a 12"])

    assert tokens.ids[0] == 0x9EA78192
    assert tokens.unit.tolist() == [0, 0, 1, 1, 1]
    assert tokens.long.tolist() == [True, False, False, False, False]


def test_a_head_is_read_once():
    """Its weights are parsed when they are first needed, and then kept."""
    assert isinstance(load_head(), Head)
    assert load_head() is load_head()


def test_the_model_is_read_as_it_was_trained() -> None:
    """Anew from its file: version, bounds, weights of words, and trees."""
    read = load_head.__wrapped__()

    assert (read.rule, read.names) == (HEAD.rule, HEAD.names)
    assert 0 < read.doubt_above < read.line_above < read.sentence_above <= read.sure_above < 1
    draft, _ = draft_of(read_plain(DUMP))
    dropped = [False] * len(draft.units)
    np.testing.assert_array_equal(read.scores(draft, dropped), HEAD.scores(draft, dropped))
