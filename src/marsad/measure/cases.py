"""Hand-coded articles: load them, and see that each quotes its article.

A case is one JSON file {"article", "events", "statements", "agreements", "agreement_facts"}, coded as docs/codebook.md
says, with offsets in code points of article.text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from marsad.record import InputError

LISTS = ("events", "statements", "agreements", "agreement_facts")
Case = Mapping[str, Any]


def case_files(folder: Path) -> list[Path]:
    """Give the case files of a folder, by name. Raises InputError if there is none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(str(folder), "no case (*.json) is there", "Name a folder with hand-coded articles.")
    return files


def load_cases(folder: Path) -> list[Case]:
    """Give the cases of a folder, by file name. Raises InputError if one is unreadable or misquotes its article."""
    cases = []
    for path in case_files(folder):
        try:
            case = msgspec.json.decode(path.read_bytes())
        except msgspec.DecodeError as error:
            raise InputError(str(path), f"not JSON ({error})", "Mend the file.") from None
        missing = [name for name in ("article", *LISTS) if name not in case]
        if missing:
            raise InputError(str(path), f"{', '.join(missing)} missing", "Write the article and the four lists; a list may be empty.")
        wrong = list(misquotes(case))
        if wrong:
            raise InputError(str(path), f"{len(wrong)} misquoted: {'; '.join(wrong[:3])}", "Give start and end so that they quote the words.")
        cases.append(case)
    return cases


def misquotes(case: Case) -> Iterator[str]:
    """Yield the path of each span whose words are not those of the article."""
    text = case["article"]["text"]

    def walk(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("start"), int) and text[value["start"] : value["end"]] != value.get("text"):
                yield path
            for key, inner in value.items():
                yield from walk(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from walk(inner, f"{path}[{number}]")

    for name in LISTS:
        yield from walk(case[name], name)


def corpus_digest(folder: Path) -> str:
    """Give the SHA-256 over the names and bytes of a folder's cases: another corpus, other floors."""
    digest = hashlib.sha256()
    for path in case_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
