"""`wellread serve`: on a free port, within seconds, and again."""

import http.client
import re
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from index.manifest import FORMAT, MANIFEST, read_manifest
from index.opened import index_folder, open_index
from index.publish import Published, read_current, seal, write_current

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds; two cores shared with the other tests need some ten


@pytest.fixture
def port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_healthy(port):
    """Whether the page says that it is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def test_a_taken_port_is_told(run, tiny_home):
    """Before anything is started, with what to do; exit code 1."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = run("serve", "--port", port, "--home", tiny_home)

    assert ran.code == 1
    assert f"Port {port} is taken" in ran.err
    assert "choose another port with `--port`" in ran.err


def serve(home, port, said, *, until=lambda process: True):
    """Start the page, wait until it is well, and for more, and end it; gives what it said."""
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port), "--home", home]
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        begun = time.monotonic()
        while not (is_healthy(port) and until(process)):
            assert process.poll() is None, said.read_text("utf-8")
            assert time.monotonic() - begun < PATIENCE, said.read_text("utf-8")
            time.sleep(0.2)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
    return said.read_text("utf-8")


def test_the_page_comes_up_and_comes_up_again(tiny_home, port, tmp_path):
    """The same port serves a second run at once: nothing of the first is left in its way."""
    for number in range(2):
        said = serve(tiny_home, port, tmp_path / f"{number}.log")
        assert f"Wellread is at http://127.0.0.1:{port}" in said


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is loaded")
def test_the_index_is_opened_before_anyone_comes(tiny_home, port, tmp_path):
    """Beside the server's start, without a visit; and the terminal shows no warning of it."""

    def has_faiss(process):
        return "faiss" in Path(f"/proc/{process.pid}/maps").read_text("utf-8")

    said = serve(tiny_home, port, tmp_path / "log", until=has_faiss)

    assert re.findall(r"^\d{4}-\d\d-\d\d .*", said, re.MULTILINE) == []


def test_an_index_of_an_earlier_version_is_made_anew_by_itself(own_home, port, tmp_path):
    """With a message, under the encoder that it had, before the page is there."""
    index = index_folder(own_home)
    folder = index / read_current(index).current.name
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    write_current(index, Published(seal(folder, replace(manifest, format=FORMAT - 1)), None))

    said = serve(own_home, port, tmp_path / "log")

    assert "The index is of an earlier Wellread and is made anew" in said
    with open_index(own_home) as opened:
        assert (opened.warning, opened.manifest.recipe.encoder) == ("", "hashing")
