"""All benchmarks but that of the peers: `make bench`. Some two hours on two cores."""

from __future__ import annotations

from benchmarks import grades, retrieval, scale, scale_vectors, speed
from benchmarks.highlight import __main__ as highlight

if __name__ == "__main__":
    print("## Retrieval\n")
    retrieval.main([])
    print("\n## Honest answers\n")
    for encoder in ("mpnet", "minilm"):
        grades.main(["--encoder", encoder])
    print("\n## The best sentence\n")
    highlight.main([])
    print("\n## Speed\n")
    speed.main()
    print("\n## Large collections\n")
    scale.main([])
    scale_vectors.main([])
