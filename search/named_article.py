"""What a curator calls an article → the article: by id, address, path, or the end of a path."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePath
from urllib.parse import urldefrag

from index.named import Named

Path = tuple[str, ...]  # its parts


@dataclass(frozen=True, slots=True)
class Names:
    """The articles of an index by each of their names."""

    ids: dict[str, Named] = field(default_factory=dict)
    addresses: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[Path, list[Named]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))


def names_of(articles: Iterable[Named]) -> Names:
    """Every name of some articles."""
    names = Names()
    for each in articles:
        names.ids[each.id] = each
        if address := as_address(each.url):
            names.addresses[address].append(each)
        names.sources[as_path(each.source)].append(each)
        for last in {path[-1] for path in (as_path(each.id), as_path(each.source)) if path}:
            names.files[last].append(each)
    return names


def find_article(name: str, names: Names) -> Named | str:
    """The article of this name; a sentence that says why there is none.

    The end of a path is enough where only one article's path or id ends so.
    """
    if name in names.ids:
        return names.ids[name]
    address, path = as_address(name), as_path(name)
    fits = names.addresses.get(address) or names.sources.get(path)
    if not fits and path:
        holders = names.files.get(path[-1], ())
        fits = [each for each in holders if ends_with(each, path)]
    if not fits:
        near = difflib.get_close_matches(name, names.ids, n=2)
        meant = f"; did you mean {' or '.join(near)}?" if near else ""
        return f"the index has no article {name!r}{meant}"
    if len(fits) > 1:
        return f"{name!r} may be {' or '.join(each.id for each in fits[:3])}"
    return fits[0]


def as_address(name: str) -> str:
    """A web address without what does not tell pages apart; '' for what is none.

    >>> as_address("HTTP://www.Calm.example/sleep/#early")
    'calm.example/sleep'
    """
    scheme, found, rest = urldefrag(name).url.partition("://")
    if not found or scheme.casefold() not in ("http", "https"):
        return ""
    host, slash, path = rest.partition("/")
    return (host.casefold().removeprefix("www.") + slash + path).rstrip("/")


def as_path(name: str) -> Path:
    r"""The parts of a path, whichever slash it is written with.

    >>> as_path(r"articles\sleep.md")
    ('articles', 'sleep.md')
    """
    return PurePath(name.replace("\\", "/")).parts


def ends_with(article: Named, path: Path) -> bool:
    """Whether an article's id or its file's path ends in these parts."""
    return any(as_path(whole)[-len(path) :] == path for whole in (article.id, article.source))
