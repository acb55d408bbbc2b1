"""A slow machine that has just started: faiss is long to import, some questions to be answered."""

import sys
import time
from importlib.abc import MetaPathFinder
from importlib.util import find_spec

SECONDS = 9  # from the start of the server


class Changed(MetaPathFinder):
    """Finds one module where it is, and has it run in another way; others can be loaded meanwhile.

    `how(run, module)` is to call `run(module)`.
    """

    def __init__(self, name, how):
        self.name, self.how = name, how

    def find_spec(self, name, path=None, target=None):
        """The module's own place, the first time that it is looked for."""
        if name != self.name:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        run = spec.loader.exec_module
        spec.loader.exec_module = lambda module: self.how(run, module)
        return spec


def after_a_while(run, module):
    """As a large library is loaded on such a machine."""
    time.sleep(SECONDS)
    run(module)


def thoughtful(run, module):
    """The engine takes its time over questions with the word "slowly"."""
    run(module)
    module.SearchEngine.search = slowed(module.SearchEngine.search)


def slowed(search):
    """The same search, which waits before it answers some questions."""

    def search_slowly(engine, question, **how):
        time.sleep(2.5 * ("slowly" in str(question)))
        return search(engine, question, **how)

    return search_slowly


if "serve" in sys.argv or "streamlit" in " ".join(sys.orig_argv):
    sys.meta_path[:0] = [
        Changed("faiss", after_a_while),
        Changed("search.engine", thoughtful),
    ]
