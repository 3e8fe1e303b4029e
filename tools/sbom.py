"""Print a bill of materials (CycloneDX 1.5, JSON) of an installed Marsad: python tools/sbom.py [--extra postgres …] > marsad.cdx.json

Lists what `pip install marsad` brings, followed down to the last requirement, with version, licence, package URL and, for versions that the
lock names, the hashes of their files. The same environment gives the same bytes: the only time in it is SOURCE_DATE_EPOCH, if that is set.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
import uuid
from importlib import metadata
from typing import Any

from locked import Pin, pins
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NAMESPACE = uuid.UUID("5d7c3a0e-6d7b-5c1c-9a51-0d4d5a7f6f10")  # of Marsad's bills of materials; any number that is always the same


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--extra", action="append", default=[], help="an extra of Marsad that is installed too")
    sys.stdout.write(json.dumps(bill(ask.parse_args().extra), indent=1, ensure_ascii=False) + "\n")
    return 0


def bill(extras: list[str]) -> dict[str, Any]:
    """Give the bill of materials. Raises PackageNotFoundError if Marsad is not installed."""
    needs = graph("marsad", frozenset(extras))
    locked = {(pin.name, str(pin.version)): pin for pin in pins()}
    parts = {name: component(name, locked) for name in sorted(needs)}
    own = {**parts.pop("marsad"), "type": "application"}
    made: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": own, **_time()},
        "components": list(parts.values()),
        "dependencies": [{"ref": reference(name), "dependsOn": [reference(n) for n in sorted(needs[name])]} for name in sorted(needs)],
    }
    return {"serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, json.dumps(made, sort_keys=True))}", **made}


def _time() -> dict[str, str]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return {"timestamp": datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if epoch else {}


def graph(root: str, extras: frozenset[str]) -> dict[str, set[str]]:
    """Give, by name, what each installed distribution requires here, from a root on."""
    found: dict[str, set[str]] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(canonicalize_name(root), extras)]
    seen = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        needs = found.setdefault(name, set())
        for line in metadata.requires(name) or []:
            requirement = Requirement(line)
            if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *wanted)):
                needed = canonicalize_name(requirement.name)
                needs.add(needed)
                waiting.append((needed, frozenset(requirement.extras)))
    return found


def reference(name: str) -> str:
    return f"pkg:pypi/{name}@{metadata.version(name)}"


def component(name: str, locked: dict[tuple[str, str], Pin]) -> dict[str, Any]:
    about = metadata.metadata(name)
    version = metadata.version(name)
    made: dict[str, Any] = {"type": "library", "bom-ref": reference(name), "name": name, "version": version, "purl": reference(name)}
    if summary := about.get("Summary"):
        made["description"] = summary
    made["licenses"] = [_licence(about)]
    pin = locked.get((canonicalize_name(name), version))
    if pin is not None:
        # Which of the files was installed is not known any more: all that the lock admits are listed.
        made["externalReferences"] = [{"type": "distribution", "url": reference(name), "hashes": [{"alg": "SHA-256", "content": h}]} for h in pin.hashes]
    return made


def _licence(about: Any) -> dict[str, Any]:
    if expression := about.get("License-Expression"):
        return {"expression": expression}
    classifiers = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    named = "; ".join(classifiers) or (about.get("License") or "").strip().split("\n")[0][:120] or "not stated"
    return {"license": {"name": named}}


if __name__ == "__main__":
    sys.exit(main())
