"""Days as pages write them, in ISO form."""

from __future__ import annotations

import re
from datetime import date

from corpus.clean.draft import Draft

MONTHS = {  # first letters → number; English, and Indonesian, Malay and Romance spellings
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "mei": 5, "mai": 5, "jun": 6, "jul": 7},
    **{"aug": 8, "agu": 8, "sep": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "des": 12},
    "dez": 12,
}
MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-zé]{{0,7}}\.?"
FORMS = (
    re.compile(rf"\b{MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})\b"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{MONTH},?\s(?P<year>\d{{4}})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
NOT_FIRST = re.compile(r"\b(?:updated|reviewed|modified|edited|next)\b")
HEAD = 12  # units; a date further down is no longer the article's own


def day_in(folded: str) -> str:
    """The first day that a folded text names, as ISO 8601; '' for none or an impossible one.

    Left alone: 3/4/2025, which is a different day in different countries.

    >>> day_in("published on july 15, 2025"), day_in("3 mei 2024"), day_in("31 feb 2024")
    ('2025-07-15', '2024-05-03', '')
    """
    for form in FORMS:
        if found := form.search(folded):
            month = found["month"]
            try:
                number = int(month) if month.isdigit() else MONTHS[month]
                return date(int(found["year"]), number, int(found["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def find_published(draft: Draft, dropped: frozenset[int]) -> str:
    """The day in a date line that was dropped at the top; '' where only a revision is dated."""
    for index in range(min(HEAD, len(draft.units))):
        folded = draft.folded[index]
        if index in dropped and not NOT_FIRST.search(folded) and (day := day_in(folded)):
            return day
    return ""
