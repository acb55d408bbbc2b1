"""The list of peers, and what becomes of one that can't be had."""

import json
import re
import subprocess
import sys

import pytest

from benchmarks.peers.environments import (
    READY,
    Environment,
    PeerMissingError,
    find_python,
    prepare,
    read_environments,
    run,
    share,
)
from benchmarks.peers.measure import ADAPTERS

PEERS = read_environments()


def test_the_plain_script_is_measured_first():
    """Every time is a ratio to its, taken in the same run."""
    assert PEERS[0].name == "plain script"


def test_every_peer_of_the_plan_is_in_the_list():
    """None is left out without a word."""
    names = {each.name for each in PEERS}

    assert names == {"plain script", "txtai", "Haystack", "LlamaIndex", "semantra", "haiku.rag"}


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.folder)
def test_every_package_has_one_exact_version(peer):
    """The same command a year later measures the same peers."""
    loose = [each for each in peer.requires if not re.fullmatch(r"[\w.\[\],-]+==[\w.]+", each)]

    assert loose == []


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.folder)
def test_every_peer_has_an_adapter_that_says_what_it_does(peer):
    """Its first line is a docstring, for a reader who doubts that the peer was used fairly."""
    assert (ADAPTERS / peer.adapter).read_text("utf-8").startswith('"""')


def test_an_environment_can_only_share_one_that_is_made_before_it(tmp_path):
    """Else its link would lead nowhere, and all would be installed twice."""
    row = {"name": "b", "folder": "b", "adapter": "b.py", "shares": "a", "requires": []}
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps([row]), "utf-8")

    with pytest.raises(ValueError, match="b shares 'a', which is not before it"):
        read_environments(listed)


def test_a_peer_that_needs_a_newer_python_is_refused_where_there_is_none():
    """The reason names the version, and what to do."""
    with pytest.raises(PeerMissingError, match=r"needs Python 9\.9, and none was found") as refused:
        find_python("9.9")

    assert refused.value.hint == "Install Python 9.9 as python9.9."


@pytest.mark.parametrize("oldest", ["", "3.9"])
def test_the_python_that_measures_is_taken_where_it_is_new_enough(oldest):
    """So that its torch can be shared."""
    assert find_python(oldest) == sys.executable


def test_an_environment_that_was_made_for_the_same_packages_is_kept(tmp_path):
    """A second run asks no network."""
    wanted = Environment(name="x", folder="x", adapter="x.py", requires=("none-such==1",))
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / READY).write_text(json.dumps(["", "", ["none-such==1"]]), "utf-8")

    assert prepare(wanted, tmp_path) == tmp_path / "x" / "bin" / "python"


def test_a_shared_environment_is_seen_behind_the_own_one(tmp_path):
    """By a file that Python reads at its start; no package is copied."""
    for name in ("base", "own"):
        (tmp_path / name / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    share(tmp_path / "base", tmp_path / "own")
    link = tmp_path / "own" / "lib" / "python3.11" / "site-packages" / "shared.pth"

    assert link.read_text("utf-8") == f"{tmp_path}/base/lib/python3.11/site-packages\n"


def test_a_peer_whose_shared_environment_is_missing_is_refused(tmp_path):
    """Rather than that torch is installed once more, or a link leads nowhere."""
    wanted = Environment(name="b", folder="b", adapter="b.py", requires=(), shares="a")

    with pytest.raises(PeerMissingError, match="The environment 'a', whose packages it shares"):
        prepare(wanted, tmp_path)

    assert not (tmp_path / "b").exists()


def test_an_environment_is_made_and_sees_what_it_shares(tmp_path):
    """A real one, of no packages but pip: its own Python runs, and a second call keeps it."""
    shared = tmp_path / "a" / "lib" / "python3" / "site-packages"
    shared.mkdir(parents=True)
    (shared / "shared_thing.py").write_text("WORD = 'seen'\n", "utf-8")
    (tmp_path / "a" / READY).write_text("", "utf-8")
    wanted = Environment(name="b", folder="b", adapter="b.py", requires=("pip",), shares="a")

    python = prepare(wanted, tmp_path)
    said = subprocess.run(
        [python, "-c", "import shared_thing; print(shared_thing.WORD)"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == "seen\n"
    assert prepare(wanted, tmp_path) == python


def test_packages_that_cannot_be_installed_leave_a_reason(tmp_path):
    """What pip said; a file is asked for, so that no network is needed."""
    missing = str(tmp_path / "none-1-py3-none-any.whl")
    wanted = Environment(name="c", folder="c", adapter="c.py", requires=(missing,))

    with pytest.raises(PeerMissingError, match=r"Its environment could not be made: .*none-1"):
        run([sys.executable, "-m", "pip", "install", missing], wanted)
