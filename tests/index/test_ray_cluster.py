"""What is made of what Ray says: how many workers, which are lost, and when a build is given up.

The library itself is played here; `test_ray.py` runs the real one.
"""

import os
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.runners import ray_cluster as made_of_ray
from index.runners.ray_cluster import (
    RayCluster,
    connected,
    first_line,
    own_folder,
    short,
    silent_ray,
)
from index.runners.runner import RunnerError
from index.runners.spread import Ended
from tests.index.played_ray import PlayedRay, RayError, RayTaskError


def cluster_of(**said):
    """Workers of such a Ray, one shard sent to them."""
    cluster = RayCluster(PlayedRay(**said), SimpleNamespace(), "ray.example:6379")
    cluster.submit(SimpleNamespace(name="shard"))
    return cluster


@pytest.mark.parametrize(
    ("cpus", "room"), [((4,), 8), ((4, 2.5), 13), ((1, 0.9), 2), ((4, -8), 8), ((0.5,), 2), ((), 2)]
)
def test_there_is_room_for_two_shards_a_processor(cpus, room):
    """Of machines that are there and have a whole one; and for two at least."""
    assert cluster_of(cpus=cpus).room() == room


def test_a_task_has_one_processor_and_is_tried_once():
    """Whoever sends it tries again."""
    assert cluster_of().ray.options == {"num_cpus": 1, "max_retries": 0}


def test_what_ends_is_told_by_its_name():
    """With its answer; or how its worker was lost, in words."""
    assert cluster_of(answer="done").wait() == Ended("shard", "done")
    lost = cluster_of(answer=RayError("It is\nlost"))
    assert lost.wait() == Ended("shard", None, "It is")
    assert lost.running == {}


def test_a_worker_without_wellread_ends_all():
    """It would fail with every shard."""
    cluster = cluster_of(answer=RayTaskError("No module named 'index'"))
    with pytest.raises(RunnerError, match="does not have Wellread"):
        cluster.wait()
    with pytest.raises(RunnerError, match="does not have Wellread"):
        cluster.refuse_idleness()


def test_machines_may_be_gone_for_a_while(monkeypatch):
    """After that the build is given up, unless one came back in between."""
    cluster = cluster_of(cpus=())
    cluster.refuse_bareness()
    since = cluster.bare_since
    cluster.refuse_bareness()
    assert cluster.bare_since == since
    cluster.ray.cpus = (1,)
    cluster.refuse_bareness()
    assert cluster.bare_since is None

    cluster.ray.cpus, cluster.ray.ready = (), False
    monkeypatch.setattr(made_of_ray, "BARE", 0)
    with pytest.raises(RunnerError, match=r"No machine of the Ray at ray\.example:6379 has a w"):
        cluster.wait()


def test_a_shard_that_ends_shows_that_machines_are_there():
    """However long none was seen."""
    cluster = cluster_of()
    cluster.bare_since = 1.0
    cluster.wait()
    assert cluster.bare_since is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"cpus": ()}, "no machine of it has a whole processor"),
        ({"free": 0.5}, "all 4 of its processors are in use"),
        ({"free": 0}, "all 4 of its processors are in use"),
        ({"free": 1.0}, "processors are free, but no worker started"),
    ],
)
def test_why_no_worker_can_be_had_is_said(said, why, monkeypatch):
    """What was asked is taken back, and nothing was published."""
    monkeypatch.setattr(made_of_ray, "PATIENCE", 0.2)
    cluster = cluster_of(ready=False, **said)
    told = rf"^The Ray at ray\.example:6379 gave no worker within 0\.2 s: {why}\. Nothing was"
    with pytest.raises(RunnerError, match=told):
        cluster.refuse_idleness()
    assert cluster.ray.cancelled == [("task 0", True)]


def test_workers_that_are_lost_at_once_are_told_of(monkeypatch):
    """They are asked for again until patience ends."""
    monkeypatch.setattr(made_of_ray, "PATIENCE", 0.2)
    monkeypatch.setattr(made_of_ray, "REST", 0.01)
    with pytest.raises(RunnerError, match=r"within 0\.2 s: each was lost: Broken\. Nothing"):
        cluster_of(answer=RayError("Broken")).refuse_idleness()


def test_a_free_worker_is_enough():
    """Nothing is said, and nothing taken back."""
    cluster = cluster_of()
    cluster.refuse_idleness()
    assert cluster.ray.cancelled == []


def test_what_nobody_waits_for_is_left():
    """Also where the cluster is gone."""
    cluster = cluster_of(is_gone=True)
    cluster.cancel()
    assert cluster.ray.cancelled == [("task 2", True)]


@pytest.mark.parametrize(("length", "own"), [(39, True), (40, False)])
def test_rays_folder_has_a_short_name(monkeypatch, length, own):
    """Paths of sockets have a hundred characters at most."""
    usual = tempfile.mkdtemp(prefix="x" * (length - 13), dir="/tmp")
    assert len(usual) == length
    monkeypatch.setattr(tempfile, "tempdir", usual)
    folder = Path(own_folder())
    folder.rmdir()
    Path(usual).rmdir()
    assert folder.name.startswith("wr-")
    assert (str(folder.parent) == usual) is own
    assert own or str(folder.parent) == "/tmp"


def test_a_ray_that_is_not_installed_is_said_to_be(monkeypatch):
    """Also how to install it; and Ray tells nobody that it is used."""
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delenv("RAY_USAGE_STATS_ENABLED", raising=False)
    monkeypatch.setenv("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "1")
    with pytest.raises(RunnerError, match="Ray can't be used, since it is not installed") as caught:
        silent_ray()
    assert "wellread[ray]" in caught.value.hint
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
    assert os.environ["RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO"] == "1"


def test_a_ray_of_our_own_ends_with_the_build():
    """It is silent, has no page of its own, and leaves no folder."""
    ray = PlayedRay()
    with connected(ray, "local"):
        folder = Path(ray.options["_temp_dir"])
        assert folder.is_dir()
        (folder / "session").mkdir()
    assert not folder.exists()
    assert ray.is_told == [False, "ended"]
    assert ray._private.worker._worker_logs_enabled is True
    assert (ray.options["address"], ray.options["log_to_driver"]) == ("local", False)
    assert ray.options["include_dashboard"] is False
    assert ray.options["object_store_memory"] == 268_435_456
    assert ray.options["num_cpus"] >= 1


def test_a_ray_elsewhere_is_joined_and_left_as_it_is():
    """What is stated for one of our own is not asked of it."""
    ray = PlayedRay()
    with connected(ray, "auto"):
        pass
    assert set(ray.options) == {"address", "log_to_driver", "logging_level"}


def test_a_ray_that_cannot_be_joined_is_told_in_a_line():
    """Whatever kind of error it is."""
    ray = PlayedRay(answer=OSError("Version mismatch\nmore"))
    told = "^The Ray at auto can't be used: Version mismatch It has to be of the same version"
    with pytest.raises(RunnerError, match=told), connected(ray, "auto"):
        pass
    assert ray.is_told == [False, "ended"]


def test_no_more_than_a_line_is_said():
    """Of 200 characters; an error that says nothing is named."""
    assert short("x" * 200) == "x" * 200
    assert short("x" * 201) == "x" * 199 + "…"
    assert first_line(ValueError()) == "ValueError"
    assert first_line(ValueError("\n one \n two")) == "one "
