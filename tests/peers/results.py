"""Two results with round figures, for tests of what is said of them."""

from dataclasses import replace

from benchmarks.peers.measure import Result

PLAIN = Result(
    peer="plain script",
    task="tiny",
    quality=0.5,
    build=10.0,
    build_processor=8.0,
    question_p50=0.02,
    question_p95=0.04,
    question_processor=0.03,
    first=5.0,
    first_processor=4.0,
    build_memory=600.0,
    ask_memory=500.0,
)
OURS = replace(PLAIN, peer="Wellread minilm", quality=0.625, build=15.0, question_p50=0.01)
