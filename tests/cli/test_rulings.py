"""A curator at the command line: see why a line is gone, bring it back, and what is left of it."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ID = "resting.txt"
SHARE = "Share on Facebook"
HELP = "If you are in danger now, call the lifeline on 13 11 14 at any hour."


@pytest.fixture
def file(tmp_path, article):
    """A text with a line of junk and a help line in it."""
    path = tmp_path / ID
    path.write_text(f"{article}\n{SHARE}\n\n{HELP}\n", "utf-8")
    return path


@pytest.fixture
def home(run, tmp_path, file):
    """A home with that text, built."""
    home = tmp_path / "home"
    run("add", file, "--home", home)
    run("build", "--encoder", "hashing", "--home", home)
    return home


def name_of(run, home, words):
    """What `explain` calls the line with some words."""
    out = run("explain", ID, "--home", home).out
    return re.search(rf"^[-~ ] (\S+)  .*{re.escape(words)}", out, re.MULTILINE)[1]


def text_of(run, home):
    """The article as a build would index it now."""
    return run("show", ID, "--json", "--home", home).json["text"]


def listed(run, home, *more):
    """The decisions that are listed."""
    return run("decisions", *more, "--json", "--home", home).json["decisions"]


def test_explain_says_why_a_line_is_gone_and_what_protects_another(run, home):
    """Each line has its name; what is simply kept needs no reason."""
    out = run("explain", ID, "--home", home).out
    assert "  resting.txt#u1  Resting well\n  resting.txt#u2" in out
    gone = r"^- resting\.txt#u\d+  Share on Facebook\n    dropped: share-bar/\d+, a share or print"
    guarded = r"^  resting\.txt#u\d+  If you are .*\n    kept: protected as a help-line number"
    assert re.search(gone, out, re.MULTILINE)
    assert re.search(guarded, out, re.MULTILINE)
    assert out.endswith(" kept, 1 dropped\n")


def test_explain_tells_programs_the_same(run, home):
    """Unit by unit, in the order of the names."""
    units = run("explain", ID, "--json", "--home", home).json["units"]
    name = name_of(run, home, SHARE)
    unit = units[int(name.rpartition("#u")[2]) - 1]
    assert (unit["text"], unit["action"], unit["protected_by"]) == (SHARE, "drop", None)
    assert unit["rule"].startswith("share-bar/")


def test_a_line_is_restored_in_two_commands(run, home):
    """The first says what it would change, the second does it."""
    ran = run("restore", name_of(run, home, SHARE), "--home", home)
    assert ran.code == 0
    assert ran.out == (
        f"restored in {ID}: {SHARE}\n{ID}: 1 to come back, 0 to go.\n`wellread build` applies it.\n"
    )
    assert run("status", "--check", "--home", home).code == 5
    run("build", "--home", home)
    assert SHARE in text_of(run, home)
    assert run("status", "--check", "--home", home).code == 0


def test_a_decision_can_be_applied_at_once(run, home):
    """And says which build has it."""
    ran = run("drop", name_of(run, home, "Resting well"), "--build", "--json", "--home", home)
    assert ran.json["build"]
    assert ran.json["effects"] == [{"article": ID, "returns": [], "goes": ["Resting well"]}]
    assert run("status", "--check", "--home", home).code == 0
    assert not text_of(run, home).startswith("Resting well")


def test_a_line_that_is_kept_anyway_can_be_held_against_new_rules(run, home):
    """That changes nothing now, and says so."""
    ran = run("restore", name_of(run, home, "Resting well"), "--home", home)
    assert "reads as before; from now on no rule changes these lines" in ran.out
    assert len(listed(run, home)) == 1


def test_a_help_line_is_not_dropped_by_accident(run, home):
    """It is refused with the way to do it all the same; that way, it goes."""
    name = name_of(run, home, "lifeline")
    refused = run("drop", name, "--json", "--home", home)
    assert (refused.code, refused.json["error"]["code"]) == (1, "protected")
    assert "--even-protected" in refused.json["error"]["hint"]
    assert HELP in text_of(run, home)

    assert run("drop", name, "--even-protected", "--home", home).code == 0
    assert HELP not in text_of(run, home)


def test_of_several_lines_all_are_decided_or_none(run, home):
    """One wrong name, and nothing is stored."""
    ran = run("restore", name_of(run, home, SHARE), f"{ID}#u99", "--home", home)
    assert ran.code == 4
    assert "There is no line 99 in 'resting.txt'" in ran.err
    assert listed(run, home) == []


def test_decisions_survive_an_edit_and_a_build_from_nothing(run, home, file, article):
    """The line stands elsewhere now, in an article of which a paragraph is new."""
    run("restore", name_of(run, home, SHARE), "--home", home)
    file.write_text(f"{SHARE}\n\nA new beginning.\n\n{article}\n{HELP}\n", "utf-8")
    run("add", file, "--home", home)
    for path in sorted((home / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert run("build", "--encoder", "hashing", "--home", home).code == 0
    assert SHARE in text_of(run, home)
    assert [each["lines"] for each in listed(run, home)] == [1]


def test_a_decision_that_matches_nothing_is_listed_with_the_reason(run, home, file, article):
    """The line was edited away, then the article removed; added again, it holds again."""
    run("restore", name_of(run, home, SHARE), "--home", home)
    original = file.read_text("utf-8")
    file.write_text(f"{article}\n{HELP}\n", "utf-8")
    run("add", file, "--home", home)
    assert "no line of its article has these words any more" in run("decisions", "--home", home).out
    run("remove", ID, "--home", home)
    assert "its article was removed" in run("decisions", "--home", home).out
    file.write_text(original, "utf-8")
    run("add", file, "--home", home)
    assert "1 line has these words" in run("decisions", "--home", home).out


def test_decisions_hold_when_a_removed_article_returns_by_its_file(run, tmp_path, file):
    """It came in its folder, and comes back by itself, under the id that it had."""
    folder = tmp_path / "articles"
    folder.mkdir()
    own = file.rename(folder / ID)
    home = tmp_path / "home"
    run("sync", folder, "--home", home)
    run("restore", f"articles/{ID}#u7", "--home", home)

    told = run("remove", f"articles/{ID}", "--home", home).out
    run("add", own, "--home", home)

    assert "comes back, with your decisions, when that is next added or synced" in told
    assert [each["article"] for each in listed(run, home)] == [f"articles/{ID}"]
    assert [each["lines"] for each in listed(run, home)] == [1]
    own.unlink()
    assert "comes back" not in run("remove", f"articles/{ID}", "--home", home).out


def test_forgetting_an_article_forgets_its_decisions(run, home):
    """No word of it stays."""
    run("restore", name_of(run, home, SHARE), "--home", home)
    run("forget", ID, "--home", home)
    assert listed(run, home) == []


@pytest.mark.parametrize("by_line", [True, False], ids=["by the line's name", "by its own name"])
def test_a_decision_can_be_taken_back(run, home, by_line):
    """The rules decide again, and the index is what it was."""
    line = name_of(run, home, SHARE)
    run("restore", line, "--home", home)
    name = line if by_line else listed(run, home)[0]["name"]
    ran = run("decisions", "--forget", name, "--home", home)
    assert ran.out.startswith(f"taken back in {ID}: {SHARE}\n")
    assert listed(run, home) == []
    assert run("status", "--check", "--home", home).code == 0


def test_an_empty_list_is_said(run, home):
    """Nobody decided anything yet."""
    out = run("decisions", "--home", home).out
    assert out == "Nothing was decided by hand.\n"


def test_rules_are_counted_in_this_index(run, home):
    """Each rule with its version, an example, and how often it decided; 0 is said, too."""
    found = {rule["id"]: rule for rule in run("rules", "--json", "--home", home).json["rules"]}
    assert found["share-bar"]["fired"] == 1
    assert found["paid-link"]["fired"] == found["curator"]["fired"] == 0
    assert all(rule["reason"] and rule["version"] >= 1 for rule in found.values())
    assert "1  share-bar/" in run("rules", "--home", home).out

    run("restore", name_of(run, home, SHARE), "--build", "--home", home)
    found = {rule["id"]: rule for rule in run("rules", "--json", "--home", home).json["rules"]}
    assert (found["share-bar"]["fired"], found["curator"]["fired"]) == (0, 1)


def test_a_rule_that_is_gone_is_still_counted(run, home, monkeypatch):
    """An index from before says what decided, until the next build."""
    monkeypatch.setattr("corpus.clean.rules.listing.RULES", ())
    found = {rule["id"]: rule for rule in run("rules", "--json", "--home", home).json["rules"]}
    assert (found["share-bar"]["version"], found["share-bar"]["fired"]) == (None, 1)
    assert "     1  share-bar  no rule of this Wellread" in run("rules", "--home", home).out


def test_rules_without_an_index_are_not_counted(run, tmp_path):
    """Which is not the same as 0."""
    ran = run("rules", "--home", tmp_path)
    assert ran.code == 0
    assert "     -  share-bar/" in ran.out
    assert ran.out.endswith("Nothing is indexed yet, so nothing is counted.\n")


def test_the_difference_marks_what_goes(run, file):
    """A minus before each dropped line with its rule, a space before the others; all of it."""
    lines = run("clean", file, "--diff").out.splitlines()
    assert lines[0] == "  Resting well"
    (gone,) = [line for line in lines if line.startswith("- ")]
    assert re.fullmatch(r"- Share on Facebook  \[share-bar/\d+: a share or print button\]", gone)
    assert f"  {HELP}" in lines
    assert lines[-1].endswith("kept, 1 dropped")


def test_clean_explains_every_line_of_a_file(run, file):
    """As `explain` does for an article, without a collection."""
    out = run("clean", file, "--explain").out
    assert "- #u7  Share on Facebook\n    dropped: share-bar/" in out


def test_the_views_say_the_same_to_programs(run, file):
    """JSON holds all of it, whichever is asked for."""
    plain = run("clean", file, "--json").out
    assert run("clean", file, "--diff", "--json").out == plain
    assert run("clean", file, "--explain", "--json").out == plain


def on_a_terminal(*words, **variables):
    """What a command prints to a terminal."""
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "cli", *map(str, words)],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "NO_COLOR"} | variables,
        stdout=theirs,
        stdin=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
    os.close(theirs)
    with os.fdopen(ours, "rb") as file:
        printed = file.read1(100_000)
    assert done.returncode == 0
    return printed


def test_colours_can_be_declined(file):
    """A terminal gets them, unless NO_COLOR or --no-color says otherwise; the marks stay."""
    assert b"\x1b[31m- Share on Facebook" in on_a_terminal("clean", file, "--diff")
    for printed in (
        on_a_terminal("clean", file, "--diff", NO_COLOR="1"),
        on_a_terminal("clean", file, "--diff", "--no-color"),
    ):
        assert b"\x1b[" not in printed
        assert b"\n- Share on Facebook" in printed


def test_an_articles_own_escapes_do_not_reach_the_terminal(run, tmp_path, article):
    """A line that would colour, clear or rename the window is shown without its power."""
    path = tmp_path / "loud.txt"
    path.write_text(f"{article}\n\x1b[2J\x1b[31mShare on Facebook\x07\n", "utf-8")
    for view in ("--diff", "--explain"):
        out = run("clean", path, view).out
        assert "Share on Facebook" in out
        assert "\x07" not in out
        assert "\x1b" not in out


def test_a_long_line_is_cut_behind_a_word(run, home):
    """By drop and by decisions."""
    name = name_of(run, home, "People who rest before")
    dropped = run("drop", name, "--home", home).out.splitlines()[0]
    assert dropped == (
        "dropped in resting.txt: People who rest before they are worn out get more done and enjoy "
        "more of it."
    )
    listed = run("drop", name_of(run, home, "Look out of a window"), "--home", home).out
    assert listed.splitlines()[0] == (
        "dropped in resting.txt: Look out of a window, or close your eyes and listen, and then go "
        "on with what you were…"
    )
