"""A program that builds a home on a Ray, with small shards, until it is killed: `HOME ADDRESS`."""

import sys
from pathlib import Path

from index.runners import shards
from index.runners.choice import runner_of
from tests.ray_here import FEW, build

if __name__ == "__main__":
    shards.USUAL = FEW
    build(Path(sys.argv[1]), runner_of("ray", sys.argv[2]))
