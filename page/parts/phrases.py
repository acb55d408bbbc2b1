"""Numbers, days and addresses as a person says them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urlsplit

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def count(number: int, thing: str) -> str:
    """A number of things, in the plural where it is not one.

    >>> count(1, "passage"), count(1234, "passage")
    ('1 passage', '1,234 passages')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def cut(text: str, most: int) -> str:
    """A text in one line, at most so long, its end marked where there was more.

    >>> cut("Sleeping better", 15), cut("Sleeping better", 10)
    ('Sleeping better', 'Sleeping …')
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def day(stated: str) -> str:
    """A day, month or year in ISO 8601, in words; anything else as it was stated.

    >>> day("2026-03-19"), day("2026-03"), day("2026"), day("last spring")
    ('19 March 2026', 'March 2026', '2026', 'last spring')
    """
    try:
        full = date.fromisoformat(f"{stated}-01" if len(stated) == 7 else stated[:10])
    except ValueError:
        return stated
    month = f"{MONTHS[full.month - 1]} {full.year}"
    return month if len(stated) == 7 else f"{full.day} {month}"


def ago(then: str, now: datetime | None = None) -> str:
    """How long ago a moment in ISO 8601 was.

    >>> ago("2026-03-19T10:00:00+00:00", datetime(2026, 3, 19, 12, 30, tzinfo=UTC))
    '2 h ago'
    """
    seconds = ((now or datetime.now(UTC)) - datetime.fromisoformat(then)).total_seconds()
    if seconds < 60:
        return "just now"
    if seconds < 3600:
        return f"{seconds // 60:.0f} min ago"
    if seconds < 86_400:
        return f"{seconds // 3600:.0f} h ago"
    return count(int(seconds // 86_400), "day") + " ago"


def span_of(seconds: float) -> str:
    """A time that is left, in round figures.

    >>> span_of(4), span_of(50), span_of(400)
    ('a few seconds', '50 s', '7 min')
    """
    if seconds < 10:
        return "a few seconds"
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def host_of(address: str) -> str:
    """The host of a web address without its "www."; '' where it is no http or https address.

    >>> host_of("https://www.nhs.uk/x#:~:text=a"), host_of("javascript:alert(1)")
    ('nhs.uk', '')
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""
