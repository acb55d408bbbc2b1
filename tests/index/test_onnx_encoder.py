"""MiniLM in 8 bits, held to sentence-transformers, and what it does without torch."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.article import Place
from corpus.embedded import Embedded
from index.encoders.catalogue import open_encoder
from index.encoders.cores import usable_cores
from index.encoders.onnx import OnnxEncoder
from index.int8 import MINILM
from index.weights import KNOWN

ROOT = Path(__file__).parents[2]
CALIBRATION = (MINILM.folder / "calibration.txt").read_text("utf-8").splitlines()
PASSAGES = [
    text.read_text("utf-8").split("---\n", 2)[-1][:700]
    for text in sorted(Path(__file__).parents[1].glob("tiny/*.*"))
]
QUESTIONS = [
    "how do I stop a panic attack",
    "is what I say to a therapist private",
    "why am I so tired since my mother died?",
    "sertraline",
]
ODD = ["", " \n", "a\0b", "half \ud83d of a smile", "😀🫠", "\u200bnaïve‮ café", "Ängste, 睡眠", "…"]
LONG = " ".join(PASSAGES)  # thousands of word-pieces

MEAN, LEAST = 0.996, 0.99  # cosine to sentence-transformers in 32 bits


@pytest.fixture(scope="module")
def encoder():
    """On two threads."""
    return OnnxEncoder(MINILM.name, MINILM.folder, threads=2)


@pytest.mark.model
def test_vectors_are_those_of_sentence_transformers(encoder, reference):
    """Pooling, length and marks as the library has them; only the rounding to 8 bits differs."""
    texts = [*PASSAGES, *QUESTIONS]
    ours, theirs = encoder.encode_passages(texts), open_encoder(reference).encode_passages(texts)
    cosines = (ours * theirs).sum(axis=1)

    assert cosines.mean() >= MEAN
    assert cosines.min() >= LEAST


@pytest.mark.model
def test_long_and_odd_texts_are_read_as_sentence_transformers_reads_them(encoder, reference):
    """Cut at the same word-piece, and NULs and signs without a meaning passed over alike."""
    texts = [LONG, *(text for text in ODD if "\ud83d" not in text)]
    ours, theirs = encoder.encode_passages(texts), open_encoder(reference).encode_passages(texts)

    assert (ours * theirs).sum(axis=1).min() >= 0.97  # "…": one word-piece has nothing to average


@pytest.mark.model
def test_sentences_are_those_of_sentence_transformers(encoder, reference):
    """The mean of the word-pieces that stand in each, as the library gives them for the passage."""
    model = open_encoder(reference).model
    for text in PASSAGES:
        places = tuple(Place(*found.span()) for found in re.finditer(r"[^\s.?!][^.?!]*[.?!]", text))
        [ours] = encoder.encode_embedded([Embedded(text, places)])
        tokens = model.encode(text, output_value="token_embeddings").numpy()
        read = model.tokenizer(text, return_offsets_mapping=True, truncation=True, max_length=256)
        offsets = read["offset_mapping"]
        for place, sentence in zip(places, ours.sentences, strict=True):
            its = [n for n, (a, b) in enumerate(offsets) if place.start <= a < b <= place.end]
            mean = tokens[its].mean(axis=0)
            assert sentence @ mean / np.linalg.norm(mean) >= 0.98


def test_what_the_model_does_not_read_has_no_sentence(encoder):
    """A row of zeros for each that stands behind its length, and for one without word-pieces."""
    places = (Place(0, 4), Place(4, 5), Place(len(LONG) - 9, len(LONG)))
    [found] = encoder.encode_embedded([Embedded(LONG, places)])

    assert found.sentences.any(axis=1).tolist() == [True, False, False]


@pytest.mark.model
def test_length_and_dimension_are_those_of_sentence_transformers(encoder, reference):
    """256, where the tokenizer alone would say 512."""
    other = open_encoder(reference)

    assert (encoder.max_tokens, encoder.dimension) == (other.max_tokens, other.dimension)
    assert encoder.count_tokens([LONG, ""]) == other.count_tokens([LONG, ""])


def test_a_vector_does_not_depend_on_its_company(encoder):
    """To the last bit: alone, beside short and long texts, in another order, on more threads."""
    alone = np.stack([encoder.encode_query(text) for text in PASSAGES])
    together = encoder.encode_passages([LONG, *PASSAGES, "", *QUESTIONS])[1 : 1 + len(PASSAGES)]
    backwards = encoder.encode_passages(PASSAGES[::-1])[::-1]
    others = OnnxEncoder(MINILM.name, MINILM.folder, threads=5).encode_passages(PASSAGES)

    for vectors in (together, backwards, others):
        assert vectors.tobytes() == alone.tobytes()


@pytest.mark.parametrize("text", ODD, ids=repr)
def test_no_text_is_refused(encoder, text):
    """What a page may hold: nothing, NUL, half a character, signs that turn a line around."""
    vector = encoder.encode_query(text)

    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert encoder.count_tokens([text])[0] >= 0


def test_what_lies_past_the_length_changes_nothing(encoder):
    """The model reads 256 word-pieces, marks included."""
    first = encoder.encode_query(LONG)

    assert encoder.encode_query(f"{LONG} and something else").tobytes() == first.tobytes()


def test_a_build_and_a_question_need_no_torch(tmp_path):
    """Nor sentence-transformers: both take seconds to load, and neither has to be installed."""
    asked = (
        "import sys\n"
        "from pathlib import Path\n"
        "from corpus.collection import Collection\n"
        "from corpus.intake import add_files\n"
        "from index.build import build_index\n"
        "from index.encoders.catalogue import open_encoder\n"
        "from search.engine import SearchEngine\n"
        f"home = Path({str(tmp_path)!r})\n"
        "with Collection.open(home) as collection:\n"
        f"    list(add_files(collection, [Path({str(ROOT / 'tests' / 'tiny')!r})]))\n"
        "    build_index(home, collection, open_encoder('minilm'), asked_for='minilm')\n"
        "answer = SearchEngine.open(home).search('how can I sleep better')\n"
        "assert 'meaning' in answer.hits[0].found_by, answer\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'scipy', 'sklearn', 'onnx'}\n"
        "assert 'onnxruntime' in sys.modules and not heavy & set(sys.modules), sys.modules.keys()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


def test_the_weights_say_what_they_were_made_from(encoder):
    """The sha256 of the weights that sentence-transformers runs."""
    assert encoder.about["source_sha256"] == KNOWN["minilm-fp32"].sha256


def test_the_licence_stands_beside_the_weights():
    """Apache-2.0 asks for its text, for the origin, and for what was changed."""
    assert "Apache License" in (MINILM.folder / "LICENSE").read_text("utf-8")
    notice = (MINILM.folder / "NOTICE").read_text("utf-8")
    for word in ("all-MiniLM-L6-v2", "Apache-2.0", "changed", KNOWN["minilm-fp32"].sha256):
        assert word in notice


@pytest.mark.parametrize(
    ("quota", "cores"),
    [("100000 100000", 1), ("50000 100000", 1), ("max 100000", None), ("", None), ("x y", None)],
)
def test_a_containers_share_is_respected(tmp_path, quota, cores):
    """More threads than processors only wait for each other; a share that is no number is none."""
    file = tmp_path / "cpu.max"
    file.write_text(quota)

    assert usable_cores(file) == (cores or usable_cores(tmp_path / "none"))


def test_without_a_quota_all_processors_of_the_affinity_are_used(tmp_path):
    """At least one."""
    assert usable_cores(tmp_path / "none") >= 1
