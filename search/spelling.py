"""A question with its mistyped words put right, by the collection's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.encoder import Encoder
from index.vocabulary import Near, Vocabulary
from index.words import WordIndex
from search.english import is_english

MIN_LETTERS = 4  # a shorter word has too many neighbours
# Letters; in a word as short one may be left out, or two swapped, but none be another one: "wifi"
# would become "wife".
SHORTEST = 4
SHORT = 5  # letters; in a word as short only one may be wrong
FAR = 2  # letters that may be wrong in a longer one
NONSENSE = "zqxjv"  # in no language, and no part of a word
CLEARLY = 3  # times as many passages as the next, where two words are equally near
FOREIGN = 3  # words, when more of them are unknown than known: another language
# Not a part of an address, of a number, or of a word with an apostrophe.
TYPED = re.compile(r"(?<![\w@/.#'’])[^\W\d_]+(?![\w@/'’]|\.\w)")
# A word is never taken for its opposite: "atypical" for "typical", "hypo…" for "hyper…".
NEGATING = ("a", "ab", "an", "anti", "de", "dis", "il", "im", "in", "ir", "mis", "non", "un")
OPPOSED = ("hypo", "hyper"), ("pre", "pro"), ("inter", "intra"), ("under", "over")
OPPOSED_ENDS = (("less", "ness"), ("less", "ful"))


@dataclass(frozen=True, slots=True)
class Speller:
    """What knows how the words of a collection are written."""

    words: WordIndex
    vocabulary: Vocabulary
    encoder: Encoder | None = None  # it knows common words, names among them

    def correct(self, question: str) -> str:
        """The question, each word that nobody wrote replaced by the one that was meant.

        A word of the collection stays, and so does any English one; so do short words, names,
        numbers and addresses, and a question that seems to be in another language.
        """
        words = [found[0] for found in TYPED.finditer(question)]
        titled = self.is_titled(words)
        typed = [word for word in words if is_plain(word.lower() if titled else word, question)]
        known = [word for word in typed if self.words.has(word)]
        unknown = {word for word in typed if word not in known}
        if not unknown or (len(unknown) >= FOREIGN and len(unknown) > len(known)):
            return question
        if self.is_foreign(words):
            return question
        return TYPED.sub(
            lambda found: self.meant(found[0]) if found[0] in unknown else found[0], question
        )

    def is_foreign(self, words: list[str]) -> bool:
        """Whether few of the short words are English: those that join others, and are typed right.

        Long ones say nothing of it: they may be mistyped, or known in many languages.
        """
        short = [word.lower() for word in words if 2 <= len(word) <= SHORTEST]
        known = [word for word in short if is_english(word) or self.words.has(word)]
        return len(short) > 1 and 2 * len(known) < len(short)

    def is_titled(self, words: list[str]) -> bool:
        """Whether a question is written like a title, so that a capital makes no name."""
        saying = [word for word in words if len(word) >= MIN_LETTERS and self.words.terms(word)]
        return len(saying) > 1 and all(word.istitle() for word in saying)

    def meant(self, word: str) -> str:
        """The word that was meant by an unknown one, written with its capitals; else itself."""
        small = word.lower()
        near = self.vocabulary.near(small, 1 if len(small) <= SHORT else FAR)
        near = [one for one in near if not is_opposed(small, one.word)]
        if len(small) <= SHORTEST:
            near = [one for one in near if is_left_out_or_swapped(small, one.word)]
        if not near or not self.is_clear(near) or self.is_word(small):
            return word
        meant = near[0].word
        return meant.upper() if word.isupper() else meant.title() if word.istitle() else meant

    def is_clear(self, near: list[Near]) -> bool:
        """Whether the first is plainly the one, and not just one of two."""
        first = near[0]
        terms = self.words.terms(first.word)
        if not terms:  # a stop word says nothing
            return False
        rivals = (
            one
            for one in near[1:]
            if one.distance == first.distance and self.words.terms(one.word) != terms
        )
        return all(first.passages >= CLEARLY * one.passages for one in rivals)

    def is_word(self, word: str) -> bool:
        """Whether a word is English, or one that the encoder knows."""
        return is_english(word) or self.is_whole(word)

    def is_whole(self, word: str) -> bool:
        """Whether the encoder has a word whole, so that it is a common one and rightly written.

        An encoder that has nonsense whole, too, counts words and knows none.
        """
        if self.encoder is None:
            return False
        pieces, nonsense = self.encoder.count_tokens([word, NONSENSE])
        return pieces == 1 < nonsense


def is_plain(word: str, question: str) -> bool:
    """Whether a word is long enough and no name: those are written with capitals.

    A capital says nothing at the question's beginning, nor where all is in capitals.

    >>> [word for word in "My Sarah has PTSD and anxeity".split() if is_plain(word, "My Sarah has")]
    ['anxeity']
    """
    if len(word) < MIN_LETTERS:
        return False
    return word.islower() or question.isupper() or (word.istitle() and question.startswith(word))


def is_opposed(one: str, other: str) -> bool:
    """Whether two words differ by what turns one's meaning round.

    >>> is_opposed("atypical", "typical"), is_opposed("hypotension", "hypertension")
    (True, True)
    >>> is_opposed("anxeity", "anxiety")
    False
    """
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and longer.removesuffix(shorter) in NEGATING:
        return True
    pairs = {(one, other), (other, one)}
    return any(
        a.startswith(this) and b.startswith(that) for a, b in pairs for this, that in OPPOSED
    ) or any(a.endswith(this) and b.endswith(that) for a, b in pairs for this, that in OPPOSED_ENDS)


def is_left_out_or_swapped(typed: str, word: str) -> bool:
    """Whether a word that is one letter away has one more, or the same ones.

    >>> [is_left_out_or_swapped("slep", word) for word in ("sleep", "step")]
    [True, False]
    """
    return len(word) > len(typed) or sorted(word) == sorted(typed)
