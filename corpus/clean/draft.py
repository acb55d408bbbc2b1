"""A text on its way through the rules: its units, and what a rule may ask about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from corpus.clean.folding import fold, words_of_lines
from corpus.language import count_words, detect
from corpus.units import Unit

MAX_RULE_LENGTH = 600  # characters; junk is short, and every pattern stays fast
MAX_ENTRY = 14  # words of a short line, as in a list of contents
MIN_SENTENCE = 6  # words; what tells a language
MAX_SENTENCES = 40
MIN_PARAGRAPH = 8  # words; what a chapter's title stands over

Found = TypeVar("Found")


@dataclass(frozen=True)
class Draft:
    """The units of one text as a reader sees them, and its title as far as it is known."""

    units: tuple[Unit, ...]
    texts: tuple[str, ...]  # each unit without markup and invisible characters
    folded: tuple[str, ...]  # each unit's folded text; '' for one that is too long to be junk
    title: str = ""
    repeated: frozenset[int] = frozenset()  # indices of the units that their site repeats
    shared: frozenset[int] = frozenset()  # indices of those whose frame several sites share

    @classmethod
    def of(
        cls,
        units: tuple[Unit, ...],
        texts: tuple[str, ...],
        repeated: frozenset[int] = frozenset(),
        shared: frozenset[int] = frozenset(),
    ) -> Draft:
        """A text whose title is not known yet."""
        folded = (fold(text) if len(text) <= MAX_RULE_LENGTH else "" for text in texts)
        return cls(units, texts, tuple(folded), repeated=repeated, shared=shared)

    def entitled(self, title: str) -> Draft:
        """The same text with a title; what was worked out about it is not worked out again."""
        draft = replace(self, title=title)
        about_title = ("title", "folded_title", "title_at")
        vars(draft).update({k: v for k, v in vars(self).items() if k not in about_title})
        return draft

    @cached_property
    def language(self) -> str:
        """The language of the article's sentences, ISO 639-1; '' where it can't be told."""
        own = (at for at, unit in enumerate(self.units) if unit.kind in ("sentence", "list_item"))
        long = (self.texts[at] for at in own if count_words(self.texts[at]) >= MIN_SENTENCE)
        return detect(" ".join(islice(long, MAX_SENTENCES)))

    @cached_property
    def words(self) -> tuple[list[str], ...]:
        """Each folded unit's words; see `words_in`."""
        return tuple(words_of_lines(self.folded))

    @cached_property
    def whole(self) -> str:
        """All folded units, one a line."""
        return "\n".join(self.folded)

    @cached_property
    def folded_title(self) -> str:
        """The title, folded."""
        return fold(self.title)

    @cached_property
    def title_at(self) -> int:
        """Where the title stands as a line of its own for the first time; −1 where it does not."""
        lines = (i for i, folded in enumerate(self.folded) if folded == self.folded_title)
        return next(lines, -1) if self.folded_title else -1

    @cached_property
    def lines(self) -> frozenset[str]:
        """All folded units, for asking whether one is among them."""
        return frozenset(self.folded)

    @cached_property
    def last_heading(self) -> dict[str, int]:
        """Where each heading's folded text stands last."""
        return {
            folded: index
            for index, (unit, folded) in enumerate(zip(self.units, self.folded, strict=True))
            if unit.kind == "heading"
        }

    @cached_property
    def heading_above(self) -> tuple[int, ...]:
        """For each unit the index of the heading that it stands under; −1 before the first."""
        above, current = [], -1
        for index, unit in enumerate(self.units):
            if unit.kind == "heading":
                current = index
            above.append(current)
        return tuple(above)

    @cached_property
    def words_under(self) -> Counter[int]:
        """How many words stand under each heading, down to the next one of whatever level."""
        words: Counter[int] = Counter()
        for index, above in enumerate(self.heading_above):
            if index != above:
                words[above] += self.word_count(index)
        return words

    @cached_property
    def last_prose(self) -> tuple[int, ...]:
        """For each unit the last one, up to itself, that is no short line; −1 for none."""
        result, last = [], -1
        for index, folded in enumerate(self.folded):
            short = self.alone(index) and self.word_count(index) <= MAX_ENTRY
            last = last if short and not folded.endswith(".") else index
            result.append(last)
        return tuple(result)

    @cached_property
    def lead_ins(self) -> tuple[int, ...]:
        """For each list item the index of the unit above its list; −1 for none, and all else."""
        above: list[int] = []
        for index, unit in enumerate(self.units):
            before = above[index - 1] if index and self.units[index - 1].kind == "list_item" else -2
            above.append(-1 if unit.kind != "list_item" else index - 1 if before == -2 else before)
        return tuple(above)

    def derived(self, of: Callable[[Draft], Found]) -> Found:
        """What a function that does not look at the title finds in this text; worked out once."""
        found: Found | None = self.worked_out.get(of)
        if found is None:
            found = self.worked_out[of] = of(self)
        return found

    @cached_property
    def worked_out(self) -> dict[Callable[[Draft], Any], Any]:
        """What `derived` found, by function."""
        return {}

    def alone(self, index: int) -> bool:
        """Whether a unit is its whole block: a line of its own, not a sentence of a paragraph."""
        return self.stand_alone[index]

    def is_line(self, index: int) -> bool:
        """Whether the rules about lines may be asked about a unit: it stands alone.

        Left alone: a heading of one word that is marked as one and stands over a paragraph. What
        reads like a button, "# First", is a chapter there.
        """
        return self.stand_alone[index] and not (
            self.units[index].text[:1] == "#" and self.is_short_title(index)
        )

    def is_short_title(self, index: int) -> bool:
        """Whether a heading is one word over a paragraph's first sentence."""
        below = index + 1
        return (
            self.units[index].kind == "heading"
            and " " not in self.folded[index]
            and below < len(self.units)
            and self.units[below].kind == "sentence"
            and self.block_words(below) >= MIN_PARAGRAPH
        )

    @cached_property
    def stand_alone(self) -> tuple[bool, ...]:
        """For each unit whether it is its whole block."""
        bounds = self.block_bounds
        return tuple(first == last for first, last in (bounds[unit.block] for unit in self.units))

    @cached_property
    def block_bounds(self) -> dict[int, tuple[int, int]]:
        """For each block the indices of its first and its last unit."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for index, unit in enumerate(self.units):
            first.setdefault(unit.block, index)
            last[unit.block] = index
        return {block: (first[block], last[block]) for block in first}

    @cached_property
    def words_by_block(self) -> Counter[int]:
        """How many words each block has."""
        words: Counter[int] = Counter()
        for index, unit in enumerate(self.units):
            words[unit.block] += self.word_count(index)
        return words

    def block_start(self, index: int) -> int:
        """The index of the first unit of a unit's block."""
        return self.block_bounds[self.units[index].block][0]

    def block_end(self, index: int) -> int:
        """The index of the last unit of a unit's block."""
        return self.block_bounds[self.units[index].block][1]

    def block_words(self, index: int) -> int:
        """How many words the whole block of a unit has."""
        return self.words_by_block[self.units[index].block]

    def word_count(self, index: int) -> int:
        """How many words a unit has, by white space."""
        return self.word_counts[index]

    @cached_property
    def word_counts(self) -> tuple[int, ...]:
        """How many words each unit has."""
        return tuple(len(text.split()) for text in self.texts)
