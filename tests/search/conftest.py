"""The sample collection under either encoder, built once for all workers."""

import pytest

from corpus.home import SAMPLES
from search.engine import SearchEngine
from tests.once import made_once


@pytest.fixture(scope="session")
def open_samples(make, tmp_path_factory):
    """Opens the engine of the samples under an encoder; once a session for each."""
    opened = {}

    def open_samples(encoder):
        if encoder not in opened:
            home = made_once(
                tmp_path_factory,
                f"samples-{encoder}",
                lambda home: make(home, SAMPLES, encoder=encoder),
            )
            opened[encoder] = SearchEngine.open(home)
        return opened[encoder]

    return open_samples
