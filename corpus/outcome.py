"""What became of a source that was to be added."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """What became of one source."""

    name: str
    # "added", "replaced", "unchanged", "refused" or "removed"; of web pages also "gone" (not there
    # any more; the article stays); of files of many records also
    # "passed over" (a picture among pages) and "continued" (the file itself, broken off before)
    change: str
    article_id: str  # '' for a refused source
    reason: str  # why it was refused, or needs review; '' where there is nothing to explain
    record: int = 0  # its number in its file; 0 for a source that is one article
