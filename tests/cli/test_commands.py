"""Commands are imported when they are asked for, and a question loads nothing that cleans."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.commands import WHERE, LateCommands

ROOT = Path(__file__).parents[2]
CLEANS = {"corpus.prepare", "corpus.clean.cleaner", "corpus.readers.formats", "trafilatura", "lxml"}


def test_every_name_is_a_commands():
    """The command that it leads to has this name on the command line, too."""
    commands = LateCommands()

    assert set(commands) == {name for names in WHERE.values() for name in names}
    assert all(command.name == name for name, command in commands.items())
    assert len(commands) == len(list(commands))


def test_what_is_added_is_found_and_what_is_taken_out_is_not():
    """As in a dictionary."""
    commands = LateCommands()
    commands["more"] = click.Command("more")
    del commands["add"]

    assert commands["more"].name == "more"
    assert "add" not in commands
    with pytest.raises(KeyError, match="add"):
        del commands["add"]


def test_a_question_loads_nothing_that_reads_or_cleans(tiny_home):
    """All of that takes as long to load as the rest of a search together."""
    asked = (
        "import sys\n"
        "from cli.main import main\n"
        "try:\n"
        f"    main(['search', 'how can I sleep better', '--home', {str(tiny_home)!r}, '-q'])\n"
        "except SystemExit as left:\n"
        "    assert not left.code, left.code\n"
        f"loaded = {CLEANS!r} & set(sys.modules)\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "sleep" in done.stdout.casefold()
