"""What a collection's catalogue remembers of each article, to know what stands elsewhere too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus import frame_table
from corpus.clean.repetition import LINES, Page, repeated_over
from corpus.clean.signatures import NO_SIGNATURES, Signatures

SCHEMA = """
DROP TABLE IF EXISTS page;  -- derived: the next build makes it up
DROP TABLE IF EXISTS unsettled;
CREATE TABLE IF NOT EXISTS page (
    article TEXT PRIMARY KEY,
    site TEXT NOT NULL,                 -- '' for an article of no known site
    version INTEGER NOT NULL,           -- how its lines were found
    lines BLOB NOT NULL,                -- what stands for each line, 8 bytes each, ascending
    repeated BLOB NOT NULL DEFAULT x'', -- those of them that the site repeats
    frames BLOB NOT NULL DEFAULT x'',   -- what stands for its sentences' frames, likewise
    shared BLOB,                        -- those of them that several sites share; NULL: not asked
    language TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS page_new ON page (article) WHERE shared IS NULL;
CREATE INDEX IF NOT EXISTS page_site ON page (site);
CREATE TABLE IF NOT EXISTS unsettled (site TEXT PRIMARY KEY) STRICT;  -- whose pages changed since
"""
OF_ENTRY = """
    (SELECT repeated FROM page WHERE article = entry.id),
    (SELECT shared FROM page WHERE article = entry.id),
    (SELECT language FROM page WHERE article = entry.id)
"""
BYTES = 8  # of a line, and of a frame
WAITING = ("unsettled", "unsettled_frame", "page WHERE shared IS NULL")


def pack(lines: Iterable[int]) -> bytes:
    """Lines as they are stored."""
    return b"".join(line.to_bytes(BYTES, "little", signed=True) for line in sorted(lines))


def unpack(stored: bytes | None) -> Signatures:
    """Lines from what is stored; none where nothing is.

    >>> sorted(unpack(pack({7, -2})))
    [-2, 7]
    """
    if not stored:
        return NO_SIGNATURES
    places = range(0, len(stored), BYTES)
    return frozenset(
        int.from_bytes(stored[at : at + BYTES], "little", signed=True) for at in places
    )


def write_page(catalogue: sqlite3.Connection, article: str, page: Page) -> None:
    """Remember an article in the place of what it was; its site and frames are to be settled."""
    forget_page(catalogue, article)
    query = """
        INSERT INTO page (article, site, version, lines, frames, language)
        VALUES (?, ?, ?, ?, ?, ?)
    """
    lines, frames = pack(page.lines), pack(page.frames)
    catalogue.execute(query, (article, page.site, LINES, lines, frames, page.language))
    frame_table.count_page(catalogue, page.site, page.frames)
    unsettle(catalogue, article)


def forget_page(catalogue: sqlite3.Connection, article: str) -> None:
    """Forget an article's lines and frames; its site and they are to be settled."""
    unsettle(catalogue, article)
    query = "SELECT site, frames FROM page WHERE article = ?"
    for site, frames in catalogue.execute(query, (article,)).fetchall():
        frame_table.discount_page(catalogue, site, unpack(frames))
    catalogue.execute("DELETE FROM page WHERE article = ?", (article,))


def unsettle(catalogue: sqlite3.Connection, article: str) -> None:
    """Note that the site of an article has other pages than when its lines were last counted."""
    query = "INSERT OR IGNORE INTO unsettled SELECT site FROM page WHERE article = ? AND site != ''"
    catalogue.execute(query, (article,))


def is_settled(catalogue: sqlite3.Connection) -> bool:
    """Whether what stands on several pages was counted since they last changed."""
    asked = (catalogue.execute(f"SELECT 1 FROM {waiting} LIMIT 1") for waiting in WAITING)
    return not any(found.fetchone() for found in asked)


def settle(catalogue: sqlite3.Connection) -> None:
    """Count anew what each site repeats whose pages changed, and which frames sites share."""
    for (site,) in catalogue.execute("SELECT site FROM unsettled ORDER BY site").fetchall():
        settle_site(catalogue, site)
    catalogue.execute("DELETE FROM unsettled")
    frames, sites = frame_table.settle_frames(catalogue)
    settle_new(catalogue)
    for site in sorted(
        sites | {""} if frames else ()
    ):  # '': pages of no known site have frames too
        settle_shared(catalogue, site, frames)


def settle_site(catalogue: sqlite3.Connection, site: str) -> None:
    """Count anew what one site repeats, and write it beside those of its pages that it touches."""
    query = "SELECT article, lines, repeated FROM page WHERE site = ?"
    rows = catalogue.execute(query, (site,)).fetchall()
    pages = {article: unpack(lines) for article, lines, _ in rows}
    repeated = repeated_over(list(pages.values()))
    changed = [
        (now, article)
        for article, _, before in rows
        if (now := pack(pages[article] & repeated)) != before
    ]
    catalogue.executemany("UPDATE page SET repeated = ? WHERE article = ?", changed)


def settle_new(catalogue: sqlite3.Connection) -> None:
    """Write beside each new page which of its frames several sites share."""
    query = "SELECT article, frames FROM page WHERE shared IS NULL"
    for article, frames in catalogue.execute(query).fetchall():
        shared = frame_table.shared_among(catalogue, unpack(frames))
        catalogue.execute("UPDATE page SET shared = ? WHERE article = ?", (pack(shared), article))


def settle_shared(catalogue: sqlite3.Connection, site: str, changed: Signatures) -> None:
    """The same for a site's pages that have a frame about which that changed."""
    rows = catalogue.execute("SELECT article, frames FROM page WHERE site = ?", (site,)).fetchall()
    touched = [article for article, frames in rows if not changed.isdisjoint(unpack(frames))]
    query = "UPDATE page SET shared = NULL WHERE article = ?"
    catalogue.executemany(query, ((article,) for article in touched))
    settle_new(catalogue)


def unknown(catalogue: sqlite3.Connection) -> list[str]:
    """The articles whose lines are not known, or were found in another way, by id."""
    query = """
        SELECT id FROM entry LEFT JOIN page ON article = id
        WHERE version IS NULL OR version != ? ORDER BY id
    """
    return [row[0] for row in catalogue.execute(query, (LINES,))]
