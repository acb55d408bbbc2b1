"""How commands behave in a shell: streams, options anywhere, help, interruptions, bugs."""

import errno
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import termios
import time
from pathlib import Path

import click
import pytest

from cli.main import main, wellread

ROOT = Path(__file__).parents[2]
BUG = """
from cli.main import main, wellread

@wellread.command()
def break_down():
    raise ZeroDivisionError("a bug of ours")

main()
"""
GLOBALS = ("--json", "--quiet", "--no-color", "--verbose")


@pytest.mark.parametrize("name", ["", *sorted(wellread.commands)])
def test_every_command_explains_itself(run, name):
    """What it does, with a full stop, and what each option means."""
    ran = run(*filter(None, [name]), "--help")

    assert ran.code == 0
    assert ran.out.startswith(f"Usage: wellread {name}".rstrip())
    command = wellread.commands[name] if name else wellread
    assert command.help.split("\n\n")[0].strip().endswith((".", "cited."))
    assert all(option.help for option in command.params if option.param_type_name == "option")


@pytest.mark.parametrize("option", GLOBALS)
@pytest.mark.parametrize("name", sorted(wellread.commands))
def test_global_options_stand_before_or_behind(run, tiny_home, tmp_path, name, option):
    """Both ways a command is understood; here it is stopped by what it lacks."""
    wrong = ("--home", tmp_path, name, "--no-such-option")

    before, behind = run(option, *wrong), run(*wrong, option)

    assert before.code == behind.code == 2
    assert before.out == behind.out
    assert before.err == behind.err


def test_a_home_behind_wins_over_one_before(run, tiny_home, tmp_path):
    """The nearer to the command, the stronger."""
    ran = run("--home", tmp_path, "list", "--home", tiny_home, "--json")

    assert len(ran.json["articles"]) == 12


def test_the_home_may_come_from_the_environment(run, tiny_home, monkeypatch):
    """$WELLREAD_HOME, unless --home names another."""
    monkeypatch.setenv("WELLREAD_HOME", str(tiny_home))

    assert len(run("list", "--json").json["articles"]) == 12


def test_the_result_goes_to_stdout_and_progress_to_stderr(run_apart, file, tmp_path):
    """A file that gets stdout holds the result alone; without a terminal no bar is drawn."""
    home = tmp_path / "home"
    added = run_apart("add", file, "--home", home)
    built = run_apart("build", "--encoder", "hashing", "--home", home)

    assert (added.stdout, added.stderr) == (b"1 added\n", b"+ resting.txt\n")
    assert built.stdout.startswith(b"Published build 000001-")
    assert built.stdout.count(b"\n") == 1
    assert built.stderr.decode().splitlines() == [
        "Reading articles (1) …",
        "Embedding passages (2) …",
        "Publishing …",
    ]


def test_quiet_prints_the_result_only(run_apart, file, tmp_path):
    """Nothing on stderr."""
    home = tmp_path / "home"

    assert run_apart("-q", "add", file, "--home", home).stderr == b""
    assert run_apart("build", "-q", "--encoder", "hashing", "--home", home).stderr == b""


def test_bars_are_drawn_on_a_terminal(own_home):
    """With what is counted, and each stage named."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "cli", "build", "--anew", "--home", own_home]
    try:
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=theirs, check=True, timeout=120
        )
        drawn = os.read(ours, 100_000).decode("utf-8", "replace")
    finally:
        os.close(ours)
        os.close(theirs)

    assert done.stdout.startswith(b"Published build")
    assert "Reading articles" in drawn
    assert "12/12" in drawn


def test_a_reader_who_leaves_early_is_not_told(tiny_home):
    """`wellread … | head -1` ends in silence."""
    command = f"{sys.executable} -m cli list --home {tiny_home} | head -1"
    slow = f"{sys.executable} -m cli show tiny/sleep.md --home {tiny_home} | true"

    for line in (command, slow):
        done = subprocess.run(
            ["sh", "-c", line], cwd=ROOT, capture_output=True, check=False, timeout=60
        )
        assert done.stderr == b""


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_an_interrupted_command_leaves_with_130(interruptible, tmp_path, as_json):
    """Ctrl-C while it waits for standard input."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", *as_json, "add", "-", "--format", "text", "--home", tmp_path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "collection" / "collection.sqlite").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(0.5)  # from the catalogue to the reading
    process.send_signal(signal.SIGINT)
    with process:
        out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"Interrupted; what was done before stays." in (out if as_json else err)
    assert b"Traceback" not in err


def test_a_bug_shows_no_traceback():
    """But says how to see it, and with -v it is seen."""

    def broken(*words):
        command = [sys.executable, "-c", BUG, *words, "break-down"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    silent, seen = broken(), broken("-v")

    assert (silent.returncode, seen.returncode) == (1, 1)
    assert silent.stderr.startswith("Error: A bug: ZeroDivisionError: a bug of ours.\n")
    assert "Run it again with -v" in silent.stderr
    assert "Traceback" not in silent.stderr
    assert "Traceback" in seen.stderr


@pytest.mark.parametrize(
    ("raised", "is_the_machine"),
    [
        (OSError(errno.EIO, "Input/output error", "a file"), True),
        (OSError(errno.EMFILE, "Too many open files"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (sqlite3.DatabaseError("database disk image is malformed"), True),
        (sqlite3.OperationalError("disk I/O error"), True),
        (FileNotFoundError(errno.ENOENT, "No such file", "a file"), False),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), False),
        (ZeroDivisionError("a bug of ours"), False),
    ],
)
def test_the_disk_is_not_called_a_bug(capsys, raised, is_the_machine):
    """Whoever reads it is to look at the machine; what only a mistake of ours gives stays a bug."""

    @click.command("break-down")
    def break_down():
        raise raised

    wellread.add_command(break_down)
    try:
        with pytest.raises(SystemExit) as ended:
            main(["break-down"])
    finally:
        del wellread.commands["break-down"]

    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert str(raised) in said
    assert ("The disk or the system refused" in said) == is_the_machine
    assert ("A bug" in said) == (not is_the_machine)


def test_colours_are_for_terminals(run_apart, tiny_home):
    """A file or a pipe gets plain text."""
    assert b"\x1b[" not in run_apart("search", "sleep", "--home", tiny_home).stdout


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("day", ["yesterday", "1.2.2026", "26", "2026-1-2", "２０２６"])
def test_a_day_that_is_none_is_refused(run, tiny_home, option, day):
    """It would be compared as text, and find nothing or all."""
    ran = run("search", "sleep", option, day, "--home", tiny_home)

    assert ran.code == 2
    assert "is no day like 2026-01-31" in ran.err


@pytest.mark.parametrize("day", ["2024", "2024-12", "2024-12-31"])
def test_a_day_a_month_or_a_year_will_do(run, tiny_home, day):
    """In full or in part."""
    assert run("search", "sleep", "--since", day, "--home", tiny_home).code == 0


def test_the_hits_for_people_hold_what_is_needed_to_cite(run, tiny_home):
    """Title, site, author, date, licence, section, text and address."""
    out = run("search", "how can I sleep better", "-n", "1", "--home", tiny_home).out

    for part in (
        "1. Sleeping better  [",
        "Harbour Lane · Ines Calder · 2024-03-05 · CC BY 4.0",
        "https://harbour-lane.example/sleeping-better#:~:text=",
    ):
        assert part in out


def test_the_help_lines_stand_above_the_hits(run, tiny_home):
    """For the country named."""
    out = run("search", "I want to end my life", "--country", "GB", "--home", tiny_home).out

    assert "Samaritans" in out
    assert out.index("Samaritans") < out.find("1. ") or "1. " not in out
