"""What is asked, as the page's address says it, so that a link, Back and Reload bring it back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from index.passages import ArticleFilter
from search.query import MODES, Mode

ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
NO_SITE = "-"  # how the address names the articles that state no site
STEP, MOST = 10, 50  # passages shown at first and added by "Show more"; and the end of that


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and how it is to be answered."""

    question: str = ""
    mode: Mode = "best"
    sites: tuple[str, ...] = ()
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
            "since": self.since,
            "one": "1" if self.one_each else "",
            "exact": "1" if self.exact_words else "",
            "n": str(self.count) if self.count > STEP else "",
        }
        return {name: value for name, value in stated.items() if value}

    @property
    def where(self) -> ArticleFilter:
        """Which articles it asks."""
        return ArticleFilter(sites=self.sites, since=self.since)

    def loosened(self) -> list[tuple[str, Asked]]:
        """What it would be without each of its filters, and the words for that."""
        without = []
        if self.sites:
            without.append(("Search every site", replace(self, sites=())))
        if self.since:
            without.append(("Search every date", replace(self, since="")))
        if self.mode != "best":
            without.append(("Match by meaning and words", replace(self, mode="best")))
        return without
