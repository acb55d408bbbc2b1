"""The articles whose names are like one that is not there: a slip, or a name without its folder."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

MOST = 3  # that are offered
COMPARED = 5_000  # ids that are compared letter by letter: a tenth of a second


def named_alike(asked: str, ids: Sequence[str]) -> tuple[str, ...]:
    """At most `MOST` ids that may have been meant, the likeliest first; none is a fair answer.

    Those that end in what was asked, as in a file's name; else those that are spelt like it, for
    which a large collection is not looked through.

    >>> named_alike("panic.md", ["clinic/panic.md", "clinic/sleep.md"])
    ('clinic/panic.md',)
    >>> named_alike("clinc/sleep.md", ["clinic/panic.md", "clinic/sleep.md"])
    ('clinic/sleep.md', 'clinic/panic.md')
    """
    ending = [each for each in ids if asked and each.endswith(f"/{asked.lstrip('/')}")]
    if ending or len(ids) > COMPARED:
        return tuple(ending[:MOST])
    return tuple(difflib.get_close_matches(asked, ids, n=MOST))
