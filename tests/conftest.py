"""A tiny home: twelve small articles under the hashing encoder, built once a session."""

import io
import json
import os
import re
import shutil
import signal
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from cli.main import main
from corpus.collection import Collection
from corpus.errors import UserError
from corpus.intake import add_files
from index.build import build_index
from index.encoder import WeightsMissingError
from index.encoders.catalogue import open_encoder
from index.int8 import MPNET, is_at_hand
from index.vector_writer import VectorWriter, load_vectors
from index.weights import KNOWN, find_weights
from search.engine import SearchEngine
from tests.memory import own_folder

TINY = Path(__file__).with_name("tiny")
SENTENCES = re.compile(r"(?s).+[.?!]")
os.environ["HF_HUB_OFFLINE"] = "1"  # no test asks the network for weights
# On a crowded machine any example may take long; what has to be quick has a test that says so.
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")


def pytest_configure(config):
    """Have the tests' folders in memory; those of the soak, which asks the disk, stay there."""
    if "PYTEST_DEBUG_TEMPROOT" in os.environ:  # as the first process of a run tells the others
        return
    if config.option.markexpr != "soak" and (folder := own_folder()):
        os.environ["PYTEST_DEBUG_TEMPROOT"] = folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One more than there are processors, as a third of the tests' time goes by in waiting."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


def make_home(home, *sources, encoder):
    """A home with some sources in its collection, built with an encoder."""
    with Collection.open(home) as collection:
        assert all(outcome.change == "added" for outcome in add_files(collection, sources))
        build_index(home, collection, open_encoder(encoder), asked_for=encoder)
    return home


@pytest.fixture(scope="session", autouse=True)
def hints_are_sentences():
    """Whatever error any test meets says what to do in whole sentences."""
    make = UserError.__init__

    def checked(error, message, *, hint=""):
        assert not hint or SENTENCES.fullmatch(hint), f"no whole sentences: {hint}"
        make(error, message, hint=hint)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(UserError, "__init__", checked)
        yield


@pytest.fixture(scope="session")
def tiny_home(tmp_path_factory):
    """The tiny home; many tests share it, so none may change it."""
    return make_home(tmp_path_factory.mktemp("tiny") / "home", TINY, encoder="hashing")


@pytest.fixture
def interruptible():
    """Lets Ctrl-C reach what a test starts, where these tests themselves are deaf to it.

    A script that runs them in its background has them ignore it, and what they start inherits that.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def own_home(tiny_home, tmp_path):
    """A copy of the tiny home, for a test that changes it."""
    return shutil.copytree(tiny_home, tmp_path / "home")


@pytest.fixture(scope="session")
def engine(tiny_home):
    """The engine of the tiny home."""
    return SearchEngine.open(tiny_home)


@pytest.fixture(scope="session")
def copied_home(tmp_path_factory):
    """The tiny home, and its article on sleep as two other sites have it; none may change it."""
    copies = tmp_path_factory.mktemp("copies")
    text = (TINY / "sleep.md").read_text("utf-8").split("---\n", 2)[2]
    for site, address in (("Night Post", "https://night.example/sleep"), ("Mirror", "")):
        head = f"---\nsite: {site}\npublished: 2026-05-01\nurl: {address}\n---\n"
        (copies / f"{site.split()[0].lower()}.md").write_text(head + text, "utf-8")
    home = tmp_path_factory.mktemp("copied") / "home"
    return make_home(home, TINY, copies, encoder="hashing")


@pytest.fixture(scope="session")
def minilm():
    """The name of the encoder whose weights come with the project."""
    return "minilm"


@pytest.fixture(scope="session")
def mpnet():
    """The name of the better encoder; skips where it is not here and can't be made."""
    if not is_at_hand(MPNET):
        pytest.skip("mpnet is not on this machine")
    return "mpnet"


@pytest.fixture(scope="session")
def reference():
    """The name of what defines MiniLM; skips where sentence-transformers or its weights lack."""
    pytest.importorskip("sentence_transformers")
    try:
        find_weights(KNOWN["minilm-fp32"])
    except WeightsMissingError as error:
        pytest.skip(str(error))
    return "minilm-fp32"


@pytest.fixture(scope="session")
def make():
    """The maker of homes, for tests that need another one."""
    return make_home


@pytest.fixture
def kept_as(tmp_path, monkeypatch):
    """Writes vectors as one kind of store keeps them, "exact" or "lists", and opens it."""

    def write(kind, vectors):
        limit = len(vectors) if kind == "exact" else -1
        monkeypatch.setattr("index.vector_writer.EXACT_UP_TO", limit)
        with VectorWriter(tmp_path, vectors.shape[1]) as writer:
            writer.add(vectors)
        assert writer.kind == kind
        return load_vectors(tmp_path, kind)

    return write


class Ran(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """What it printed for programs: one line, and nothing else."""
        assert self.out.count("\n") == 1, self.out
        return json.loads(self.out)


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process."""

    def run(*words, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        try:
            main([str(word) for word in words])
        except SystemExit as left:
            return Ran(int(left.code or 0), *capsys.readouterr())

    return run
