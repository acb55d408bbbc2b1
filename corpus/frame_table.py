"""What a collection's catalogue remembers of sentence frames: on which sites each one stands.

Counted as articles come and go, by site and not by article, so that one more article costs some
thirty rows however large the collection is.
"""

from __future__ import annotations

import sqlite3

from corpus.clean.repetition import MIN_SITES
from corpus.clean.signatures import Signatures

SCHEMA = """
DROP TABLE IF EXISTS framed;  -- derived: the next build makes it up
DROP TABLE IF EXISTS shared_frame;
DROP TABLE IF EXISTS unsettled_frame;
CREATE TABLE framed (
    frame INTEGER NOT NULL,
    site TEXT NOT NULL,
    pages INTEGER NOT NULL,  -- of the site, that have it
    PRIMARY KEY (frame, site)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared_frame (frame INTEGER PRIMARY KEY) STRICT;     -- on several sites, as counted
CREATE TABLE unsettled_frame (frame INTEGER PRIMARY KEY) STRICT;  -- came to a site, or left one
"""
ADD = "INSERT INTO shared_frame VALUES (?)"
REMOVE = "DELETE FROM shared_frame WHERE frame = ?"
SITES = "SELECT site FROM framed WHERE frame = ?"


def count_page(catalogue: sqlite3.Connection, site: str, frames: Signatures) -> None:
    """Count a page's frames for its site; a page of no known site counts for none."""
    if not site:
        return
    catalogue.executemany(
        "INSERT INTO framed VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET pages = pages + 1",
        ((frame, site) for frame in sorted(frames)),
    )
    unsettle(catalogue, site, frames)


def discount_page(catalogue: sqlite3.Connection, site: str, frames: Signatures) -> None:
    """Take back what `count_page` counted."""
    unsettle(catalogue, site, frames)
    pairs = [(frame, site) for frame in sorted(frames)]
    catalogue.executemany("UPDATE framed SET pages = pages - 1 WHERE frame = ? AND site = ?", pairs)
    catalogue.executemany("DELETE FROM framed WHERE frame = ? AND site = ? AND pages <= 0", pairs)


def unsettle(catalogue: sqlite3.Connection, site: str, frames: Signatures) -> None:
    """Note the frames that a single page of a site has: it brings them there, or takes them."""
    query = """
        INSERT OR IGNORE INTO unsettled_frame
        SELECT frame FROM framed WHERE frame = ? AND site = ? AND pages = 1
    """
    catalogue.executemany(query, ((frame, site) for frame in sorted(frames)))


def settle_frames(catalogue: sqlite3.Connection) -> tuple[Signatures, frozenset[str]]:
    """Count anew; gives the frames about which the answer changed, and the sites that have them."""
    changed = []
    for (frame,) in catalogue.execute("SELECT frame FROM unsettled_frame").fetchall():
        known = is_shared(catalogue, frame)
        if known != (count_sites(catalogue, frame) >= MIN_SITES):
            catalogue.execute(REMOVE if known else ADD, (frame,))
            changed.append(frame)
    catalogue.execute("DELETE FROM unsettled_frame")
    sites = (row[0] for frame in changed for row in catalogue.execute(SITES, (frame,)))
    return frozenset(changed), frozenset(sites)


def is_shared(catalogue: sqlite3.Connection, frame: int) -> bool:
    """Whether a frame was on several sites when that was last counted."""
    found = catalogue.execute("SELECT 1 FROM shared_frame WHERE frame = ?", (frame,))
    return found.fetchone() is not None


def count_sites(catalogue: sqlite3.Connection, frame: int) -> int:
    """On how many sites a frame is, up to those that are asked for."""
    query = "SELECT count(*) FROM (SELECT 1 FROM framed WHERE frame = ? LIMIT ?)"
    count: int = catalogue.execute(query, (frame, MIN_SITES)).fetchone()[0]
    return count


def shared_among(catalogue: sqlite3.Connection, frames: Signatures) -> Signatures:
    """Those of some frames that several sites share."""
    return frozenset(frame for frame in frames if is_shared(catalogue, frame))
