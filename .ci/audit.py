"""Whether a locked package has a known fault: `python .ci/audit.py`, or `make audit`. No network.

The faults are those of `.ci/advisories.json`: a snapshot of public records of the OSV schema
(https://ossf.github.io/osv-schema/), cut down to what the locks name. `--renew FOLDER` writes it
anew from a newer copy of those records: a clone of PyPA's advisory database, or osv.dev's archive
of PyPI, unpacked. A package that was locked since is told of too: nobody has looked it up yet.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
ADVISORIES = Path(__file__).with_name("advisories.json")
CREDIT = "PyPA Advisory Database (https://github.com/pypa/advisory-database), CC BY 4.0"
REQUIREMENT = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
ENDS = ("fixed", "last_affected")

Fault = dict[str, Any]  # id, aliases, package, and versions or ranges of introduced and an end


def as_locked(name: str) -> str:
    """A package's name as locks write it: "pdfminer-six"."""
    return re.sub("[-_.]+", "-", name.casefold())


def locked(locks: list[Path]) -> list[tuple[str, str]]:
    """Every name and version that the locks pin, in order, each once."""
    return sorted({pin for lock in locks for pin in REQUIREMENT.findall(lock.read_text("utf-8"))})


def ranges_of(events: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The events of an ECOSYSTEM range as spans; one without an end is affected to this day."""
    span: dict[str, str] = {}
    for kind, version in (item for each in events for item in each.items()):
        if kind == "introduced" and not span:
            span = {"introduced": version}
        elif kind in ENDS and span:
            yield span | {kind: version}
            span = {}
    if span:
        yield span


def holds(span: dict[str, str], version: Version) -> bool:
    """Whether a version lies in a span: from `introduced`, before `fixed`, to `last_affected`."""
    if version < Version(span["introduced"]):
        return False
    if "fixed" in span:
        return version < Version(span["fixed"])
    return "last_affected" not in span or version <= Version(span["last_affected"])


def affects(fault: Fault, version: str) -> bool:
    """Whether a version has the fault: it is listed, or lies in a range, as OSV evaluates them."""
    return version in fault["versions"] or any(
        holds(span, Version(version)) for span in fault["ranges"]
    )


def facts(record: dict[str, Any]) -> Iterator[Fault]:
    """What a record of the OSV schema says of each package of PyPI; nothing where it is withdrawn.

    Versions are kept only where there is no range: a range says the same, and of later ones too.
    """
    if record.get("withdrawn"):
        return
    for each in record.get("affected", []):
        if each.get("package", {}).get("ecosystem") != "PyPI":
            continue
        kinds = [one["events"] for one in each.get("ranges", []) if one["type"] == "ECOSYSTEM"]
        spans = [span for events in kinds for span in ranges_of(events)]
        yield {
            "id": record["id"],
            "aliases": sorted(record.get("aliases", [])),
            "package": as_locked(each["package"]["name"]),
            "ranges": spans,
            "versions": [] if spans else sorted(map(str, each.get("versions", []))),
        }


def records(folder: Path) -> Iterator[dict[str, Any]]:
    """Every record below a folder, in the order of their paths: YAML as PyPA's, JSON as osv.dev's.

    YAML's days come as objects, which nothing here reads; its versions are quoted and stay text.
    """
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".yaml", ".yml"):
            found = yaml.safe_load(file.read_text("utf-8"))
        elif file.suffix == ".json":
            found = json.loads(file.read_text("utf-8"))
        else:
            continue
        if isinstance(found, dict) and "id" in found and "affected" in found:
            yield found


def renewed(folder: Path, names: set[str], day: str) -> dict[str, Any]:
    """The snapshot of what a folder's records say of some packages; no records are an error."""
    every = [fault for record in records(folder) for fault in facts(record)]
    if not every:
        sys.exit(
            f"{folder} holds no OSV record of a package of PyPI, so nothing was written. "
            f"Give a clone of PyPA's advisory database, or osv.dev's archive of PyPI, unpacked."
        )
    ours = [each for each in every if each["package"] in names]
    return {
        "source": CREDIT,
        "as_of": day,
        "read": len(every),
        "looked_up": sorted(names),
        "faults": sorted(ours, key=lambda each: (each["package"], each["id"])),
    }


def complaints(snapshot: dict[str, Any], pins: list[tuple[str, str]]) -> list[str]:
    """A sentence for every locked version that has a fault or was never looked up."""
    found = [
        f"{name} {version} has a known fault: {' '.join([fault['id'], *fault['aliases']])}. "
        f"Lock a version without it (`make lock`)."
        for name, version in pins
        for fault in snapshot["faults"]
        if fault["package"] == name and affects(fault, version)
    ]
    unknown = sorted({name for name, _ in pins} - set(snapshot["looked_up"]))
    return found + [
        f"{name} was locked after the advisories were read, so nobody knows of its faults. "
        f"Read them anew: python .ci/audit.py --renew FOLDER."
        for name in unknown
    ]


def main() -> None:
    """Compare, or renew; the exit code is 1 where there is something to complain of."""
    said = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    said.add_argument("locks", nargs="*", type=Path, help="lock files (default: both of ours)")
    said.add_argument("--advisories", type=Path, default=ADVISORIES, help="the snapshot's file")
    said.add_argument("--renew", type=Path, metavar="FOLDER", help="write it from OSV records")
    said.add_argument("--as-of", default=date.today().isoformat(), help="the records' own day")
    given = said.parse_args()
    pins = locked(given.locks or list(LOCKS))
    if given.renew:
        snapshot = renewed(given.renew, {name for name, _ in pins}, given.as_of)
        given.advisories.write_text(json.dumps(snapshot, indent=1) + "\n", "utf-8")
    snapshot = json.loads(given.advisories.read_text("utf-8"))
    wrong = complaints(snapshot, pins)
    sys.stdout.writelines(f"{each}\n" for each in wrong)
    sys.stdout.write(
        f"{len(pins)} locked versions, {len(snapshot['faults'])} known faults of these packages "
        f"as of {snapshot['as_of']}: {len(wrong) or 'nothing'} to mend.\n"
    )
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
