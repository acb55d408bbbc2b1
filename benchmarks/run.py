"""All benchmarks: `make bench`."""

from __future__ import annotations

from benchmarks import retrieval, speed

if __name__ == "__main__":
    print("## Retrieval\n")
    retrieval.main([])
    print("\n## Speed\n")
    speed.main()
