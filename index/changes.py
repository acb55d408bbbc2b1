"""Why an article is read again: what of its digest is another, in words."""

from __future__ import annotations

from typing import NamedTuple

from index.reconsidered import repeated_in

UNREAD = "unread"  # the digest of an article whose original could not be read
FILE = "its file was edited"
RULES = "Wellread's rules are newer"
DECIDED = "you decided about its lines"
REPEATED = "more is known of what sites repeat"
AGAIN = "it could not be read before"


class Read(NamedTuple):
    """The parts of a digest, but what of the article stands elsewhere, too."""

    sha256: str
    format: str
    rules: str
    decided: str


def read_digest(digest: str) -> Read | None:
    """The parts of an article's digest; None of one that an earlier Wellread wrote."""
    parts = digest.split(" ")[: len(Read._fields)]
    return Read(*parts) if len(parts) == len(Read._fields) else None


def why_read_again(before: str, now: str) -> str:
    """What differs between two digests of an article, as a sentence's end; '' where nothing does.

    >>> why_read_again("5e1f html 5.6 -", "5e1f html 5.7 08ab repeated:7")
    "Wellread's rules are newer; you decided about its lines; more is known of what sites repeat"
    """
    if before == now:
        return ""
    if before == UNREAD:
        return AGAIN
    old, new = read_digest(before), read_digest(now)
    if old is None or new is None:
        return RULES
    reasons = {
        FILE: (old.sha256, old.format) != (new.sha256, new.format),
        RULES: old.rules != new.rules,
        DECIDED: old.decided != new.decided,
        REPEATED: repeated_in(before) != repeated_in(now),
    }
    return "; ".join(reason for reason, differs in reasons.items() if differs)
