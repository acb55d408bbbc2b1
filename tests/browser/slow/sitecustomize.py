"""Makes faiss slow to import, as it is on a machine that has just started."""

import sys
import time
from importlib.abc import MetaPathFinder

SECONDS = 6


class Slowly(MetaPathFinder):
    """Finds nothing, but takes its time over faiss, once."""

    def find_spec(self, name, path=None, target=None):
        """Wait before the others look for it."""
        if name == "faiss":
            sys.meta_path.remove(self)
            time.sleep(SECONDS)


if "serve" in sys.argv or "streamlit" in " ".join(sys.orig_argv):
    sys.meta_path.insert(0, Slowly())
