"""APA 7: the reference of a web page, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search.citing.dates import Day
from search.citing.names import Name
from search.citing.reference import Reference

NO_DATE, NO_TITLE = "n.d.", "[Untitled]"
MOST_NAMES = 20  # that a reference lists
CLOSING = "\"'”’»)]"  # may stand behind the mark that ends a sentence


def as_apa(references: Iterable[Reference]) -> str:
    """`Author. (Year, Month Day). Title. Site. URL` of each, a blank line between two."""
    return "\n\n".join(map(reference_line, references)) + "\n"


def reference_line(reference: Reference) -> str:
    """One reference; the title stands first where no author is named.

    Names whose parts are clear are turned, "Lee, A."; others stay as the source writes them.
    Plain text has no italics, in which APA sets the title.

    Source:
        American Psychological Association, "Webpage on a website references",
        https://apastyle.apa.org/style-grammar-guidelines/references/examples/webpage-website-references
    """
    title = ended(reference.title or NO_TITLE)
    date = f"({date_of(reference.published)})."
    author = ended(as_listed(reference.names) or reference.author)
    first = [author, date, title] if author else [title, date]
    where = f"https://doi.org/{reference.doi}" if reference.doi else reference.url
    return " ".join(filter(None, [*first, ended(reference.site), where]))


def as_listed(names: Sequence[Name]) -> str:
    """Names as a list of references has them; of more than twenty the first nineteen and the last.

    >>> as_listed([Name("Lee", ("Ann",)), Name("Sartre", ("Jean-Paul", "C.D."), "Jr.")])
    'Lee, A., & Sartre, J.-P. C. D., Jr.'
    """
    turned = [", ".join(filter(None, [name.family, initials(name), name.suffix])) for name in names]
    if len(turned) > MOST_NAMES:
        return f"{', '.join(turned[: MOST_NAMES - 1])}, . . . {turned[-1]}"
    return ", & ".join(filter(None, [", ".join(turned[:-1]), *turned[-1:]]))


def initials(name: Name) -> str:
    """The first letters of the given names, a hyphen between two of one name.

    >>> initials(Name("Lee", ("Ann", "B.C.", "Jean-Paul")))
    'A. B. C. J.-P.'
    """
    letters = [part for given in name.given for part in given.replace(".", " ").split()]
    return " ".join("-".join(f"{half[0]}." for half in part.split("-") if half) for part in letters)


def date_of(day: Day | None) -> str:
    """A date as far as it is known.

    >>> date_of(Day(2026, 3, 19)), date_of(Day(2026, 3)), date_of(Day(2026)), date_of(None)
    ('2026, March 19', '2026, March', '2026', 'n.d.')
    """
    if day is None:
        return NO_DATE
    month = " ".join(filter(None, [day.month_name, str(day.day or "")]))
    return f"{day.year}, {month}" if month else str(day.year)


def ended(text: str) -> str:
    """A text with a full stop, unless it ends a sentence already; '' stays so.

    >>> ended("Why can't I sleep?"), ended("“Is it grief?”"), ended("Calm House")
    ("Why can't I sleep?", '“Is it grief?”', 'Calm House.')
    """
    last = text.rstrip(CLOSING)[-1:]
    return text if not text or last in tuple(".?!…。？！؟") else f"{text}."
