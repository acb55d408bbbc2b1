"""Every command by its name. Its module is imported when it is asked for, and no other's.

A question so does not wait for what reads and cleans articles, nor `add` for what searches.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module

import click

WHERE = {  # module: its commands; one that is a word of Python has another name there
    "collecting": ("add", "sync", "list", "show", "remove"),
    "cleaning": ("clean",),
    "curating": ("explain", "restore", "drop", "rules"),
    "decided": ("reviewed", "decisions"),
    "counting": ("counts",),
    "forgetting": ("forget",),
    "mending": ("verify", "repair"),
    "moving": ("export", "import"),
    "indexing": ("build", "builds", "rollback", "status"),
    "comparing": ("duplicates", "similar"),
    "searching": ("search", "topics"),
    "citing": ("cite",),
    "helping": ("helplines",),
    "evaluating": ("eval",),
    "serving": ("serve",),
}
NAMED = {"import": "import_export", "list": "list_articles", "eval": "evaluate"}


class LateCommands(MutableMapping[str, click.Command]):
    """The commands, as `click.Group` takes them; others can be added."""

    def __init__(self) -> None:
        self.modules = {name: module for module, names in WHERE.items() for name in names}
        self.known: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.known:
            module = import_module(f"cli.{self.modules[name]}")
            self.known[name] = getattr(module, NAMED.get(name, name))
        return self.known[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self.known[name] = command

    def __delitem__(self, name: str) -> None:
        found = [each.pop(name, None) for each in (self.modules, self.known)]
        if not any(found):
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter({**self.modules, **self.known})

    def __len__(self) -> int:
        return len({**self.modules, **self.known})
