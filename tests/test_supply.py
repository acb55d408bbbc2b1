"""What Wellread is made of: locked by hashes, licensed, listed, and verified before it is used."""

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from corpus.clean.head import model
from corpus.sealed import BrokenSealError, read_sealed
from search.crisis import prototypes
from tests.test_architecture import TREES, imports

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
ABOUT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)([^\n]*)", re.MULTILINE)
PERMISSIVE = re.compile(
    r"\b(MIT|MIT-CMU|BSD|0BSD|Apache|PSF|Python|CNRI-Python|MPL-2.0|MPL-1.1|ISC|Zlib|CC0-1.0)\b"
)
REACHING_OUT = {  # modules that ask other machines; corpus/web/ alone does
    *("urllib.request", "http.client", "requests", "httpx", "httpx2", "aiohttp", "urllib3"),
    *("ftplib", "smtplib", "telnetlib", "imaplib", "poplib", "xmlrpc", "socketserver"),
}
SHELLS = {("os", "system"), ("os", "popen"), ("subprocess", "getoutput"), ("pty", "spawn")}
OPTIONAL = {  # what extras bring, and what type checkers alone import
    *("sentence_transformers", "torch", "ir_measures", "onnx", "authlib", "pymilvus", "_typeshed"),
}


def required(lock):
    """A lock's requirements: name and version → what stands below each."""
    text = (ROOT / lock).read_text("utf-8")
    found = list(REQUIREMENT.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    return {
        (each[1], each[2]): text[each.end() : end] for each, end in zip(found, ends, strict=True)
    }


def as_locked(name):
    """A package's name as locks write it: "pdfminer-six"."""
    return re.sub("[-_.]+", "-", name.casefold())


def locked_names():
    """The names in both locks."""
    return {name for lock in LOCKS for name, _ in required(lock)}


def dotted(node):
    """A call's name as it is written: "os.system"; '' for others."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def calls(tree):
    """Every call of a file, by the name that it is written with."""
    return [(dotted(each.func), each) for each in ast.walk(tree) if isinstance(each, ast.Call)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_has_hashes(lock):
    """One version each, at least one sha256, and no other place to take anything from."""
    found = required(lock)
    lines = [
        line for line in (ROOT / lock).read_text("utf-8").splitlines() if line[:1] not in ("#", " ")
    ]

    assert len(found) > 50
    assert len(lines) == len(REQUIREMENT.findall((ROOT / lock).read_text("utf-8")))
    for name, below in found.items():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", below), name
    assert not re.search(r"(?m)^\s*(--index|--extra-index|--find-links|-e |.*@ )", "\n".join(lines))


def test_nothing_is_installed_without_its_hash():
    """pip is told so; torch alone comes from where its user says, and only for tests."""
    installs = re.findall(r"pip install((?:\\\n|[^\n])*)", (ROOT / "Makefile").read_text("utf-8"))
    bare = [each for each in installs if "--require-hashes" not in each and "-e ." not in each]

    assert [each for each in bare if "$(TORCH)" not in each and " uv" not in each] == []


def test_what_is_asked_for_is_in_the_lock():
    """Each dependency of pyproject.toml; torch and its like are for tests and other encoders."""
    extras = ABOUT["optional-dependencies"]
    asked = [*ABOUT["dependencies"], *extras["app"], *extras["mpnet"], *extras["eval"]]
    asked += [*extras["documents"], *extras["web"]]
    names = {as_locked(re.match(r"[A-Za-z0-9._-]+", each)[0]) for each in asked}

    assert names - {name for name, _ in required("requirements.lock")} == set()


def test_what_is_imported_is_in_the_lock():
    """Every module comes with Python, with Wellread, or in a package that is locked by its hash."""
    owners = metadata.packages_distributions()
    locked = locked_names()
    ours = {path.name for path in ROOT.iterdir()} | {"app", "benchmarks"}
    tops = {module.split(".")[0] for tree in TREES.values() for module in imports(tree) if module}
    foreign = tops - set(sys.stdlib_module_names) - ours - OPTIONAL

    assert foreign
    assert [
        top for top in sorted(foreign) if not set(map(as_locked, owners.get(top, [top]))) & locked
    ] == []


def test_what_is_installed_is_what_is_locked():
    """The tests run against the versions that people get."""
    differing = {}
    for name, version in required("requirements.lock"):
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # for another system or Python
        if found != version and not any(
            other == found for each, other in required("requirements.lock") if each == name
        ):
            differing[name] = (version, found)
    assert differing == {}


def made_bill():
    """What `make sbom` writes."""
    return subprocess.run(
        [sys.executable, ROOT / ".ci" / "sbom.py"], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture(scope="module")
def bill():
    """The software bill of materials."""
    return json.loads(made_bill())


def test_the_bill_lists_all_that_is_locked(bill):
    """CycloneDX: every package with its version, hashes and licence, and every file of weights."""
    listed = {(each["name"], each["version"]) for each in bill["components"]}
    libraries = [each for each in bill["components"] if each["type"] == "library"]

    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert set(required("requirements.lock")) - listed == set()
    assert len({each["bom-ref"] for each in bill["components"]}) == len(bill["components"])
    assert len(bill["components"]) - len(libraries) == 5
    for each in libraries:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        assert each["externalReferences"][0]["hashes"]


def test_every_licence_is_known_and_permissive(bill):
    """What is installed with Wellread may be used as Wellread may."""
    stated = {
        each["name"]: " ".join(licence["expression"] for licence in each["licenses"])
        for each in bill["components"]
    }
    assert {name: said for name, said in stated.items() if not PERMISSIVE.search(said)} == {}


def test_the_bill_is_the_same_each_time(bill):
    """Made from the lock alone, so that two machines have one."""
    assert json.loads(made_bill()) == bill


def is_dangerous(written, call):
    """Whether a call runs a shell or a text as code, makes objects of YAML, or unpacks on disk."""
    module, _, last = written.rpartition(".")
    return (
        (module, last) in SHELLS
        or written in ("eval", "exec", "compile", "__import__")
        or last in ("extractall", "unpack_archive", "load_module")
        or written in ("yaml.load", "yaml.unsafe_load", "torch.load")
        or "shell" in {each.arg for each in call.keywords}
        or (written.startswith("subprocess.") and isinstance(call.args[0], ast.JoinedStr))
    )


def test_no_shell_is_run_and_no_text_is_code():
    """No shell, no eval or exec of any spelling, no YAML that makes objects, nothing unpacked."""
    found = [
        (name, written)
        for name, tree in TREES.items()
        for written, call in calls(tree)
        if is_dangerous(written, call)
    ]
    assert found == []


@pytest.mark.parametrize(
    "code", ["eval('1')", "os.system('ls')", "subprocess.run(x, shell=True)", "a.extractall()"]
)
def test_what_is_dangerous_would_be_noticed(code):
    """The test above, tested."""
    assert any(is_dangerous(*each) for each in calls(ast.parse(code)))


def test_nothing_asks_another_machine():
    """No address is ever fetched but in one file, which a curator's own words lead to."""
    asking = {name: set(imports(tree)) & REACHING_OUT for name, tree in TREES.items()}
    assert [name for name, found in asking.items() if found] == ["corpus.web.connection"]


def test_only_add_and_sync_lead_to_the_web():
    """No page, search or build imports what asks other machines; the commands do when told to."""
    asking = [name for name, tree in TREES.items() if any("corpus.web" in m for m in imports(tree))]
    outside = [name for name in asking if not name.startswith("corpus.web")]
    assert outside == ["cli.from_web"]


@pytest.mark.parametrize(
    ("file", "digest"),
    [
        (model.WEIGHTS, model.SHA256),
        *((prototypes.FOLDER / f"{each}.npz", sha) for each, sha in prototypes.SHA256.items()),
    ],
    ids=lambda each: getattr(each, "name", "sha256"),
)
def test_learnt_weights_are_verified_when_they_are_read(file, digest, tmp_path):
    """As they came they are read; with a byte changed, cut, or gone, nothing parses them."""
    copy = Path(shutil.copy(file, tmp_path))
    data = read_sealed(copy, digest)
    wrong = (bytes([data[0] ^ 1]) + data[1:], data[:-1], data + b"\0", b"")
    for each in wrong:
        copy.write_bytes(each)
        with pytest.raises(BrokenSealError, match=r"can't be trusted \(sha256 .* is right\), and"):
            read_sealed(copy, digest)
    copy.unlink()
    with pytest.raises(BrokenSealError, match=r"No such file or directory.*Install Wellread anew"):
        read_sealed(copy, digest)


def test_every_file_of_prototypes_has_its_seal():
    """A file without one would not be used, and nobody would notice."""
    assert {file.stem for file in prototypes.FOLDER.glob("*.npz")} == set(prototypes.SHA256)


def audited(*words):
    """What the audit says, and its exit code."""
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "audit.py", *words], capture_output=True, text=True
    )
    return done.stdout + done.stderr, done.returncode


def test_no_locked_version_has_a_known_fault():
    """Offline, from the lock and a snapshot in which every locked package was looked up."""
    said, code = audited()
    assert (code, said.endswith("nothing to mend.\n")) == (0, True), said


@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("streamlit==0.80.0", "streamlit 0.80.0 has a known fault: PYSEC-2023-50 "),
        ("setuptools==70.0.0", "nothing to mend"),
        ("nobody-knows-this==1.0", "nobody-knows-this was locked after the advisories were read"),
    ],
)
def test_a_lock_with_a_known_fault_or_an_unknown_package_is_told_of(pin, said, tmp_path):
    """The test above, tested: a version with a fault, one without, and a name nobody looked up."""
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"{pin} \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")
    found, code = audited(lock)

    assert said in found
    assert code == (said != "nothing to mend")


RECORD = """
id: {id}
{more}
affected:
- package: {{ecosystem: {ecosystem}, name: Some.Thing}}
  {what}
"""
SPANS = "ranges: [{type: ECOSYSTEM, events: [%s]}]"
TWO = "{introduced: '0'}, {fixed: 1.0.1}, {introduced: 2.0rc1}, {last_affected: 2.10.0}"
OTHER = {"id": "A-2", "ecosystem": "PyPI", "more": "", "what": SPANS % "{introduced: '900'}"}


@pytest.mark.parametrize(
    ("record", "faulty", "sound"),
    [
        ({"what": SPANS % TWO}, ["0.1", "1.0", "2.0", "2.9.0", "2.10.0"], ["1.0.1", "2.10.1"]),
        ({"what": SPANS % "{introduced: '1.5'}"}, ["1.5", "99.0"], ["1.4"]),
        ({"what": "versions: ['1.0', '1.2']"}, ["1.0", "1.2"], ["1.1"]),
        ({"what": SPANS % TWO, "more": "withdrawn: '2024-01-01T00:00:00Z'"}, [], ["1.0", "2.0"]),
        ({"what": SPANS % TWO, "ecosystem": "npm"}, [], ["1.0", "2.0"]),
    ],
    ids=["two spans", "not mended yet", "listed", "withdrawn", "not of Python"],
)
@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_advisories_are_read_as_osv_means_them(kind, record, faulty, sound, tmp_path):
    """Names as locks write them, versions as numbers and not as text, either kind of file."""
    folder = tmp_path / "vulns" / "some-thing"
    folder.mkdir(parents=True)
    # One that counts stands beside it: a folder without any is refused.
    for each in ({"id": "A-1", "ecosystem": "PyPI", "more": ""} | record, OTHER):
        text = RECORD.format(**each)
        data = text if kind == "yaml" else json.dumps(yaml.safe_load(text))
        (folder / f"{each['id']}.{kind}").write_text(data, "utf-8")
    lock, snapshot = tmp_path / "requirements.lock", tmp_path / "advisories.json"

    for version in (*faulty, *sound):
        lock.write_text(f"some-thing=={version}\n", "utf-8")
        said, code = audited(lock, "--advisories", snapshot, "--renew", folder.parent)
        assert (("known fault: A-1" in said), code) == ((version in faulty),) * 2, said


def test_a_folder_without_advisories_leaves_the_snapshot_as_it_is(tmp_path):
    """A wrong folder would otherwise find everything sound."""
    said, code = audited("--advisories", tmp_path / "advisories.json", "--renew", tmp_path)

    assert "holds no OSV record" in said
    assert (code, list(tmp_path.iterdir())) == (1, [])
