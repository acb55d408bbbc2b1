"""What the README promises is so."""

import re
import shlex
from pathlib import Path

import click
import pytest

from cli.main import VERSION, wellread
from search.as_json import answer_as_json

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = [line for block in BLOCKS for line in block.splitlines() if line.startswith("wellread ")]
LINKS = [link for link in re.findall(r"\]\(([^)#\s]+)\)", README) if "://" not in link]


@pytest.mark.parametrize("line", LINES)
def test_every_command_line_is_understood(line):
    """Its command exists and takes these words; nothing is run."""
    words = shlex.split(line.split(" < ")[0], comments=True)[1:]
    command = wellread.commands[words[0]]

    assert command.make_context(words[0], words[1:], parent=click.Context(wellread))


def test_every_command_is_shown():
    """A command that the README leaves out is not found."""
    shown = {shlex.split(line, comments=True)[1] for line in LINES} | {
        name for name in wellread.commands if f"wellread {name}" in README
    }

    assert set(wellread.commands) - shown - {"serve"} == set()  # `make app` is how people serve


@pytest.mark.parametrize("link", LINKS)
def test_every_file_that_it_links_is_there(link):
    """Pictures and other pages of ours."""
    assert (ROOT / link).exists()


def test_every_make_target_that_it_names_is_there():
    """`make app`, `make test` and the others."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert set(re.findall(r"(?:`|^)make ([a-z]+)", README, re.M)) <= targets


def test_every_global_option_is_named():
    """And every exit code."""
    for option in wellread.params:
        assert any(f"`{name}" in README for name in option.opts), option.name
    for code in (0, 1, 2, 3, 4, 5, 130):
        assert f"\n| {code} | " in README


def test_the_keys_of_a_search_are_those_that_it_lists(engine):
    """The contract for programs, word for word."""
    contract = README.split("- `wellread search QUESTION --json`:")[1].split("\n|")[0]
    found = answer_as_json(engine.search("how can I sleep better"))
    listed = set(re.findall(r"[a-z_]{2,}", contract))

    hit = found["hits"][0]
    assert {*found, *hit, *hit["article"], *hit["best_sentence"]} - listed == set()


def test_the_version_is_that_of_the_package():
    """Told by `--version`, and stated in pyproject.toml."""
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text("utf-8")
