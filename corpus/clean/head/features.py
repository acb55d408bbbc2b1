"""The columns that the head reads: for every unit of a draft, the same named numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.clean.draft import Draft
from corpus.clean.head.characters import Shapes, shapes_of
from corpus.clean.head.tokens import Tokens, distinct
from corpus.clean.head.windows import (
    Column,
    Ints,
    Mask,
    distance_back,
    distance_on,
    group_mean,
    neighbour,
    runs,
    share_so_far,
    window_means,
)

KINDS = ("heading", "sentence", "list_item", "quote", "caption", "markup")
BESIDE = (-2, -1, 1, 2)
BUCKETS = 1 << 15  # of hashed words, when words are compared within one text


def features_of(
    draft: Draft, tokens: Tokens, dropped: Sequence[bool], lexical: Column
) -> dict[str, Column]:
    """Every column by name, in a fixed order.

    Args:
        draft: has one unit at least.
        tokens: of its folded units.
        dropped: whether a rule drops the unit.
        lexical: how much each unit's words are those of junk, 0 to 1.
    """
    shapes = shapes_of(draft.texts)
    kinds = np.array([KINDS.index(unit.kind) for unit in draft.units])
    block = runs(np.array([unit.block for unit in draft.units]))
    section = np.cumsum(kinds == 0)
    block_words = np.bincount(block, shapes.words)[block].astype(np.float32)
    long = (block_words >= 25) & (shapes.closed > 0)
    return {
        **shapes.columns,
        **kind_columns(draft, kinds, block, block_words),
        **prose_columns(shapes, kinds, section, long),
        **neighbour_columns(shapes, kinds),
        **repetition_columns(draft, shapes.words, kinds),
        **topic_columns(tokens, long, block, draft.title_at),
        **rule_columns(np.array(dropped, np.float32)),
        **lexical_columns(lexical, block, section),
    }


def kind_columns(draft: Draft, kinds: Ints, block: Ints, block_words: Column) -> dict[str, Column]:
    """What each unit is, and where it stands."""
    count = len(kinds)
    index = np.arange(count)
    at = draft.title_at
    return {
        **{f"is a {KINDS[i]}": (kinds == i).astype(np.float32) for i in range(4)},
        "level": np.array([unit.level for unit in draft.units], np.float32),
        "units of its block": np.minimum(np.bincount(block)[block], 12).astype(np.float32),
        "words of its block": np.minimum(block_words, 150),
        "place": (index / max(1, count - 1)).astype(np.float32),
        "units above": np.minimum(index, 80).astype(np.float32),
        "units below": np.minimum(count - 1 - index, 80).astype(np.float32),
        "units in all": np.full(count, min(count, 600), np.float32),
        "since the title": np.clip(index - at, -40, 40).astype(np.float32)
        if at >= 0
        else np.full(count, -41, np.float32),
        "since a heading": np.minimum(distance_back(kinds == 0), 40),
    }


def prose_columns(shapes: Shapes, kinds: Ints, section: Ints, long: Mask) -> dict[str, Column]:
    """How much prose stands around each unit, before and behind it."""
    prose = (shapes.words >= 8) & (shapes.closed > 0) & (kinds < 4)
    proses, longs = prose.astype(np.float32), long.astype(np.float32)
    few = np.minimum(shapes.words, 40)
    return {
        "prose so far": share_so_far(proses * shapes.words),
        "long paragraphs so far": share_so_far(longs * shapes.words),
        "share of prose": np.full(len(prose), proses.mean(), np.float32),
        "back to prose": distance_back(prose),
        "on to prose": distance_on(prose),
        "back to a long paragraph": distance_back(long),
        "on to a long paragraph": distance_on(long),
        **window_means(
            {
                **{f"prose within {reach}": (proses, reach) for reach in (2, 5, 12)},
                **{f"long within {reach}": (longs, reach) for reach in (12, 30)},
                "short within 5": ((shapes.words <= 4).astype(np.float32), 5),
                "words within 3": (few, 3),
            }
        ),
        "prose of its section": group_mean(proses, section),
        "words of its section": group_mean(few, section),
        "units of its section": np.minimum(np.bincount(section)[section], 60).astype(np.float32),
    }


def neighbour_columns(shapes: Shapes, kinds: Ints) -> dict[str, Column]:
    """What the two units on either side look like."""
    words = np.minimum(shapes.words, 60)
    kind = kinds.astype(np.float32)
    columns: dict[str, Column] = {}
    for step in BESIDE:
        columns[f"words at {step:+}"] = neighbour(words, step, -1)
        columns[f"sentence at {step:+}"] = neighbour(shapes.closed, step, -1)
        columns[f"kind at {step:+}"] = neighbour(kind, step, -1)
    return columns


def repetition_columns(draft: Draft, words: Column, kinds: Ints) -> dict[str, Column]:
    """How often a unit's words stand in the same text, and whether they head a section below."""
    folded = draft.folded
    count = Counter(folded)
    first = {text: i for i, text in reversed(list(enumerate(folded)))}
    later = [first[text] < i for i, text in enumerate(folded)]
    again = np.array([count[text] for text in folded], np.float32)
    written = np.array([len(text) > 3 for text in folded])
    heads = {text: i for i, text in enumerate(folded) if kinds[i] == 0}
    listed = np.array([heads.get(text, -1) > i for i, text in enumerate(folded)], np.float32)
    twice = ((again > 1) & (words >= 6)).astype(np.float32)
    return {
        "times in the text": np.minimum(again, 4),
        "stood above": np.array(later, np.float32),
        "heads a section below": listed,
        **window_means(
            {
                "such heads within 3": (listed, 3),
                "sentences twice within 3": (twice, 3),
                "sentences twice within 8": (twice, 8),
                "lines twice within 5": (((again > 1) & written).astype(np.float32), 5),
            }
        ),
    }


def topic_columns(tokens: Tokens, long: Mask, block: Ints, title_at: int) -> dict[str, Column]:
    """How far each unit speaks of what the text's long paragraphs and its title speak of."""
    count = len(long)
    pairs = distinct(tokens.unit[tokens.long] * BUCKETS + tokens.ids[tokens.long] % BUCKETS)
    unit, word = pairs // BUCKETS, pairs % BUCKETS
    several = np.maximum(np.bincount(unit, minlength=count), 1)
    in_long = np.bincount(word[long[unit]], minlength=BUCKETS)
    everywhere = np.bincount(word, minlength=BUCKETS)
    of_title = np.zeros(BUCKETS, bool)
    of_title[word[unit == title_at]] = True
    shorter = np.maximum(np.minimum(several, max(1, int(of_title.sum()))), 1)

    def share(mask: NDArray[np.bool_], of: Ints) -> Column:
        return (np.bincount(unit, mask, minlength=count) / of).astype(np.float32)

    topic = share(in_long[word] > long[unit], several)
    topic[np.bincount(unit, minlength=count) == 0] = -1
    year = share_of_years(tokens, count)
    near = window_means({"topic": (topic, 3), "years": (year, 4)})
    return {
        "on the topic": topic,
        "on the topic within 3": near["topic"],
        "on the topic in its block": group_mean(topic, block),
        "words of the title": share(of_title[word], shorter),
        "words met once": share(everywhere[word] == 1, several),
        "years": year,
        "years within 4": near["years"],
    }


def share_of_years(tokens: Tokens, count: int) -> Column:
    """How many years each unit names, up to three; lists of references are full of them."""
    years = np.bincount(tokens.unit[tokens.year], minlength=count)
    column: Column = np.minimum(years, 3).astype(np.float32)
    return column


def rule_columns(dropped: Column) -> dict[str, Column]:
    """What the rules drop, here and around."""
    return {
        "dropped": dropped,
        **window_means({f"dropped within {reach}": (dropped, reach) for reach in (1, 3, 10)}),
        "dropped at -1": neighbour(dropped, -1, -1),
        "dropped at +1": neighbour(dropped, 1, -1),
    }


def lexical_columns(lexical: Column, block: Ints, section: Ints) -> dict[str, Column]:
    """How much the words are those of junk, here and around."""
    return {
        "junk words": lexical,
        **window_means({f"junk words within {reach}": (lexical, reach) for reach in (1, 3, 8)}),
        **{f"junk words at {step:+}": neighbour(lexical, step, 0.5) for step in BESIDE},
        "junk words of its block": group_mean(lexical, block),
        "junk words of its section": group_mean(lexical, section),
    }
