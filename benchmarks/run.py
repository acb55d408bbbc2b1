"""All benchmarks: `make bench`."""

from __future__ import annotations

from benchmarks import retrieval, scale, scale_vectors, speed

if __name__ == "__main__":
    print("## Retrieval\n")
    retrieval.main([])
    print("\n## Speed\n")
    speed.main()
    print("\n## Large collections\n")
    scale.main([])
    scale_vectors.main([])
