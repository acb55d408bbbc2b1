"""What people ask stays on the machine: no command but those that name a web address connects."""

import os
import signal
import subprocess
import sys

import pytest

from index.encoders.onnx import silent_runtime
from tests.faults.tracing.seccomp import is_possible

ARTICLE = "# Sleep\n\n" + "Rest comes to those who get up at the same hour each day. " * 12
CALLS = "import socket; from tests.unconnected import allow_no_connection as no; no(); "

pytestmark = pytest.mark.skipif(not is_possible(), reason="it takes Linux on x86-64 to see calls")


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """A folder of somebody who has used nothing yet, and the settings that lead there."""
    folder = tmp_path_factory.mktemp("stranger")
    (folder / "sleep.md").write_text(ARTICLE, "utf-8")
    settings = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    settings |= {"HOME": str(folder), "WELLREAD_HOME": str(folder / "home")}
    settings.pop("ORT_DISABLE_TELEMETRY", None)
    return folder, settings


def wellread(stranger, *words):
    """How a command ended that may not connect, and what it said."""
    _, settings = stranger
    command = [sys.executable, "-m", "tests.unconnected", *words]
    ended = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def test_adding_building_and_searching_connect_to_nothing(stranger):
    """Each is ended at once where any of it, or of the libraries below, opens a socket."""
    assert wellread(stranger, "add", str(stranger[0] / "sleep.md"))[0] == 0
    status, said = wellread(stranger, "build", "--encoder", "minilm")
    assert status == 0, said
    status, said = wellread(stranger, "search", "when should I get up")
    assert status == 0, said
    assert "same hour" in said


def test_nothing_is_left_outside_the_home(stranger):
    """No id of the machine, no list of what ran: only what docs/privacy.md names."""
    folder, _ = stranger
    left = {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}
    assert left == {"home", "sleep.md"}


@pytest.mark.parametrize(("family", "status"), [("INET", -signal.SIGSYS), ("UNIX", 0)])
def test_a_connection_would_be_noticed(family, status):
    """The watcher itself: a socket to another machine ends the process, one of its own does not."""
    code = f"{CALLS} socket.socket(socket.AF_{family})"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == status


def test_the_runtime_tells_its_makers_nothing():
    """It is told so before it is imported, whatever the environment said."""
    assert silent_runtime()
    assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
