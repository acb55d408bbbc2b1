"""What topics are called: the words that their articles use and the other articles do not."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.language import UNSPACED, language_name
from index.passages import Located
from index.words import distinct_terms

WORDS = 3  # of a name
SPOKEN = 0.4  # of a topic's articles have to use a word that names it
LETTERS = range(4, 25)  # of a word; an abbreviation in capitals may be shorter
ABBREVIATION = 2  # letters, at least
TELLING = 0.02  # by as much a word has to tell a topic from the rest
TITLE = 0.25  # of a word's share is whether the title has it: there an article says its subject
ALIKE = 5  # letters in common at the beginning: "trauma" and "traumatic" name the same
WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
PLAIN = [
    line
    for line in Path(__file__).with_name("plain_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
EMPTY = frozenset(distinct_terms(" ".join(PLAIN)))


class Heard(NamedTuple):
    """An article's words."""

    shares: dict[str, float]  # for each stem the share of the passages that have it
    language: str


class Named(NamedTuple):
    """A topic's name and the word that it is asked for by."""

    key: str
    words: tuple[str, ...]  # as people write them, the most telling first


class Speech:
    """How often articles use words, and how they write them."""

    def __init__(self) -> None:
        self.forms: dict[str, Counter[str]] = {}

    def heard(self, passages: Sequence[Located]) -> Heard:
        """The words of one article, all of whose passages are given."""
        if not passages:
            return Heard({}, "")
        article, counts = passages[0].article, Counter[str]()
        own = frozenset(distinct_terms(f"{article.site} {article.author}"))
        for _, passage, _ in passages:
            counts.update(self.stems(f"{' '.join(passage.headings)}\n{passage.text}") - own)
        title = self.stems(article.title) - own
        return Heard(
            {
                stem: (1 - TITLE) * counts[stem] / len(passages) + TITLE * (stem in title)
                for stem in {**counts, **dict.fromkeys(sorted(title))}
            },
            article.language,
        )

    def stems(self, text: str) -> set[str]:
        """The stems of a text's words that may name a topic."""
        found = set()
        for match in WORD.finditer(text):
            word = match[0]
            if may_name(word) and (stem := stem_of(word)):
                self.forms.setdefault(stem, Counter())[word] += 1
                found.add(stem)
        return found

    def written(self, stem: str) -> str:
        """A stem as it is mostly written; without the capital of a sentence's beginning."""
        forms = self.forms[stem]
        shown = Counter[str]()
        for word, times in forms.items():
            shown[word.lower() if word.istitle() and word.lower() in forms else word] += times
        return min(shown, key=lambda word: (-shown[word], word))


def may_name(word: str) -> bool:
    """Whether a word is long enough to be shown alone, and set in spaces.

    >>> [may_name(word) for word in ("OCD", "the", "sleep", "こころ")]
    [True, False, True, False]
    """
    if UNSPACED.search(word):
        return False
    return len(word) in LETTERS or (word.isupper() and len(word) > ABBREVIATION)


def stem_of(word: str) -> str:
    """A word's stem, its hyphens kept; '' where it says nothing of a subject."""
    stems = distinct_terms(word)
    return "" if not stems or EMPTY.issuperset(stems) else "-".join(stems)


def name_topics(groups: Sequence[Sequence[Heard]], speech: Speech) -> list[Named]:
    """A name for each group of articles, no two with the same first word.

    A word counts for a topic as much as its share of the passages there is, times the logarithm of
    how many times that is its share in the whole collection (class-based TF-IDF). The whole is
    taken per language: a topic of Indonesian articles is not named by Indonesian's "and". Where no
    word tells, the language names it.

    Args:
        groups: the words of some articles of each topic, the topics in their order.
        speech: that heard them.
    """
    everywhere = by_language(article for group in groups for article in group)
    named: list[Named] = []
    for group in groups:
        taken = {each.key for each in named}
        words = [speech.written(stem) for stem in telling(group, everywhere)]
        first = next((word for word in words if word.casefold() not in taken), "")
        if first:
            named.append(Named(first.casefold(), tuple(chosen([first, *words]))))
        else:
            named.append(nameless(group, taken))
    return named


def by_language(articles: Iterable[Heard]) -> dict[str, dict[str, float]]:
    """For each language the mean share of each stem."""
    totals: dict[str, Counter[str]] = {}
    counts: Counter[str] = Counter()
    for article in articles:
        counts[article.language] += 1
        totals.setdefault(article.language, Counter()).update(article.shares)
    return {
        language: {stem: share / counts[language] for stem, share in shares.items()}
        for language, shares in totals.items()
    }


def telling(group: Sequence[Heard], everywhere: dict[str, dict[str, float]]) -> list[str]:
    """The stems that tell a topic from the rest, the most telling first, then by name."""
    here: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for article in group:
        here.update({stem: share / len(group) for stem, share in article.shares.items()})
        having.update(article.shares.keys())
    languages = Counter(article.language for article in group)
    scores = {
        stem: share * math.log(share / mean_share(stem, languages, everywhere))
        for stem, share in here.items()
    }
    best = sorted((s for s in scores if scores[s] > TELLING), key=lambda s: (-scores[s], s))
    for fewest in (max(2, SPOKEN * len(group)), 2, 1):
        if found := [stem for stem in best if having[stem] >= fewest]:
            return found
    return []


def mean_share(
    stem: str, languages: Counter[str], everywhere: dict[str, dict[str, float]]
) -> float:
    """A stem's share in the whole collection, as if it were in these languages."""
    shares = (n * everywhere[language].get(stem, 0.0) for language, n in languages.items())
    return sum(shares) / languages.total()


def chosen(words: Iterable[str]) -> list[str]:
    """The first words of a name that do not begin alike.

    >>> chosen(["trauma", "traumatic", "EMDR", "stress", "event"])
    ['trauma', 'EMDR', 'stress']
    """
    found: list[str] = []
    for word in words:
        begins = word.casefold()[:ALIKE]
        if len(found) < WORDS and all(begins != other.casefold()[:ALIKE] for other in found):
            found.append(word)
    return found


def nameless(group: Sequence[Heard], taken: set[str]) -> Named:
    """The name of a topic that no word tells: its language, with a number where that is taken."""
    languages = Counter(article.language for article in group)
    code = min(languages, key=lambda each: (-languages[each], each), default="")
    name = language_name(code) if code else "mixed"
    numbered = (name if number == 1 else f"{name} {number}" for number in range(1, len(taken) + 2))
    word = next(word for word in numbered if word.casefold() not in taken)
    return Named(word.casefold(), (word,))
