"""Words that ask and words that join: they say nothing of what is asked about."""

from __future__ import annotations

from pathlib import Path

# BM25 would rank by them in short texts ("What does … do?"). Measured: benchmarks/README.md.
STOP_WORDS = [
    word
    for line in Path(__file__).with_name("stop_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
]
