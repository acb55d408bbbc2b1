"""A build on a Ray of two machines is the local one, whatever happens to its workers meanwhile."""

import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.runners import ray_cluster as known
from index.runners import shards
from index.runners.runner import RunnerError
from index.runners.shards import shards_folder
from tests.ray_here import FEW, SECONDS, build, fill, held_by, on_ray, ray_here

__all__ = ["ray_here"]  # a fixture
ROOT = Path(__file__).parents[2]
pytestmark = [
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are found in /proc"),
    # Ray leaves sockets and pipes to its interpreter's end.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A collection that is not built; none may change it."""
    return fill(tmp_path_factory.mktemp("filled") / "home")


@pytest.fixture(scope="module")
def expected(filled):
    """What the local build of it holds."""
    home = shutil.copytree(filled, filled.with_name("local"))
    build(home)
    return held_by(home)


@pytest.fixture
def home(filled, tmp_path):
    """A copy of it."""
    return shutil.copytree(filled, tmp_path / "home")


def once(deed):
    """A teller of progress that does something as soon as the first shard is done."""
    done = []

    def tell(progress):
        if progress.stage == "work" and progress.done and not done:
            done.append(progress)
            deed()

    return tell


def test_two_machines_make_what_one_makes(ray_here, home, expected, monkeypatch):
    """Byte for byte: articles, passages, vectors, what was left out and why."""
    told = []
    report, tally = on_ray(home, ray_here.have(2).address, monkeypatch, tell=told.append)

    assert held_by(home) == expected
    assert [left.id for left in expected["left out"]] == ["none.md", "part-07.md"]
    assert (report.encoded, report.reused) == (report.manifest.passages, 0)
    counts = [each.done for each in told if each.stage == "work"]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, report.manifest.articles + 2)
    assert tally.shards == len(counts) - 1 > 8
    assert {each.name for each in told if each.stage == "work"} == {"", socket.gethostname()}
    assert not shards_folder(home).exists()
    assert b"talk with someone" not in ray_here.written()


def test_a_killed_worker_and_a_lost_machine_cost_nothing(ray_here, home, expected, monkeypatch):
    """Their shards are made by others: exactly once, nothing lost, nothing doubled."""
    ray_here.have(2)

    def harm():
        ray_here.kill_worker()
        ray_here.remove()

    report, tally = on_ray(home, ray_here.address, monkeypatch, tell=once(harm))

    assert held_by(home) == expected
    assert report.encoded == report.manifest.passages
    assert 1 <= tally.lost <= 4


def test_a_killed_driver_is_gone_on_with(ray_here, home, expected, monkeypatch, run):
    """What its workers had done is taken as it is, and not done again; and it is told."""
    ray_here.have(1)
    words = [sys.executable, "-m", "tests.index.ray_driver", str(home), ray_here.address]
    driver = subprocess.Popen(words, cwd=ROOT)
    wait_for(lambda: len([*shards_folder(home).glob("[0-9a-f]*")]) >= 3)
    driver.kill()
    driver.wait()
    assert not (home / "index" / "CURRENT").exists()

    monkeypatch.setattr(shards, "USUAL", FEW)
    monkeypatch.setenv("RAY_ADDRESS", ray_here.address)
    ran = run("build", "--home", home, "--encoder", "hashing", "--runner", "ray")

    assert ran.code == 5  # two articles were left out
    assert held_by(home) == expected
    said = re.search(
        r"^Ray: (\d+) shards, (\d+) of them made now on 1 machine, (\d+) of an earlier run\.$",
        ran.err,
        re.MULTILINE,
    )
    every, now, before = map(int, said.groups())
    assert every == now + before
    assert now > 0
    assert before >= 3


def wait_for(is_so):
    """Wait until something is so."""
    until = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < until, "it never was"
        time.sleep(0.01)


def test_a_ray_whose_processors_are_in_use_is_told(ray_here, home, monkeypatch):
    """With how many there are."""
    import ray

    monkeypatch.setattr(known, "PATIENCE", 1.0)
    with known.connected(ray, ray_here.have(1).address):
        ray.remote(num_cpus=1)(lambda: time.sleep(600)).remote()
        wait_for(lambda: ray.available_resources().get("CPU", 0) < 1)
        with pytest.raises(RunnerError, match="all 1 of its processors are in use"):
            on_ray(home, ray_here.address, monkeypatch)


def test_a_ray_without_processors_is_told(ray_here, home, monkeypatch):
    """Before and in the middle of a build, where Ray itself would wait for ever."""
    monkeypatch.setattr(known, "BARE", 1.0)
    monkeypatch.setattr(known, "TICK", 0.5)

    with pytest.raises(RunnerError, match=r"has a whole processor any more\. Nothing was publ"):
        on_ray(home, ray_here.have(1).address, monkeypatch, tell=once(ray_here.remove))
    monkeypatch.setattr(known, "PATIENCE", 1.0)
    with pytest.raises(RunnerError, match="gave no worker within 1 s: no machine of it has"):
        on_ray(home, ray_here.address, monkeypatch)
    assert not (home / "index" / "CURRENT").exists()


@pytest.mark.parametrize("address", ["here", "ray://here:10001", "http://here:6379", "here:99999"])
def test_what_is_no_address_is_told(address):
    """With an example of one."""
    with pytest.raises(RunnerError, match=r"is no address of a Ray that .* It is HOST:PORT"):
        known.refuse_silence(address)


def test_nobody_at_an_address_is_told(run, tmp_path):
    """A closed port on this machine; and nothing is published."""
    pytest.importorskip("ray")
    home = fill(tmp_path / "home", 8)
    words = ("build", "--home", home, "--encoder", "hashing", "--runner", "ray")

    ran = run(*words, "--address", "127.0.0.1:1", "--json")

    assert ran.code == 1
    assert ran.json["error"]["code"] == "runner_failed"
    assert ran.json["error"]["message"].startswith("No Ray answers at 127.0.0.1:1: Connection ref")
    assert not (home / "index" / "CURRENT").exists()


def test_an_address_belongs_to_ray(run, tmp_path):
    """Else it would be forgotten that `--runner` was."""
    ran = run("build", "--home", tmp_path, "--address", "127.0.0.1:1")

    assert ran.code == 2
    assert "--address belongs to --runner ray" in ran.err


def test_somebody_else_at_an_address_is_told(monkeypatch):
    """Whatever they say, or say nothing: Ray would wait for two minutes."""
    monkeypatch.setattr(known, "KNOCK", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(RunnerError, match=r"No Ray answers at .*: timed out"),
    ):
        known.refuse_silence(f"127.0.0.1:{server.getsockname()[1]}")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(b"HTTP/1.1 400 Bad Request\r\n")
        with pytest.raises(OSError, match="what answers there is no Ray"):
            known.refuse_stranger(ours)
        assert theirs.recv(3) == b"PRI"


def test_without_ray_the_way_to_install_it_is_told(monkeypatch):
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(RunnerError, match=r'pip install "wellread\[ray\]"'):
        known.silent_ray()


def test_nobody_is_told_that_ray_is_used(monkeypatch):
    """Whatever the environment says."""
    pytest.importorskip("ray")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    known.silent_ray()
    assert known.os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


@pytest.mark.soak
def test_a_ray_is_begun_where_none_is_named(home, expected, monkeypatch):
    """It ends with the build, and leaves nothing behind."""
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    before = {*Path("/tmp").glob("wr-*")}

    on_ray(home, "", monkeypatch)

    assert held_by(home) == expected
    assert {*Path("/tmp").glob("wr-*")} <= before
