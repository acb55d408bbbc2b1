"""Where a Ray is looked for, and how it is told from whatever else answers there."""

import contextlib
import socket
import threading

import pytest

from index.runners.ray_cluster import PREFACE, refuse_silence
from index.runners.runner import RunnerError


@pytest.mark.parametrize(
    "address",
    ["ray://here:1", "http://here:1", "here", ":6379", "here:", "here:port", "here:99999"],
)
def test_what_is_no_address_is_refused(address):
    """With what an address looks like."""
    with pytest.raises(RunnerError, match="is no address of a Ray that can be used") as caught:
        refuse_silence(address)
    assert "HOST:PORT" in caught.value.hint


@pytest.mark.parametrize("address", ["local", "auto"])
def test_ray_finds_some_addresses_itself(address):
    """Nobody is knocked for there."""
    refuse_silence(address)


@pytest.fixture
def answering():
    """Serves one visitor with some bytes; gives the address."""
    threads = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        heard = []

        def serve(said):
            def once():
                with contextlib.suppress(OSError):  # who left, or never came, hears nothing
                    visitor, _ = server.accept()
                    with visitor:
                        heard.append(visitor.recv(100))
                        visitor.sendall(said)

            threads.append(threading.Thread(target=once))
            threads[-1].start()
            return f"127.0.0.1:{server.getsockname()[1]}", heard, threads[-1]

        yield serve
        for thread in threads:
            thread.join()


def test_ray_is_known_by_how_it_begins(answering):
    """It speaks HTTP/2: a frame of settings comes first, after ours."""
    address, heard, thread = answering(b"\0\0\0\4\0\0\0\0\0")
    refuse_silence(address)
    thread.join(10)
    assert heard == [PREFACE]
    assert PREFACE == b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"


@pytest.mark.parametrize("said", [b"HTTP/1.1 400 Bad", b"\0\0\0\6\0\0\0\0\0", b""])
def test_a_stranger_is_refused(answering, said):
    """Ray would wait for it, and may then end the process."""
    address, _, _ = answering(said)
    with pytest.raises(RunnerError, match=r"^No Ray answers at .*: what answers there is no Ray\."):
        refuse_silence(address)


@pytest.mark.parametrize(("tls", "refused"), [("1", False), ("0", True), ("", True)])
def test_a_ray_behind_tls_is_not_asked(answering, monkeypatch, tls, refused):
    """It would not answer what is not encrypted."""
    monkeypatch.setenv("RAY_USE_TLS", tls)
    address, _, _ = answering(b"HTTP/1.1 400 Bad")
    with pytest.raises(RunnerError) if refused else contextlib.nullcontext():
        refuse_silence(address)
