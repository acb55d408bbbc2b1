"""What is asked, as the page's address says it, so that a link, Back and Reload bring it back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from index.filters import ArticleFilter
from search.query import MODES, Mode

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NO_SITE = "-"  # how the address names the articles that state no site, or no language
STEP, MOST = 10, 50  # passages shown at first and added by "Show more"; and the end of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and how it is to be answered."""

    question: str = ""
    mode: Mode = "best"
    sites: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # their keys
    languages: tuple[str, ...] = ()  # ISO 639-1
    since: str = ""  # a year, month or day, ISO 8601
    one_each: bool = False  # one passage of each article
    count: int = STEP
    exact_words: bool = False  # search for words as they are typed, mistyped or not

    @classmethod
    def from_address(cls, values: Mapping[str, Sequence[str]]) -> Self:
        """What an address asks; what it says wrongly is passed over.

        >>> Asked.from_address({"q": ["sleep"], "mode": ["guess"], "since": ["2025"]}).since
        '2025'
        """

        def first(name: str) -> str:
            return next(iter(values.get(name, ())), "")

        shown = first("n")
        return cls(
            question=first("q"),
            mode=next((mode for mode in MODES if mode == first("mode")), "best"),
            sites=tuple("" if site == NO_SITE else site for site in values.get("site", ()) if site),
            topics=tuple(filter(None, values.get("topic", ()))),
            languages=tuple("" if code == NO_SITE else code for code in values.get("lang", ())),
            since=first("since") if ISO.fullmatch(first("since")) else "",
            one_each=first("one") == "1",
            exact_words=first("exact") == "1",
            count=min(max(int(shown), STEP), MOST) if re.fullmatch(r"\d{1,3}", shown) else STEP,
        )

    def as_address(self) -> dict[str, str | list[str]]:
        """The address that asks this; what is as usual is left out.

        >>> Asked(question="sleep", sites=("",)).as_address()
        {'q': 'sleep', 'site': ['-']}
        """
        stated: dict[str, str | list[str]] = {
            "q": self.question,
            "mode": "" if self.mode == "best" else self.mode,
            "site": [site or NO_SITE for site in self.sites],
            "topic": list(self.topics),
            "lang": [code or NO_SITE for code in self.languages],
            "since": self.since,
            "one": "1" if self.one_each else "",
            "exact": "1" if self.exact_words else "",
            "n": str(self.count) if self.count > STEP else "",
        }
        return {name: value for name, value in stated.items() if value}

    @property
    def where(self) -> ArticleFilter:
        """Which articles it asks."""
        return ArticleFilter(
            sites=self.sites, topics=self.topics, languages=self.languages, since=self.since
        )

    def loosened(self) -> list[Loosened]:
        """What it would be without each of its filters, and the words for that.

        >>> [each.label for each in Asked(question="sleep", since="2025").loosened()]
        ['Search every date']
        """
        ways = (
            Loosened("Site", "Search every site", replace(self, sites=())),
            Loosened("Topic", "Search every topic", replace(self, topics=())),
            Loosened("Published since", "Search every date", replace(self, since="")),
            Loosened("Language", "Search every language", replace(self, languages=())),
            Loosened("Match by", "Match by meaning and words", replace(self, mode="best")),
        )
        return [way for way in ways if way.asked != self]

    def unfiltered(self) -> Self:
        """The same question, asked of every article."""
        return replace(self, sites=(), topics=(), languages=(), since="")


class Loosened(NamedTuple):
    """A question without one of its filters."""

    name: str  # of the filter that is left out
    label: str
    asked: Asked

    def only(self, whole: Asked) -> ArticleFilter:
        """What the filter that is left out would let through by itself, of the whole question."""
        changed = {
            field: value
            for field in ("sites", "topics", "languages", "since")
            if (value := getattr(whole.where, field)) != getattr(self.asked.where, field)
        }
        return ArticleFilter(**changed)
