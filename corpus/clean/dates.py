"""Days as pages write them, in ISO form."""

from __future__ import annotations

import re
from datetime import date

from corpus.clean.draft import Draft
from corpus.clean.months import MONTH_NAMES, MONTHS

DAY = r"(?:st|nd|rd|th|er|\.|º)?"  # what may stand behind the number of a day
FORMS = (
    re.compile(rf"\b(?P<month>{MONTH_NAMES})\.?\s(?P<day>\d{{1,2}}){DAY},?\s(?P<year>\d{{4}})\b"),
    re.compile(
        rf"""\b(?P<day>\d{{1,2}}){DAY}\s(?:de\s)?(?P<month>{MONTH_NAMES})\.?,?\s
             (?:de\s|del\s|năm\s)?(?P<year>\d{{4}})\b""".replace("tháng ", r"tháng\s"),
        re.VERBOSE,
    ),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
)
NOT_FIRST = re.compile(
    r"""\b(?:updated|reviewed|modified|edited|next|diperbarui|dikemas|actualizado|atualizado
        |mis\sà\sjour|aktualisiert|aggiornato|bijgewerkt|aktualizacja|güncellen\w+|cập\snhật)\b""",
    re.VERBOSE,
)
HEAD = 12  # units; a date further down is no longer the article's own


def day_in(folded: str) -> str:
    """The first day that a text in lower case names, as ISO 8601; '' for none or an impossible one.

    Left alone: 3/4/2025, which is a different day in different countries.

    >>> day_in("published on july 15, 2025"), day_in("3 de mayo de 2024"), day_in("31 feb 2024")
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
        shown = draft.texts[index].casefold()  # folded, "3. mai" would lose its number
        if index in dropped and not NOT_FIRST.search(shown) and (day := day_in(shown)):
            return day
    return ""
