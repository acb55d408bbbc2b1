"""Models in 8 bits: checked before they are opened, made where they can be, else told of."""

import hashlib
import io
import shutil
import zipfile
from dataclasses import replace

import pytest

from index.encoder import WeightsMissingError
from index.encoders.catalogue import INT8, advice_on, default_encoder
from index.int8 import MINILM, MPNET, Int8, find_int8, is_at_hand
from index.weights import KNOWN, Weights, find_weights, models_folder, source_of, whole_folder

INSTALL = r"Install them with `pip install 'wellread\[some\]'`"


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A model that is made from another one, of which there is nothing here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.syspath_prepend(tmp_path)
    known = Weights(
        model="some-model",
        sha256="0" * 64,
        extra="some",
        parts=("some_part_1", "some_part_2"),
        hub="none/none",
        revision="0",
    )
    monkeypatch.setitem(KNOWN, "some", known)
    right = hashlib.sha256(b"right").hexdigest()
    return Int8(model="some-model-int8", source="some", sha256={"model.onnx": right})


def install(folder, weights):
    """Two packages with the halves of a zip of a model's folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("some-model/model.safetensors", weights)
    data = packed.getvalue()
    for name, half in (("some_part_1", data[:50]), ("some_part_2", data[50:])):
        (folder / name / "input").mkdir(parents=True)
        (folder / name / "__init__.py").touch()
        (folder / name / "input" / "model.zip.001").write_bytes(half)


def test_what_came_with_wellread_and_was_changed_is_not_loaded(tmp_path):
    """Both hashes are told; so is a file that is not there."""
    shipped = Int8(
        model="some-model", source="some", shipped=tmp_path, sha256={"model.onnx": "0" * 64}
    )

    with pytest.raises(WeightsMissingError, match=r"model\.onnx can't be read: No such file"):
        find_int8(shipped)
    (tmp_path / "model.onnx").write_bytes(b"not these")
    with pytest.raises(
        WeightsMissingError,
        match=r"some-model are not as they came with Wellread \(.*model\.onnx has sha256 "
        r"[0-9a-f]{12}…, where 000000000000… is right\)\. Install Wellread again\.",
    ):
        find_int8(shipped)


def test_what_was_made_is_found_again_and_nothing_is_told(made):
    """Its folder has the model's name and the beginning of its hash."""
    made.folder.mkdir(parents=True)
    (made.folder / "model.onnx").write_bytes(b"right")
    told = []

    assert find_int8(made, tell=told.append) == made.folder
    assert made.folder.parent == models_folder()
    assert made.folder.name == f"some-model-int8-{made.sha256['model.onnx'][:12]}"
    assert told == []


@pytest.mark.parametrize("stored", [None, b"damaged"])
def test_what_can_not_be_made_says_what_to_install(made, stored):
    """Nothing is there, or it is damaged, and so would have to be made anew."""
    if stored:
        made.folder.mkdir(parents=True)
        (made.folder / "model.onnx").write_bytes(stored)

    with pytest.raises(
        WeightsMissingError, match=rf"some-model are not on this machine\. {INSTALL}"
    ):
        find_int8(made)


def test_parts_that_hold_other_weights_are_not_used(made, tmp_path):
    """Their hash is compared before anything is made of them."""
    install(tmp_path, b"not these")
    read = source_of(KNOWN[made.source])

    with pytest.raises(
        WeightsMissingError, match=rf"sha256 [0-9a-f]{{12}}…, where 0{{12}}… is right\)\. {INSTALL}"
    ):
        read("model.safetensors")
    with pytest.raises(WeightsMissingError, match=r"There is no item named .*tokenizer"):
        read("tokenizer.json")


def test_parts_that_are_damaged_are_told_of(made, tmp_path):
    """The zip does not open; the message names a part's folder."""
    install(tmp_path, b"not these")
    (tmp_path / "some_part_2" / "input" / "model.zip.001").write_bytes(b"")

    with pytest.raises(WeightsMissingError, match=r"some_part_1 .*not a zip file\)\. Install"):
        source_of(KNOWN[made.source])("model.safetensors")


@pytest.fixture
def installed(made, tmp_path, monkeypatch):
    """Two packages that have the weights of `some-model`, in halves."""
    install(tmp_path, b"right")
    right = replace(KNOWN["some"], sha256=hashlib.sha256(b"right").hexdigest())
    monkeypatch.setitem(KNOWN, "some", right)
    return right


def test_parts_are_joined_once(installed, tmp_path):
    """Into the user's cache; then the packages are not needed any more."""
    folder = find_weights(installed)

    assert folder == models_folder() / "some-model"
    assert (folder / "model.safetensors").read_bytes() == b"right"
    shutil.rmtree(tmp_path / "some_part_1")
    assert find_weights(installed) == folder


def test_parts_that_can_not_be_joined_are_told_of(installed, tmp_path):
    """What is wrong with them stands in the message."""
    (tmp_path / "some_part_2" / "input" / "model.zip.001").write_bytes(b"")

    with pytest.raises(
        WeightsMissingError, match=rf"this machine \(.*not a zip file\)\. {INSTALL}"
    ):
        find_weights(installed)


def test_a_folder_is_filled_whole_or_not_at_all(tmp_path):
    """What was there stays until the new one is finished; nothing else is left behind."""
    target = tmp_path / "models" / "one"
    with whole_folder(target) as folder:
        (folder / "file").write_text("first")
    with pytest.raises(OSError, match="stopped"):
        break_off(target)
    assert (target / "file").read_text() == "first"

    with whole_folder(target) as folder:
        (folder / "file").write_text("second")
    assert (target / "file").read_text() == "second"
    assert list(target.parent.iterdir()) == [target]


def break_off(target):
    """Begin to fill a folder, and fail."""
    with whole_folder(target) as folder:
        (folder / "file").write_text("half")
        raise OSError("stopped")


def test_a_new_index_has_the_better_encoder_where_it_is(made, tmp_path):
    """Else the one that comes with Wellread; whether a file is right is asked when it is opened."""
    assert is_at_hand(MINILM)
    assert not is_at_hand(made)
    assert default_encoder(made) == "minilm"

    made.folder.mkdir(parents=True)
    (made.folder / "model.onnx").write_bytes(b"any")
    assert is_at_hand(made)
    assert default_encoder(made) == "mpnet"


def test_where_the_better_encoder_can_be_made_it_is_at_hand(made, tmp_path):
    """Its packages are installed, and onnx."""
    pytest.importorskip("onnx")
    install(tmp_path, b"")

    assert is_at_hand(made)


def test_an_index_of_the_lesser_encoder_says_how_to_find_more(made):
    """What to install where that is needed; nothing where the curator chose another encoder."""
    assert advice_on("minilm", made) == (
        "The encoder is minilm. mpnet finds more: `pip install 'wellread[mpnet]'`, then "
        "`wellread build --encoder mpnet`."
    )
    made.folder.mkdir(parents=True)
    (made.folder / "model.onnx").write_bytes(b"any")
    assert advice_on("minilm", made) == (
        "This index keeps the encoder minilm. mpnet is here and finds more: "
        "`wellread build --encoder mpnet`."
    )
    assert advice_on("mpnet") == advice_on("hashing") == ""


@pytest.mark.model
@pytest.mark.usefixtures("mpnet")
def test_a_cache_that_can_not_be_written_is_told_of(tmp_path, monkeypatch):
    """Before it is made; the message says where, and what else may be done."""
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    try:
        source_of(KNOWN[MPNET.source])
    except WeightsMissingError as error:
        pytest.skip(str(error))

    with pytest.raises(
        WeightsMissingError, match=r"can't be kept in .*\. Make room .*--encoder minilm"
    ):
        find_int8(MPNET)


@pytest.mark.parametrize("weights", INT8.values(), ids=list(INT8))
def test_what_they_are_made_of_can_be_opened(weights):
    """`make weights` begins from an encoder of sentence-transformers that has a name here."""
    assert weights.source in KNOWN
    assert KNOWN[weights.source].model.lower() in weights.model.lower()
