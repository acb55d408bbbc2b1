"""HOME/page.toml: whether the page is open to others, and who its curators are."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UserError

NAME = "page.toml"
KEYS = ("public", "curators", "count")


class HostingError(UserError):
    """HOME/page.toml can't be understood."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{NAME} of the home folder can't be used: {why}. Until it is put right, nobody may "
            "change anything on the page.",
            hint='It has a table `[page]`: `public = true`, `curators = ["me@example.org"]`.',
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """What the person who runs the page has said about it."""

    public: bool = False  # others reach it, whatever address it listens on
    curators: frozenset[str] = frozenset()  # e-mail addresses, casefolded, and OpenID subjects
    counts: bool = False  # how many questions are asked on a day is counted (`search.counted`)
    signs_in: bool = False  # an identity provider is named, in [auth]


def hosting_file(home: Path) -> Path:
    """Where it is said."""
    return home / NAME


def read_hosting(home: Path) -> Hosting:
    """What the file says; where there is none, the page is for one person on one machine.

    Raises:
        HostingError: the file can't be read, or says what nobody understands.
    """
    try:
        return hosting_of(tomllib.loads(hosting_file(home).read_text("utf-8")))
    except FileNotFoundError:
        return Hosting()
    except (OSError, ValueError) as error:
        raise HostingError(str(error).rstrip(".")) from error


def hosting_of(stated: Mapping[str, object]) -> Hosting:
    """The same from the file's tables.

    >>> hosting = hosting_of({"page": {"public": True, "curators": ["Ana@clinic.example"]}})
    >>> hosting.public, sorted(hosting.curators), hosting.signs_in
    (True, ['ana@clinic.example'], False)

    Raises:
        ValueError: a key or a value that means nothing here; a mistyped one must not open the page.
    """
    page = stated.get("page", {})
    if not isinstance(page, Mapping):
        raise ValueError("`page` is not a table")
    if strange := sorted(set(page) - set(KEYS)):
        raise ValueError(f"[page] has no setting {strange[0]!r}; it has {', '.join(KEYS)}")
    public, counts = (switch(page, name) for name in ("public", "count"))
    curators = page.get("curators", [])
    if not isinstance(curators, list) or not all(isinstance(each, str) for each in curators):
        raise ValueError("`curators` is not a list of names in quotes")
    names = {each.strip() for each in curators} - {""}
    return Hosting(
        public=public,
        curators=frozenset(each.casefold() if "@" in each else each for each in names),
        counts=counts,
        signs_in="auth" in stated,
    )


def switch(page: Mapping[str, object], name: str) -> bool:
    """A setting that is on or off; off where it is not there.

    Raises:
        ValueError: it is neither.
    """
    value = page.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f"`{name}` is neither true nor false")
    return value
