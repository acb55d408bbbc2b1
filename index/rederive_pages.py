"""Whether what the catalogue remembers of sites is so: what they repeat, counted once more.

Its rows have no sums, as all of it is derived; a bit of it would change how an article is cleaned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.clean.repetition import MIN_SITES, Page, Repeated, repeated_over
from corpus.collection import Collection
from corpus.pages import page_of
from index.opened import Index
from index.rederive import Checked
from index.status import Fault


def compare_pages(
    collection: Collection, index: Index, article_ids: Iterable[str], checked: Checked
) -> None:
    """Count what sites repeat by the articles themselves, and compare; only where all are known."""
    entries = {entry.id: entry for entry in collection.entries()}
    good = set(article_ids)
    if good != entries.keys():
        checked.notes.append("What sites repeat was not counted again: not every article is known.")
        return
    pages = {
        each: page_of(index.passages.prepared(each), source=entries[each].source) for each in good
    }
    for article_id, repeated in sorted(repeated_of(pages).items()):
        if entries[article_id].repeated != repeated:
            said = "the catalogue says that other lines of it stand elsewhere than counted again"
            checked.faults.append(Fault(article_id, said))


def repeated_of(pages: Mapping[str, Page]) -> dict[str, Repeated]:
    """For each article what of it stands on other pages or sites."""
    by_site: dict[str, list[str]] = defaultdict(list)
    sites_of: dict[int, set[str]] = defaultdict(set)
    for article_id, page in pages.items():
        by_site[page.site].append(article_id)
        for frame in page.frames if page.site else ():
            sites_of[frame].add(page.site)
    lines = {
        site: repeated_over([pages[each].lines for each in ids]) if site else frozenset()
        for site, ids in by_site.items()
    }
    shared = frozenset(frame for frame, sites in sites_of.items() if len(sites) >= MIN_SITES)
    return {
        article_id: Repeated(page.lines & lines[page.site], page.frames & shared)
        for article_id, page in pages.items()
    }
